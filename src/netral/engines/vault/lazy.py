"""Secrets that are read when they are first used, so that a program that never uses one need not be able to read it."""

from collections.abc import Callable
from hashlib import sha256


class LazySecret:
    """A secret in a place of its own, whose text appears in no log, message, traceback or pickle."""

    __slots__ = ("_read", "_text")

    def __init__(self, read: Callable[[], str]) -> None:
        self._read = read
        self._text: str | None = None

    def reveal(self) -> str:
        """The text, read at the first call; raises whatever reading raises, and then tries again the next time."""
        if self._text is None:
            self._text = self._read()
        return self._text

    def key(self) -> bytes:
        """The 32 bytes made of the text, for whatever needs a key."""
        return sha256(self.reveal().encode()).digest()

    def __repr__(self) -> str:
        return "LazySecret(…)"

    def __reduce__(self) -> str:
        message = "A secret is not written down."
        raise TypeError(message)
