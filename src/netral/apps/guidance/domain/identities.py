"""The guard before publication: finds names, numbers and offices of a request in a text that is to be published.

Numbers, addresses, offices and names after a title ("Pak Suryadi") are certain. A capitalised word is only a guess:
the approver may vouch that it names nobody, and her vouching is recorded.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from netral.engines.steps.table import StepRefused, gettext_noop as _

SHORTEST_NAME = 3
_LONGEST_ACRONYM = 5
_AROUND = 30
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_TITLES = (
    r"pak|bu|bapak|ibu|sdr|sdri|sdra|saudara|saudari|mas|mbak|bang|kak|haji|hajjah|hajah|drs|dra|ir|prof|dr|kyai|kiai|"
    r"ustaz|ustad|ustadz|tengku|tgk|bernama|berinisial|inisial|atas nama|a\.n\.|an\.|h\.|hj\."
)
_TITLED = re.compile(rf"(?<![\w.])(?:{_TITLES})\.?,?\s+", re.IGNORECASE)
# After these a capital says nothing about the word.
_SENTENCE_ENDS = '.!?:;\n\r"“(•'


class Kind(StrEnum):
    """What was found; a guess is the only kind somebody may vouch for."""

    NIP = "nip"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"
    LINK = "link"
    OFFICE = "office"
    PERSON = "person"
    GUESS = "guess"


_PATTERNS = (
    (Kind.EMAIL, re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")),
    (Kind.LINK, re.compile(r"(?:https?://|www\.)[^\s,;)]+", re.IGNORECASE)),
    (Kind.ACCOUNT, re.compile(r"(?<![\w.])@[\w.]{3,}")),
    (Kind.PHONE, re.compile(r"(?<![\d.])(?:\+?62|0)[ .\-]?8\d(?:[ .\-]?\d){6,10}(?!\d)")),
    (Kind.PHONE, re.compile(r"\(0\d{2,3}\)[ ]?\d{5,8}|(?<!\d)0\d{2,3}-\d{5,8}(?!\d)")),
    (Kind.NIP, re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15,17}(?!\d)")),
)


@dataclass(frozen=True)
class Known:
    """What of a request must not appear in public."""

    offices: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    guesses: frozenset[str] = frozenset()
    weak_guesses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """One place in a text that would give somebody away."""

    kind: Kind
    text: str
    start: int
    around: str

    @property
    def word(self) -> str:
        """What was found, as it is vouched for."""
        return self.text.casefold()


def known_of(
    texts: Iterable[str], *, offices: Iterable[str], people: Iterable[str], public_words: Collection[str]
) -> Known:
    """Return what the words of a request, its offices and its people make known; public words name nobody."""
    persons: set[str] = set()
    certain: set[str] = set()
    weak: set[str] = set()
    for text in texts:
        persons.update(_titled(text, public_words))
        for word, first in _capitalised(text):
            if word.casefold() not in public_words:
                (weak if first else certain).add(word.casefold())
    for name in people:
        persons.update(word.casefold() for word in _names(name) if word.casefold() not in public_words)
    named = frozenset(office.casefold() for office in offices if office.strip())
    return Known(named, frozenset(persons), frozenset(certain - persons), frozenset(weak - certain - persons))


def scan(text: str, known: Known) -> tuple[Found, ...]:
    """Return every place of a text that gives somebody away, in the order of the text."""
    found = [*_numbers(text), *_offices(text, known.offices)]
    taken = [(place.start, place.start + len(place.text)) for place in found]
    for word, first in _all_words(text):
        place = word.start()
        if any(start <= place < end for start, end in taken):
            continue
        kind = _kind_of(word[0], first, known)
        if kind is not None:
            found.append(_place(text, kind, place, word.end()))
    return tuple(sorted(found, key=lambda place: place.start))


def unvouched(found: Iterable[Found], vouched: Collection[str]) -> tuple[Found, ...]:
    """Return the places that still stand: all but the guesses somebody vouched for."""
    words = {word.casefold() for word in vouched}
    return tuple(place for place in found if place.kind is not Kind.GUESS or place.word not in words)


def check_nameless(found: Collection[Found]) -> None:
    """Refuse to publish a text that gives somebody away, naming the places."""
    if found:
        places = "; ".join(f"“{place.text}” ({place.around})" for place in found)
        raise StepRefused(
            _("Teks terbitan masih memuat identitas dari permintaan: %(places)s. Hapus atau ganti dengan kata umum."),
            places=places,
        )


def _numbers(text: str) -> Iterator[Found]:
    covered: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in covered):
                covered.append(match.span())
                yield _place(text, kind, *match.span())


def _offices(text: str, offices: Collection[str]) -> Iterator[Found]:
    for office in sorted(offices, key=len, reverse=True):
        # Spaces may have become line ends.
        pattern = r"\s+".join(re.escape(part) for part in office.split())
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            yield _place(text, Kind.OFFICE, *match.span())


def _kind_of(word: str, first: bool, known: Known) -> Kind | None:
    plain = word.casefold()
    if plain in known.persons:
        return Kind.PERSON
    if plain in known.guesses:
        return Kind.GUESS
    # A word that stood first in a sentence of the request is a name only where nothing else explains its capital.
    return Kind.GUESS if plain in known.weak_guesses and word[0].isupper() and not first else None


def _titled(text: str, public_words: Collection[str]) -> Iterator[str]:
    for match in _TITLED.finditer(text):
        for position, word in enumerate(_following(text, match.end())):
            plain = word.casefold()
            if plain in public_words or (position and not word[0].isupper()):
                break
            if len(word) >= SHORTEST_NAME:
                yield plain


def _following(text: str, place: int) -> Iterator[str]:
    """Yield the words that follow a place with nothing but spaces and the dots of initials between them."""
    while (match := _WORD.match(text, place)) is not None:
        yield match[0]
        gap = re.compile(r"\.?[ ]+").match(text, match.end())
        if gap is None:
            return
        place = gap.end()


def _capitalised(text: str) -> Iterator[tuple[str, bool]]:
    # In a text all in capitals they say nothing: every word is as one that stands first.
    shouted = text.isupper()
    for match, first in _all_words(text):
        word = match[0]
        acronym = word.isupper() and len(word) <= _LONGEST_ACRONYM
        if word[0].isupper() and len(word) >= SHORTEST_NAME and (shouted or not acronym):
            yield word, first or shouted


def _all_words(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    for match in _WORD.finditer(text):
        before = text[: match.start()].rstrip(" \t'‘")
        yield match, not before or before[-1] in _SENTENCE_ENDS


def _names(name: str) -> Iterator[str]:
    return (word for word in _WORD.findall(name) if len(word) >= SHORTEST_NAME)


def _place(text: str, kind: Kind, start: int, end: int) -> Found:
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    around = " ".join(text[left:right].split())
    return Found(kind, text[start:end], start, f"{'…' if left else ''}{around}{'…' if right < len(text) else ''}")
