"""The forms a day may have in a text, over the signs of a sentence; see days.py for what is read and why.

Each form is one regular expression over a string with one letter for each word, and a function that makes days of it.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from netral.engines.text.normaliser import Reading

SUNDAY = 6
# What separates the parts of a date in figures.
_JOINS = frozenset("/-.")
_SPANS = frozenset("-–")
_APOSTROPHES = frozenset("'’`")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
YEARS = range(1945, 2100)
# How many words before a date another thing is named whose date it is; and how far a word of the future reaches.
_NEAR, _SAME_CLAUSE = 4, 6
# A date without a year is certain when no other year lies nearly as near, in days.
_SURELY_NEAR = 92
# "Yang mau", and a word of address at the end that looks like one.
_OTHER_WILL = re.compile(r"(j)V|V$")
# "Tiap Selasa Kamis".
_HABIT = re.compile(r"h[HNwS&]*$")
_FUTURE, _PAST = frozenset("AVE"), frozenset("DKTL")
DAY, _YEAR_AHEAD = timedelta(days=1), timedelta(days=366)
# A year of two figures lies at most so many years away.
_SHORT_YEARS = 5
# How many weeks, months or years on from this one.
_STEPS = {"L": -1, "K": -1, "I": 0, "F": 1, "E": 1, "g": 1}


@dataclass(frozen=True, slots=True)
class Item:
    """A term of a sentence: its sign, its number, and the places of its first and its last word."""

    sign: str
    value: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Days:
    """Days as one form gave them; `weekday` where only the weekday was said, so that another day may hold it."""

    first: date
    last: date
    sure: bool = True
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Days, and the places of the first and the last item (or word) they were read from."""

    days: Days
    first: int
    last: int


class Sentence:
    """A sentence as signs, and the day of asking."""

    def __init__(self, reading: Reading, items: Sequence[Item], today: date) -> None:
        self.reading, self.items, self.today = reading, items, today
        # "Teman yang mau maju" tells what the friend means to do, not when this was.
        self.signs = _OTHER_WILL.sub(r"\1_", "".join(item.sign for item in items))

    def value(self, at: int) -> int:
        return self.items[at].value

    def around(self, match: re.Match[str]) -> set[str]:
        return {*self.signs[max(0, match.start() - _SAME_CLAUSE) : match.end() + _SAME_CLAUSE]}

    def previous(self, at: int) -> str:
        return self.signs[at - 1] if at else ""

    def before(self, match: re.Match[str]) -> set[str]:
        return {*self.signs[max(0, match.start() - _NEAR) : match.start()]}

    def join(self, at: int) -> str:
        """What stands between an item and the next, without spaces."""
        words = self.reading.words
        return self.reading.text[words[self.items[at].last].end : words[self.items[at + 1].first].start].strip()

    def cut(self, first: date, last: date, match: re.Match[str]) -> Days:
        """A span that holds the day of asking ends there, or begins there when a word of the future stands near."""
        if first <= self.today <= last:
            first, last = (self.today, last) if self.around(match) & _FUTURE else (first, self.today)
        return Days(first, last, sure=False)

    def mentions(self) -> Iterator[Mention]:
        """Every form of a day, in the order of the text; at each word the first form that fits."""
        at = 0
        while at < len(self.signs):
            end = at + 1
            for pattern, read in _FORMS if self.signs[at] != "_" else ():
                match = pattern.match(self.signs, at)
                found = read(self, match) if match else None
                if match and found is not None:
                    end = match.end()
                    # "Sebelum Senin" is some other day; "sesudah kemarin ikut" is not.
                    if found and (self.previous(at) != "r" or self.signs[at] in "KTM"):
                        yield Mention(found[0], at, end - 1)
                    break
            at = end


# What a form reads: its days, or () when the words are a day of something else or no day at all; None: not this form.
_Found = tuple[Days] | tuple[()] | None
_NO_DAY: tuple[()] = ()
_Read = Callable[[Sentence, re.Match[str]], _Found]


def _made(year: int, month: int, day: int) -> _Found:
    try:
        made = date(year, month, day)
    except ValueError:
        return _NO_DAY
    return (Days(made, made),)


