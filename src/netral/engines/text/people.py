"""Who a text speaks of: the writer herself or somebody else, and of which status.

The words are a document (`people.yaml`) of the form

    statuses: {pensiunan: ["pensiunan", "pensiun ... pns|tni"]}   # patterns for the words of each status
    usual: pns                                                    # the status most who ask are of
    nobody: ["calon ... bupati"]                                  # patterns in which a status is nobody's
    selves: [saya, aku]                                           # words for the writer
    declaring: [sebagai, selaku]                                  # after these a status is the writer's own
    officials: [camat, lurah]                                     # others who may be the one who did it
    openers: [bahwa, kalau]                                       # after these a clause begins
    titles: [pak, bu, oknum]                                      # these may stand before the one who did it
    kin: [istri, adik]                                            # after these a status is a relative's
    asking: [boleh, bisa]                                         # after a status these ask of everybody of it
    of_others: [kades]                                            # statuses that are believed of somebody told of
    formerly, denials: [mantan], [bukan]                          # before and after a status these take it back

A status counts as the writer's when she says it of herself; it counts as that of the one she tells of when it begins a
clause and she does not speak of herself. Where both may be meant, who it is stays open, and is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netral.engines.text.normaliser import Break, Lexicon, Reading
from netral.engines.text.patterns import Pattern, Patterns, compiled

_LISTS = (
    "selves", "declaring", "officials", "openers", "titles", "kin", "asking", "of_others", "formerly", "denials",
)  # fmt: skip
SELF, OTHER = "saya", "orang_lain"


class PeopleError(ValueError):
    """The words for people cannot be used; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who did it, and of which status; empty where the words do not say.

    `is_open` says that a status was named and that it is not clear whose it is. `words` are those the status was read
    from, as they were typed.
    """

    doer: str = ""
    status: str = ""
    words: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    status: str
    first: int
    last: int

    def inside(self, other: "_Mention") -> bool:
        return (
            other.first <= self.first and self.last <= other.last and other.last - other.first > self.last - self.first
        )


class PeopleBook:
    """Compiled words for people, ready to be searched for."""

    def __init__(self, document: Mapping[str, Any], lexicon: Lexicon) -> None:
        """Compile the document. Raises PeopleError, PatternError."""
        if unknown := set(document) - {"statuses", "nobody", "usual", *_LISTS}:
            raise PeopleError(f"unknown keys: {', '.join(sorted(unknown))}")
        status_of: list[tuple[Pattern, str]] = [
            (compiled(str(source), lexicon), str(status))
            for status, sources in document["statuses"].items()
            for source in sources
        ]
        status_of += [(compiled(str(source), lexicon), "") for source in document["nobody"]]
        self._status_of = {id(pattern): status for pattern, status in status_of}
        self._statuses = Patterns(pattern for pattern, _status in status_of)
        self._usual = str(document["usual"])
        self._words = {name: frozenset(map(str, document[name])) for name in _LISTS}

    @property
    def values(self) -> frozenset[str]:
        """Every status the words can name."""
        return frozenset(self._status_of.values()) - {""}

    def read(self, reading: Reading) -> Person:
        """Who did it and of which status, as far as the words say."""
        named = self._mentions(reading)
        mentions = [each for each in named if not self._is_of_kin(reading, each.first)]
        # What a relative is decides only where the relative did it, which is not known here.
        of_kin = len(mentions) < len(named)
        selves = [place for place in range(len(reading.words)) if self._is(reading, place, "selves")]
        own = [each for each in mentions if self._is_declared(reading, each)]
        if own:
            # "Ibu kades, istri kepala desa" is the wife of one.
            of_relatives = {each.status for each in named if each not in mentions}
            is_open = own[0].status in of_relatives or len({each.status for each in mentions}) > 1
            return Person(SELF, is_open=True) if is_open else self._agreed(reading, own, SELF)
        beginning = [each for each in mentions if self._begins_a_clause(reading, each.first)]
        speaks_of_herself = any(not self._is_possessive(reading, place) for place in selves)
        if beginning and not speaks_of_herself:
            believed = all(each.status in self._words["of_others"] for each in beginning)
            return self._agreed(reading, beginning, OTHER) if believed else Person(OTHER, is_open=True)
        if speaks_of_herself and {each.status for each in beginning} == {self._usual} and not of_kin:
            return self._agreed(reading, beginning, SELF)
        if beginning or of_kin:
            return Person(is_open=True)
        if speaks_of_herself:
            return Person(doer=SELF)
        return Person(doer=OTHER if self._names_an_official(reading) else "")

    def _agreed(self, reading: Reading, mentions: list[_Mention], doer: str) -> Person:
        if len({each.status for each in mentions}) > 1:
            return Person(doer=doer, is_open=True)
        first = mentions[0]
        if doer == OTHER and self._asks_in_general(reading, first.last):
            doer = ""
        return Person(doer, first.status, reading.quote(first.first, first.last))

    def _asks_in_general(self, reading: Reading, last: int) -> bool:
        """Whether it is asked of everybody of a status: "PNS boleh ikut kampanye?"."""
        return last + 1 < len(reading.words) and self._is(reading, last + 1, "asking")

    def _mentions(self, reading: Reading) -> list[_Mention]:
        forms = [word.forms for word in reading.words]
        found: list[_Mention] = []
        for position in range(len(forms)):
            for pattern in self._statuses.starting(forms[position]):
                end = pattern.ends(forms, position)
                if end >= 0:
                    found.append(_Mention(self._status_of[id(pattern)], position, end))
        standing = [each for each in found if each.status and not any(each.inside(other) for other in found)]
        return [each for each in standing if not self._is_past_or_denied(reading, each)]

    def _is_past_or_denied(self, reading: Reading, mention: _Mention) -> bool:
        """Whether it is said that somebody no longer is, or is not, of a status: "mantan legislator", "PNS? Bukan"."""
        before, after = mention.first - 1, mention.last + 1
        if before >= 0 and self._is(reading, before, "formerly"):
            return True
        denied = after < len(reading.words) and self._is(reading, after, "denials")
        return denied and reading.words[mention.last].after is not Break.NONE

    def _is(self, reading: Reading, place: int, name: str) -> bool:
        return not self._words[name].isdisjoint(reading.words[place].forms)

    def _is_declared(self, reading: Reading, mention: _Mention) -> bool:
        """Whether the writer says it of herself: "saya pensiunan", "selaku kepala desa", "aku iki honorer"."""
        if self._stands_alone(reading, mention):
            return True
        for place in range(mention.first - 1, max(mention.first - 4, -1), -1):
            if reading.words[place].after is not Break.NONE:
                return False
            if self._is(reading, place, "selves") or self._is(reading, place, "declaring"):
                return not self._is_possessive(reading, place)
            if not self._is(reading, place, "titles"):
                return False
        return False

    def _stands_alone(self, reading: Reading, mention: _Mention) -> bool:
        """Whether it is a clause of its own: "eks honorer, kontrak putus", "guru pns 12 tahun. boleh ...?"."""
        begins = mention.first == 0 or reading.words[mention.first - 1].after is not Break.NONE
        return begins and reading.words[mention.last].after is not Break.NONE

    def _begins_a_clause(self, reading: Reading, place: int) -> bool:
        while place > 0 and self._is(reading, place - 1, "titles") and reading.words[place - 1].after is Break.NONE:
            place -= 1
        if place == 0 or reading.words[place - 1].after is not Break.NONE:
            return True
        return self._is(reading, place - 1, "openers")

    def _is_possessive(self, reading: Reading, place: int) -> bool:
        """Whether a word for the writer only says whose: "camat kami", "istri saya"."""
        if place == 0 or reading.words[place - 1].after is not Break.NONE:
            return False
        return self._is(reading, place - 1, "officials") or self._is(reading, place - 1, "kin")

    def _is_of_kin(self, reading: Reading, place: int) -> bool:
        """Whether a status is that of a relative: "istri saya pegawai BUMN"."""
        nearby = range(max(0, place - 3), place)
        # "bapak kades" addresses him, "bapak saya kades" is the writer's father.
        return any(
            self._is(reading, each, "kin")
            and not (each == place - 1 and self._is(reading, each, "titles"))
            # "anak-anak honorer" are the young ones among them.
            and not self._is_doubled(reading, each)
            for each in nearby
        )

    def _is_doubled(self, reading: Reading, place: int) -> bool:
        words = reading.words
        around = (each for each in (place - 1, place + 1) if 0 <= each < len(words))
        return any(words[each].normal == words[place].normal for each in around)

    def _names_an_official(self, reading: Reading) -> bool:
        return any(
            self._is(reading, place, "officials") and self._begins_a_clause(reading, place)
            for place in range(len(reading.words))
        )
