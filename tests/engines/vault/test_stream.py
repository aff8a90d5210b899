"""The vault gives back exactly what was put in, or refuses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from netral.engines.vault.stream import CHUNK, MAGIC, SealBroken, decrypt, encrypt, new_key

KEY = new_key()
START = len(MAGIC) + 24
SEALED_CHUNK = CHUNK + 17
sizes = st.sampled_from([0, 1, 17, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5])


def sealed(plain: bytes, context: bytes = b"file") -> bytes:
    return b"".join(encrypt([plain], KEY, context))


def opened(stored: bytes, key: bytes = KEY, context: bytes = b"file") -> bytes:
    return b"".join(decrypt([stored], key, context))


def pieces(whole: bytes, size: int) -> list[bytes]:
    return [whole[at : at + size] for at in range(0, len(whole), size)]


@given(size=sizes, cut=st.integers(1, 3 * CHUNK), filler=st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_round_trip_in_pieces_of_any_size(size: int, cut: int, filler: int) -> None:
    plain = bytes([filler]) * size
    stored = b"".join(encrypt(pieces(plain, cut), KEY, b"file"))
    assert b"".join(decrypt(pieces(stored, max(cut, 7)), KEY, b"file")) == plain
    assert plain == b"" or size < 20 or plain not in stored


@given(size=sizes, data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_truncation_is_refused(size: int, data: st.DataObject) -> None:
    stored = sealed(b"x" * size)
    with pytest.raises(SealBroken):
        opened(stored[: data.draw(st.integers(0, len(stored) - 1))])


@pytest.mark.parametrize("chunks", [1, 2])
def test_truncation_between_chunks_is_refused(chunks: int) -> None:
    with pytest.raises(SealBroken, match="end of the file is missing"):
        opened(sealed(b"x" * (3 * CHUNK))[: START + chunks * SEALED_CHUNK])


@given(size=sizes, data=st.data())
@settings(max_examples=100, deadline=None)
def test_every_flipped_bit_is_refused(size: int, data: st.DataObject) -> None:
    stored = bytearray(sealed(b"x" * size))
    place = data.draw(st.integers(0, len(stored) * 8 - 1))
    stored[place // 8] ^= 1 << (place % 8)
    with pytest.raises(SealBroken):
        opened(bytes(stored))


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2, 1), (0, 0, 1, 2), (0, 2), (2,)])
def test_reordered_repeated_or_missing_chunks_are_refused(order: tuple[int, ...]) -> None:
    stored = sealed(b"a" * CHUNK + b"b" * CHUNK + b"c" * CHUNK)
    chunks = pieces(stored[START:], SEALED_CHUNK)
    with pytest.raises(SealBroken):
        opened(stored[:START] + b"".join(chunks[place] for place in order))


@given(extra=st.binary(min_size=1, max_size=200))
def test_bytes_after_the_end_are_refused(extra: bytes) -> None:
    with pytest.raises(SealBroken):
        opened(sealed(b"x" * CHUNK) + extra)


def test_another_key_or_another_file_is_refused() -> None:
    with pytest.raises(SealBroken):
        opened(sealed(b"secret"), key=new_key())
    with pytest.raises(SealBroken):
        opened(sealed(b"secret"), context=b"another file")


def test_two_encryptions_of_one_file_share_nothing() -> None:
    assert sealed(b"same")[len(MAGIC) :] != sealed(b"same")[len(MAGIC) :]
