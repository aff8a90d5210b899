"""Codes survive people's handwriting but not their mistakes; verdicts believe the register, not the forger."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netral.engines.seal.verification import Result, Verification
from netral.foundation.seals.domain import (
    ALPHABET,
    CodeMistyped,
    KeyState,
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
    assert judge(Verification(result), KeyState(), REVOKED) is verdict


@pytest.mark.parametrize(
    ("key", "registered_at", "verdict"),
    [
        (KeyState(), REVOKED, Verdict.HOLDS),
        (KeyState(), None, Verdict.UNREGISTERED),
        (None, REVOKED, Verdict.FOREIGN),
        (KeyState(REVOKED), REVOKED - timedelta(seconds=1), Verdict.HOLDS),
        (KeyState(REVOKED), REVOKED, Verdict.REVOKED),
        # The seal claims an early time, but after a revocation only the register's time counts.
        (KeyState(REVOKED), None, Verdict.REVOKED),
    ],
)
def test_an_intact_seal_is_weighed_with_key_and_register(
    key: KeyState | None, registered_at: datetime | None, verdict: Verdict
) -> None:
    assert judge(SEALED, key, registered_at) is verdict
