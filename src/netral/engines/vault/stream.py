"""Authenticated encryption of files in chunks: XChaCha20-Poly1305 secretstream (libsodium).

A sealed file is a magic word, the stream header, then chunks of at most 64 KiB, each with its tag. The last
chunk carries the FINAL mark, so a file cut off at any place, also between chunks, is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nacl import bindings
from nacl.exceptions import CryptoError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAGIC = b"NTRLVLT1"
CHUNK = 64 * 1024
KEY_BYTES = bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES

_HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_OVERHEAD = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class SealBroken(Exception):
    """The stored bytes are not what was written: changed, cut off, reordered, or another key's or file's."""


def new_key() -> bytes:
    """A random key for one file."""
    return bindings.crypto_secretstream_xchacha20poly1305_keygen()


def encrypt(chunks: Iterable[bytes], key: bytes, context: bytes) -> Iterator[bytes]:
    """Encrypt a file given in pieces of any size; the context binds it to what it belongs to."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    yield MAGIC + bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    for chunk, last in _with_last(_even(chunks, CHUNK)):
        tag = _FINAL if last else _MESSAGE
        yield bindings.crypto_secretstream_xchacha20poly1305_push(state, chunk, context, tag)


def decrypt(pieces: Iterable[bytes], key: bytes, context: bytes) -> Iterator[bytes]:
    """Decrypt a file given in pieces of any size; raises SealBroken.

    Every chunk is authentic when it is yielded, but only the end of the iteration proves that none is missing.
    """
    stream = _Buffer(pieces)
    start = stream.take(len(MAGIC) + _HEADER)
    if len(start) != len(MAGIC) + _HEADER or not start.startswith(MAGIC):
        message = "This is not a file of the vault."
        raise SealBroken(message)
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, start[len(MAGIC) :], key)
    ended = False
    while piece := stream.take(CHUNK + _OVERHEAD):
        if ended:
            message = "Bytes follow the end of the file."
            raise SealBroken(message)
        chunk, tag = _pull(state, piece, context)
        ended = tag == _FINAL
        yield chunk
    if not ended:
        message = "The end of the file is missing."
        raise SealBroken(message)


def _pull(
    state: bindings.crypto_secretstream_xchacha20poly1305_state, piece: bytes, context: bytes
) -> tuple[bytes, int]:
    try:
        return bindings.crypto_secretstream_xchacha20poly1305_pull(state, piece, context)
    except (CryptoError, RuntimeError, ValueError) as error:
        message = "A part of the file does not belong at its place."
        raise SealBroken(message) from error


def _even(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    stream = _Buffer(chunks)
    while chunk := stream.take(size):
        yield chunk


def _with_last(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each chunk with whether it is the last; an empty file is one empty last chunk."""
    held = b""
    for index, chunk in enumerate(chunks):
        if index:
            yield held, False
        held = chunk
    yield held, True


class _Buffer:
    """Hands out bytes in the sizes asked for from pieces of any size."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = bytearray()

    def take(self, size: int) -> bytes:
        while len(self._held) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._held += piece
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken
