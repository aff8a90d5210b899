"""Whether the words state a deed outright: that it was done, by whom it is told of, and to whom.

A sentence may name a deed and not tell of it: it was refused, forbidden, done by a neighbour, suffered, read about.
Nothing here understands grammar. A deed counts as told only while no word stands in the whole text that may turn it, so
that what is not understood is asked and never held against anybody. The words are a document (`deeds.yaml`) of the form

    groups: {nomor: nomor|satu|dua}         # {nomor} in a pattern stands for these
    doubts: {denied: [tidak|belum]}         # patterns that turn a deed, by kind
    harmless: ["kalau tidak"]               # patterns in which a doubt does not count
    harmless_ends: [boleh, aman]            # with one of these in a sentence a negation at its end only asks,
    tags: [ga, nggak]                       # where it is one of these
    selves, others, officials: [...]        # words for the writer, for other people, and for those the rules may bind
    before_others: [...]                    # before a person who is no doer
    openers: [bahwa, kalau]                 # after these a clause begins
    deeds: [...]                            # cues as in cues.py
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from netral.engines.text.cues import CueBook, Found
from netral.engines.text.normaliser import Break, Lexicon, Reading
from netral.engines.text.patterns import PatternError, Patterns, compiled

_LISTS = ("officials", "harmless", "harmless_ends", "tags", "openers", "selves", "others", "before_others")
_PARTICLES = frozenset(
    {"ya", "sih", "kah", "min", "admin", "pak", "bu", "kak", "mbak", "mas", "gan", "to", "dong", "bro"}
)
DENIED, BY_OTHERS = "denied", "by others"
_NEAR_DEED = 2


class DeedError(ValueError):
    """The words of deeds cannot be used; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A kind of doubt about every deed of a text, and the words it was found by, as they were typed."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """The deeds a text speaks of, and why they may not be held against anybody; no doubts: they are told outright.

    `is_of_official` says that an official stands before a deed as the one who did it.
    """

    deeds: tuple[Found, ...]
    doubts: tuple[Doubt, ...]
    is_of_official: bool = False


class DeedBook:
    """Compiled words of deeds, ready to be searched for."""

    def __init__(self, document: Mapping[str, Any], negations: Mapping[str, Any], lexicon: Lexicon) -> None:
        """Compile the document; `negations` are lists of words that turn a cue round. Raises DeedError, CueError."""
        unknown = set(document) - {"groups", "doubts", "deeds", *_LISTS}
        if unknown:
            raise DeedError(f"unknown keys: {', '.join(sorted(unknown))}")
        groups = document.get("groups") or {}
        cues = [_filled(row, groups) for row in document.get("deeds") or ()]
        self._cues = CueBook({**negations, "cues": cues}, lexicon)
        self._doubts = {kind: _patterns(words, groups, lexicon) for kind, words in document["doubts"].items()}
        self._harmless = _patterns(document["harmless"], groups, lexicon)
        self._tags = frozenset(document["tags"])
        self._ends = frozenset(document["harmless_ends"])
        self._selves = frozenset(document["selves"])
        self._others = _patterns(document["others"], groups, lexicon)
        self._officials = _patterns(document["officials"], groups, lexicon)
        self._before_others = frozenset(document["before_others"])
        self._openers = frozenset(document["openers"])

    @property
    def values(self) -> frozenset[tuple[str, str]]:
        """Every fact with every value the deeds can state."""
        return self._cues.values

    def read(self, reading: Reading) -> Told:
        """The deeds of a text and the doubts about them."""
        found = self._cues.find(reading)
        if not found:
            return Told((), ())
        excused = self._excused(reading, found)
        doubts = [
            Doubt(kind, reading.quote(first, last))
            for kind, patterns in self._doubts.items()
            for first, last in patterns.matches([word.forms for word in reading.words])
            if not {*range(first, last + 1)} <= excused and not (kind == DENIED and self._only_asks(reading, last))
        ]
        doers = [doer for each in found if (doer := self._doer(reading, each.place[0])) is not None]
        forms = [word.forms for word in reading.words]
        by_others = [
            Doubt(BY_OTHERS, reading.quote(place, place)) for place in doers if self._others.fits(forms, place)
        ]
        return Told(found, (*doubts, *by_others), len(by_others) < len(doers))

    def _excused(self, reading: Reading, found: Iterable[Found]) -> set[int]:
        """The places of words that are part of a deed, or that turn nothing where they stand."""
        forms = [word.forms for word in reading.words]
        harmless = {place for first, last in self._harmless.matches(forms) for place in range(first, last + 1)}
        # What stands between the first and the last word of a deed may be anything: "postingan yang bukan calon".
        return harmless | {place for each in found for place in each.place}

    def _only_asks(self, reading: Reading, place: int) -> bool:
        """Whether a negation stands at the end of a sentence that asks: "boleh ikut ga ya"."""
        words = reading.words
        if words[place].typed not in self._tags:
            return False
        following = place
        while following + 1 < len(words) and words[following].after is Break.NONE:
            following += 1
            if words[following].normal not in _PARTICLES:
                return False
        return any(self._ends & {*words[each].forms} for each in _sentence_until(reading, place))

    def _doer(self, reading: Reading, deed: int) -> int | None:
        """The place of somebody else who stands before a deed as the one who did it; None while it is the writer."""
        doer = None
        for place in _sentence_until(reading, deed - 1) if deed else ():
            if self._may_be_doer(reading, place, deed):
                doer = place
            elif {*reading.words[place].forms} & self._selves and self._begins_a_clause(reading, place):
                doer = None
        return doer

    def _may_be_doer(self, reading: Reading, place: int, deed: int) -> bool:
        """Whether somebody else begins a clause, or stands right before the deed."""
        words = reading.words
        before = {*words[place - 1].forms} if place and words[place - 1].after is Break.NONE else set()
        forms = [word.forms for word in words]
        is_somebody = self._others.fits(forms, place) or self._officials.fits(forms, place)
        # "Saya camat" is the writer, "camat kami" is not.
        if not is_somebody or before & (self._before_others | self._selves):
            return False
        return self._begins_a_clause(reading, place) or deed - place <= _NEAR_DEED

    def _begins_a_clause(self, reading: Reading, place: int) -> bool:
        before = reading.words[place - 1] if place else None
        return before is None or before.after is not Break.NONE or bool(self._openers & {*before.forms})


def _sentence_until(reading: Reading, place: int) -> range:
    """The places of the words from the beginning of a sentence up to one of its words."""
    first = place
    while first > 0 and reading.words[first - 1].after is not Break.STOP:
        first -= 1
    return range(first, place + 1)


def _filled(row: Mapping[str, Any], groups: Mapping[str, str]) -> dict[str, Any]:
    lists = {
        name: [str(source).format_map(groups) for source in row[name]] for name in ("any", "near", "not") if name in row
    }
    return {**row, **lists}


def _patterns(sources: Iterable[object], groups: Mapping[str, str], lexicon: Lexicon) -> Patterns:
    try:
        return Patterns(compiled(str(source).format_map(groups), lexicon) for source in sources)
    except (PatternError, KeyError) as error:
        raise DeedError(f"{error}") from error
