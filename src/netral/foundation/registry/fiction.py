"""Plausible civil servants who do not exist: the same seed always gives the same roster."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from netral.engines.tables.cells import plain
from netral.engines.yaml_reader import read_yaml
from netral.foundation.registry.domain import Employment, Sex

# The share of PPPK among civil servants after the great intakes of 2021-2024, roughly.
PPPK_SHARE = 0.3
WITHOUT_EMAIL = 0.18
WITHOUT_PHONE = 0.05
ADDRESS = "contoh.test"
FIRST_PPPK_YEAR, LAST_YEAR = 2021, 2024
_OLDEST, _YOUNGEST_PNS, _LONGEST_SERVICE, _YEARS_TO_HEAD = 58, 20, 33, 14


class Chance(random.Random):
    """Chance that can be repeated; nothing secret hangs on it."""


def fictional_roster(
    seed: int, units: Sequence[str], villages: Sequence[str], size: int, *, year: int = LAST_YEAR
) -> Iterator[dict[str, str]]:
    """Give rows for a roster file: nip, nama, unit kerja, jabatan, jenis, e-mail, telepon, kode desa.

    Every unit has a head first, then staff in proportion to what kind of unit it is.
    """
    if size and not units:
        raise ValueError("a roster needs at least one unit")
    chance = Chance(seed)
    makers = [_Maker(chance, unit, year) for unit in units]
    weights = [maker.kind["weight"] for maker in makers]
    seen: set[str] = set()
    for number in range(size):
        maker = makers[number] if number < len(makers) else chance.choices(makers, weights)[0]
        yield maker.person(number < len(makers), villages, seen)


def fictional_name(chance: random.Random, sex: Sex | None = None) -> str:
    """Give the name of somebody who does not exist, without degrees."""
    return _name(chance, sex or chance.choice((Sex.MALE, Sex.FEMALE)))


class _Maker:
    """Makes the people of one unit."""

    def __init__(self, chance: random.Random, unit: str, year: int) -> None:
        self.chance = chance
        self.unit = unit
        self.year = year
        self.kind = _kind_of(unit)

    def person(self, is_head: bool, villages: Sequence[str], seen: set[str]) -> dict[str, str]:
        """Return one person as a row."""
        chance = self.chance
        is_pppk = not is_head and chance.random() < PPPK_SHARE
        sex = chance.choice((Sex.MALE, Sex.FEMALE))
        last_year = self.year - _YEARS_TO_HEAD if is_head else self.year - 1
        nip = self._nip(Employment.PPPK if is_pppk else Employment.PNS, sex, last_year, seen)
        name = _name(chance, sex)
        return {
            "NIP": nip,
            "NAMA": name + _pick(chance, self._degrees(is_head)),
            "UNIT KERJA": self.unit,
            "JABATAN": self.kind["head"] if is_head else _pick(chance, self.kind["posts"]),
            "JENIS ASN": "PPPK" if is_pppk else "PNS",
            "EMAIL": "" if chance.random() < WITHOUT_EMAIL else _address(name, nip),
            "TELEPON": "" if chance.random() < WITHOUT_PHONE else _telephone(chance),
            "KODE DESA": chance.choice(villages) if villages else "",
        }

    def _degrees(self, is_head: bool) -> Sequence[Any]:
        degrees: dict[str, Sequence[Any]] = _data()["degrees"]
        return degrees["head"] if is_head else self.kind.get("degrees", degrees["staff"])

    def _nip(self, employment: Employment, sex: Sex, last_year: int, seen: set[str]) -> str:
        while True:
            digits = self._digits(employment, sex, last_year)
            if digits not in seen:
                seen.add(digits)
                return digits

    def _digits(self, employment: Employment, sex: Sex, last_year: int) -> str:
        chance = self.chance
        if employment == Employment.PPPK:
            appointed = chance.randint(FIRST_PPPK_YEAR, self.year)
            born = self._born(appointed, 24, 50)
            middle = f"{appointed}21"
        else:
            appointed = chance.randint(self.year - _LONGEST_SERVICE, last_year)
            born = self._born(appointed, _YOUNGEST_PNS, 34)
            middle = f"{appointed}{chance.choice((1, 2, 3, 4, 12)):02d}"
        return f"{born:%Y%m%d}{middle}{sex.value}{chance.choices(range(1, 20), range(19, 0, -1))[0]:03d}"

    def _born(self, appointed: int, youngest: int, oldest: int) -> date:
        # Nobody in the roster is past the age of retirement.
        earliest = max(appointed - oldest, self.year - _OLDEST)
        first, last = date(min(earliest, appointed - youngest), 1, 1), date(appointed - youngest, 12, 31)
        return first + timedelta(days=self.chance.randrange((last - first).days + 1))


def _name(chance: random.Random, sex: Sex) -> str:
    cultures = _data()["cultures"]
    culture = chance.choices(cultures, [culture["share"] for culture in cultures])[0]
    key = "male" if sex == Sex.MALE else "female"
    given = [chance.choice(culture[key]["first"])]
    if culture[key].get("second") and chance.random() < culture.get("two_names", 0.7):
        second = chance.choice(culture[key]["second"])
        given += [] if second == given[0] else [second]
    if culture.get("family") and chance.random() < culture.get("with_family", 1.0):
        family = chance.choice(culture["family"])
        given = [family, *given] if culture.get("family_first") else [*given, family]
    return " ".join(given)


def _pick(chance: random.Random, weighted: Sequence[Any]) -> str:
    texts, weights = zip(*weighted, strict=True)
    return str(chance.choices(texts, weights)[0])


def _address(name: str, nip: str) -> str:
    words = plain(name).split()
    return f"{words[0]}.{words[-1]}.{nip[2:8]}{nip[15:]}@{ADDRESS}"


def _telephone(chance: random.Random) -> str:
    # 0800 belongs to no mobile operator, so that nobody is called by mistake.
    return f"08000{chance.randrange(10**7):07d}"


def _kind_of(unit: str) -> dict[str, Any]:
    name = plain(unit)
    for kind in _data()["workplaces"]:
        if any(word in name for word in kind["words"]):
            return dict(kind)
    return dict(_data()["workplaces"][-1])


@cache
def _data() -> dict[str, Any]:
    text = (files("netral.foundation.registry") / "data" / "fiction.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = read_yaml(text)
    return found
