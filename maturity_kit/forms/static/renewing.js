// Bringing a page up to date while somebody works on it: only what changed is painted anew, and nothing that is being filled in.

const PARTS = "[data-mk-item], [data-mk-row]";

/** The questions, rows and cards of a place in their order, those of sections that wait to be opened included. */
function partsIn(place) {
  const found = [...place.querySelectorAll(`:is(${PARTS}), template`)];
  return found.flatMap((node) => (node.matches("template") ? partsIn(node.content) : [node]));
}

const keyOf = (part) => part.dataset.mkItem ?? part.dataset.mkRow;
const SAID = "legend, .mk-elsewhere, .mk-votes, .mk-room, .mk-tag, .mk-calm";
const wordsIn = (part) => (part.matches("[data-mk-item]") ? [...part.querySelectorAll(SAID)].map((one) => one.textContent) : [part.textContent]);
const filledIn = (control) => (["radio", "checkbox"].includes(control.type) ? control.checked : control.value);

/** What a part shows, by which two versions of it are compared. */
const stateOf = (part) => JSON.stringify([[...part.querySelectorAll("input, select, textarea")].map(filledIn), wordsIn(part).map((words) => words.replace(/\s+/g, " ").trim())]);

/** Whether somebody filled in a control of a form that is only sent by its button. */
const isTouched = (place) => [...place.querySelectorAll("form[data-mk-action] :is(input, textarea)")].some((control) => control.value !== control.defaultValue || control.checked !== control.defaultChecked);

/** What tells a control from the others in its surroundings, also after those were painted anew; "" for none. */
function nameOfControl(control) {
  if (control.id) return `#${control.id}`;
  if (control.closest("[data-mk-register]")) return "";
  const part = control.closest(PARTS);
  const { mkPart, mkDo, mkSubject } = control.dataset;
  const own = control.matches("summary") ? nameOf(control.parentElement) : control.type === "radio" ? control.value : (mkPart ?? mkDo ?? mkSubject ?? control.name ?? "");
  return [part ? keyOf(part) : "", control.tagName, own, own ? "" : control.textContent.trim()].join("|");
}

const FOCUSABLE = "a, button, input, select, textarea, summary";

/** Remembers which control of a place has the focus, and the place of the caret; the function it gives goes back there. */
function rememberFocus(place) {
  const control = document.activeElement;
  const name = place.contains(control) ? nameOfControl(control) : "";
  if (!name) return () => {};
  const { selectionStart, selectionEnd } = control;
  return () => {
    const again = [...place.querySelectorAll(FOCUSABLE)].find((one) => nameOfControl(one) === name);
    if (!again || again === document.activeElement) return;
    again.focus({ preventScroll: true });
    if (typeof selectionStart === "number") again.setSelectionRange(selectionStart, selectionEnd);
  };
}

/** Gives a part the content of another one; what is open in it stays open, and the focus stays where it is. */
function becomes(part, fresh) {
  const goOn = rememberFocus(part);
  const reopen = rememberFolds(part);
  part.toggleAttribute("data-mk-voted", "mkVoted" in fresh.dataset);
  part.replaceChildren(...fresh.childNodes);
  reopen();
  goOn();
}

/**
 * Brings the parts of a place up to date and says whether some were left as they are. Where other parts are there now
 * `replace` paints the whole place, and what is being filled in is put back into it.
 */
function renewParts(place, html, { isDirty, replace, revision }) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const now = partsIn(place);
  const then = partsIn(fresh.content);
  const dirty = now.filter(isDirty);
  const seen = (parts) => { for (const part of parts) part.dataset.mkSeen = revision; };
  if (now.map(keyOf).join("|") !== then.map(keyOf).join("|")) {
    replace(place, html);
    const painted = partsIn(place);
    seen(painted);
    for (const part of dirty) painted.find((one) => keyOf(one) === keyOf(part))?.replaceWith(part);
  } else {
    now.forEach((part, position) => {
      if (dirty.includes(part)) return;
      if (stateOf(part) !== stateOf(then[position])) becomes(part, then[position]);
      seen([part]);
    });
  }
  return dirty.length > 0;
}
