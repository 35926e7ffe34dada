// Choosing: a proposal of the road becomes a row of the actions, or leaves them again; the form sends it like any edit.

const boxOf = (entry, item) => [...entry.querySelectorAll('[data-mk-field="items"] input')].find((box) => box.value === item);
const rowsWith = (list, item) => entriesOf(list).filter((entry) => boxOf(entry, item)?.checked);

/** A name that no row has yet, whatever its capitals: rows are told apart by it. */
function freeName(list, name) {
  const taken = new Set(entriesOf(list).map((entry) => nameIn(entry).value.trim().toLowerCase()));
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name} (${number})`;
  return free;
}

/** Ticks a question in a row, where it stands with what is ticked already and not among what else there is. */
function tick(entry, item, label) {
  const known = boxOf(entry, item)?.closest("label");
  const made = known ?? boxFor(item, true);
  if (!known) made.querySelector("span").textContent = label;
  made.querySelector("input").checked = true;
  const rest = entry.querySelector('[data-mk-field="items"] > details');
  if (rest) rest.before(made);
  else entry.querySelector('[data-mk-field="items"]').append(made);
}

/** What the buttons of the road do with the list of actions. */
const choices = {
  choose: (list, { item, name, label }) => {
    if (rowsWith(list, item).length) return;
    tableActions.add(part(list, 'button[data-mk-do="add"]'));
    const entry = entriesOf(list).at(-1);
    nameIn(entry).value = freeName(list, name);
    tick(entry, item, label);
  },
  unchoose: (list, { item }) => {
    for (const entry of rowsWith(list, item)) {
      const shared = [...entry.querySelectorAll('[data-mk-field="items"] input:checked')].length > 1;
      if (shared) boxOf(entry, item).checked = false;
      else tableActions.remove(entry.querySelector('[data-mk-do="remove"]'));
    }
  },
};
