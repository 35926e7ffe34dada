"""The names of the package: all there, and light to import."""

from __future__ import annotations

import subprocess
import sys

import pytest

import maturity_kit


@pytest.mark.parametrize("name", maturity_kit.__all__)
def test_every_public_name_loads(name: str) -> None:
    assert getattr(maturity_kit, name).__doc__


def test_an_unknown_name_is_an_ordinary_mistake() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        maturity_kit.nonsense  # noqa: B018


def test_importing_the_package_loads_no_heavy_library() -> None:
    """Numpy, pydantic, pandas and the like load on first use."""
    heavy = "{'numpy', 'pydantic', 'pandas', 'yaml', 'matplotlib', 'sqlalchemy'}"
    found = subprocess.run(
        [sys.executable, "-c", f"import sys, maturity_kit; print({heavy} & set(sys.modules))"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert found.stdout.strip() == "set()"
