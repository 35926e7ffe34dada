// Two people changed the same thing: the second chooses, at the place where the change was made.

/** The place of an edit: its question, its row, or the control itself. */
function placeOf({ kind, subject }, inside) {
  const name = CSS.escape(subject);
  if (kind === "answer") return inside(`[data-mk-item="${name}"]`)[0];
  return inside(`[data-mk-edit="${kind}"][data-mk-subject="${name}"]`)[0]?.closest(PARTS);
}

/** Puts the choice below what it is about, outside a label, whose name it would become; the focus goes there only when somebody is at that place and types no text. */
function showClash(block, place) {
  const here = document.activeElement;
  const typing = here?.matches("textarea, input[type=text], input[type=number], input[type=date]");
  place.querySelector(":scope > .mk-clash")?.remove();
  const message = place.querySelector(":scope > [data-mk-message]");
  if (message ?? place.matches("label")) (message ?? place).after(block); else place.append(block);
  if (place.contains(here) && !typing) block.focus({ preventScroll: true });
  block.scrollIntoView({ block: "nearest", behavior: "instant" });
}

/** Fills a question with an entry as the assessment file has it. */
function fillQuestion(question, entry) {
  const found = entry ?? {};
  const choice = found.state ?? (found.value === undefined ? "" : String(found.value));
  for (const radio of question.querySelectorAll('input[type="radio"]')) radio.checked = radio.value === choice;
  const fields = { between: choice, reason: found.reason ?? "", note: found.note ?? "", evidence: found.evidence ?? "" };
  for (const [name, words] of Object.entries(fields)) {
    const field = question.querySelector(`[data-mk-part="${name}"]`);
    if (field) field.value = words;
  }
  const between = question.querySelector('[data-mk-part="between"]');
  if (between && between.selectedIndex < 0) between.value = "";
  showReason(question);
}

/** Fills the place of an edit with the entry that was chosen, and gives the control to go on from. */
function fillPlace(place, { kind, subject }, entry) {
  if (kind === "answer") {
    fillQuestion(place, entry);
    return place.querySelector('input[type="radio"]:checked') ?? place.querySelector("input");
  }
  const control = place.querySelector(`[data-mk-edit="${kind}"][data-mk-subject="${CSS.escape(subject)}"]`);
  control.value = entry ?? control.dataset.mkReset ?? "";
  return control;
}
