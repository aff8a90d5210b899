"""JSON of strangers: what it says, or a ValueError, never a stack that runs out."""

import json

import pytest
from hypothesis import given, strategies as st

from netral.engines.json_reader import MOST_DEPTH, read_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_what_was_written_is_read(value: object) -> None:
    assert read_json(json.dumps(value)) == value
    assert read_json(json.dumps(value).encode()) == value


@pytest.mark.parametrize("brackets", ["[", '{"a":', '[{"a":'], ids=["lists", "objects", "both"])
@pytest.mark.parametrize("times", [MOST_DEPTH + 1, 900, 100_000], ids=["one-too-many", "hundreds", "endless"])
def test_what_nests_too_deep_is_refused(brackets: str, times: int) -> None:
    closing = brackets[::-1].translate(str.maketrans("[{", "]}", ':"a'))
    with pytest.raises(ValueError, match="nested too deep"):
        read_json(brackets * times + "1" + closing * times)


def test_as_deep_as_allowed_is_read() -> None:
    assert read_json("[" * MOST_DEPTH + "]" * MOST_DEPTH)


@pytest.mark.parametrize("text", ["", "{", b"\xff", "[1,]"], ids=["nothing", "unfinished", "no-utf-8", "comma"])
def test_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json(text)
