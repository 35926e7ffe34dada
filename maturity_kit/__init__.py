"""Digital marketing maturity: models, scores and a workbook around them.

Start with an assessment, score it, and ask on; every object shows itself in a notebook:

    import maturity_kit as mk

    assessment = mk.load_assessment("my.assessment.json")
    result = mk.score(assessment)

- What people said: ``load_assessment`` and ``parse_assessment`` read an ``Assessment``, ``example`` gives a fictional
  one, ``new_assessment`` an empty one; ``apply`` changes it by an ``Event``, ``freeze`` turns votes into counts,
  ``dump_assessment`` gives the text of a file.
- What is asked: ``load_models``, ``load_model`` and ``load_version`` give a ``Model``, whose ``Text`` is in several
  languages.
- What follows: ``score`` gives a ``Result`` over all models, ``score_model`` that of one; ``explain`` takes a score
  apart. ``nodes_frame`` and ``answers_frame`` are the same as tables.
- How far people agree: ``agreement`` and ``agreement_frame`` over a room, ``agreement_on`` one question,
  ``agreement_of`` counts; ``consensus``, ``r_wg``, ``krippendorff`` and ``alpha_band`` are the measures themselves.
- How sure it is: ``sensitivity`` draws weights and gives a ``Sensitivity``, with ``bands_frame``, ``verdicts_frame``,
  ``tornado_frame`` and ``ranks_frame``; ``flips`` are the open questions that could turn a verdict.
- Other weights: ``direct_weights``, ``swing_weights`` and ``pairwise_weights`` give a ``Weighing``; ``save_weights``
  keeps it under a name among the ``weight_sets``, ``weight_set`` finds one and ``apply_weights`` puts it in force.
  ``compare_weights`` gives the ``WeightEffect``, with ``weights_frame`` and ``weights_road_frame``.
- Beside each other: ``compare`` rounds, units or organisations into a ``Comparison``, with ``compare_frame`` and
  ``changes_frame``.
- Very many at once: ``portfolio`` scores a file and tells of it in a ``Portfolio``, ``portfolio_frame`` and
  ``set_aside_frame`` do so in memory, ``example_portfolio`` makes one to try; ``peers`` and ``peers_chart`` place one
  organisation among others.

Whatever people hand over wrongly is refused with an ``InputError``: where, what was found, what is allowed, what to do.
The names load on first use, so that ``import maturity_kit`` itself stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maturity_kit.assessment.assessment import Assessment as Assessment
    from maturity_kit.assessment.events import Event as Event
    from maturity_kit.assessment.events import apply as apply
    from maturity_kit.assessment.events import new_assessment as new_assessment
    from maturity_kit.assessment.files import dump_assessment as dump_assessment
    from maturity_kit.assessment.files import example as example
    from maturity_kit.assessment.files import load_assessment as load_assessment
    from maturity_kit.assessment.files import parse_assessment as parse_assessment
    from maturity_kit.charts.peers import peers_chart as peers_chart
    from maturity_kit.content.load import load_model as load_model
    from maturity_kit.content.load import load_models as load_models
    from maturity_kit.content.load import load_version as load_version
    from maturity_kit.content.model import Model as Model
    from maturity_kit.content.text import Text as Text
    from maturity_kit.errors import InputError as InputError
    from maturity_kit.insight.agreement.alpha import alpha_band as alpha_band
    from maturity_kit.insight.agreement.alpha import krippendorff as krippendorff
    from maturity_kit.insight.agreement.frames import agreement_frame as agreement_frame
    from maturity_kit.insight.agreement.item import agreement_of as agreement_of
    from maturity_kit.insight.agreement.item import agreement_on as agreement_on
    from maturity_kit.insight.agreement.item import consensus as consensus
    from maturity_kit.insight.agreement.item import r_wg as r_wg
    from maturity_kit.insight.agreement.room import agreement as agreement
    from maturity_kit.insight.comparing.compare import compare as compare
    from maturity_kit.insight.comparing.comparison import Comparison as Comparison
    from maturity_kit.insight.comparing.frames import changes_frame as changes_frame
    from maturity_kit.insight.comparing.frames import compare_frame as compare_frame
    from maturity_kit.insight.explain import explain as explain
    from maturity_kit.insight.flips import flips as flips
    from maturity_kit.insight.frames import answers_frame as answers_frame
    from maturity_kit.insight.frames import nodes_frame as nodes_frame
    from maturity_kit.insight.sensitivity import Sensitivity as Sensitivity
    from maturity_kit.insight.sensitivity import sensitivity as sensitivity
    from maturity_kit.insight.sensitivity.frames import bands_frame as bands_frame
    from maturity_kit.insight.sensitivity.frames import ranks_frame as ranks_frame
    from maturity_kit.insight.sensitivity.frames import tornado_frame as tornado_frame
    from maturity_kit.insight.sensitivity.frames import verdicts_frame as verdicts_frame
    from maturity_kit.insight.synthesis import Result as Result
    from maturity_kit.insight.synthesis import score as score
    from maturity_kit.insight.weighing.effect import WeightEffect as WeightEffect
    from maturity_kit.insight.weighing.effect import compare_weights as compare_weights
    from maturity_kit.insight.weighing.effect_words import weights_frame as weights_frame
    from maturity_kit.insight.weighing.effect_words import weights_road_frame as weights_road_frame
    from maturity_kit.insight.weighing.sets import apply_weights as apply_weights
    from maturity_kit.insight.weighing.sets import save_weights as save_weights
    from maturity_kit.insight.weighing.sets import weight_set as weight_set
    from maturity_kit.insight.weighing.sets import weight_sets as weight_sets
    from maturity_kit.insight.weighing.weighing import Weighing as Weighing
    from maturity_kit.insight.weighing.weighing import direct_weights as direct_weights
    from maturity_kit.insight.weighing.weighing import pairwise_weights as pairwise_weights
    from maturity_kit.insight.weighing.weighing import swing_weights as swing_weights
    from maturity_kit.portfolios.example import example_portfolio as example_portfolio
    from maturity_kit.portfolios.frame import portfolio_frame as portfolio_frame
    from maturity_kit.portfolios.frame import set_aside_frame as set_aside_frame
    from maturity_kit.portfolios.peers import peers as peers
    from maturity_kit.portfolios.run import Portfolio as Portfolio
    from maturity_kit.portfolios.run import portfolio as portfolio
    from maturity_kit.scoring.score import score_model as score_model
    from maturity_kit.scoring.voters import freeze as freeze

HOMES = {
    "Assessment": "assessment.assessment",
    "Comparison": "insight.comparing.comparison",
    "Event": "assessment.events",
    "InputError": "errors",
    "Model": "content.model",
    "Portfolio": "portfolios.run",
    "Result": "insight.synthesis",
    "Sensitivity": "insight.sensitivity",
    "Text": "content.text",
    "Weighing": "insight.weighing.weighing",
    "WeightEffect": "insight.weighing.effect",
    "agreement": "insight.agreement.room",
    "agreement_frame": "insight.agreement.frames",
    "agreement_of": "insight.agreement.item",
    "agreement_on": "insight.agreement.item",
    "alpha_band": "insight.agreement.alpha",
    "answers_frame": "insight.frames",
    "apply": "assessment.events",
    "apply_weights": "insight.weighing.sets",
    "bands_frame": "insight.sensitivity.frames",
    "changes_frame": "insight.comparing.frames",
    "compare": "insight.comparing.compare",
    "compare_frame": "insight.comparing.frames",
    "compare_weights": "insight.weighing.effect",
    "consensus": "insight.agreement.item",
    "direct_weights": "insight.weighing.weighing",
    "dump_assessment": "assessment.files",
    "example": "assessment.files",
    "example_portfolio": "portfolios.example",
    "explain": "insight.explain",
    "flips": "insight.flips",
    "freeze": "scoring.voters",
    "krippendorff": "insight.agreement.alpha",
    "load_assessment": "assessment.files",
    "load_model": "content.load",
    "load_models": "content.load",
    "load_version": "content.load",
    "new_assessment": "assessment.events",
    "nodes_frame": "insight.frames",
    "pairwise_weights": "insight.weighing.weighing",
    "parse_assessment": "assessment.files",
    "peers": "portfolios.peers",
    "peers_chart": "charts.peers",
    "portfolio": "portfolios.run",
    "portfolio_frame": "portfolios.frame",
    "r_wg": "insight.agreement.item",
    "ranks_frame": "insight.sensitivity.frames",
    "save_weights": "insight.weighing.sets",
    "score": "insight.synthesis",
    "score_model": "scoring.score",
    "sensitivity": "insight.sensitivity",
    "set_aside_frame": "portfolios.frame",
    "swing_weights": "insight.weighing.weighing",
    "tornado_frame": "insight.sensitivity.frames",
    "verdicts_frame": "insight.sensitivity.frames",
    "weight_set": "insight.weighing.sets",
    "weight_sets": "insight.weighing.sets",
    "weights_frame": "insight.weighing.effect_words",
    "weights_road_frame": "insight.weighing.effect_words",
}
__all__ = list(HOMES)


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'maturity_kit' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"maturity_kit.{HOMES[name]}"), name)
    return found


def __dir__() -> list[str]:
    return sorted(HOMES)
