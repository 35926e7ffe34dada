"""The page about the Python functions: ``python -m maturity_kit.api [FOLDER]`` writes it, ``outputs/api`` by default.

It is made of the docstrings, works without a network, and needs the libraries of ``pip install -e ".[docs]"``.
"""

from __future__ import annotations

from pathlib import Path

import maturity_kit
from maturity_kit.errors import InputError

TEMPLATES = Path(__file__).with_name("templates")


def write_page(folder: Path) -> Path:
    """The first page of the documentation of every public name, written to a folder.

    Raises:
        InputError: the libraries for it are not installed.
    """
    try:
        import pdoc
        import pdoc.render
    except ModuleNotFoundError as problem:
        raise InputError("docs.missing", str(folder), found=problem.name) from None
    for name in maturity_kit.__all__:
        getattr(maturity_kit, name)
    about = (maturity_kit.__doc__ or "").split("\n")[0]
    # All names are on one page, where the browser searches.
    pdoc.render.configure(docformat="google", footer_text=about, search=False, template_directory=TEMPLATES)
    pdoc.pdoc("maturity_kit", "!maturity_kit.", output_directory=folder)
    return folder / "index.html"
