"""What is refused: numbers of draws, concentrations and seeds that make no sense."""

from __future__ import annotations

import math
from numbers import Integral, Real

import numpy as np

from maturity_kit.errors import InputError

MOST_DRAWS = 1_000_000


class SensitivityError(InputError):
    """A problem with how draws were asked for; its sentences are those of ``wording/sensitivity.yaml``."""

    room = "sensitivity"


def checked_draws(found: object) -> int:
    """A whole number from 1 to 1,000,000."""
    if isinstance(found, bool) or not isinstance(found, Integral) or not 1 <= found <= MOST_DRAWS:
        raise SensitivityError("refused.draws", "draws", found=found, allowed=MOST_DRAWS)
    return int(found)


def checked_kappa(found: object) -> float:
    """A finite number above 0."""
    if isinstance(found, bool) or not isinstance(found, Real) or not 0 < found < math.inf:
        raise SensitivityError("refused.kappa", "kappa", found=found)
    return float(found)


def source_of(rng: object) -> tuple[np.random.Generator, int | None]:
    """The source of chance and, when it is known, its seed: 0 without any."""
    if isinstance(rng, np.random.Generator):
        return rng, None
    seed = 0 if rng is None else rng
    if isinstance(seed, bool) or not isinstance(seed, Integral) or seed < 0:
        raise SensitivityError("refused.seed", "rng", found=seed)
    return np.random.default_rng(int(seed)), int(seed)
