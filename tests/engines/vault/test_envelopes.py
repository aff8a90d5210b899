"""Sealed boxes, key slips, locks and paper codes: what opens, and everything that must not."""

import unicodedata

import pytest
from hypothesis import given, settings, strategies as st

from netral.engines.vault import passwords
from netral.engines.vault.boxes import (
    BUCKETS,
    BoxBroken,
    Pair,
    new_pair,
    open_sealed,
    pair_from,
    seal,
)
from netral.engines.vault.codes import SYLLABLES, normalised
from netral.engines.vault.keys import WrongKey
from netral.engines.vault.passwords import LIGHT, Cost, LockBroken, WrongPassword, lock, needs_new_lock, unlock
from netral.engines.vault.recovery import RANDOM_SYLLABLES, CodeMistyped, code_from, new_recovery, pair_of
from netral.engines.vault.slips import WrongSecret, lock_with_secret, open_slip, slip_for, unlock_with_secret

PAIR, OTHER = new_pair(), new_pair()
SECRET = bytes(range(32))
CODE, PAPER_PUBLIC = new_recovery()
# What this code stood for when the format was made; paper in people's hands depends on it.
KNOWN_PUBLIC = "3b406971ad8f0e2cbac3442893129d23a0a5a2dd675fc71a8e9e71d85333f243"

values = st.lists(st.integers(0, len(SYLLABLES) - 1), min_size=RANDOM_SYLLABLES, max_size=RANDOM_SYLLABLES)


@given(plain=st.binary(max_size=5000), context=st.binary(max_size=40))
def test_what_is_sealed_opens_with_its_pair_and_context_alone(plain: bytes, context: bytes) -> None:
    sealed = seal(PAIR.public, plain, context)

    assert open_sealed(PAIR, sealed, context) == plain
    with pytest.raises(BoxBroken):
        open_sealed(OTHER, sealed, context)
    with pytest.raises(BoxBroken):
        open_sealed(PAIR, sealed, context + b"x")


def test_every_changed_bit_of_a_box_is_refused() -> None:
    sealed = seal(PAIR.public, b"Lurah memakai mobil dinas", b"laporan 1")
    for place in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(BoxBroken):
            open_sealed(PAIR, bytes(changed), b"laporan 1")


@given(st.integers(0, 200_000))
def test_lengths_tell_only_the_bucket(length: int) -> None:
    padded = len(seal(PAIR.public, bytes(length), b"")) - len(seal(PAIR.public, b"", b"")) + BUCKETS[0]

    assert padded > length
    assert padded in BUCKETS or padded % BUCKETS[-1] == 0


@given(st.binary(max_size=300))
def test_what_is_no_box_is_refused_and_breaks_nothing(value: bytes) -> None:
    with pytest.raises(BoxBroken):
        open_sealed(PAIR, value, b"")


def test_a_pair_hides_its_private_half() -> None:
    assert PAIR.private.hex() not in repr(PAIR)
    assert repr(PAIR.private) not in repr(PAIR)
    assert pair_from(PAIR.private) == PAIR
    with pytest.raises(WrongKey):
        Pair(PAIR.public, b"short")


def test_a_slip_is_no_ordinary_box() -> None:
    slip = slip_for(PAIR.public, OTHER.private, b"laporan 1")

    assert open_slip(PAIR, slip, b"laporan 1") == OTHER.private
    with pytest.raises(BoxBroken):
        open_slip(PAIR, slip, b"laporan 2")
    with pytest.raises(BoxBroken):
        open_sealed(PAIR, slip, b"laporan 1")
    with pytest.raises(BoxBroken):
        open_slip(PAIR, seal(PAIR.public, OTHER.private, b"laporan 1"), b"laporan 1")


@given(place=st.integers(0, 8 * 73 - 1))
def test_a_key_under_a_secret_opens_with_that_secret_unchanged(place: int) -> None:
    locked = lock_with_secret(PAIR.private, SECRET, b"tanda terima")
    changed = bytearray(locked)
    changed[place // 8] ^= 1 << place % 8

    assert len(locked) == 73
    assert unlock_with_secret(locked, SECRET, b"tanda terima") == PAIR.private
    for value, secret, context in (
        (bytes(changed), SECRET, b"tanda terima"),
        (locked, bytes(32), b"tanda terima"),
        (locked, SECRET, b"lain"),
    ):
        with pytest.raises(WrongSecret):
            unlock_with_secret(value, secret, context)


@settings(max_examples=25)
@given(password=st.text(min_size=1, max_size=30), other=st.text(min_size=1, max_size=30))
def test_only_the_password_opens_its_lock(password: str, other: str) -> None:
    locked = lock(PAIR.private, password, LIGHT)

    assert unlock(locked, password) == PAIR.private
    if _pressed(other) != _pressed(password):
        with pytest.raises(WrongPassword):
            unlock(locked, other)


def test_the_same_keys_pressed_on_another_keyboard_open() -> None:
    composed, decomposed = "caf\u00e9\u00a01", "cafe\u0301 \uff11"
    assert unlock(lock(PAIR.private, composed, LIGHT), decomposed) == PAIR.private


def test_a_lock_knows_when_it_has_become_too_cheap() -> None:
    locked = lock(PAIR.private, "sandi", LIGHT)

    assert not needs_new_lock(locked, LIGHT)
    assert needs_new_lock(locked, Cost(LIGHT.operations + 1, LIGHT.memory_bytes))
    assert needs_new_lock(locked, passwords.ORDINARY)


@given(st.binary(max_size=60))
def test_what_is_no_lock_is_said_at_once(value: bytes) -> None:
    with pytest.raises(LockBroken):
        unlock(b"\x07" + value, "sandi")


def test_a_changed_cost_does_not_make_the_server_work_for_minutes() -> None:
    locked = bytearray(lock(PAIR.private, "sandi", LIGHT))
    locked[1:5] = b"\xff\xff\xff\xff"
    with pytest.raises(LockBroken):
        unlock(bytes(locked), "sandi")


@given(values)
def test_a_paper_code_is_read_however_it_is_spaced(numbers: list[int]) -> None:
    code = code_from(numbers)
    pair = pair_of(code)

    for typed in (code.upper(), code.replace("-", " "), code.replace("-", ""), f"  {code} ", code.replace("-", " – ")):
        assert pair_of(typed) == pair
    assert normalised(code) is None


@given(numbers=values, at=st.integers(0, 69), letter=st.sampled_from("bcdghjklmnprstwyaeiou"))
def test_a_wrong_letter_on_paper_is_found_in_its_group(numbers: list[int], at: int, letter: str) -> None:
    letters = code_from(numbers).replace("-", "")
    if letters[at] != letter:
        with pytest.raises(CodeMistyped) as mistyped:
            pair_of(letters[:at] + letter + letters[at + 1 :])
        assert mistyped.value.group == at // 10 + 1


def test_a_fresh_code_is_of_the_key_that_was_made_with_it() -> None:
    assert pair_of(CODE).public == PAPER_PUBLIC
    assert new_recovery()[0] != CODE


def test_the_formats_stay_as_they_are() -> None:
    assert pair_of(code_from(list(range(RANDOM_SYLLABLES)))).public.hex() == KNOWN_PUBLIC


def _pressed(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
