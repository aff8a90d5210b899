"""Finds the unit and the village that a roster names, and the names nearest to one it does not know."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from netral.engines.tables.cells import as_text, plain
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import units_of
from netral.foundation.regions.domain import is_code
from netral.foundation.regions.models import Region, Tier
from netral.foundation.registry.domain import Faulty, Problem

_SHOWN = 3
_NEAREST = """
SELECT name FROM institutions_institution
WHERE id = ANY(%s) AND similarity(lower(name), lower(%s)) > 0.15
ORDER BY similarity(lower(name), lower(%s)) DESC, name LIMIT 3
"""


class Units:
    """The workplaces of one government, found by name, code or path."""

    def __init__(self, government: Institution) -> None:
        self._by_name: dict[str, list[Institution]] = defaultdict(list)
        self._by_code: dict[str, Institution] = {}
        self._suffix = f" {plain(government.region.name)}" if government.region else ""
        self._ids = []
        self._hints: dict[str, str] = {}
        for unit in units_of(government):
            self._ids.append(unit.pk)
            self._by_code |= {unit.code.casefold(): unit, unit.path.casefold(): unit}
            self._add(unit)

    def _add(self, unit: Institution) -> None:
        name = plain(unit.name)
        for spelling in {name, name.removesuffix(self._suffix)}:
            self._by_name[spelling].append(unit)

    def find(self, value: object) -> Institution:
        """Return the unit a cell names.

        Raises:
            Faulty: it names none, or more than one.
        """
        text = as_text(value)
        if not text:
            raise Faulty(Problem.EMPTY)
        if unit := self._by_code.get(text.casefold()):
            return unit
        name = plain(text)
        found = self._by_name.get(name) or self._by_name.get(name.removesuffix(self._suffix)) or []
        if len(found) > 1:
            raise Faulty(Problem.UNIT_AMBIGUOUS, codes=", ".join(unit.code for unit in found[:_SHOWN]))
        if not found:
            raise Faulty(Problem.UNIT, near=self._nearest(text))
        return found[0]

    def _nearest(self, text: str) -> str:
        if text not in self._hints:
            with connection.cursor() as cursor:
                cursor.execute(_NEAREST, [self._ids, text, text])
                self._hints[text] = ", ".join(name for (name,) in cursor.fetchall())
        return self._hints[text]


class Villages:
    """The villages of one government's territory, found by name or by code; codes elsewhere count too."""

    def __init__(self, government: Institution) -> None:
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._codes: dict[str, bool] = {}
        inside = Region.objects.filter(code__startswith=f"{government.region_id}.", tier=Tier.VILLAGE)
        for code, name, district in inside.values_list("code", "name", "parent__name"):
            self._codes[code] = True
            for spelling in _spellings(name, district):
                self._by_name[spelling].append(code)

    def find(self, value: object) -> str:
        """Return the code of the village a cell names, empty for an empty cell.

        Raises:
            Faulty: it names none, or more than one.
        """
        text = as_text(value)
        if text in ("", "-"):
            return ""
        if is_code(text):
            return self._known(text)
        found = self._by_name.get(_bare(plain(text)), [])
        if len(found) > 1:
            raise Faulty(Problem.VILLAGE_AMBIGUOUS, codes=", ".join(found[:_SHOWN]))
        if not found:
            raise Faulty(Problem.VILLAGE)
        return found[0]

    def _known(self, code: str) -> str:
        if code not in self._codes:
            self._codes[code] = Region.objects.filter(code=code, tier=Tier.VILLAGE).exists()
        if not self._codes[code]:
            raise Faulty(Problem.VILLAGE)
        return code


def _spellings(name: str, district: str) -> Iterable[str]:
    return {_bare(plain(name)), _bare(plain(f"{name} {district}")), _bare(plain(f"{name} kecamatan {district}"))}


def _bare(name: str) -> str:
    return name.removeprefix("desa ").removeprefix("kelurahan ").removeprefix("kel ")
