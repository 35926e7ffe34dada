"""A page that could not be opened: one sentence in its place, and nothing after it."""

from __future__ import annotations

from markupsafe import Markup

from maturity_kit.errors import InputError


class ClosedPage:
    """Stands in for a page, so that the cells after the sentence stay silent instead of failing one by one."""

    score = None

    def __init__(self, problem: InputError, language: str) -> None:
        from IPython.display import HTML, display

        words = Markup('<p class="mk-failed" role="alert">{}</p>').format(problem.to(language))
        display(HTML(str(words)))  # type: ignore[no-untyped-call]

    def __getattr__(self, name: str) -> ClosedPage:
        # A notebook that finds every name it looks for takes none of them for real, and shows the object itself.
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: object) -> ClosedPage:
        """Itself, whatever was asked for."""
        return self

    def __len__(self) -> int:
        return 0

    def _repr_html_(self) -> str:
        return "<!-- -->"
