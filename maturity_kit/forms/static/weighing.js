// Weighing: a ranking that is moved by its buttons, and what was said so far, sent on to be weighed. Nothing of it is kept.

const WEIGHING_PAUSE = 400;

function weighingBy({ send, complain, objection }) {
  const timers = new Map();
  const numbers = (form) => [...form.querySelectorAll('input[type="number"]')];

  /** Sends what stands in a form unless a number in it does not fit; that is said beside it, and the rest stays. */
  function ask(form) {
    clearTimeout(timers.get(form));
    timers.delete(form);
    for (const control of numbers(form)) complain(control, objection(control));
    if (numbers(form).some((control) => !control.validity.valid)) return false;
    send({ type: "action", name: form.dataset.mkWeigh, fields: Object.fromEntries(new FormData(form)) });
    return true;
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
    return !unfit && [...timers.keys()].every(ask);
  }

  return { ask, later, move, settled, stop: () => [...timers.values()].forEach(clearTimeout) };
}
