"""Codes survive people's handwriting but not their mistakes; verdicts believe the register, not the forger."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from netral.engines.seal.result import Result, Verification
from netral.foundation.seals.domain import (
    ALPHABET,
    CodeMistyped,
    KeyState,
    LedgerPlace,
    Registration,
    Verdict,
    judge,
    make_code,
    read_code,
    show_code,
)

codes = st.binary(min_size=7, max_size=7).map(make_code)
REVOKED = datetime(2024, 10, 21, tzinfo=UTC)
SEALED = Verification(Result.SEALED, signed_at=REVOKED - timedelta(days=9))


@given(codes)
def test_a_code_is_read_as_it_is_shown(code: str) -> None:
    assert len(code) == 12
    assert read_code(show_code(code)) == code
    assert read_code(f" {show_code(code).lower()} ") == code


@given(codes, st.sampled_from(["https://netral.go.id", "localhost:8000", "https://verifikasi.contoh.test/kota"]))
def test_a_code_is_read_as_it_is_pasted(code: str, site: str) -> None:
    shown = show_code(code)
    assert read_code(f"\u201c{shown}\u201d") == code
    assert read_code(shown.replace("-", "\u2011").replace("0", "0\u00ad")) == code
    for address in (
        f"/verifikasi/{shown}/",
        f"/verifikasi/{shown}/bukti/?lang=id",
        f"/verifikasi/{shown[:9]}\n{shown[9:]}",
    ):
        assert read_code(f"<{site}{address}") == code
    assert read_code(f"{site}/verifikasi/?a=b&kode={shown}&c=d#e") == code


@given(codes)
def test_letters_people_confuse_are_read_right(code: str) -> None:
    assert read_code(code.replace("1", "I").replace("0", "O")) == code
    assert read_code(code.replace("1", "l").replace("0", "o")) == code


@given(codes, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_noticed(code: str, place: int, wrong: str) -> None:
    changed = code[:place] + wrong + code[place + 1 :]
    if changed != code:
        with pytest.raises(CodeMistyped):
            read_code(changed)


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text: str) -> None:
    with suppress(CodeMistyped):
        assert len(read_code(text)) == 12


def test_codes_use_all_their_randomness() -> None:
    assert make_code(b"\xff" * 7)[:11] == "Z" * 11
    assert len({make_code(bytes([0] * 6 + [value])) for value in range(0, 256, 2)}) == 128


@pytest.mark.parametrize(
    ("result", "verdict"),
    [
        (Result.ALTERED, Verdict.ALTERED),
        (Result.UNTRUSTED, Verdict.FOREIGN),
        (Result.UNSEALED, Verdict.UNSEALED),
        (Result.ENCRYPTED, Verdict.ENCRYPTED),
        (Result.UNREADABLE, Verdict.UNREADABLE),
    ],
)
def test_no_register_entry_heals_a_file(result: Result, verdict: Verdict) -> None:
    assert judge(Verification(result), KeyState(), Registration()) is verdict


def place(position: int | None = None, *, seconds: int = 0, number: int = 5) -> LedgerPlace:
    return LedgerPlace(REVOKED + timedelta(seconds=seconds), UUID(int=number), position)


GONE = KeyState(revoked=True, revocation=place(7))


@pytest.mark.parametrize(
    ("key", "registration", "verdict"),
    [
        (KeyState(), Registration(), Verdict.HOLDS),
        (KeyState(), None, Verdict.UNREGISTERED),
        (None, Registration(), Verdict.FOREIGN),
        (None, Registration(outside=True), Verdict.HOLDS),
        (GONE, Registration(sealed=place(6, seconds=9)), Verdict.HOLDS),
        (GONE, Registration(sealed=place(8, seconds=-9)), Verdict.REVOKED),
        # The seal claims an early time, but after a revocation only the ledger's order counts.
        (GONE, None, Verdict.REVOKED),
        (GONE, Registration(), Verdict.REVOKED),
        # A revocation that the ledger does not hold vouches for nothing.
        (KeyState(revoked=True), Registration(sealed=place(1)), Verdict.REVOKED),
    ],
)
def test_an_intact_seal_is_weighed_with_key_and_register(
    key: KeyState | None, registration: Registration | None, verdict: Verdict
) -> None:
    assert judge(SEALED, key, registration) is verdict


def test_what_waits_for_its_place_stands_after_what_has_one() -> None:
    assert place(9, seconds=9).before(place(None))
    assert not place(None, seconds=-9).before(place(9))


def test_of_two_that_wait_the_one_recorded_first_stands_first() -> None:
    assert place(None, seconds=-1).before(place(None))
    assert place(None, number=4).before(place(None, number=5))
    assert not place(None, number=5).before(place(None, number=5))


@given(
    st.lists(st.tuples(st.none() | st.integers(0, 9), st.integers(-9, 9), st.integers(0, 9)), min_size=3, max_size=3)
)
def test_the_order_of_places_is_one_order(drawn: list[tuple[int | None, int, int]]) -> None:
    first, second, third = (place(position, seconds=seconds, number=number) for position, seconds, number in drawn)
    assert not (first.before(second) and second.before(first))
    assert not (first.before(second) and second.before(third)) or first.before(third)
