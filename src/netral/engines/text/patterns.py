"""Patterns over normalised words, in a notation small enough for somebody who does not programme.

A pattern is one or more words with spaces between them:

    like            the word itself
    suka(i)?        suka or sukai; anything in round brackets with a question mark may be missing
    (me|di)?pasang  pasang, mepasang or dipasang; a bar separates choices
    foto|selfie     one word or the other (bars reach as far as the spaces around the word)
    posting*        every word that begins so; the star stands at the end only
    kaos ... calon  up to three other words in between
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from netral.engines.text.normaliser import Lexicon

MOST_IN_BETWEEN = 3
MOST_SPELLINGS = 400
GAP = "..."


class PatternError(ValueError):
    """A pattern does not follow the notation."""


# The spellings by which each word of a text may be recognised.
Forms = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Slot:
    """The words that fit one place of a pattern, and how many others may stand before it."""

    exact: frozenset[str]
    beginnings: tuple[str, ...]
    gap: int = 0

    def fits(self, forms: tuple[str, ...]) -> bool:
        """Whether a word fits, as it was typed or as it was normalised."""
        if not self.exact.isdisjoint(forms):
            return True
        return bool(self.beginnings) and any(form.startswith(self.beginnings) for form in forms)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sequence of slots."""

    source: str
    slots: tuple[Slot, ...]

    def ends(self, forms: Forms, start: int) -> int:
        """The last word of a match that begins with this word; -1 when there is none."""
        if not self.slots[0].fits(forms[start]):
            return -1
        return self._rest(forms, start, 1)

    def _rest(self, forms: Forms, last: int, number: int) -> int:
        if number == len(self.slots):
            return last
        slot = self.slots[number]
        for position in range(last + 1, min(last + 2 + slot.gap, len(forms))):
            if slot.fits(forms[position]):
                end = self._rest(forms, position, number + 1)
                if end >= 0:
                    return end
        return -1


class Patterns:
    """Many patterns, found by their first words."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Sort the patterns by their first words."""
        self._by_word: dict[str, list[Pattern]] = defaultdict(list)
        self._by_beginning: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            for word in pattern.slots[0].exact:
                self._by_word[word].append(pattern)
            for beginning in pattern.slots[0].beginnings:
                self._by_beginning[beginning].append(pattern)
        self._lengths = sorted({len(beginning) for beginning in self._by_beginning})

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._by_word or self._by_beginning)

    def starting(self, forms: tuple[str, ...]) -> Iterator[Pattern]:
        """The patterns whose first word this may be."""
        for form in forms:
            yield from self._by_word.get(form, ())
            for length in self._lengths:
                if length <= len(form):
                    yield from self._by_beginning.get(form[:length], ())

    def matches(self, forms: Forms) -> Iterator[tuple[int, int]]:
        """The first and the last word of every place where one of them stands."""
        for position in range(len(forms)):
            for pattern in self.starting(forms[position]):
                end = pattern.ends(forms, position)
                if end >= 0:
                    yield position, end

    def fits(self, forms: Forms, position: int) -> bool:
        """Whether one of them begins with this word."""
        return any(pattern.ends(forms, position) >= 0 for pattern in self.starting(forms[position]))

    def occur(self, forms: Forms, around: range) -> bool:
        """Whether one of them stands in these words."""
        return any(
            0 <= pattern.ends(forms, position) < around.stop
            for position in around
            for pattern in self.starting(forms[position])
        )


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
    return Slot(frozenset(exact), tuple(sorted(beginnings)), gap)


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
