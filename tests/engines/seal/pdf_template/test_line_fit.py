"""Texts take as many lines as they need, lose nothing, and stay inside their place."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from netral.engines.seal.documents.blocks import Slot
from netral.engines.seal.documents.fonts import BOLD, REGULAR, SEMIBOLD, UnprintableText
from netral.engines.seal.documents.reserved import Site, Type
from netral.engines.seal.pdf_template.columns import Memory
from netral.engines.seal.pdf_template.faces import face
from netral.engines.seal.pdf_template.forms import SlotOverflow
from netral.engines.seal.pdf_template.line_fit import SEPARATOR, SHRINKING, Fitter, SlotLayout, encoded, plain_signs

WORDS = st.lists(st.text(sorted(plain_signs() - {" "}), min_size=1, max_size=30), min_size=1, max_size=12).map(" ".join)
SIZE = 10


def site(slot: Slot, font: str, width: float, *, wraps: bool = True) -> Site:
    return Site(slot, Type(font, SIZE, 14, (0, 0, 0)), width, 1, wraps=wraps)


def width_of(text: str, font: str) -> float:
    return face(font).width(text.rstrip(" ")) * SIZE / 1000


@given(WORDS, st.sampled_from([REGULAR, SEMIBOLD, BOLD]), st.integers(30, 400), st.text("ab ", max_size=8))
def test_no_line_is_wider_than_its_place_and_nothing_is_lost(text: str, font: str, width: int, before: str) -> None:
    slot = Slot("x", 1000, before=before.strip())
    try:
        (count,), joined, codes = Fitter(slot, (SlotLayout(site(slot, font, width)),)).fit(text)
    except UnprintableText:
        return
    pieces = joined.split(SEPARATOR)
    assert len(pieces) == count
    assert codes == tuple(map(encoded, pieces))
    lines = pieces if count > 1 else [slot.before + pieces[0]]
    assert all(width_of(line, font) <= width or len(line) == 1 for line in lines)
    said = "".join(pieces).removeprefix(slot.before if count > 1 else "")
    assert said.replace(" ", "") == "".join(plain(text).split())


def plain(text: str) -> str:
    slot = Slot("x", 1000)
    return Fitter(slot, (SlotLayout(site(slot, REGULAR, 10**9)),)).fit(text)[1]


@given(WORDS)
def test_the_quick_look_never_lets_too_long_a_text_pass(text: str) -> None:
    slot = Slot("x", 1000)
    try:
        text = plain(text)
    except UnprintableText:
        return
    exact = width_of(text, SEMIBOLD)
    for width, single in ((exact + 0.01, True), (exact - 0.01, False)):
        fitted = Fitter(slot, (SlotLayout(site(slot, SEMIBOLD, width)),)).fit(text)
        assert (fitted[0] == (1,)) is (single or len(text) == 1)


def test_a_line_that_cannot_wrap_is_set_smaller_and_at_last_refused() -> None:
    slot = Slot("x", 1000)
    full = width_of("N" * 20, REGULAR)
    for step, factor in enumerate(SHRINKING, start=1):
        fitted = Fitter(slot, (SlotLayout(site(slot, REGULAR, full * factor + 0.01, wraps=False)),)).fit("N" * 20)
        assert fitted[:2] == ((step,), "N" * 20)
    with pytest.raises(SlotOverflow) as refused:
        Fitter(slot, (SlotLayout(site(slot, REGULAR, full / 2, wraps=False)),)).fit("N" * 20)
    assert refused.value.limit < 20


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("  Siti   Aminah ", "Siti Aminah"),
        ("Siti\tAminah\n", "Siti Aminah"),
        ("Siti\u00a0Aminah", "Siti Aminah"),
        ("Z\u030cukovic\u0301", "Žuković"),
        ("Maʻruf", "Ma‘ruf"),
        ("Nur\u00adaini", "Nuraini"),
        ("Siti\u200f \u2068Aminah\u2069", "Siti Aminah"),
    ],
)
def test_texts_are_written_as_the_general_path_writes_them(typed: str, printed: str) -> None:
    assert plain(typed) == printed


@pytest.mark.parametrize("text", ["Siti\x00", "\ud800", "Siti\u202e"])
def test_signs_without_form_are_refused(text: str) -> None:
    with pytest.raises(UnprintableText):
        plain(text)


@pytest.mark.parametrize("text", ["Siti\x1fAminah\x1f", "Siti\u2028Aminah", "Siti\u2003Aminah"])
def test_all_kinds_of_blanks_are_one(text: str) -> None:
    assert plain(text) == "Siti Aminah"


def test_an_empty_value_takes_no_line() -> None:
    slot = Slot("x")
    assert Fitter(slot, (SlotLayout(site(slot, REGULAR, 100)),)).fit("   ") == ((0,), "", ())


@given(st.lists(WORDS | st.sampled_from(["", " ", "a  b", "Siti", "x" * 90, "Ž", "y" * 101]), min_size=16, max_size=60))
def test_many_at_once_are_fitted_as_one_by_one(values: list[str]) -> None:
    slot = Slot("x", 100)
    fitter = Fitter(slot, (SlotLayout(site(slot, REGULAR, 200)), SlotLayout(site(slot, SEMIBOLD, 150))))
    try:
        alone = [fitter.fit(value) for value in values]
    except (SlotOverflow, UnprintableText):
        # Of several wrong ones another may be met first.
        with pytest.raises((SlotOverflow, UnprintableText)):
            Memory(fitter).fit(values)
    else:
        assert Memory(fitter).fit(values) == alone


def test_letters_hold_for_many_at_once() -> None:
    slot = Slot("nip", 18, letters="0123456789")
    memory = Memory(Fitter(slot, (SlotLayout(site(slot, REGULAR, 200)),)))
    values = [str(10**17 + number) for number in range(40)]
    assert [fitted[1] for fitted in memory.fit([*values, ""])] == [*values, ""]
    with pytest.raises(UnprintableText):
        memory.fit([*values, "12x"])
    with pytest.raises(SlotOverflow):
        memory.fit([*values, "1" * 19])
