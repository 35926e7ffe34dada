"""The house style: for every rule a model that breaks it, and models that come close and may stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from building import Fields, group, item, model

from maturity_kit.content import wording
from maturity_kit.content.lint import alike
from maturity_kit.content.lint.finding import Finding
from maturity_kit.content.lint.house import Concepts, House, ModelPlan, Plan, Range, load_house
from maturity_kit.content.lint.review import review
from maturity_kit.content.model import Model
from maturity_kit.errors import InputError

STEPS = {
    "en": [
        "Visitors leave without a trace.",
        "Somebody once counted the orders of one week.",
        "A list of sources hangs on the wall.",
        "One owner joins every source to its orders.",
        "Each month the worst source is dropped.",
    ],
    "nl": [
        "Bezoekers verdwijnen zonder spoor.",
        "Iemand telde eens de bestellingen van een week.",
        "Aan de muur hangt een lijst met bronnen.",
        "Een eigenaar koppelt elke bron aan bestellingen.",
        "Maandelijks valt de slechtste bron af.",
    ],
}


def both(en: str, nl: str = "Iets anders?") -> Fields:
    return {"en": en, "nl": nl}


def steps(**changed: dict[int, str]) -> list[Fields]:
    """The descriptors above, with some of one language changed."""
    return [
        {language: changed.get(language, {}).get(step, STEPS[language][step]) for language in STEPS}
        for step in range(5)
    ]


def asked(item_id: str = "g.one", **more: Any) -> Fields:
    """An item that no rule has anything against; {} leaves a field out."""
    sound = {
        "text": both("Where do your orders come from?", "Waar komen je bestellingen vandaan?"),
        "hint": both("Open the last report.", "Open het laatste rapport."),
        "levels": steps(),
        "themes": ["measurement"],
        "quick": True,
        "concepts": ["m-one"],
    }
    return item(item_id, **{name: value for name, value in (sound | more).items() if value != {}})


def made(*items: Fields, **more: Any) -> Model:
    """A model of one group that no rule has anything against but for the items given."""
    said = {"title": both("Sources", "Bronnen"), "summary": both("Sources of orders.", "Bronnen van bestellingen.")}
    fields: Fields = {"title": both("M", "M"), "summary": both("One.", "Een."), **more}
    return model("tree", {**group("g.group", *(items or [asked()])), **said}, **fields)


def house(**more: Any) -> House:
    """A plan that ``made()`` fulfils, and its one concept."""
    plan = ModelPlan(**{"quick": 1, "groups": {"g.group": Range(min=1, max=1)}, **more})
    concepts = {"m": Concepts(items={"m-one": "one thing is done"})}
    return House(Plan(languages=("en", "nl"), items=Range(min=1, max=1), models={"m": plan}), concepts)


def found(*models: Model, plan: House | None = None) -> list[Finding]:
    return list(review(models, house=plan).all)


def rules(*models: Model, plan: House | None = None) -> set[str]:
    return {finding.rule for finding in found(*models, plan=plan)}


def words(count: int) -> str:
    """So many different words that mean nothing."""
    return " ".join(f"w{n}" for n in range(count))


BROKEN: dict[str, tuple[Fields, str, str]] = {
    "text.language": ({"hint": {"en": "Open the last report."}}, "hint", "missing: nl"),
    "text.vendor": ({"hint": both("Open Google Analytics.")}, "hint.en", "Google"),
    "text.slash": ({"text": both("Do you test, mail en/of call?")}, "text.en", "en/of"),
    "place.unfilled": ({"hint": both("[What to show?]")}, "hint.en", "[What to show?]"),
    "hint.missing": ({"hint": {}}, "hint", "evidence"),
    "hint.long": ({"hint": both(words(26))}, "hint.en", "26; 25 at most"),
    "question.long": ({"text": both(words(25) + " w25?")}, "text.en", "26; 25 at most"),
    "question.mark": ({"text": both("Tell where your orders come from.")}, "text.en", "from."),
    "question.leading": ({"text": both("Where?", "Vind je niet dat je bronnen kent?")}, "text.nl", "vind je"),
    "question.marks": ({"text": both("Where do orders come from? Who looks?")}, "text.en", "2 question marks"),
    "question.double": ({"text": both("What do you measure and how do you use it?")}, "text.en", "and how"),
    "level.long": ({"levels": steps(nl={4: words(23)})}, "levels[4].nl", "23; 22 at most"),
    "level.same": ({"levels": steps(en={3: "visitors leave, without a trace"})}, "levels[3].en", "levels[0]"),
    "level.adverb": (
        {"levels": steps(nl={2: "Je controleert de lijst soms.", 3: "Je controleert de lijst meestal."})},
        "levels[3].nl",
        "levels[2]",
    ),
    "level.amount": (
        {"levels": steps(en={2: "Some orders have a source.", 3: "All orders have a source."})},
        "levels[3].en",
        "levels[2]",
    ),
    "level.attitude": (
        {"levels": steps(nl={3: "Collega's staan open voor cijfers."})},
        "levels[3].nl",
        "staan open voor",
    ),
    "level.consent": ({"levels": steps(en={2: "Cookies follow each visitor."})}, "levels[3].en", "cookies"),
    "item.themes": ({"themes": ["data", "people", "content", "channels"]}, "themes", "4; allowed is 1–3"),
    "item.effort": ({"effort": 1.5}, "effort", "1.5"),
    "item.id": ({"id": "h.one"}, "id", "h.one"),
}
"""Rule: what is changed in a sound item, the place of the finding behind the id, and words of its sentence."""


@pytest.mark.parametrize("rule", BROKEN)
def test_each_rule_finds_the_item_that_breaks_it(rule: str) -> None:
    changed, place, told = BROKEN[rule]
    one = asked(**changed)
    (first, *_) = [finding for finding in found(made(one)) if finding.rule == rule]
    assert first.place == f"{one['id']}.{place}"
    assert told in first.to("en")


def test_a_sound_model_has_no_findings() -> None:
    assert found(made(), plan=house()) == []


CLOSE: list[tuple[str, Fields]] = [
    ("exactly 25 words", {"text": both(words(24) + " w24?")}),
    ("exactly 22 words", {"levels": steps(en={4: words(22)})}),
    ("a fraction and a test are no slash doubles", {"hint": both("Look at the A/B test that runs 24/7.")}),
    ("a common word at the start is no product", {"hint": both("Excel at one thing. Segment orders in meta data.")}),
    ("an opening inside the question leads nobody", {"text": both("Whose orders do you agree on?")}),
    ("a list is no second question", {"text": both("Which sources and orders do you count?")}),
    ("an owner tells two steps apart", {"levels": steps(en={2: "You check it.", 3: "You check it; Ann decides."})}),
    ("a number tells two steps apart", {"levels": steps(en={2: "Two sources count.", 3: "Nine sources count."})}),
    ("three themes", {"themes": ["data", "people", "content"]}),
    (
        "followed with consent",
        {
            "levels": steps(
                en={2: "Cookies are on.", 3: "You ask for consent first.", 4: "Opt-outs are counted."},
                nl={2: "Cookies staan aan.", 3: "Je vraagt eerst toestemming.", 4: "Je telt wie zich afmeldde."},
            )
        },
    ),
]


@pytest.mark.parametrize("changed", [changed for _, changed in CLOSE], ids=[name for name, _ in CLOSE])
def test_what_comes_close_may_stay(changed: Fields) -> None:
    assert found(made(asked(**changed)), plan=house()) == []


def test_summaries_are_short_and_there() -> None:
    """Forty words for a group; a model may say more, and neither may be silent."""
    fields = {"title": {"en": "G"}, "summary": {"en": words(41)}}
    long = model("tree", {**group("g", item("g1")), **fields}, summary={"en": words(60)})
    assert [(one.rule, one.place) for one in found(long) if "summary" in one.rule] == [("summary.long", "g.summary.en")]
    silent = [one.place for one in found(model("tree", group("g", item("g1")))) if one.rule == "summary.missing"]
    assert silent == ["m.summary", "g.summary"]


def test_a_model_in_one_language_is_checked_in_that_language_only() -> None:
    """No Dutch is asked of a model that has none; its own language is read with its own word lists."""
    only = item("g1", text={"en": "Surely you agree?"}, hint={"en": "Look."})
    assert "question.leading" in rules(model("tree", group("g", only)))
    assert "text.language" not in rules(model("tree", group("g", only)))


def test_a_language_without_word_lists_is_checked_on_form() -> None:
    foreign = item("g1", text={"de": "Findest du nicht, dass Google hilft"}, levels=[{"de": x} for x in "abcde"])
    assert {"question.mark", "text.vendor"} <= rules(model("tree", group("g", foreign)))


def test_a_variant_of_a_language_uses_its_lists() -> None:
    british = item("g1", text={"en-GB": "Do you agree?"}, levels=[{"en-GB": x} for x in "abcde"])
    assert "question.leading" in rules(model("tree", group("g", british)))


def test_consent_is_asked_wherever_customer_data_is_the_theme() -> None:
    about = [one.place for one in found(made(asked(themes=["data", "customer"]))) if one.rule == "level.consent"]
    assert about == [f"g.one.levels[{step}].{language}" for language in ("en", "nl") for step in (3, 4)]


def test_a_topic_joins_items_of_different_models() -> None:
    """Alone it joins nothing, twice in one model it joins the wrong things; across two models it is right."""
    one, other = made(asked(topic="orders")), made(asked(topic="orders"), id="n")
    assert ("topic.alone" in rules(one, made(id="n")), "topic.alone" in rules(one, other)) == (True, False)
    assert "topic.alone" not in rules(one)
    model_of_two = made(asked(topic="orders"), asked("g.two", topic="orders"))
    twice = [(one.place, one.details["other"]) for one in found(model_of_two) if one.rule == "topic.twice"]
    assert twice == [("g.one.topic", "g.two"), ("g.two.topic", "g.one")]


QUESTION = "Where do orders of your web shop come from?"
NEARLY = "Which web shop do your orders come from?"
OTHER = "Who answers a complaint about late delivery?"


def two(first: str, second: str, **more: Any) -> list[Finding]:
    items = [item(f"g{n}", text={"en": text}, **more) for n, text in enumerate((first, second))]
    return [one for one in found(model("tree", group("g", *items))) if one.rule == "alike.question"]


def test_questions_that_ask_nearly_the_same_are_reported_once() -> None:
    """orders, web, shop and come are the content words of both: four of four."""
    (pair,) = two(QUESTION, NEARLY)
    assert (pair.severity, pair.place, pair.details["other"]) == ("doubt", "g0.text.en", "g1.text")
    assert "100%" in pair.to("en")
    assert NEARLY in pair.to("en")


def test_questions_about_other_things_are_not_alike() -> None:
    assert two(QUESTION, OTHER) == []


def test_two_words_in_common_mean_nothing() -> None:
    """web and shop are all there is: the share is 1, but too little to go by."""
    assert two("Which web shop?", "Whose web shop?") == []


def test_the_share_is_counted_over_the_words_of_both() -> None:
    """alpha, beta and gamma are common; with 4 more of one text and 0 or 1 of the other: 3 of 7 and 3 of 8."""
    common = "alpha beta gamma"
    assert len(two(f"{common}?", f"{common} delta epsilon zeta eta?")) == 1
    assert two(f"{common} theta?", f"{common} delta epsilon zeta eta?") == []


def test_descriptors_of_different_items_are_compared_and_those_of_one_are_not() -> None:
    """Steps of one item build on each other, so they share words; another item needs its own."""
    text = "An owner joins sources to orders"
    first = item("g0", levels=[{"en": f"{text} {n}"} for n in range(5)])
    second = item("g1", levels=[{"en": x} for x in ("a", "b", "c", "d", f"{text} daily")])
    pairs = [one for one in found(model("tree", group("g", first, second))) if one.rule == "alike.level"]
    assert {(one.place.partition(".")[0], one.details["other"]) for one in pairs} == {("g0", "g1.levels[4]")}
    assert len(pairs) == alike.MOST_PAIRS


def test_models_that_share_a_topic_may_be_alike() -> None:
    """An earlier answer is offered there, so likeness is meant; within one model it is not."""
    one = model("tree", group("g", item("g0", text={"en": QUESTION}, topic="orders")))
    other = model("tree", group("h", item("h0", text={"en": NEARLY}, topic="orders")), id="n")
    stranger = model("tree", group("k", item("k0", text={"en": NEARLY})), id="n")
    assert "alike.question" not in rules(one, other)
    assert "alike.question" in rules(one, stranger)
    assert len(two(QUESTION, NEARLY, topic="orders")) == 1


def test_a_pair_is_told_once_in_the_language_where_it_is_most_alike() -> None:
    texts = [
        both(QUESTION, "Waar komen bestellingen vandaan?"),
        both(NEARLY, "Waar komen ze vandaan, die bestellingen?"),
    ]
    items = [asked(f"g.{n}", text=text, levels=[{"en": f"{n}{x}"} for x in "abcde"]) for n, text in enumerate(texts)]
    (pair,) = [one for one in found(made(*items)) if one.rule == "alike.question"]
    assert (pair.place, pair.details["share"]) == ("g.0.text.en", "100")


def test_a_bank_too_large_to_compare_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "MOST_TEXTS", 1)
    items = [item(f"g{n}", text={"en": text}) for n, text in enumerate((QUESTION, NEARLY))]
    told = [one for one in found(model("tree", group("g", *items))) if one.rule.startswith("alike.")]
    assert {one.rule for one in told} == {"alike.many"}


def test_many_texts_alike_are_compared_quickly_and_completely() -> None:
    """The short cut over rare words finds what comparing each with each finds."""
    texts = [f"alpha{n % 7} beta{n % 5} gamma{n % 3} delta{n % 2} epsilon" for n in range(60)]
    items = [item(f"g{n}", text={"en": text}) for n, text in enumerate(texts)]
    told = [one for one in found(model("tree", group("g", *items))) if one.rule == "alike.question"]
    bags = [frozenset(text.split()) for text in texts]
    alike_before = [
        sum(alike.share(frozenset(w[:6] for w in bag), frozenset(w[:6] for w in bags[n])) >= 0.4 for bag in bags[:n])
        for n in range(60)
    ]
    assert len(told) == sum(min(count, alike.MOST_PAIRS) for count in alike_before)


PLANS: dict[str, tuple[Model, House, str]] = {
    "plan.items": (
        made(asked(), asked("g.two", quick=False, text=both("Who?", "Wie?"), levels=[both(x, x) for x in "abcde"])),
        house(groups={"g.group": Range(min=2, max=2)}),
        "data/models",
    ),
    "plan.languages": (model("tree", group("g.group", item("g.one"))), house(), "m"),
    "plan.quick": (made(asked(quick=False)), house(), "m"),
    "plan.group": (made(), house(groups={"g.group": Range(min=2, max=3)}), "g.group"),
    "plan.essential": (made(), house(essential=Range(min=1, max=1)), "g.group"),
    "plan.signals": (made(), house(signals=1), "m"),
    "plan.part": (made(asked(quick=False)), house(quick=0), "g.group"),
    "concept.open": (made(asked(concepts=[])), house(), "m"),
    "concept.unknown": (made(asked(concepts=["m-one", "m-two"])), house(), "g.one.concepts"),
}
"""Rule: a model, a plan that it does not follow, and the place of the finding."""


@pytest.mark.parametrize("rule", PLANS)
def test_each_rule_of_the_plan_finds_the_model_that_breaks_it(rule: str) -> None:
    one, plan, place = PLANS[rule]
    first = next(finding for finding in found(one, plan=plan) if finding.rule == rule)
    assert (first.severity, first.place) == ("fault", place)


@pytest.mark.parametrize("rule", PLANS)
def test_a_plan_is_no_business_of_a_model_it_does_not_name(rule: str) -> None:
    one, plan, _ = PLANS[rule]
    stranger = House(Plan(languages=("en",), items=plan.plan.items, models={"other": plan.plan.models["m"]}), {})
    assert rule not in rules(one, plan=stranger)


def test_a_part_beside_the_score_needs_no_quick_question() -> None:
    """Only what counts must not be empty in the quick scan; at any depth below what stands beside."""
    inner = {**group("g.inner", asked(quick=False)), "title": both("I", "I"), "summary": both("I.", "I.")}
    outer = {"id": "g.group", "title": both("G", "G"), "summary": both("G.", "G."), "beside": True, "groups": [inner]}
    beside = model("tree", outer, title=both("M", "M"), summary=both("M.", "M."))
    assert found(beside, plan=house(quick=0)) == []


def test_the_total_waits_for_the_last_model() -> None:
    """While one of the planned models is missing nothing can be said about all of them."""
    plan = house()
    more = {**plan.plan.models, "n": plan.plan.models["m"]}
    both_planned = House(Plan(languages=("en",), items=Range(min=9, max=9), models=more), plan.concepts)
    assert "plan.items" not in rules(made(), plan=both_planned)


def test_only_planned_models_have_faults() -> None:
    """To anybody else the same findings are advice."""
    bad = made(asked(hint={}))
    assert {one.severity for one in found(bad, plan=house())} == {"fault"}
    assert {one.severity for one in found(bad)} == {"doubt"}


def test_a_place_to_fill_in_is_judged_by_nothing_else() -> None:
    """30 words, a vendor and no question mark are of no interest until the brackets are gone."""
    text = words(30) + " Google"
    assert rules(made(asked(text=both(f"[{text}]", "Waarom?")))) == {"place.unfilled"}
    assert {"question.long", "question.mark", "text.vendor"} <= rules(made(asked(text=both(text, "Waarom?"))))


def test_models_around_are_not_judged() -> None:
    judged = review([made()], around=[made(asked("g.two", hint={}), id="n")])
    assert {one.rule for one in judged.all} == {"alike.question", "alike.level"}


def test_every_rule_has_a_sentence_and_every_sentence_a_test() -> None:
    sentences = set(yaml.safe_load((wording.FOLDER / "lint.yaml").read_text(encoding="utf-8")))
    elsewhere = {"summary.missing", "summary.long", "topic.twice", "topic.alone"}
    elsewhere |= {"alike.question", "alike.level", "alike.many"}
    assert sentences == BROKEN.keys() | PLANS.keys() | elsewhere


def test_without_a_plan_there_is_no_house(tmp_path: Path) -> None:
    assert load_house(tmp_path) is None


def test_a_plan_needs_its_concepts(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("languages: [en]\nitems: {min: 1, max: 2}\nmodels: {}\n")
    with pytest.raises(InputError, match=r"concepts\.yaml"):
        load_house(tmp_path)
