"""A secret that shows itself to nobody who does not ask for it by name."""

from __future__ import annotations


class Secret:
    """A PIN or passphrase whose text appears in no log, message, traceback or pickle."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one call that needs it; keep it in no variable."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> str:
        message = "A secret is not written down."
        raise TypeError(message)
