"""Facts found in a text by the words that give them away: only ever proposed, never trusted without the person.

The cues are a document (`cues.yaml`) of this form:

    negations: [tidak, belum, ...]     # words that turn a cue round when they stand up to three words before it
    askers: [boleh, bisa, kena, ...]   # after these a negation only asks: "boleh ga like ..." negates nothing
    unbound: [hanya, cuma, ...]        # before these neither: "tidak hanya like"
    stops: [tapi, namun, ...]          # a negation does not reach across these words, nor across , . ? ! ; : ( )
    cues:
      - fact: tindakan_medsos          # the code of a fact
        value: interaksi               # the value the words give away
        any: [like, suka(i)?, "kasih ... jempol"]     # patterns (see patterns.py); one has to occur
        near: [postingan|konten, foto]                # optional: one of these within `within` words of it, either side
        not: ["suka duka", suka ... makan]            # optional: none of these within that distance
        within: 6                                     # optional, in words; `near` and `not` stay inside the sentence
        negated: tidak                                # optional: the value when the cue is negated, or `same` when a
                                                      # negation changes nothing. Left out: a negated cue says nothing

Patterns are compared with words as they were typed and as they were normalised, so `tidak` also finds ga, ora, teu,
indak and whatever else slang.yaml translates to it. Where two cues of one fact disagree, the longer one wins if it
contains the other ("bakal calon" over "calon"); otherwise the fact counts as not found, and the person is asked.
The value "?" says nothing itself, but wherever its words stand in the text its fact is left open.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from netral.engines.text.normaliser import Break, Lexicon, Reading
from netral.engines.text.patterns import Forms, Pattern, PatternError, Patterns, compiled

SAME = "same"
OPEN = "?"
WITHIN = 6
NEGATION_REACH = 3
_FIELDS = frozenset({"fact", "value", "any", "near", "not", "within", "negated"})
# The lists of words that turn a cue round or keep it from being turned.
NEGATIONS = ("negations", "askers", "unbound", "stops")
# After a cue, these with a negation deny it: "like juga tidak".
_ALSO = frozenset({"juga", "pun"})


class CueError(ValueError):
    """The cues cannot be used; the message names the cue and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fact, its value, the words it was found by, as they were typed, and the places of the first and the last."""

    fact: str
    value: str
    cue: str
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Search:
    """What was found, in the order of the text, and the facts on which cues disagree."""

    found: tuple[Found, ...]
    contested: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Cue:
    fact: str
    value: str
    any: tuple[Pattern, ...]
    near: Patterns
    unless: Patterns
    within: int
    negated: str


@dataclass(frozen=True, slots=True)
class _Hit:
    value: str
    first: int
    last: int

    def inside(self, other: "_Hit") -> bool:
        longer = other.last - other.first > self.last - self.first
        return longer and other.first <= self.first and self.last <= other.last


class CueBook:
    """Compiled cues, ready to be searched for."""

    def __init__(self, document: Mapping[str, Any], lexicon: Lexicon) -> None:
        """Compile the document. Raises CueError."""
        unknown = set(document) - {*NEGATIONS, "cues"}
        if unknown:
            raise CueError(f"unknown keys: {', '.join(sorted(unknown))}")
        lists = {name: frozenset(document.get(name) or ()) for name in NEGATIONS}
        self._negations, self._askers, self._unbound, self._stops = (lists[name] for name in NEGATIONS)
        self._cues = tuple(_cue(number, row, lexicon) for number, row in enumerate(document.get("cues") or (), 1))
        self._patterns = Patterns(pattern for cue in self._cues for pattern in cue.any)
        self._cue_of = {id(pattern): cue for cue in self._cues for pattern in cue.any}

    @property
    def values(self) -> frozenset[tuple[str, str]]:
        """Every fact with every value the cues can find for it."""
        given = {(cue.fact, cue.value) for cue in self._cues if cue.value != OPEN}
        return frozenset(given | {(cue.fact, cue.negated) for cue in self._cues if cue.negated not in ("", SAME)})

    def find(self, reading: Reading) -> tuple[Found, ...]:
        """The facts the words give away, in the order of the text; none where cues of one fact disagree."""
        return self.search(reading).found

    def search(self, reading: Reading) -> "Search":
        """The facts the words give away, and those on which cues disagree."""
        hits: dict[str, list[_Hit]] = defaultdict(list)
        forms = [word.forms for word in reading.words]
        for position in range(len(forms)):
            for pattern in self._patterns.starting(forms[position]):
                cue = self._cue_of[id(pattern)]
                hit = self._hit(cue, reading, forms, position, pattern.ends(forms, position))
                if hit is not None:
                    hits[cue.fact].append(hit)
        found = [(hit, fact) for fact, all_hits in hits.items() if (hit := _agreed(all_hits)) is not None]
        found.sort(key=lambda each: (each[0].first, each[1]))
        agreed = tuple(
            Found(fact, hit.value, reading.quote(hit.first, hit.last), (hit.first, hit.last)) for hit, fact in found
        )
        return Search(agreed, frozenset(hits) - {each.fact for each in agreed})

    def _hit(self, cue: _Cue, reading: Reading, forms: Forms, first: int, last: int) -> _Hit | None:
        if last < 0:
            return None
        if cue.near or cue.unless:
            around = _around(reading, first, last, cue.within)
            if cue.near and not cue.near.occur(forms, around):
                return None
            if cue.unless.occur(forms, around):
                return None
        if not self._is_negated(reading, first, last):
            return _Hit(cue.value, first, last)
        if not cue.negated:
            return None
        return _Hit(cue.value if cue.negated == SAME else cue.negated, first, last)

    def _is_negated(self, reading: Reading, first: int, last: int) -> bool:
        words = reading.words
        for position in range(first - 1, max(first - 1 - NEGATION_REACH, -1), -1):
            word = words[position]
            if word.after is not Break.NONE or self._stops & {*word.forms}:
                break
            if self._negations & {*word.forms}:
                return not self._only_asks(reading, position)
        following = [*words[last + 1 : last + 3]]
        if len(following) < 2 or words[last].after is not Break.NONE:
            return False
        return following[0].normal in _ALSO and bool(self._negations & {*following[1].forms})

    def _only_asks(self, reading: Reading, position: int) -> bool:
        words = reading.words
        if self._unbound & {*words[position + 1].forms}:
            return True
        before = words[position - 1] if position else None
        return before is not None and before.after is Break.NONE and bool(self._askers & {*before.forms})


def _cue(number: int, row: Mapping[str, Any], lexicon: Lexicon) -> _Cue:
    name = f"cue {number} ({row.get('fact')}: {row.get('value')})"
    unknown = set(row) - _FIELDS
    if unknown:
        raise CueError(f"{name}: unknown fields {', '.join(sorted(map(str, unknown)))}")
    if not row.get("fact") or not isinstance(row.get("value"), str) or not row.get("any"):
        raise CueError(f"{name}: fact, value and any are needed, and the value is text (put yes and no in quotes)")
    negated = row.get("negated", "")
    if not isinstance(negated, str):
        raise CueError(f"{name}: negated is a value or {SAME!r}")
    return _Cue(
        fact=str(row["fact"]),
        value=row["value"],
        any=_patterns(name, row["any"], lexicon),
        near=Patterns(_patterns(name, row.get("near") or (), lexicon)),
        unless=Patterns(_patterns(name, row.get("not") or (), lexicon)),
        within=int(row.get("within", WITHIN)),
        negated=negated,
    )


def _patterns(name: str, sources: Iterable[object], lexicon: Lexicon) -> tuple[Pattern, ...]:
    if isinstance(sources, str):
        raise CueError(f"{name}: patterns are a list")
    try:
        return tuple(compiled(str(source), lexicon) for source in sources)
    except PatternError as error:
        raise CueError(f"{name}: {error}") from error


def _around(reading: Reading, first: int, last: int, within: int) -> range:
    """The words within a distance of a match, inside its sentence; the match itself included."""
    words = reading.words
    start, end = first, last
    while start > 0 and first - start < within and words[start - 1].after is not Break.STOP:
        start -= 1
    while end + 1 < len(words) and end - last < within and words[end].after is not Break.STOP:
        end += 1
    return range(start, end + 1)


def _agreed(hits: Sequence[_Hit]) -> _Hit | None:
    standing = [hit for hit in hits if not any(hit.inside(other) for other in hits)]
    if len({hit.value for hit in standing}) != 1 or any(hit.value == OPEN for hit in hits):
        return None
    return max(standing, key=lambda hit: (hit.last - hit.first, -hit.first))