def _month(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month; a month below one or above twelve is one of another year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _in_figures(sentence: Sentence, match: re.Match[str]) -> _Found:
    """3/10/2024, 2024-10-03, tgl 3/10."""
    places = range(match.start("one"), match.end())
    joins = {sentence.join(at) for at in places[:-1]}
    if len(joins) != 1 or not joins <= _JOINS:
        return None
    parts = [sentence.value(at) for at in places]
    if parts[0] in YEARS:
        return _made(parts[0], parts[1], parts[2])
    if len(parts) == 2:
        return _nearest(sentence, match, parts[1], parts[0])
    year = parts[2] if parts[2] in YEARS else 2000 + parts[2]
    # "1-2-3" is a list.
    return (
        _made(year, parts[1], parts[0])
        if parts[2] in YEARS or abs(year - sentence.today.year) <= _SHORT_YEARS
        else None
    )


def _dotted(sentence: Sentence, match: re.Match[str]) -> _Found:
    """3.10.2024."""
    day, month, year = sentence.reading.words[sentence.items[match.end() - 1].first].typed.split(".")
    return _made(int(year), int(month), int(day))


def _in_words(sentence: Sentence, match: re.Match[str]) -> _Found:
    """3 Oktober 2024, tanggal 3 bulan 10, 3-5 Oktober."""
    if sentence.before(match) & {*"OR"}:
        return _NO_DAY
    month, day, year = _month_number(sentence, match), sentence.value(match.start("day")), _year_of(sentence, match)
    last = _made(year, month, day) if year else _nearest(sentence, match, month, day)
    if not match["from"] or not last:
        return last
    at = match.start("from")
    if sentence.signs[at + 1] != "e" and sentence.join(at) not in _SPANS:
        return None
    first = _made(last[0].first.year, month, sentence.value(at))
    return (Days(first[0].first, last[0].last, sure=False),) if first and first[0].first < last[0].first else _NO_DAY


def _month_number(sentence: Sentence, match: re.Match[str]) -> int:
    at = match.start("month")
    return sentence.value(at) + (sentence.signs[at] != "n")


def _year_of(sentence: Sentence, match: re.Match[str]) -> int:
    """The year beside a month: 2024, '24, tahun lalu; 0 when there is none."""
    groups = match.groupdict()
    if groups.get("year"):
        return sentence.value(match.start("year"))
    if groups.get("that"):
        return sentence.today.year + _STEPS[match["that"][-1]]
    at = match.end("month")
    is_short = sentence.signs[at : at + 1] == "n" and sentence.join(at - 1) in _APOSTROPHES
    return 2000 + sentence.value(at) if is_short else 0


def _nearest(sentence: Sentence, match: re.Match[str], month: int, day: int) -> _Found:
    """The nearest such day, or the next or last one where the words say so; at most a year ahead."""
    today, when = sentence.today, (match.groupdict().get("when") or "")[-1:]
    found = [made[0].first for year in range(today.year - 8, today.year + 2) if (made := _made(year, month, day))]
    ahead = [each for each in found if today <= each <= today + _YEAR_AHEAD]
    back = [each for each in found if each <= today]
    if when and when in "FAE" and ahead:
        return (Days(ahead[0], ahead[0]),)
    if not back:
        return _NO_DAY
    if when and when in "LKT":
        return (Days(back[-1], back[-1]),)
    best = min((*back, *ahead), key=lambda each: abs(each - today))
    return (Days(best, best, sure=abs(best - today).days <= _SURELY_NEAR),)


def _day_of_month(sentence: Sentence, match: re.Match[str]) -> _Found:
    """Tanggal 5, tanggal 5 bulan lalu."""
    day, today = sentence.value(match.start("day")), sentence.today
    if sentence.before(match) & {*"OR"}:
        return _NO_DAY
    shift = _STEPS.get((match["when"] or "")[-1:])
    if shift is not None:
        first = _month(today.year, today.month + shift)[0]
        return _made(first.year, first.month, day)
    ahead = bool(sentence.around(match) & _FUTURE)
    for step in range(3):
        first = _month(today.year, today.month + (step if ahead else -step))[0]
        made = _made(first.year, first.month, day)
        if made and (made[0].first >= today if ahead else made[0].first <= today):
            return (Days(made[0].first, made[0].last, sure=False),)
    return _NO_DAY


def _month_of_year(sentence: Sentence, match: re.Match[str]) -> _Found:
    """Maret 2024, bulan Agustus, Agustus lalu: a month without a year is the last, or one that begins soon."""
    month, groups, today = _month_number(sentence, match), match.groupdict(), sentence.today
    if month > 12 or sentence.before(match) & {*"OR"}:
        return _NO_DAY
    if year := _year_of(sentence, match):
        return (sentence.cut(*_month(year, month), match),)
    when, around = (groups.get("when") or "")[-1:], sentence.around(match)
    if when in ("L", "K") and month == today.month:
        return (Days(*_month(today.year - 1, month), sure=False),)
    back, ahead = _month(today.year - (month > today.month), month), _month(today.year + (month < today.month), month)
    soon = 2 * _SURELY_NEAR if around & _FUTURE else 0 if around & _PAST else _SURELY_NEAR
    is_ahead = when in ("F", "A", "E") or (when not in ("L", "K") and (ahead[0] - today).days <= soon)
    return (sentence.cut(*(ahead if is_ahead else back), match),)


def _months(sentence: Sentence, match: re.Match[str]) -> _Found:
    """Januari sampai Maret 2024, Januari-Maret."""
    at = match.start("from")
    if sentence.signs[at + 1] not in "e&" and sentence.join(at) not in _SPANS:
        return None
    first, last, today = sentence.value(at) + 1, _month_number(sentence, match), sentence.today
    year = _year_of(sentence, match) or today.year - (first > today.month)
    return (sentence.cut(_month(year, first)[0], _month(year, last)[1], match),) if first < last else _NO_DAY


def _year(sentence: Sentence, match: re.Match[str]) -> _Found:
    """Tahun 2023; not the year of a law, of an election or of a birth."""
    if sentence.before(match) & {*"OXRQn"}:
        return _NO_DAY
    year = sentence.value(match.start("year"))
    return (sentence.cut(date(year, 1, 1), date(year, 12, 31), match),)


def _weekday(sentence: Sentence, match: re.Match[str]) -> _Found:
    """Senin, hari Senin lalu, Senin minggu depan, besok Minggu, malam Minggu, Jumat pagi."""
    if _HABIT.search(sentence.signs[: match.start()]) or (
        match.end() - match.start() == 1 and sentence.previous(match.start()) in ("W", "t")
    ):
        return _NO_DAY
    if not _is_weekday(sentence, match):
        return None
    today, when = sentence.today, (match["when"] or "")[-1:]
    target = (SUNDAY if match["weekday"] == "S" else sentence.value(match.start("weekday"))) - bool(match["night"])
    if match["week"] or when == "I":
        day = today + DAY * (target - today.weekday() + 7 * _STEPS.get((match["week"] or "I")[-1], 0))
        return (Days(day, day),)
    back, ahead = (today.weekday() - target) % 7, (target - today.weekday()) % 7
    if when in ("L", "K", "T") or match["before"] == "K":
        day = today - DAY * (back or (0 if when == "T" else 7))
        return (Days(day, day),)
    is_ahead = when in ("F", "E", "A") or match["before"] == "E"
    if is_ahead or sentence.around(match) & _FUTURE:
        day = today + DAY * (ahead or 7)
        # "Jumat depan", said on a Wednesday, is for some the Friday of the week after.
        is_after_this_week = not ahead or ahead + today.weekday() > SUNDAY
        return (Days(day, day, sure=is_ahead and (when != "F" or is_after_this_week)),)
    day = today - DAY * back
    return (Days(day, day, sure=bool(back) and bool(sentence.around(match) & _PAST), weekday=target % 7),)


def _is_weekday(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the word is the weekday: a short form, and "minggu", which is the week too, need a word that says so."""
    sign, at, end = match["weekday"], match.start("weekday"), match.end("weekday")
    if sign == "w" or match["before"] or match["night"] or match["day"] or match["part"]:
        return True
    is_dated = sentence.signs[end : end + 1] in ("G", "n")
    if sign == "x":
        return is_dated or bool(match["when"])
    word = sentence.reading.words[sentence.items[at].first]
    is_name = at > 0 and sentence.reading.text[word.start].isupper()
    return (
        not match["when"]
        and not match["week"]
        and sentence.previous(at) not in ("n", "h", "c")
        and (is_name or is_dated)
    )


def _units(sentence: Sentence, match: re.Match[str]) -> _Found:
    """Minggu lalu, bulan ini, dua hari lalu, seminggu lagi, tahun depan."""
    groups, today = match.groupdict(), sentence.today
    unit = chr(sentence.value(match.start("one"))) if groups.get("one") else match["unit"]
    number = sentence.value(match.start("number")) if groups.get("number") else 1
    steps = number * _STEPS[match["when"][-1]]
    if unit == "H":
        day = today + DAY * steps
        return (Days(day, day, sure=sentence.previous(match.start()) != "n"),)
    if unit == "k":
        saturday = today + DAY * (7 * steps - today.weekday() + 5)
        return (sentence.cut(saturday, saturday + DAY, match),)
    if unit == "B":
        return (sentence.cut(*_month(today.year, today.month + steps), match),)
    if unit == "Y":
        return (sentence.cut(date(today.year + steps, 1, 1), date(today.year + steps, 12, 31), match),)
    monday = today + DAY * (7 * steps - today.weekday())
    return (sentence.cut(monday, monday + 6 * DAY, match),)


def _fixed(days: int, *, sure: bool = True) -> _Read:
    def read(sentence: Sentence, match: re.Match[str]) -> _Found:
        day = sentence.today + DAY * days
        return (Days(day, day, sure),)

    return read


def _nothing(sentence: Sentence, match: re.Match[str]) -> _Found:
    return _NO_DAY


_OF_YEAR = "(?:Y?(?P<year>y)|Y(?P<that>j?[LF]|[KIE]))"
_WHEN = "(?P<when>j?[LF]|[KTIAE])"
# Tried in this order at every word; the longer form of two that begin alike stands first.
_FORMS: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        (r"(?<![XR])G?(?P<one>nn[yn]|ynn)", _in_figures),
        (r"(?:G|(?<=[wxS]))(?P<one>nn)", _in_figures),
        (r"G?f", _dotted),
        (rf"(?<![XR])G?(?P<from>n)e?(?P<day>n)(?P<month>[ma]){_OF_YEAR}?{_WHEN}?", _in_words),
        # "3 dan 5 Oktober" are two days.
        (rf"(?<![XR])(?P<from>)G?(?P<day>n)(?=&G?n(?P<month>[ma]){_OF_YEAR}?)", _in_words),
        (rf"(?<![XR])(?P<from>)G?(?P<day>n)B?(?P<month>[ma]){_OF_YEAR}?{_WHEN}?", _in_words),
        (rf"(?P<from>)G(?P<day>n)B(?P<month>n){_OF_YEAR}?", _in_words),
        (r"G(?P<day>n)(?![ma])(?:B(?P<when>j?[LF]|[KI])|j?L|[KA])?", _day_of_month),
        (r"B(?P<when>j?[LF]|[KI])G(?P<day>n)(?![ma])", _day_of_month),
        (rf"B?(?P<from>m)[e&]?B?(?P<month>m){_OF_YEAR}?", _months),
        (rf"B?(?P<month>[ma]){_OF_YEAR}", _month_of_year),
        (r"Y(?:(?P<year>y)|(?P<that>j?[LF]|[KIE]))B?(?P<month>m)", _month_of_year),
        (rf"B(?P<month>[ma]){_WHEN}?", _month_of_year),
        (rf"(?<=[cse])(?P<month>m){_WHEN}?", _month_of_year),
        (rf"(?<!t)(?P<month>m){_WHEN}", _month_of_year),
        (r"(?<![nhXR])B(?P<month>n)(?:Y(?P<year>y)|(?![jLgY]))", _month_of_year),
        (r"Y(?P<year>y)", _year),
        (
            rf"(?P<before>[KE]?)(?P<night>N?)(?P<day>H?)(?P<weekday>[wxS])(?P<part>[PN]?)(?:(?P<week>[Sp](?:j?[LF]|[KIE]))|{_WHEN})?",
            _weekday,
        ),
        (r"(?<![XR])(?P<number>n)(?P<unit>[HpSBY])(?P<when>j?[LK]|g)", _units),
        (r"(?P<one>q)(?P<when>j?[LK]|g)", _units),
        (r"(?:(?<![nhH])|(?<=Xn))(?P<unit>[pSBYk])(?P<when>j?[LF]|[KIE])", _units),
        (r"K[UZ]|b", _fixed(-2)),
        # "Pilkada kemarin" and "yang kemarin" are the last ones, whenever that was.
        (r"(?:(?<=[Qj])|(?<=Qy))K", _nothing),
        # "Besok paginya" is the day after some other day.
        (r"[EK]o", _nothing),
        (r"TN|NT|Nj?L|M|K[NP]|[NP]K", _fixed(-1)),
        (r"K", _fixed(-1, sure=False)),
        (r"nXj?L|d|TP|PT|T|J|[NP]I|A[NP]", _fixed(0)),
        (r"E?Z", _fixed(2)),
        (r"E[NP]?|[NP]E", _fixed(1)),
    )
)
