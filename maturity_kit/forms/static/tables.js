// Working tables: what stands in a form is read back as the register it stands for.

const OWNER = "[data-mk-entry], [data-mk-register]";
const part = (list, selector) => list.querySelector(`:scope > ${selector}`);
const entriesOf = (list) => [...part(list, "ol").querySelectorAll("[data-mk-entry]")].filter((entry) => entry.closest("[data-mk-list]") === list && !entry.closest("[data-mk-gone]"));
const own = (node, selector) => [...node.querySelectorAll(selector)].filter((found) => found.parentElement.closest(OWNER) === node && !found.closest("[data-mk-gone]"));
const linesOf = (words) => words.split("\n").map((line) => line.trim()).filter(Boolean);
const listOrNothing = (found) => (found.length ? found : undefined);

/** What stands in a control, or while that does not fit what stood there before, so that the rest can be kept. */
function soundIn(control) {
  const { valid, valueMissing } = control.validity;
  if (valid || valueMissing) control.dataset.mkSound = control.value;
  return control.dataset.mkSound ?? control.defaultValue ?? "";
}

/** A field of one line wraps where it is narrow, but holds no line of its own. */
const onOneLine = (control, words) => ("mkLine" in control.dataset ? words.replace(/\s*\n\s*/g, " ") : words);

/** What a control says in the words of the file; undefined when it says nothing. */
function saidBy(control) {
  const kind = control.dataset.mkKind;
  if (kind === "flag") return control.checked || undefined;
  if (kind === "names") return listOrNothing(control.matches("fieldset") ? [...control.querySelectorAll("input:checked")].map((box) => box.value) : linesOf(control.value));
  const words = onOneLine(control, soundIn(control).trim());
  if (words === "") return undefined;
  return kind === "number" ? Number(words) : words;
}

function put(target, path, value) {
  const names = path.split("/");
  const last = names.pop();
  const holder = names.reduce((inside, name) => (inside[name] ??= {}), target);
  holder[last] = value;
}

const has = (target, path) => path.split("/").slice(0, -1).reduce((inside, name) => inside?.[name], target) !== undefined;

/** The row or register that a node stands for. A currency counts only beside an amount. */
function readTable(node) {
  const found = {};
  for (const control of own(node, "[data-mk-field]")) {
    const said = saidBy(control);
    const { mkField: path, mkKind: kind } = control.dataset;
    if (said !== undefined && (kind !== "beside" || has(found, path))) put(found, path, said);
  }
  for (const list of own(node, "[data-mk-list]")) {
    const rows = entriesOf(list).filter((entry) => !isBlank(entry)).map(readTable);
    if (list.dataset.mkList === "") return rows;
    if (rows.length) put(found, list.dataset.mkList, rows);
  }
  return found;
}

/** Whether nobody typed anything in a row; what is only chosen from a list does not make it one. */
function isBlank(entry) {
  const typed = [...entry.querySelectorAll("[data-mk-field]")].filter((control) => !["fixed", "beside"].includes(control.dataset.mkKind) && control.type !== "hidden");
  const chosen = entry.matches("fieldset");
  return !typed.some((control) => (chosen || !control.matches("select")) && saidBy(control) !== undefined);
}

/** Whether somebody is in a row of a form that holds nothing yet; the row of a voter holds one entry for every factor. */
const isBegun = (form) => {
  const row = document.activeElement?.closest("[data-mk-entry], [data-mk-voter]");
  const entries = row?.matches("[data-mk-voter]") ? [...row.querySelectorAll("[data-mk-entry]")] : [row];
  return Boolean(row && form.contains(row) && entries.every(isBlank));
};

/** The first field of a form that has to be filled in before it can be sent; undefined without any. */
const missingIn = (form) => [...form.querySelectorAll("[data-mk-field][required]")].find((control) => {
  const entry = control.closest("[data-mk-entry]");
  return !control.closest("[data-mk-gone]") && saidBy(control) === undefined && entry && !isBlank(entry);
});

/** What an edited form means: the whole register; parts of a record that are empty are null, so that they are cleared. */
function registerOf(form) {
  const found = readTable(form);
  if (!Array.isArray(found)) {
    for (const place of own(form, "[data-mk-field], [data-mk-list]")) {
      const name = (place.dataset.mkField ?? place.dataset.mkList).split("/")[0];
      found[name] ??= null;
    }
  }
  return { kind: "register", subject: form.dataset.mkRegister, form: form.dataset.mkForm, payload: found };
}

