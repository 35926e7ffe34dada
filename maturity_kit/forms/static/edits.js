// What an edited control means, and whether it may be sent.

const text = (root, part) => root.querySelector(`[data-mk-part="${part}"]`)?.value.trim() ?? "";

/** The entry of one question as the assessment file knows it, or null when nothing is filled in. */
function entryOf(question) {
  const chosen = question.querySelector('input[type="radio"]:checked')?.value ?? "";
  const between = text(question, "between");
  const entry = {};
  if (between) entry.value = Number(between);
  else if (chosen === "unknown" || chosen === "not_applicable") entry.state = chosen;
  else if (chosen) entry.value = Number(chosen);
  for (const part of ["reason", "note", "evidence"]) {
    const words = text(question, part);
    if (words && (part !== "reason" || chosen === "not_applicable")) entry[part] = words;
  }
  return Object.keys(entry).length ? entry : null;
}

const numberOrNull = (words) => (words === "" ? null : Number(words));

/** What an edited control means: kind, subject and payload of an event. */
function eventOf(control) {
  const table = control.closest("[data-mk-register]");
  if (table) return registerOf(table);
  const question = control.closest("[data-mk-item]");
  if (question && control.dataset.mkPart !== "target") {
    return { kind: "answer", subject: question.dataset.mkItem, payload: entryOf(question) };
  }
  const { mkEdit: kind, mkSubject: subject } = control.dataset;
  if (!kind) return null;
  const payload = kind === "claim" || kind === "detail" ? control.value || null : numberOrNull(control.value);
  return { kind, subject, payload };
}

/** The first thing wrong with a control or its question, in words; "" when it may be sent. */
function objection(control, words) {
  const table = control.closest("[data-mk-register]");
  const unfit = control.validity && !control.validity.valid && !(table && control.validity.valueMissing);
  if (unfit) {
    const sentence = control.max ? words.number : control.min ? words.least : words.field;
    return sentence.replace("{found}", control.value || "…").replace("{min}", control.min).replace("{max}", control.max);
  }
  const question = control.closest("[data-mk-item]");
  const skipped = question?.querySelector('input[value="not_applicable"]')?.checked;
  return skipped && !text(question, "reason") ? words.reason : "";
}

function showReason(question) {
  const field = question.querySelector(".mk-reason");
  if (field) field.hidden = !question.querySelector('input[value="not_applicable"]').checked;
}

function changedBeforeMount(control) {
  if (control.type === "radio") return control.checked && !control.defaultChecked;
  if (control.tagName === "SELECT") {
    const original = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(original, 0);
  }
  return control.value !== control.defaultValue;
}

