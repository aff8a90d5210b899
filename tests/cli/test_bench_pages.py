"""What the measurement of public pages calls wrong, and what it does not."""

from typing import Any

import pytest

from netral.bench.pages import LIMIT_AGE_S, LIMIT_PER_S, wrong

GOOD: dict[str, Any] = {
    "per_s": LIMIT_PER_S,
    "wrong_answers": 0,
    "set_cookie": False,
    "varies_on_cookies": False,
    "etag_304": True,
    "gzip": True,
    "short_public": True,
}


def test_what_is_promised_is_not_wrong() -> None:
    form = {**GOOD, "set_cookie": True, "varies_on_cookies": True, "etag_304": False, "gzip": False}
    assert wrong({"/angka/": GOOD, "/lapor/": form}, LIMIT_AGE_S) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("per_s", LIMIT_PER_S - 1),
        ("wrong_answers", 1),
        ("set_cookie", True),
        ("varies_on_cookies", True),
        ("etag_304", False),
        ("gzip", False),
        ("short_public", False),
    ],
)
def test_each_broken_promise_is_named_with_its_page(name: str, value: object) -> None:
    assert [fault.partition(":")[0] for fault in wrong({"/angka/": {**GOOD, name: value}}, 0.0)] == ["/angka/"]


def test_an_old_page_is_wrong() -> None:
    assert len(wrong({"/angka/": GOOD}, LIMIT_AGE_S + 0.1)) == 1
