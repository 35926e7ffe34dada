// The page is HTML made by the kernel. This widget carries edits from it to the kernel and
// fresh pieces of HTML back. One widget a page: model count is what makes a page slow to load.

const TYPING_PAUSE = 700;
const PATIENCE = 5000;
const LONGEST_PAUSE = 60000;

function render({ model, el }) {
  const page = model.get("page");
  const words = model.get("words");
  const outbox = new Outbox(model.get("assessment"), !model.get("frozen"));
  const root = `[data-mk-page="${page}"]`;
  const inside = (...selectors) => [...document.querySelectorAll(selectors.map((selector) => `${root} ${selector}`).join(", "))];
  const waiting = (name) => inside(`[data-mk-fold="${name}"] > template`).map((fold) => fold.content.querySelector("[data-mk-live]"));
  const regions = (name) => [...document.querySelectorAll(`${root}[data-mk-live="${name}"]`), ...waiting(name)];
  const within = (node) => node.closest?.(root);
  const form = sectionsOf(() => inside("[data-mk-section]"));
  const tables = () => inside("[data-mk-register]");
  const asking = askingBy((question) => model.send(question));
  const weighing = weighingBy({ send: (said) => model.send(said), complain, objection: (control) => objection(control, words) });
  const timers = new Map();
  const asked = new Map();
  const left = new Set();
  const painted = new WeakMap();
  const revision = model.get("revision");
  const seenAt = (control) => Number(control.closest(`${PARTS}, [data-mk-register]`)?.dataset.mkSeen ?? revision);
  const unsent = () => [...outbox.pending.values()].filter(({ key }) => !asked.has(key));
  let overdue;
  el.classList.add("mk-bridge");

  function status(state, detail = "") {
    if (model.get("frozen") && state !== "unsaved") return;
    for (const place of regions("status")) {
      place.dataset.mkState = state;
      place.textContent = `${words[state]}${detail}`;
    }
  }

  function complain(control, message) {
    const home = control.closest("[data-mk-item], [data-mk-row], li.mk-entry, form") ?? control.parentElement;
    const place = home.querySelector(":scope > [data-mk-message]") ?? home.querySelector("[data-mk-message]");
    if (place) place.textContent = message;
    if (control.matches("input, select, textarea")) control.setAttribute("aria-invalid", message ? "true" : "false");
  }

  function send(edit) {
    model.send({ type: "edit", ...edit });
    clearTimeout(overdue);
    overdue = setTimeout(sendAgain, PATIENCE, 2 * PATIENCE);
  }

  // The same key twice counts once, so sending again is always safe.
  function sendAgain(pause) {
    if (!unsent().length) return;
    status("unsaved");
    for (const edit of unsent()) model.send({ type: "edit", ...edit, again: true });
    overdue = setTimeout(sendAgain, pause, Math.min(2 * pause, LONGEST_PAUSE));
  }

  function submit(control) {
    const event = eventOf(control);
    if (!event) return;
    const message = objection(control, words);
    complain(control, message);
    if (message) return;
    const table = control.closest("[data-mk-register]");
    const missing = table && missingIn(table);
    if (missing) {
      complain(missing, table.dataset.mkRequired);
      status("unsaved");
      return;
    }
    table?.querySelectorAll('[aria-invalid="true"]').forEach((once) => complain(once, objection(once, words)));
    if (waitsForChoice(event)) return;
    put({ ...event, key: crypto.randomUUID(), seen: seenAt(control) });
  }

  /** Whether the very same was sent already and waits for a choice: leaving a field must not take that away. */
  function waitsForChoice({ kind, subject, payload }) {
    const same = [...asked.values()].find((told) => told.kind === kind && told.subject === subject);
    return same !== undefined && JSON.stringify(outbox.pending.get(same.key)?.payload) === JSON.stringify(payload);
  }

  /** A choice about the same thing is over once somebody changes it again. */
  function dropChoice({ kind, subject }) {
    for (const former of [...asked.values()]) {
      if (former.kind !== kind || former.subject !== subject) continue;
      asked.delete(former.key);
      outbox.done(former.key);
      former.block.remove();
    }
  }

  /** Keeps an edit until it is confirmed, and sends it. */
  function put(edit) {
    dropChoice(edit);
    outbox.put(edit);
    status("saving");
    send(edit);
  }

  function later(control, pause) {
    clearTimeout(timers.get(control));
    timers.set(control, setTimeout(() => { timers.delete(control); submit(control); }, pause));
  }

  function onChange(event) {
    const control = event.target;
    if (!within(control)) return;
    clearTimeout(timers.get(control));
    timers.delete(control);
    if (control.type === "date") return later(control, TYPING_PAUSE);
    if (control.closest("[data-mk-weigh]")) return weighing.ask(control.form);
    if (control.closest("[data-mk-register]")) return onTable(control);
    const question = control.closest("[data-mk-item]");
    if (question) {
      const between = question.querySelector('[data-mk-part="between"]');
      if (control.type === "radio" && between) between.value = "";
      if (control === between && control.value) question.querySelectorAll('input[type="radio"]').forEach((radio) => { radio.checked = false; });
      showReason(question);
      if (control.value === "not_applicable") question.querySelector('[data-mk-part="reason"]').focus();
    }
    submit(control);
  }

  function onTable(control) {
    const table = control.closest("[data-mk-register]");
    const copies = control.dataset.mkCopy ? control.closest("li").querySelectorAll(`[data-mk-field="${control.dataset.mkCopy}"]`) : [];
    for (const copy of copies) copy.value = control.value.trim();
    const before = control.dataset.mkWas;
    const names = control.required && before && before !== control.value.trim();
    if (names) inside("[data-mk-fold]").forEach(unfold);
    const followers = names ? follow(tables, table.dataset.mkForm, before, control.value.trim()) : [];
    control.dataset.mkWas = control.value.trim();
    offerNames(tables, table.dataset.mkForm);
    submit(control);
    for (const other of followers) if (other !== table) submit(other);
  }

  function onInput(event) {
    const control = event.target;
    if (!within(control)) return;
    const view = control.closest("[data-mk-ask]");
    if (control.type === "search") form.search(control.form);
    else if (control.closest("[data-mk-weigh]")) weighing.later(control.form);
    else if (view && control.name === "step") asking.slide(view, control);
    else if (control.type === "range") {
      const shown = control.parentElement.querySelector("output");
      if (shown) shown.textContent = control.value;
      later(control, 120);
    } else if (control.matches("textarea, input[type=text], input[type=number]") && eventOf(control) && !control.dataset.mkCopy) later(control, TYPING_PAUSE);
  }

  function onClick(event) {
    const head = event.target.closest?.("summary");
    if (head && within(head)) unfold(head.parentElement);
    const button = event.target.closest?.("[data-mk-do]");
    if (!button || !within(button)) return;
    if (button.dataset.mkDo === "clear") {
      const question = button.closest("[data-mk-item]");
      for (const radio of question.querySelectorAll('input[type="radio"]')) radio.checked = false;
      const between = question.querySelector('[data-mk-part="between"]');
      if (between) between.value = "";
      showReason(question);
      submit(question.querySelector('input[type="radio"]'));
    } else if (tableActions[button.dataset.mkDo]) {
      const table = button.closest("[data-mk-register]");
      const changed = tableActions[button.dataset.mkDo](button);
      offerNames(tables, table.dataset.mkForm);
      if (changed) submit(changed);
    } else if (choices[button.dataset.mkDo]) choose(button);
    else if (button.dataset.mkDo === "settle") settle(button);
    else if (button.dataset.mkDo === "next") form.visitNextOpen();
    else if (button.dataset.mkDo === "fold-all") form.foldAll();
    else if (button.dataset.mkDo === "find") {
      const field = inside("[data-mk-search] input")[0];
      toTop(field);
      field.focus({ preventScroll: true });
    } else if (button.dataset.mkDo === "visit") {
      form.visit(button.dataset.item);
    } else if (button.dataset.mkDo === "take") {
      const radio = button.closest("[data-mk-item]").querySelector(`input[type="radio"][value="${button.dataset.step}"]`);
      radio.checked = true;
      radio.focus({ preventScroll: true });
      onChange({ target: radio });
    } else if (button.dataset.mkDo === "reset") {
      for (const control of button.closest("form").querySelectorAll("[data-mk-edit]")) {
        if (control.value === control.dataset.mkReset) continue;
        control.value = control.dataset.mkReset;
        submit(control);
      }
    } else if (["weigh-up", "weigh-down"].includes(button.dataset.mkDo)) weighing.move(button, button.dataset.mkDo === "weigh-up");
    else if (button.dataset.mkDo === "weigh-visit") inside("[data-mk-weigh] select").find((one) => one.name === button.dataset.pair)?.focus();
    else if (!button.dataset.mkDo.startsWith("weigh-") || weighing.settled(inside)) model.send({ type: "action", name: button.dataset.mkDo, fields: { ...button.dataset } });
  }

  function choose(button) {
    const fold = inside('[data-mk-fold="table-actions"]')[0];
    if (!fold) return;
    unfold(fold);
    fold.open = true;
    const table = fold.querySelector("[data-mk-register]");
    choices[button.dataset.mkDo](part(table, "[data-mk-list]"), button.dataset);
    button.focus({ preventScroll: true });
    submit(table);
  }

  function onKey(event) {
    if (event.key === "Enter" && within(event.target) && event.target.matches("[data-mk-line]")) event.preventDefault();
  }

  function onFocus({ target }) {
    if (!within(target)) return;
    form.passBy(target);
    if (target.closest("[data-mk-register]") && target.required) target.dataset.mkWas ??= target.value.trim();
  }

  /** A date changes with every digit, so it is sent after a pause, or when somebody leaves it. */
  function onLeave({ target }) {
    if (target.type !== "date" || !timers.has(target)) return;
    clearTimeout(timers.get(target));
    timers.delete(target);
    submit(target);
  }

  function unfold(fold) {
    paint(fold);
    for (const table of fold.querySelectorAll("[data-mk-register]")) prepare(table);
  }

  function prepare(table) {
    offerNames(tables, table.dataset.mkForm);
    table.querySelectorAll("[data-mk-list]").forEach(limit);
  }

  function onToggle({ target }) {
    if (target.matches?.(`${root} [data-mk-ask]`)) asking.ask(target, false);
    else if (target.open && target.matches?.(`${root} :is([data-mk-section], [data-mk-fold])`)) unfold(target);
  }

  async function onSubmit(event) {
    const sent = event.target;
    if (!within(sent)) return;
    event.preventDefault();
    if (sent.matches("[data-mk-search]")) sent.querySelector(".mk-hit")?.click();
    if (!sent.dataset.mkAction) return;
    const fields = Object.fromEntries(new FormData(sent));
    for (const [name, value] of Object.entries(fields)) if (value instanceof File) fields[name] = await value.text();
    model.send({ type: "action", name: sent.dataset.mkAction, fields });
  }

  /** A file for the reader; with a media type its content is base64, else it is the text of a JSON file. */
  function download({ name, content, media }) {
    const bytes = media ? Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0)) : content;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: media ?? "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /** A choice between two changes, where its question is; on a page without it, below the first line. */
  function clash(told) {
    if (!outbox.pending.has(told.key)) return;
    dropChoice(told);
    if (!placeOf(told, inside)) form.paintFor(told.subject);
    const holder = document.createElement("template");
    holder.innerHTML = told.html;
    const block = holder.content.querySelector(".mk-clash");
    asked.set(told.key, { ...told, block });
    block.dataset.mkKey = told.key;
    const place = placeOf(told, inside);
    if (place) showClash(block, place);
    else regions("clashes").forEach((home) => home.append(block));
    if (!unsent().length) clearTimeout(overdue);
    status("choose");
  }

  function settle(button) {
    const told = asked.get(button.closest(".mk-clash").dataset.mkKey);
    const { which } = button.dataset;
    const payload = told.choices[which];
    const place = placeOf(told, inside);
    dropChoice(told);
    if (place) {
      fillPlace(place, told, payload)?.focus({ preventScroll: true });
      place.dataset.mkSeen = told.revision;
    }
    if (which !== "theirs" || !told.kept) return put({ kind: told.kind, subject: told.subject, payload, key: crypto.randomUUID(), seen: told.revision });
    settled("");
  }

  /** Once nothing waits any more, what was left as it was while somebody filled it in is brought up to date. */
  function settled(at) {
    if (unsent().length) return;
    clearTimeout(overdue);
    if (asked.size) status("choose"); else status("saved", at ? ` ${at}` : "");
    if (left.size) model.send({ type: "renew", regions: [...left] });
    left.clear();
  }

  /** After an edit was kept as it was sent, what the page shows of its subject is as new as that edit. */
  function knownAt({ kind, subject, form: table }, kept) {
    const place = table ? tables().find((one) => one.dataset.mkForm === table) : placeOf({ kind, subject }, inside);
    if (place) place.dataset.mkSeen = Math.max(kept, Number(place.dataset.mkSeen ?? 0));
    for (const edit of outbox.pending.values()) if (edit.kind === kind && edit.subject === subject) edit.seen = Math.max(kept, edit.seen ?? 0);
    outbox.store();
  }

  /** Whether something in a part waits to be sent, cannot be sent, or waits for a choice. */
  function isDirty(part) {
    const subjects = [...part.querySelectorAll("[data-mk-subject]")].map((control) => control.dataset.mkSubject);
    const names = [part.dataset.mkItem, ...subjects, part.dataset.mkForm].filter(Boolean);
    const waits = [...outbox.pending.values()].some(({ subject, form: table }) => names.includes(table ?? subject));
    const unfit = part.querySelector('[aria-invalid="true"], .mk-clash') || [...part.querySelectorAll("[data-mk-message]")].some((place) => place.textContent);
    const half = part.contains(document.activeElement) && document.activeElement.type === "date";
    return Boolean(waits || unfit || half || [...timers.keys()].some((control) => part.contains(control)));
  }

  /** Shows a region as it is now; what is being filled in stays as it is and is brought up to date when it was sent. */
  function show(region, place, { html, revision: at, gently }) {
    const busy = (part) => isDirty(part) || Boolean(gently && isTouched(part));
    if (place.querySelector("[data-mk-register]")) return showTable(region, place, html, at);
    if (partsIn(place).length) {
      if (renewParts(place, html, { isDirty: busy, replace, revision: at })) left.add(region);
    } else if (gently && isTouched(place)) left.add(region);
    else if (!gently || painted.get(place) !== html) replace(place, html);
    painted.set(place, html);
  }

  /** A table that somebody works in is left as it is; what is kept of it is put together with the other's all the same. */
  function showTable(region, place, html, at) {
    const table = place.querySelector("[data-mk-register]");
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const now = fresh.content.querySelector("[data-mk-register]");
    const same = now && stateOf(table) === stateOf(now);
    if (!same && (isDirty(table) || missingIn(table) || isBegun(table))) return left.add(region);
    if (!same) replace(place, html);
    for (const one of place.querySelectorAll("[data-mk-register]")) one.dataset.mkSeen = at;
  }

  function replace(place, html) {
    const back = rememberFocus(place);
    const reopen = rememberFolds(place);
    const goOn = rememberTyping(place);
    place.innerHTML = html;
    reopen();
    place.querySelectorAll("[data-mk-register]").forEach(prepare);
    goOn();
    back();
  }

  const answers = {
    show: (told) => regions(told.region).forEach((place) => {
      show(told.region, place, told);
      asking.refine(place);
    }),
    saved: ({ key, at, revision: kept }) => {
      const edit = outbox.pending.get(key);
      outbox.done(key);
      if (kept && edit) knownAt(edit, kept);
      settled(at);
    },
    clash,
    refused: ({ key, message, subject, form: table, where, found }) => {
      outbox.done(key);
      status("unsaved");
      const name = CSS.escape(subject);
      const filled = table && tables().find((one) => one.dataset.mkForm === table);
      const control = filled ? controlAt(filled, where, found) : inside(`[data-mk-item="${name}"] input`, `[data-mk-subject="${name}"]`)[0];
      if (control) complain(control, message);
      else answers.notice({ message });
    },
    failed: ({ message }) => { status("unsaved"); answers.notice({ message }); },
    notice: ({ message }) => regions("notice").forEach((place) => { place.textContent = message; }),
    go: ({ href }) => { window.location.href = href; },
    file: download,
    asked: asking.answered,
  };

  const onMessage = (message) => answers[message.type]?.(message);
  const listeners = { change: onChange, input: onInput, click: onClick, submit: onSubmit, focusin: onFocus, focusout: onLeave, keydown: onKey };
  for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener);
  document.addEventListener("toggle", onToggle, true);
  const onPlace = () => goTo(window.location.hash, form, regions);
  window.addEventListener("hashchange", onPlace);
  window.addEventListener("beforeprint", form.openForPrint);
  window.addEventListener("afterprint", form.closeAfterPrint);
  model.on("msg:custom", onMessage);

  const former = unsent();
  former.forEach((edit) => send({ ...edit, again: true }));
  if (former.length) status("saving");
  inside("[data-mk-section][open]").forEach(paint);
  inside("[data-mk-ask][open]").forEach((fold) => asking.ask(fold, false));
  tables().forEach(prepare);
  inside("[data-mk-item]", "[data-mk-edit]").forEach((node) => {
    const controls = node.matches("[data-mk-item]") ? node.querySelectorAll("input, select, textarea") : [node];
    const touched = [...controls].find(changedBeforeMount);
    if (touched) onChange({ target: touched });
  });
  onPlace();
  document.documentElement.dataset.mkReady = page;

  return () => {
    for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener);
    document.removeEventListener("toggle", onToggle, true);
    window.removeEventListener("hashchange", onPlace);
    window.removeEventListener("beforeprint", form.openForPrint);
    window.removeEventListener("afterprint", form.closeAfterPrint);
    model.off("msg:custom", onMessage);
    asking.stop();
    weighing.stop();
    timers.forEach(clearTimeout);
  };
}

export default { render };
