"""Cleans what people paste: marks that nobody sees, blanks and dashes of every kind."""

import re
import unicodedata

# Joiners and selectors that Unicode counts as marks of a letter, though they show nothing.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | {chr(code) for code in range(0xFE00, 0xFE10)}
_NO_LETTERS = re.compile(r"[\W\d_]+")


def visible(text: str) -> str:
    """Return a text without the marks that nobody sees; every kind of blank becomes a plain one."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(letter) for letter in text)


def identifier(text: str) -> str:
    """Return a number or code as it was meant: nothing unseen, plain blanks, dashes and digits."""
    if text.isascii() and text.isprintable():
        return text
    shown = unicodedata.normalize("NFKC", visible(text))
    return "".join("-" if unicodedata.category(letter) == "Pd" or letter == "\u2212" else letter for letter in shown)


def spoken_words(text: str) -> list[str]:
    """Return the words of a code made of letters, in small letters; numbers and marks between them do not count."""
    return [word for word in _NO_LETTERS.split(identifier(text).casefold()) if word]


def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Zs", "Zl", "Zp") or letter in "\t\r\n\v\f\x85":
        return " "
    return "" if kind in ("Cf", "Cc") or letter in _UNSEEN else letter
