// Places on a page that an address leads to: `#question=dm.crm`, `#why=digital-maturity/dm.foundation`.

/** Opens a fold with all that is in it and around it, and goes to its head. */
function reveal(fold) {
  for (let outer = fold.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
  for (const inner of fold.querySelectorAll("details")) inner.open = true;
  const head = fold.querySelector("summary") ?? fold;
  toTop(head);
  head.focus({ preventScroll: true });
}

/** Goes to the place that an address names, if this page has it. Ids are plain words, so nothing in it is encoded. */
function goTo(hash, form, regions) {
  const [kind, name = ""] = hash.slice(1).split("=");
  if (kind === "question") form.visit(name);
  if (kind !== "why") return;
  const [model, node] = name.split("/");
  const tree = regions("why")[0] ?? regions(`why-${model}`)[0];
  const fold = node && tree?.querySelector(`details[data-mk-fold="${CSS.escape(node)}"]`);
  if (tree) reveal(fold || tree);
}
