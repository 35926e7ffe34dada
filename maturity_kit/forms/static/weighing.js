// Weighing: a ranking that is moved by its buttons, and what was said so far, sent on to be weighed. Nothing of it is kept.

const WEIGHING_PAUSE = 400;

function weighingBy({ send, complain, objection }) {
  const timers = new Map();
  const saidIn = (form) => ({ type: "action", name: form.dataset.mkWeigh, fields: Object.fromEntries(new FormData(form)) });

  /** Sends what stands in a form, also a number that does not fit: it is said beside it, and it is there again later. */
  function ask(form) {
    for (const other of timers.keys()) if (other !== form) send(saidIn(other));
    timers.forEach(clearTimeout);
    timers.clear();
    for (const control of form.querySelectorAll('input[type="number"]')) complain(control, objection(control));
    send(saidIn(form));
  }

  function later(form) {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(ask, WEIGHING_PAUSE, form));
  }

  /** What is worth most has 100 points; the others are compared with it. */
  function settleFirst(list) {
    for (const [place, input] of [...list.querySelectorAll("input")].entries()) {
      input.readOnly = place === 0;
      if (place === 0) input.value = "100";
    }
  }

  function move(button, up) {
    const row = button.closest("li");
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (up) other.before(row); else other.after(row);
    settleFirst(row.parentElement);
    const rows = [...row.parentElement.children];
    const atEnd = rows.indexOf(row) === (up ? 0 : rows.length - 1);
    const focused = atEnd ? row.querySelector(`[data-mk-do="weigh-${up ? "down" : "up"}"]`) : button;
    focused.focus({ preventScroll: true });
    const form = row.closest("form");
    form.querySelector("[data-mk-moved-to]").textContent = row.dataset.mkMoved.replace("{place}", rows.indexOf(row) + 1);
    later(form);
  }

  /** Whether everything that was said is sent; not while a number does not fit, and then that number gets the focus. */
  function settled(page) {
    const unfit = page("[data-mk-weigh] input").find((control) => !control.validity.valid);
    unfit?.focus();
    [...timers.keys()].forEach((form) => ask(form));
    return !unfit;
  }

  return { ask, later, move, settled, stop: () => [...timers.values()].forEach(clearTimeout) };
}
