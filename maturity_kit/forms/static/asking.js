// Asking for another view: a fold whose numbers are made once it is open, and a slider in it. Nothing of this is kept.

const AT_REST = 300;

/** One question at a time is with the kernel; of those that come meanwhile only the newest is asked after it. */
function askingBy(send) {
  let waits = false;
  let next = null;
  let rest;
  let patience;

  function ask(fold, moving) {
    next = { fold, fields: { open: fold.open ? "yes" : "", step: fold.querySelector('input[type="range"]').value, moving: moving ? "yes" : "" } };
    if (!waits) go();
  }

  function go() {
    const { fold, fields } = next;
    next = null;
    waits = { fold, fields };
    if (fields.moving) fold.querySelector("[data-mk-reading]").setAttribute("aria-busy", "true");
    send({ type: "action", name: fold.dataset.mkAsk, fields });
    patience = setTimeout(answered, PATIENCE);
  }

  /** What is read aloud waits until the slider rests, so that it is read once. */
  function answered() {
    clearTimeout(patience);
    if (!waits) return;
    if (!waits.fields.moving) waits.fold.querySelector("[data-mk-reading]").removeAttribute("aria-busy");
    waits = false;
    if (next) go();
  }

  function slide(fold, slider) {
    const words = JSON.parse(slider.dataset.mkWords)[slider.value];
    slider.setAttribute("aria-valuetext", words);
    fold.querySelector("[data-mk-means]").textContent = words;
    askAtRest(fold);
    ask(fold, true);
  }

  function askAtRest(fold) {
    clearTimeout(rest);
    rest = setTimeout(ask, AT_REST, fold, false);
  }

  /** Rough numbers, which also come right after an edit, are followed by good ones. */
  function refine(place) {
    const fold = place.closest("[data-mk-ask]");
    if (fold?.open && place.querySelector("[data-mk-rough]")) askAtRest(fold);
  }

  return { ask, slide, refine, answered, stop: () => [rest, patience].forEach(clearTimeout) };
}
