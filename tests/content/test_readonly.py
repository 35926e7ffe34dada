"""Mappings that nobody changes by accident."""

import copy
import json
import pickle

import pytest

from maturity_kit.content.readonly import ReadOnly


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.__setitem__("a", 2),
        lambda found: found.__delitem__("a"),
        lambda found: found.__ior__({"b": 2}),
        lambda found: found.update(b=2),
        lambda found: found.setdefault("b", 2),
        lambda found: found.pop("a"),
        lambda found: found.popitem(),
        lambda found: found.clear(),
    ],
)
def test_no_way_of_changing_it_works(change):
    found = ReadOnly({"a": 1})
    with pytest.raises(TypeError, match="frozen"):
        change(found)
    assert found == {"a": 1}


def test_it_is_copied_pickled_and_written_as_any_mapping():
    """And what is made of it with | or ** is an ordinary dict again."""
    found = ReadOnly({"a": [1]})
    assert pickle.loads(pickle.dumps(found)) == copy.deepcopy(found) == found
    assert isinstance(pickle.loads(pickle.dumps(found)), ReadOnly)
    assert json.dumps(found) == '{"a": [1]}'
    assert type(found | {"b": 2}) is type({**found}) is dict
