"""What people type is understood as names and the tiers they mean."""

import pytest
from hypothesis import given, strategies as st

from netral.foundation.regions.search import LONGEST, Part, parts_of


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Bantan", [Part("bantan")]),
        ("kec. Bantan", [Part("bantan", "district")]),
        ("KEC BANTAN", [Part("bantan", "district")]),
        ("selat baru, bengkalis", [Part("selat baru"), Part("bengkalis")]),
        (
            "desa selat baru kec bantan kab bengkalis",
            [Part("selat baru", "village"), Part("bantan", "district"), Part("bengkalis", "regency")],
        ),
        ("kota baru", [Part("kota baru")]),
        ("desa", [Part("desa")]),
        ("kec. kec", [Part("kec", "district")]),
        ("Ra'as", [Part("ra'as")]),
        ("Bandar-Laksamana", [Part("bandar-laksamana")]),
        ("100%_", [Part("100")]),
        (" , ", []),
        ("", []),
    ],
)
def test_names_and_prefixes_are_told_apart(typed: str, parts: list[Part]) -> None:
    assert parts_of(typed) == parts


@given(st.text(max_size=300))
def test_nothing_typed_becomes_a_wildcard(typed: str) -> None:
    for part in parts_of(typed):
        assert part.text
        assert len(part.text) <= LONGEST * 3
        assert not set(part.text) & set("%_\\")
