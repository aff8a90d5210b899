"""Patterns over normalised words, in a notation small enough for somebody who does not programme.

A pattern is one or more words with spaces between them:

    like            the word itself
    suka(i)?        suka or sukai; anything in round brackets with a question mark may be missing
    (me|di)?pasang  pasang, mepasang or dipasang; a bar separates choices
    foto|selfie     one word or the other (bars reach as far as the spaces around the word)
    posting*        every word that begins so; the star stands at the end only
    kaos ... calon  up to three other words in between
"""

from collections.abc import Iterable
from dataclasses import dataclass

from netral.engines.text.normalising import Lexicon, Reading, Word

MOST_IN_BETWEEN = 3
MOST_SPELLINGS = 400
GAP = "..."


class PatternError(ValueError):
    """A pattern does not follow the notation."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The words that fit one place of a pattern, and how many others may stand before it."""

    exact: frozenset[str]
    beginnings: frozenset[str]
    gap: int = 0

    def fits(self, word: Word) -> bool:
        """Whether a word fits, as it was typed or as it was normalised."""
        return any(form in self.exact or self._begins(form) for form in word.forms)

    def _begins(self, form: str) -> bool:
        return any(form.startswith(beginning) for beginning in self.beginnings)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sequence of slots."""

    source: str
    slots: tuple[Slot, ...]

    def ends(self, reading: Reading, start: int) -> int:
        """The last word of a match that begins with this word; -1 when there is none."""
        if start >= len(reading.words) or not self.slots[0].fits(reading.words[start]):
            return -1
        return self._rest(reading, start, 1)

    def _rest(self, reading: Reading, last: int, number: int) -> int:
        if number == len(self.slots):
            return last
        slot = self.slots[number]
        for position in range(last + 1, min(last + 2 + slot.gap, len(reading.words))):
            if slot.fits(reading.words[position]):
                end = self._rest(reading, position, number + 1)
                if end >= 0:
                    return end
        return -1


def compiled(source: str, lexicon: Lexicon) -> Pattern:
    """Compile a pattern; its words are normalised as texts are. Raises PatternError."""
    slots: list[Slot] = []
    gap = 0
    for part in source.casefold().split():
        if part == GAP:
            gap = MOST_IN_BETWEEN
            continue
        slots.append(_slot(part, source, gap, lexicon))
        gap = 0
    if not slots or gap or source.split()[0] == GAP:
        raise PatternError(f"{source!r}: a pattern begins and ends with a word")
    return Pattern(source, tuple(slots))


def _slot(part: str, source: str, gap: int, lexicon: Lexicon) -> Slot:
    spellings, rest = _choices(part, source)
    if rest:
        raise PatternError(f"{source!r}: a closing bracket too many")
    if len(spellings) > MOST_SPELLINGS:
        raise PatternError(f"{source!r}: more than {MOST_SPELLINGS} spellings in one word")
    exact: set[str] = set()
    beginnings: set[str] = set()
    for spelling in spellings:
        bare = spelling.removesuffix("*")
        if not bare or "*" in bare or not all(letter.isalnum() for letter in bare):
            raise PatternError(f"{source!r}: {spelling!r} is no word; a star stands at the end, after letters")
        (exact if bare == spelling else beginnings).add(bare)
    exact.update(normal for word in tuple(exact) if len(normals := lexicon.translate(word)) == 1 for normal in normals)
    return Slot(frozenset(exact), frozenset(beginnings), gap)


def _choices(text: str, source: str) -> tuple[list[str], str]:
    """Read choices up to a closing bracket or the end; return every spelling, and what is left unread."""
    found: list[str] = []
    current = [""]
    while text and text[0] != ")":
        letter, text = text[0], text[1:]
        if letter == "|":
            found, current = [*found, *current], [""]
        elif letter == "(":
            inner, text = _choices(text, source)
            if not text:
                raise PatternError(f"{source!r}: a bracket is not closed")
            text = text[1:]
            if text.startswith("?"):
                inner, text = [*inner, ""], text[1:]
            current = _joined(current, inner, source)
        elif letter == "?":
            raise PatternError(f"{source!r}: a question mark follows a closing bracket only")
        else:
            current = [each + letter for each in current]
    return [*found, *current], text


def _joined(firsts: Iterable[str], seconds: Iterable[str], source: str) -> list[str]:
    joined = [first + second for first in firsts for second in seconds]
    if len(joined) > MOST_SPELLINGS:
        raise PatternError(f"{source!r}: more than {MOST_SPELLINGS} spellings in one word")
    return joined
