"""Fill in the working tables as somebody without a mouse does: one key after another."""

from __future__ import annotations

from typing import Any

STATUS = '[data-mk-live="status"]'

FOCUSED = """() => {
  const at = document.activeElement, form = at.closest("[data-mk-register]");
  if (!form) return null;
  const list = at.closest("[data-mk-list]");
  const layers = [...form.querySelectorAll("[data-mk-list]")];
  return { form: form.dataset.mkForm, does: at.dataset.mkDo ?? "", list: `${layers.indexOf(list)}`, tag: at.tagName,
           type: at.type, kind: at.closest("[data-mk-field]")?.dataset.mkKind ?? "", most: at.max ?? "" };
}"""
HELD = """() => [...document.querySelectorAll("[data-mk-register]")].flatMap((form) =>
  [...form.querySelectorAll("input, select, textarea")].map((one) => [form.dataset.mkForm,
    one.closest("[data-mk-field]")?.dataset.mkField ?? one.dataset.mkCopy, one.type === "checkbox" ? one.checked : one.value]))"""
OUTBOX = "() => Object.keys(localStorage).filter((name) => name.startsWith('maturity-outbox')).length"


def fold_of(form: str) -> str:
    """The fold that a form is in."""
    return f'[data-mk-fold="table-{form}"]'


def unfold(page: Any, form: str) -> None:
    """Open the fold of a form with the keyboard; its head keeps the focus."""
    head = page.locator(f"{fold_of(form)} > summary")
    head.focus()
    if not page.locator(f"{fold_of(form)}[open]").count():
        page.keyboard.press("Enter")


def saved(page: Any) -> None:
    """Wait until everything that was typed is kept: no pause of typing runs, nothing waits in the browser."""
    page.wait_for_timeout(900)
    page.wait_for_selector(f'{STATUS}[data-mk-state="saved"]')
    assert page.evaluate(OUTBOX) == 0


def held(page: Any) -> list[list[Any]]:
    """Form, field and content of every control of every table that was opened, in order."""
    found: list[list[Any]] = page.evaluate(HELD)
    return found


class Typist:
    """Walks through a form with Tab, adds rows, and types something of its own in every field."""

    def __init__(self, page: Any, text: str, rows: int = 1) -> None:
        self.page, self.text, self.rows, self.count = page, text, rows, 0

    def fill(self, form: str) -> None:
        """Fill in every field of a form, with ``rows`` new rows in every list."""
        unfold(self.page, form)
        added: dict[str, int] = {}
        self.page.keyboard.press("Tab")
        for _ in range(600):
            at = self.page.evaluate(FOCUSED)
            if at is None or at["form"] != form:
                return
            if at["does"] == "add" and added.get(at["list"], 0) < self.rows:
                added[at["list"]] = added.get(at["list"], 0) + 1
                self.page.keyboard.press("Enter")
                continue
            if not at["does"]:
                self.type(at)
            self.page.keyboard.press("Tab")
            if at["type"] == "date":
                self.leave_date()
        raise AssertionError(f"{form} has no end")

    def leave_date(self) -> None:
        """A date has a stop for its calendar as well."""
        while (self.page.evaluate(FOCUSED) or {}).get("type") == "date":
            self.page.keyboard.press("Tab")

    def type(self, at: dict[str, Any]) -> None:
        """Something for the control that has the focus."""
        self.count += 1
        keys = self.page.keyboard
        if at["type"] == "checkbox":
            keys.press("Space")
        elif at["tag"] == "SELECT":
            for _ in range(1 + self.count % 3):
                keys.press("ArrowDown")
        elif at["type"] == "date":
            keys.type(f"0715{2000 + self.count}")
            keys.press("ArrowUp")
        elif at["kind"] == "number":
            keys.type("2" if at["most"] else str(self.count))
        elif at["kind"] != "beside":
            keys.press("Control+a")
            keys.type(f"{self.text}{self.count}")
