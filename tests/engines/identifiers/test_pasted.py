"""Numbers and codes as people paste them."""

import pytest

from netral.engines.identifiers.pasted import identifier, visible


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("\u202a1985\u202c", "1985"),
        ("\u200e19\u206085\u00ad\ufeff", "1985"),
        ("AB\u2011CD\u2013EF\u00a01", "AB-CD-EF 1"),
        ("\uff11\uff19", "19"),
        ("1\ufe0f9\u034f", "19"),
    ],
    ids=["embedding", "joiners", "dashes", "fullwidth", "selectors"],
)
def test_nothing_unseen_is_left(pasted: str, meant: str) -> None:
    assert identifier(pasted) == meant


def test_names_keep_their_letters() -> None:
    assert visible("Žuković\u200b \u00a0D’Été") == "Žuković  D’Été"
