"""The page about the Python functions: ``python -m maturity_kit.api [FOLDER]`` writes it, ``outputs/api`` by default.

It is made of the docstrings, works without a network, and needs the libraries of ``pip install -e ".[docs]"``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import maturity_kit
from maturity_kit.home import outputs


def write_page(folder: Path) -> Path:
    """The first page of the documentation of every public name, written to a folder.

    Raises:
        ModuleNotFoundError: the libraries for it are not installed.
    """
    import pdoc
    import pdoc.render

    for name in maturity_kit.__all__:
        getattr(maturity_kit, name)
    pdoc.render.configure(docformat="google", footer_text=(maturity_kit.__doc__ or "").split("\n")[0])
    pdoc.pdoc("maturity_kit", "!maturity_kit.", output_directory=folder)
    return folder / "index.html"


if __name__ == "__main__":
    print(write_page(Path(sys.argv[1]) if sys.argv[1:] else outputs() / "api"))
