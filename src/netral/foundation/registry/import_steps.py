"""The two long steps of an import, checking and importing: the same for a page, a job, the command line and a bench."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files import File
from django.db import connection
from django.utils.translation import gettext as _

from netral.engines.steps.table import StepRefused
from netral.engines.tables.rows import Unreadable
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import Actor
from netral.foundation.registry import actions, labels
from netral.foundation.registry.domain import MOVED, REQUIRED, Status
from netral.foundation.registry.examination import Progress, examined
from netral.foundation.registry.models import RosterImport

logger = logging.getLogger(__name__)


def work_on(roster_id: UUID, progress: Progress | None = None) -> RosterImport:
    """Do the step an import set out to do, as the one who asked for it; what fails is noted and raised.

    Raises:
        StepRefused: the import was cancelled meanwhile.
    """
    requested = _requested(roster_id)
    deactivate = bool(requested.pop("deactivate_missing"))
    by = _actor(requested)
    with reading_as(by):
        roster = RosterImport.objects.select_related("government__region", "file").get(pk=roster_id)
        try:
            return _step(roster, deactivate, by, progress or _ignore)
        except StepRefused:
            raise
        except Unreadable as error:
            actions.note_failure(roster=roster, reason=labels.unreadable(error), by=by)
            raise
        except Exception:
            logger.exception("The import %s failed", roster_id)
            reason = _("Terjadi gangguan pada sistem. Tidak ada yang diimpor. Coba lagi; bila berulang, hubungi admin.")
            actions.note_failure(roster=roster, reason=reason, by=by)
            raise


def import_file(
    path: Path,
    government: Institution,
    by: Actor,
    *,
    sheet: str = "",
    is_full: bool = False,
    deactivate_missing: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> RosterImport:
    """Take a file from upload to import in one go, its right rows only; columns are guessed from the heads.

    A workbook with several sheets to be seen needs the name of one.

    `progress` is told the rows done in this pass, and how many passes went before it.

    Raises:
        FileRefused: the file is of a kind or size that is not accepted.
        Unreadable: the file is no roster.
        UnknownColumns: the heads do not say which columns hold NIP, name and unit.
    """
    with reading_as(by):
        with path.open("rb") as stream:
            roster = actions.upload_roster(
                upload=File(stream, name=path.name), government=government, sheet=sheet, is_full=is_full, by=by
            )
        if roster.needs_sheet:
            actions.cancel_import(roster=roster, by=by)
            raise Unreadable("several_sheets", sheets=", ".join(roster.sheets))
        if absent := [str(labels.FIELDS[field]) for field in REQUIRED if field not in roster.columns]:
            actions.cancel_import(roster=roster, by=by)
            raise UnknownColumns(absent)
        actions.choose_columns(roster=roster, columns=roster.columns, is_full=is_full, by=by)
        for passed, step in enumerate((Status.CHECKING, Status.IMPORTING)):
            actions.start_step(roster=roster, to=step, deactivate_missing=deactivate_missing, by=by)
            roster = work_on(roster.pk, _counting(progress, passed))
        return roster


class UnknownColumns(ValueError):
    """No head of the file names a column that is needed; `absent` lists them."""

    def __init__(self, absent: list[str]) -> None:
        super().__init__(", ".join(absent))
        self.absent = absent


def _step(roster: RosterImport, deactivate: bool, by: Actor, progress: Progress) -> RosterImport:
    if not roster.is_running:
        raise StepRefused(MOVED)
    with examined(roster, _telling(roster, progress)) as found:
        if roster.stands == Status.CHECKING:
            return actions.note_checked(roster=roster, found=found, by=by)
        return actions.import_rows(roster=roster, found=found, deactivate_missing=deactivate, by=by)


def _telling(roster: RosterImport, progress: Progress) -> Progress:
    def tell(rows: int) -> None:
        done = max(rows - roster.head_row, 0)
        # How far a job is belongs to no history, so it is written without an action.
        with connection.cursor() as cursor:
            cursor.execute("UPDATE registry_rosterimport SET rows_done = %s WHERE id = %s", [done, roster.pk])
        progress(done)

    return tell


def _counting(progress: Callable[[int, int], None] | None, passed: int) -> Progress:
    return (lambda done: progress(done, passed)) if progress else _ignore


def _ignore(_rows: int) -> None:
    """Take no notice of progress."""


def _requested(roster_id: UUID) -> dict[str, Any]:
    """Return who asked for the step; read alone, before anything of the government is readable."""
    with elevated("who asked for a job, before it acts as her"):
        return dict(RosterImport.objects.values_list("requested_by", flat=True).get(pk=roster_id))


def _actor(plain: dict[str, Any]) -> Actor:
    return Actor(
        kind=plain["kind"],
        id=plain["id"],
        label=plain["label"],
        institution_id=UUID(plain["institution_id"]) if plain["institution_id"] else None,
        paths=tuple(plain["paths"]),
        role=plain["role"],
        permissions=frozenset(plain["permissions"]),
    )
