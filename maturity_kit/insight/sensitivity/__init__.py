"""How sure the outcome is when nobody knows the weights exactly.

Weights are drawn around those given; each draw is scored as if it were given itself. What comes out: a band around the
score, how often each level or situation holds, on which rank each step of the roadmap comes, and what each weight does
alone.
"""

from maturity_kit.insight.sensitivity.draws import KAPPA, draw_weights
from maturity_kit.insight.sensitivity.found import ByRule, ModelSensitivity, Sensitivity
from maturity_kit.insight.sensitivity.run import DRAWS, sensitivity
from maturity_kit.insight.sensitivity.tornado import Bar, tornado

__all__ = [
    "DRAWS",
    "KAPPA",
    "Bar",
    "ByRule",
    "ModelSensitivity",
    "Sensitivity",
    "draw_weights",
    "sensitivity",
    "tornado",
]
