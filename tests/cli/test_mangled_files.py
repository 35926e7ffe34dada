"""Whatever is in a file, `score` and `import` answer with a result or with one sentence."""

import contextlib
import copy
import io
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maturity_kit.cli import main

CHECKOUT = Path(__file__).resolve().parents[2]
EXAMPLE = next((CHECKOUT / "data" / "examples").glob("*.assessment.json")).read_text(encoding="utf-8")
RESULT = json.loads((CHECKOUT / "data" / "schemas" / "result.schema.json").read_text(encoding="utf-8"))
CHECK = jsonschema.Draft202012Validator(RESULT)
MANGLED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([-1, 0, 5, 2.5, 1e308, 10**400, -0.0, "NaN", "1e999"]),
    st.sampled_from(
        ["", " ", "\x00", "\x1b[31m", "\ud800", "\u202e", "<img src=x onerror=alert(1)>", "[bold]", "é" * 300]
    ),
    st.sampled_from(
        [[], {}, [[]], {"": {}}, {"value": 9}, {"state": "unknown"}, [{"counts": [1]}], {"value": 1, "state": "x"}]
    ),
    st.text(max_size=8),
)


def places(document, path=()):
    """Every place in a JSON document, as keys from the root."""
    inner = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for key, value in inner:
        yield (*path, key)
        yield from places(value, (*path, key))


PLACES = list(places(json.loads(EXAMPLE)))


@st.composite
def misfits(draw):
    """The example with some of its values replaced, removed or renamed."""
    document = copy.deepcopy(json.loads(EXAMPLE))
    for path in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3)):
        with contextlib.suppress(AttributeError, KeyError, IndexError, TypeError):
            holder = document
            for key in path[:-1]:
                holder = holder[key]
            what = draw(st.sampled_from(["replace", "remove", "rename"]))
            former = holder.pop(path[-1])
            if what == "replace":
                holder[path[-1]] = draw(ODD)
            elif what == "rename":
                holder[draw(st.text(max_size=6))] = former
    return json.dumps(document, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")


@st.composite
def cuts(draw):
    """The example with a piece taken out and something else put in."""
    content = EXAMPLE.encode()
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, min(len(content), start + draw(st.sampled_from([0, 1, 20, len(content)])))))
    return (
        content[:start]
        + draw(st.binary(max_size=4) | st.sampled_from([b"{", b"]", b"[" * 3000, b"\xff", b'"']))
        + content[end:]
    )


def answer(arguments):
    """Status, output and remarks of a command."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(arguments)
    out.flush()
    err.flush()
    return status, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()


def expect_result_or_sentence(status, out, err):
    assert status in (0, 1)
    assert "MATURITY_DEBUG" not in err
    if status == 1:
        assert (out, err.count("\n")) == ("", 1)
    assert not set("\x1b\u202e\x00") & set(err)


def given_fields(answers):
    """The answers without fields that are null: those say the same as fields that are not there."""
    return {
        item: {name: found for name, found in entry.items() if found is not None} for item, entry in answers.items()
    }


@pytest.mark.parametrize("mangled", [misfits, cuts])
def test_score_answers_with_json_or_a_sentence(folder, mangled):
    """A mangled assessment gives a result that fits its schema, or status 1 and one line."""
    file = folder / "mangled.json"

    @MANGLED
    @given(content=mangled())
    def check(content):
        file.write_bytes(content)
        status, out, err = answer(["score", str(file), "--json"])
        expect_result_or_sentence(status, out, err)
        if status == 0:
            CHECK.validate(json.loads(out))

    check()


def test_score_answers_in_words_or_a_sentence(folder):
    """The words around a mangled assessment hold nothing that steers a terminal."""
    file = folder / "mangled.json"

    @MANGLED
    @given(content=misfits(), language=st.sampled_from(["en", "nl"]))
    def check(content, language):
        file.write_bytes(content)
        status, out, err = answer(["score", str(file), "--lang", language])
        expect_result_or_sentence(status, out, err)
        assert not set("\x1b\u202e\x00") & set(out)

    check()


@pytest.mark.parametrize("mangled", [misfits, cuts])
def test_import_takes_all_or_nothing(folder, mangled):
    """A mangled assessment is in the store and comes out again, or is refused and the store is as it was."""
    file = folder / "mangled.json"

    @MANGLED
    @given(content=mangled())
    def check(content):
        file.write_bytes(content)
        before = answer(["list", "--json"])[1]
        status, out, err = answer(["import", str(file)])
        expect_result_or_sentence(status, "" if status == 1 else out, err if status == 1 else "")
        if status == 1:
            assert answer(["list", "--json"])[1] == before
        else:
            exported = json.loads(answer(["export", "--", out.strip()])[1])["answers"]
            assert exported == given_fields(json.loads(content).get("answers", {}))

    check()


@MANGLED
@given(content=st.binary(max_size=200) | st.text(max_size=60).map(str.encode))
def test_models_check_answers_with_a_sentence(folder, content):
    """Whatever a model file holds, each refusal is one line."""
    (folder / "mangled.yaml").write_bytes(content)
    status, out, err = answer(["models", "check", str(folder / "mangled.yaml")])
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "MATURITY_DEBUG" not in err
