"""Indonesian as people type it, read as words: spelling evened out, short forms and regional words translated.

A `Reading` keeps, beside every normalised word, what was typed and where, so that a fact found in it can be shown with
the very words that gave it away. Nothing is kept between calls: what people write about themselves is not remembered.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)\S+)|(?P<mail>[\w.+-]+@[\w-]+\.[\w.]+)|(?P<mention>@\w[\w.]*)"
    r"|(?P<word>[^\W\d_][^\W_]*(?:['’`][^\W\d_]+)*)|(?P<number>\d+(?:[.,]\d+)*)|(?P<stop>[.?!;:\n]+)|(?P<pause>[,()\"“”/–—]+)"
)
# Not at the beginning of a word: pppk is no stretched pk.
_STRETCHED = re.compile(r"(?<=[^\W\d_])([^\W\d_])\1{2,}")
# rame2 is rame-rame, teman2nya is teman-temannya.
_DOUBLED = re.compile(r"([^\W\d_]{3,})2([^\W\d_]*)")
_APOSTROPHE = re.compile(r"['’`]")
_STANDING_FOR = {"link": "tautan", "mail": "surel", "mention": "akunsebutan"}
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
# Prefixes people put on borrowed verbs: ngelike, nge-share, dilike, ke-tag.
_LOAN_PREFIXES = ("nge", "menge", "di", "ke", "me", "ng", "ter")
_LOAN_SUFFIXES = ("", "in", "kan", "nya", "an", "ya")


class Break(IntEnum):
    """What separates a word from the next."""

    NONE = 0
    PAUSE = 1
    STOP = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One normalised word, with what was typed for it and where; `typed` is empty on a short form's later words."""

    normal: str
    typed: str
    start: int
    end: int
    after: Break

    @property
    def forms(self) -> tuple[str, ...]:
        """Every spelling by which the word may be recognised."""
        return (self.normal,) if self.typed in ("", self.normal) else (self.normal, self.typed)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and its words."""

    text: str
    words: tuple[Word, ...]

    def quote(self, first: int, last: int) -> str:
        """What was typed from one word to another, both included."""
        return self.text[self.words[first].start : self.words[last].end]


@dataclass(frozen=True)
class Lexicon:
    """Short forms and regional words with their plain Indonesian, and borrowed verbs that take Indonesian prefixes."""

    words: Mapping[str, str]
    loans: frozenset[str] = frozenset()
    _translated: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_translated", {short: tuple(plain.split()) for short, plain in self.words.items()})

    def translate(self, word: str) -> tuple[str, ...]:
        """The plain words for a typed one; itself when nothing is known about it."""
        known = self._translated.get(word)
        if known is not None:
            return known
        bare = self._loan(word) or word
        return self._translated.get(bare, (bare,))

    def _loan(self, word: str) -> str:
        for prefix in _LOAN_PREFIXES:
            if word.startswith(prefix):
                bare = word[len(prefix) :]
                for suffix in _LOAN_SUFFIXES:
                    if bare.endswith(suffix) and bare[: len(bare) - len(suffix)] in self.loans:
                        return bare[: len(bare) - len(suffix)]
        return ""


def cleaned(text: str) -> str:
    """The text in one form of Unicode, without characters nobody sees."""
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE)


def read(text: str, lexicon: Lexicon) -> Reading:
    """Read a text as normalised words."""
    plain = cleaned(text)
    words: list[Word] = []
    for token in _TOKEN.finditer(plain):
        kind = token.lastgroup or ""
        if kind in ("stop", "pause"):
            _end_word(words, Break.STOP if kind == "stop" else Break.PAUSE)
        else:
            _add(words, token, kind, lexicon)
    return Reading(plain, tuple(words))


def _add(words: list[Word], token: re.Match[str], kind: str, lexicon: Lexicon) -> None:
    start, end = token.span()
    typed = token.group().casefold()
    if kind == "number":
        words.append(Word(typed.lstrip("0") or "0", typed, start, end, Break.NONE))
        return
    if kind != "word":
        words.append(Word(_STANDING_FOR[kind], typed, start, end, Break.NONE))
        return
    typed = _APOSTROPHE.sub("", _STRETCHED.sub(r"\1", typed))
    first, *rest = _plain(typed, lexicon)
    words.append(Word(first, typed, start, end, Break.NONE))
    words.extend(Word(each, "", start, end, Break.NONE) for each in rest)


def _plain(typed: str, lexicon: Lexicon) -> tuple[str, ...]:
    doubled = _DOUBLED.fullmatch(typed)
    plain = lexicon.translate(typed)
    if doubled is None or plain != (typed,):
        return plain
    once = lexicon.translate(doubled[1])
    return (*once, *lexicon.translate(doubled[1] + doubled[2]))


def _end_word(words: list[Word], after: Break) -> None:
    if words and words[-1].after < after:
        last = words[-1]
        words[-1] = Word(last.normal, last.typed, last.start, last.end, after)
