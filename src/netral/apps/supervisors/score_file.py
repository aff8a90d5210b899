"""Reads a list of scores that was uploaded: which line holds which number and score."""

from collections.abc import Mapping
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.domain.scores import ScoreLine
from netral.engines.tables.columns import Column
from netral.foundation.files.lists import read_list

COLUMNS = (
    Column("number", ("nomor", "no", "nomor lamaran", "no lamaran", "nomor peserta")),
    Column("score", ("nilai", "skor", "nilai tes", "nilai tes tulis")),
)
HEADS: Mapping[str, Promise] = {"number": _("Nomor lamaran"), "score": _("Nilai")}


def read_scores(path: Path) -> tuple[ScoreLine, ...]:
    """Return the lines of a list of scores.

    Raises:
        Unreadable: it is no table, has several sheets, or lacks one of the two columns.
    """
    listed = read_list(path, COLUMNS)
    return tuple(
        ScoreLine(line.number, line.text("number"), line.text("score"), broken=line.number in listed.flawed)
        for line in listed.lines
    )
