"""The day a text speaks of, read against the day of asking: only ever proposed, never trusted without the person.

Every word becomes one sign (`days.yaml` says which), and the forms of days are found in the string of signs (see
day_forms.py). What no form makes sense of is no day; two different days are a disagreement, not a guess. A night is of
the evening it begins in: "tadi malam" is yesterday, for the talk is of the evening before and not of the hours after
midnight; "malam Minggu" is Saturday. A bare weekday, month or week is past unless a word of the future stands near.
"Kemarin" is yesterday, though in speech it is also "lately": such a day is marked as not certain.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import combining, normalize

from netral.engines.text.day_forms import DAY, DOTTED, SUNDAY, YEARS, Days, Item, Mention, Sentence
from netral.engines.text.normaliser import Break, Reading, Word

# The signs, by the names of their lists in the document. "_" is every other word.
_SIGNS = {
    "day": "H",
    "week": "p",
    "week_or_sunday": "S",
    "month_unit": "B",
    "year_unit": "Y",
    "date": "G",
    "night": "N",
    "part": "P",
    "earlier": "T",
    "just_now": "J",
    "last_night": "M",
    "yesterday": "K",
    "before_yesterday": "b",
    "former": "U",
    "after_tomorrow": "Z",
    "tomorrow": "E",
    "today": "d",
    "later": "A",
    "will": "V",
    "last": "L",
    "next": "F",
    "this": "I",
    "which": "j",
    "more": "g",
    "habit": "h",
    "around": "r",
    "since": "s",
    "until": "e",
    "other_number": "X",
    "law": "R",
    "weekend": "k",
    "and": "&",
    "weekly": "W",
    "part_after": "o",
    "election": "Q",
    "other_date": "O",
    "past": "D",
    "title": "t",
    "within": "c",
    "ignored": "_",
}
_VALUED = {"months": "m", "short_months": "a", "weekdays": "w", "short_weekdays": "x"}
_UNITS = {"one_day": "H", "one_week": "p", "one_month": "B", "one_year": "Y"}
# The letters of "tgl.", "no." and their like.
_SHORT = 3
# A weekday, a month or a date in figures.
_NAMES = frozenset("wxSmaf")


class DaysError(ValueError):
    """The words for days cannot be used; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class DaysSaid:
    """The first and the last day a text speaks of, both included, the words as typed, and if it is one certain day."""

    first: date
    last: date
    words: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The words of two different days in one text, as they were typed."""

    words: tuple[str, str]


class DayBook:
    """Compiled words for days, ready to be searched for."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Compile the document. Raises DaysError when a term stands for two things."""
        self._terms: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
        known: dict[str, tuple[str, int]] = {}
        for term, sign, value in _terms(document):
            if known.setdefault(term, (sign, value)) != (sign, value):
                raise DaysError(f"{term!r} stands for two things")
        for term, (sign, value) in known.items():
            words = term.split()
            self._terms.setdefault(words[0], []).append((tuple(words[1:]), sign, value))
        for terms in self._terms.values():
            terms.sort(key=lambda each: -len(each[0]))

    def find(self, reading: Reading, today: date) -> DaysSaid | Disagreement | None:
        """The days a text speaks of; None when it speaks of none."""
        mentions: list[Mention] = []
        for items in self._sentences(reading):
            if any(item.sign != "_" for item in items):
                mentions.extend(_joined(Sentence(reading, items, today)))
        return _agreed(mentions, reading)

    def _sentences(self, reading: Reading) -> Iterator[list[Item]]:
        items: list[Item] = []
        place = 0
        while place < len(reading.words):
            item = self._item(reading.words, place)
            items.append(item)
            place = item.last + 1
            if reading.words[item.last].after is Break.STOP and not _is_short(item, reading.words[item.last]):
                yield items
                items = []
        yield items

    def _item(self, words: Sequence[Word], place: int) -> Item:
        word = words[place]
        if word.normal[0].isdigit():
            return _number(word.typed, place)
        for form in _forms(word):
            for rest, sign, value in self._terms.get(form, ()):
                last = place + len(rest)
                if _stand(rest, words, place):
                    return Item(sign, value, place, last)
        return Item("_", 0, place, place)


