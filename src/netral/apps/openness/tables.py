"""The regions below one, with their figures, as a table that can be downloaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from netral.apps.openness.domain.figures import STAGE_BY_CODE, WITHOUT_REGENCY, Picture, Unit
from netral.apps.openness.labels import LABELS, written
from netral.apps.openness.queries import Place
from netral.apps.openness.view_models import address
from netral.foundation.ui.tables import Column, Table


@dataclass(frozen=True)
class RegionRow:
    """One region with the picture its figures are read from."""

    place: Place
    picture: Picture

    @property
    def name(self) -> str:
        """The region's own name."""
        return self.place.name

    @property
    def url(self) -> str:
        """The region's page; what lies in no regency has none."""
        return "" if self.place.code.endswith(WITHOUT_REGENCY) else address(self.place.code)

    @property
    def follow_up(self) -> float | None:
        """The share of recommendations carried out."""
        return self.picture.follow_up(self.place.code)

    @property
    def pledged(self) -> float | None:
        """The share of the invited who pledged."""
        return self.picture.pledged(self.place.code)

    def counted(self, code: str) -> int:
        """Return the reports or cases of a stage."""
        return self.picture.figure(self.place.code, code).value or 0

    def persons(self, code: str) -> int | str:
        """Return the persons of a stage; as words where the count is withheld."""
        figure = self.picture.figure(self.place.code, STAGE_BY_CODE[code].of_persons)
        return written(figure, self.picture.least) if figure.value is None else figure.value


def _counted(code: str, label: Any) -> Column:
    return Column(label, lambda row: row.counted(code), sortable=True, kind="number", key=code)


def _persons(code: str, label: Any) -> Column:
    # Not sortable: the order would tell the withheld counts apart.
    return Column(label, lambda row: row.persons(code), kind="number", key=f"{code}_orang")


_UNIT_HEADS = {Unit.REPORT: _("Laporan"), Unit.CASE: _("Perkara")}
_NAME = Column(_("Daerah"), "name", sortable=True, link="url")


class RegionTable(Table):
    """The most asked-for figures of each region."""

    caption = _("Angka tiap daerah")
    columns = (
        _NAME,
        _counted("received", _("Laporan")),
        _counted("registered", _("Perkara")),
        _counted("asn_violation", _("Perkara melanggar")),
        _persons("asn_violation", _("Orang terbukti")),
        _persons("carried_out", _("Orang disanksi")),
        Column(_("Tindak lanjut"), "follow_up", sortable=True, kind="percent"),
        Column(_("Ikrar"), "pledged", sortable=True, kind="percent"),
    )
    empty = _("Belum ada daerah.")


def region_table(picture: Picture, places: Iterable[Place], stage_code: str, filename: str) -> Table:
    """Return the table of regions: of every important stage, or of one stage with its cases and its persons."""
    rows = [RegionRow(place, picture) for place in places]
    stage = STAGE_BY_CODE.get(stage_code)
    shown: dict[str, Any] = {"filename": f"netral-{filename}"}
    if stage is not None:
        shown["caption"] = format_lazy(_("{tahap}, tiap daerah"), tahap=LABELS[stage.code])
        persons = [_persons(stage.code, _("Orang"))] if stage.persons else []
        shown["columns"] = (_NAME, _counted(stage.code, _UNIT_HEADS[stage.unit]), *persons)
        shown["filename"] = f"netral-{filename}-{stage.code}"
    chosen: type[Table] = type("ShownRegions", (RegionTable,), shown)
    return chosen(rows)