/** A field on its way in a form: the list it stands in, the name and place of its row, and the field itself. */
function wayTo(control) {
  const field = control.closest("[data-mk-field]");
  const list = field.closest("[data-mk-list]");
  const entry = field.closest("[data-mk-entry]");
  const row = list && entry ? entriesOf(list).indexOf(entry) : -1;
  return { field: field.dataset.mkField, list: list?.dataset.mkList, row, name: entry && nameIn(entry)?.value };
}

/** Remembers where somebody is in a table and what stands there; the function it gives goes back to it in what stands there by then. */
function rememberTyping(place) {
  const control = document.activeElement;
  if (!place.contains(control) || !control.closest("[data-mk-register] [data-mk-field]")) return () => {};
  const { value, checked, type, selectionStart, selectionEnd } = control;
  const was = wayTo(control);
  return () => {
    const fields = [...place.querySelectorAll(`[data-mk-field="${CSS.escape(was.field)}"]`)];
    const same = fields.map((field) => ({ control: field, ...wayTo(field) })).filter((way) => way.list === was.list);
    const { control: field } = same.find((way) => way.name === was.name) ?? same.find((way) => way.row === was.row) ?? {};
    const again = field?.matches("fieldset") ? [...field.querySelectorAll("input")].find((box) => box.value === value) : field;
    if (!again) return;
    again.focus({ preventScroll: true });
    const typed = type === "checkbox" ? again.checked !== checked : again.value !== value && (type !== "date" || value);
    if (typed) Object.assign(again, { value, checked });
    if (typeof selectionStart === "number") again.setSelectionRange(selectionStart, selectionEnd);
    if (typed) again.dispatchEvent(new Event(["text", "number", "textarea"].includes(type) ? "input" : "change", { bubbles: true }));
  };
}

const nameIn = (entry) => own(entry, "[data-mk-field][required]").find((control) => control.type !== "hidden");

/** Everything that names rows of a register offers the names that are there now. */
function offerNames(forms, register) {
  const form = forms().find((one) => one.dataset.mkForm === register);
  if (!form) return;
  const names = own(form, "[data-mk-list]").flatMap(entriesOf).map((entry) => nameIn(entry)?.value.trim()).filter(Boolean);
  for (const options of document.querySelectorAll(`[data-mk-options="${register}"]`)) {
    options.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
  }
  for (const group of forms().flatMap((one) => [...one.querySelectorAll(`[data-mk-names="${register}"]`)])) {
    const mine = group.closest("[data-mk-register]") === form ? nameIn(group.closest("[data-mk-entry]"))?.value.trim() : "";
    const chosen = new Set(saidBy(group) ?? []);
    const offered = [...new Set([...names.filter((name) => name !== mine), ...chosen])];
    const boxes = offered.map((name) => boxFor(name, chosen.has(name)));
    const focused = group.contains(document.activeElement) ? document.activeElement.value : undefined;
    group.querySelectorAll("label").forEach((label) => label.remove());
    group.append(...boxes);
    if (focused) boxes.find((box) => box.firstChild.value === focused)?.firstChild.focus({ preventScroll: true });
  }
}

function boxFor(name, checked) {
  const label = Object.assign(document.createElement("label"), { className: "mk-check" });
  const words = Object.assign(document.createElement("span"), { textContent: name });
  label.append(Object.assign(document.createElement("input"), { type: "checkbox", value: name, checked }), words);
  return label;
}

const isNamed = (control, name) => control?.value.trim().toLowerCase() === name.trim().toLowerCase();

/** A row got another name: what referred to it follows, unless another row has that name. Gives the forms that changed by it. */
function follow(forms, register, before, now) {
  const changed = new Set();
  const rows = forms().filter((one) => one.dataset.mkForm === register).flatMap((one) => own(one, "[data-mk-list]").flatMap(entriesOf));
  if (!now || rows.filter((row) => isNamed(nameIn(row), now)).length > 1) return changed;
  for (const form of forms()) {
    for (const control of form.querySelectorAll(`[list$="-${register}"], [data-mk-names="${register}"] input`)) {
      if (control.value !== before || (control.type === "checkbox" && !control.checked)) continue;
      control.value = now;
      changed.add(form);
    }
  }
  return changed;
}

