"""The same figures as open data: stable keys, the moment they are of, the definitions and the licence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from netral.apps.openness.domain.disclosure import Mark
from netral.apps.openness.domain.figures import INVITED, SIGNED, STAGES, Figure, Picture, Unit
from netral.apps.openness.labels import written
from netral.apps.openness.queries import Place
from netral.foundation.ui.formats import persen

LICENCE, LICENCE_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
_SHARE_DECIMALS = 4
CSV_HEADER = (
    "region_code",
    "region_name",
    "measure",
    "unit",
    "value",
    "mark",
    "text",
    "as_of",
    "definitions",
    "licence",
)


@dataclass(frozen=True)
class Source:
    """What stands beside every figure: the moment, and where the definitions are."""

    as_of: datetime
    definitions: str

    @property
    def moment(self) -> str:
        """The moment in UTC, to the second."""
        return self.as_of.astimezone(UTC).isoformat(timespec="seconds")


def document(picture: Picture, places: Iterable[Place], source: Source) -> dict[str, Any]:
    """Return the figures of regions as one JSON document."""
    return {
        "as_of": source.moment,
        "definitions": source.definitions,
        "licence": {"name": LICENCE, "url": LICENCE_URL},
        "least_persons_shown": picture.least,
        "regions": [
            {"code": place.code or None, "name": place.name, "figures": dict(_figures(picture, place.code))}
            for place in places
        ],
    }


def lines(picture: Picture, places: Iterable[Place], source: Source) -> Iterator[list[Any]]:
    """Yield the figures of regions as lines of a file, in the order of its header."""
    for place in places:
        for measure, figure in _figures(picture, place.code):
            told = [figure[name] for name in ("unit", "value", "mark", "text")]
            yield [place.code, place.name, measure, *told, source.moment, source.definitions, LICENCE]


def _figures(picture: Picture, code: str) -> Iterator[tuple[str, dict[str, Any]]]:
    def told(measure: str, unit: Unit) -> tuple[str, dict[str, Any]]:
        return measure, _told(picture.figure(code, measure), unit, picture.least)

    for stage in STAGES:
        yield told(stage.code, stage.unit)
        if stage.persons:
            yield told(stage.of_persons, Unit.PERSON)
    yield "follow_up.share", _share(picture.follow_up(code))
    yield told(INVITED, Unit.PERSON)
    yield told(SIGNED, Unit.PERSON)
    yield "pledged.share", _share(picture.pledged(code))


def _told(figure: Figure, unit: Unit, least: int) -> dict[str, Any]:
    return {"unit": unit.value, "value": figure.value, "mark": figure.mark.value, "text": written(figure, least)}


def _share(share: float | None) -> dict[str, Any]:
    value = None if share is None else round(share, _SHARE_DECIMALS)
    mark = Mark.SHOWN.value if share is not None else "none"
    return {"unit": "share", "value": value, "mark": mark, "text": persen(share)}
