"""Numbers and codes as people paste them."""

import pytest

from netral.engines.identifiers.pasted import identifier, spoken_words, visible


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


@pytest.mark.parametrize(
    "pasted",
    [
        "1. bakimo\n2. teruga\n3. nyala",
        "bakimo\u2011teruga\u2011nyala",
        "(1) BAKIMO (2) TERUGA (3) NYALA",
        "\u201cbakimo\u00a0\u2013 te\u00adruga_nyala\u201d.",
        "\uff42akimo\u200e-teruga\u2060, nyala",
    ],
    ids=["numbered", "dashes", "brackets", "quoted", "marks"],
)
def test_words_of_a_code_stand_alone(pasted: str) -> None:
    assert spoken_words(pasted) == ["bakimo", "teruga", "nyala"]
