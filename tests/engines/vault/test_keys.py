"""File keys can only be unwrapped by the master key that wrapped them, for the file they belong to."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from nacl.utils import random

from netral.engines.vault.keys import MASTER_BYTES, MasterKey, WrongKey

MASTER = MasterKey(random(MASTER_BYTES))


@given(key=st.binary(min_size=32, max_size=32), context=st.binary(max_size=40))
def test_round_trip(key: bytes, context: bytes) -> None:
    assert MASTER.unwrap(MASTER.wrap(key, context), context) == key


@given(place=st.integers(0, (1 + 8 + 24 + 32 + 16) * 8 - 1))
def test_every_flipped_bit_is_refused(place: int) -> None:
    wrapped = bytearray(MASTER.wrap(b"k" * 32, b"file"))
    wrapped[place // 8] ^= 1 << (place % 8)
    with pytest.raises(WrongKey):
        MASTER.unwrap(bytes(wrapped), b"file")


@given(length=st.integers(0, 80))
def test_every_truncation_is_refused(length: int) -> None:
    with pytest.raises(WrongKey):
        MASTER.unwrap(MASTER.wrap(b"k" * 32, b"file")[:length], b"file")


def test_another_master_or_another_file_is_refused() -> None:
    wrapped = MASTER.wrap(b"k" * 32, b"file")
    with pytest.raises(WrongKey, match="Another master key"):
        MasterKey(random(MASTER_BYTES)).unwrap(wrapped, b"file")
    with pytest.raises(WrongKey):
        MASTER.unwrap(wrapped, b"other")


def test_a_master_key_of_wrong_length_is_refused_and_never_shown() -> None:
    with pytest.raises(WrongKey, match="32 bytes"):
        MasterKey(b"short")
    assert MASTER.secret.hex() not in repr(MASTER)