/** What the buttons of a table do; each gives the form to send, or nothing when there is nothing to send yet. */
const tableActions = {
  add: (button) => {
    const list = button.closest("[data-mk-list]");
    const row = part(list, "template").content.firstElementChild.cloneNode(true);
    const id = row.querySelector('input[data-mk-field="id"]');
    if (id) id.value = `${list.dataset.mkList[0]}${crypto.randomUUID().slice(0, 8)}`;
    if (row.matches("[data-mk-voter]")) nameVoter(list, row);
    part(list, "ol").append(row);
    limit(list);
    row.querySelector("input:not([type=hidden]), select, textarea").focus();
  },
  up: (button) => move(button, "previousElementSibling", (entry, other) => other.before(entry)),
  down: (button) => move(button, "nextElementSibling", (entry, other) => other.after(entry)),
  remove: (button) => {
    const row = button.closest("li");
    const form = row.closest("[data-mk-register]");
    const back = document.createElement("li");
    const undo = Object.assign(document.createElement("button"), { type: "button", className: "mk-quiet", textContent: form.dataset.mkUndo });
    undo.dataset.mkDo = "undo";
    back.className = "mk-removed";
    back.append(Object.assign(document.createElement("span"), { textContent: form.dataset.mkRemoved }), " ", undo);
    row.dataset.mkGone = "";
    row.hidden = true;
    row.after(back);
    limit(row.closest("[data-mk-list]"));
    undo.focus();
    return form;
  },
  undo: (button) => {
    const note = button.closest("li");
    const row = note.previousElementSibling;
    delete row.dataset.mkGone;
    row.hidden = false;
    note.remove();
    limit(row.closest("[data-mk-list]"));
    row.querySelector("input:not([type=hidden]), select, textarea").focus();
    return row.closest("[data-mk-register]");
  },
};

/** The nearest row on one side that was not removed. */
function beside(entry, side) {
  let other = entry[side];
  while (other && (other.hidden || !other.matches("[data-mk-entry]"))) other = other[side];
  return other;
}

/** Moves a row past its neighbour; at the end the button that brought it there is gone, and its counterpart gets the focus. */
function move(button, side, place) {
  const entry = button.closest("li");
  const other = beside(entry, side);
  if (!other) return undefined;
  place(entry, other);
  const counterpart = [...entry.querySelectorAll('[data-mk-do="up"], [data-mk-do="down"]')].find((one) => one !== button);
  (beside(entry, side) ? button : counterpart).focus();
  return entry.closest("[data-mk-register]");
}

/** A new voter is called by the first number that nobody has. */
function nameVoter(list, row) {
  const taken = new Set([...list.querySelectorAll("[data-mk-copy]")].map((control) => control.value.trim()));
  let number = 1;
  while (taken.has(String(number))) number += 1;
  for (const control of row.querySelectorAll('[data-mk-copy="voter"], [data-mk-field="voter"]')) control.value = number;
}

/** A list that may hold only so many rows offers no more; the way back from a removed row stays. */
function limit(list) {
  const most = Number(list.dataset.mkMost ?? Infinity);
  part(list, 'button[data-mk-do="add"]').hidden = entriesOf(list).length >= most;
}

/** The control that a refusal is about: by a place such as `objectives[2].due`, or the last row with the name that was found; else the form. */
function controlAt(form, where, found) {
  const entries = own(form, "[data-mk-list]").flatMap((list) => entriesOf(list).filter((entry) => !isBlank(entry)).map((entry) => ({ list, entry })));
  for (const { list, entry } of entries) {
    const position = entriesOf(list).filter((one) => !isBlank(one)).indexOf(entry);
    const start = [form.dataset.mkRegister, list.dataset.mkList.replaceAll("/", ".")].filter(Boolean).join(".");
    const prefix = `${start}[${position}]`;
    if (!where.includes(prefix)) continue;
    const rest = where.slice(where.indexOf(prefix) + prefix.length + 1);
    return own(entry, "[data-mk-field]").find((control) => rest.startsWith(control.dataset.mkField.replaceAll("/", "."))) ?? nameIn(entry) ?? entry;
  }
  const twice = found ? entries.map(({ entry }) => nameIn(entry)).filter((name) => isNamed(name, found)).at(-1) : undefined;
  return twice ?? own(form, "[data-mk-field]").find((control) => where.endsWith(control.dataset.mkField.replaceAll("/", "."))) ?? form;
}
