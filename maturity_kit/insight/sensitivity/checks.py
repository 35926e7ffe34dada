"""What is refused: numbers of draws, concentrations and seeds that make no sense."""

from __future__ import annotations

import sys

import numpy as np

from maturity_kit.errors import InputError

MOST_DRAWS = 1_000_000
NUMBERS = (int, float, np.integer, np.floating)


class SensitivityError(InputError):
    """A problem with how draws were asked for; its sentences are those of ``wording/sensitivity.yaml``."""

    room = "sensitivity"


def whole_number(text: str) -> int | str:
    """A whole number as it was typed; any other text as it is, to be refused with its name."""
    try:
        return int(text)
    except ValueError:
        return text


def number(text: str) -> float | str:
    """A number as it was typed; any other text as it is, to be refused with its name."""
    try:
        return float(text)
    except ValueError:
        return text


def checked_draws(found: object, where: str = "draws") -> int:
    """A whole number from 1 to 1,000,000."""
    if isinstance(found, bool) or not isinstance(found, int | np.integer) or not 1 <= found <= MOST_DRAWS:
        raise SensitivityError("refused.draws", where, found=found, allowed=MOST_DRAWS)
    return int(found)


def checked_kappa(found: object, where: str = "kappa") -> float:
    """A finite number above 0."""
    if isinstance(found, bool) or not isinstance(found, NUMBERS) or not 0 < found <= sys.float_info.max:
        raise SensitivityError("refused.kappa", where, found=found)
    return float(found)


def checked_seed(found: object, where: str = "rng") -> int:
    """A whole number of 0 or more."""
    if isinstance(found, bool) or not isinstance(found, int | np.integer) or found < 0:
        raise SensitivityError("refused.seed", where, found=found)
    return int(found)


def source_of(rng: object) -> tuple[np.random.Generator, int | None]:
    """The source of chance and, when it is known, its seed: 0 without any."""
    if isinstance(rng, np.random.Generator):
        return rng, None
    seed = checked_seed(0 if rng is None else rng)
    return np.random.default_rng(seed), seed