def _terms(document: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    unknown = set(document) - {*_VALUED, *_UNITS, "terms", "sunday", "numbers"} | set(document.get("terms", ())) - set(
        _SIGNS
    )
    if unknown:
        raise DaysError(f"unknown keys: {', '.join(sorted(unknown))}")
    for name, sign in _VALUED.items():
        yield from ((str(term), sign, value) for value, terms in enumerate(document[name]) for term in terms)
    yield from ((str(term), "w", SUNDAY) for term in document["sunday"])
    yield from ((str(term), "n", number) for number, terms in document["numbers"].items() for term in terms)
    yield from ((str(term), "q", ord(unit)) for name, unit in _UNITS.items() for term in document[name])
    yield from ((str(term), _SIGNS[name], 0) for name, terms in document["terms"].items() for term in terms)


def _is_short(item: Item, word: Word) -> bool:
    """Whether a full stop after a word ends nothing: "tgl. 3 Okt. 2024"."""
    return item.sign == "a" or (item.sign in "GHNBYxeXR" and len(word.typed) <= _SHORT)


def _forms(word: Word) -> Sequence[str]:
    """The spellings of a word, as typed first; "poé" is poe too."""
    if word.typed.isascii():
        return word.forms[::-1]
    return (*word.forms[::-1], "".join(each for each in normalize("NFD", word.typed) if not combining(each)))


def _stand(rest: Sequence[str], words: Sequence[Word], place: int) -> bool:
    """Whether the other words of a term follow its first, in the same sentence."""
    for number, each in enumerate(rest, place + 1):
        if number == len(words) or each not in words[number].forms:
            return False
        # "s.d." has full stops inside.
        if words[number - 1].after is Break.STOP and len(words[number - 1].normal) > 1:
            return False
    return True


def _number(typed: str, place: int) -> Item:
    if len(typed) <= 2 and int(typed):
        return Item("n", int(typed), place, place)
    if typed.isdecimal() and len(typed) == 4 and int(typed) in YEARS:
        return Item("y", int(typed), place, place)
    return Item("f" if DOTTED.fullmatch(typed) else "#", 0, place, place)


def _joined(sentence: Sentence) -> list[Mention]:
    """The mentions of a sentence by the places of their words, those that make one day or one span put together."""
    found: list[Mention] = []
    for mention in sentence.mentions():
        put = _together(sentence, found[-1], mention) if found else None
        if put is None:
            found.append(mention)
        else:
            found[-1] = put
    places = sentence.items
    return [Mention(_since(sentence, each), places[each.first].first, places[each.last].last) for each in found]


def _together(sentence: Sentence, one: Mention, other: Mention) -> Mention | None:
    between = sentence.signs[one.last + 1 : other.first]
    if between == "e" and one.days.first <= other.days.last:
        return Mention(Days(one.days.first, other.days.last, sure=False), one.first, other.last)
    if len(between) > 1:
        return None
    if not between and sentence.join(one.last) in ("-", "–") and one.days.first <= other.days.last:
        return Mention(Days(one.days.first, other.days.last, sure=False), one.first, other.last)
    for lately, named in ((one, other), (other, one)):
        if _is_lately(sentence, lately, named):
            return named
    held = _held(one.days, other.days) if not between else None
    return Mention(held, one.first, other.last) if held else None


def _is_lately(sentence: Sentence, mention: Mention, other: Mention) -> bool:
    """Whether "kemarin" beside a day that is named means only lately: "kemarin pas hari Senin"."""
    if sentence.signs[mention.first : mention.last + 1] != "K" or other.days.last >= sentence.today:
        return False
    return bool(_NAMES & {*sentence.signs[other.first : other.last + 1]})


def _since(sentence: Sentence, mention: Mention) -> Days:
    """The days up to the day of asking where "sejak" stands before the first."""
    days = mention.days
    if (
        sentence.previous(mention.first) == "s"
        and "e" not in sentence.signs[mention.first : mention.last]
        and days.first < sentence.today
    ):
        return Days(days.first, max(days.last, sentence.today), sure=False)
    return days


def _held(one: Days, other: Days) -> Days | None:
    """The days two mentions have in common; None when they speak of different ones."""
    for loose, firm in ((one, other), (other, one)):
        if loose.weekday is None or firm.weekday is not None:
            continue
        if (firm.last - firm.first).days < 7:
            day = firm.first + DAY * ((loose.weekday - firm.first.weekday()) % 7)
            return Days(day, day, sure=firm.sure or firm.first < firm.last) if day <= firm.last else None
        if not firm.first <= loose.first <= firm.last:
            # "Hari Senin bulan lalu": one of four.
            return firm
    first, last = max(one.first, other.first), min(one.last, other.last)
    if first > last:
        return None
    return Days(first, last, any(each.sure and (each.first, each.last) == (first, last) for each in (one, other)))


def _agreed(mentions: Sequence[Mention], reading: Reading) -> DaysSaid | Disagreement | None:
    if not mentions:
        return None
    kept = mentions[0]
    for mention in mentions[1:]:
        held = _held(kept.days, mention.days)
        if held is None:
            return Disagreement((reading.quote(kept.first, kept.last), reading.quote(mention.first, mention.last)))
        nearer = min(mention, kept, key=lambda each: (each.days.last - each.days.first, each.first))
        kept = Mention(held, nearer.first, nearer.last)
    days = kept.days
    return DaysSaid(days.first, days.last, reading.quote(kept.first, kept.last), days.sure and days.first == days.last)
