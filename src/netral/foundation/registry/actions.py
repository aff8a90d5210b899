"""Uploading, reading, checking and importing rosters."""

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

from netral.engines.tables.cells import as_text
from netral.engines.tables.rows import Unreadable
from netral.engines.tables.table import Table
from netral.foundation.files.actions import store_file
from netral.foundation.files.intake import Upload
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.registry import events, roster_file
from netral.foundation.registry.domain import Field, Status, check_step
from netral.foundation.registry.examination import Examined, local_copy
from netral.foundation.registry.models import RosterImport
from netral.foundation.registry.queries import remembered_heads

PURPOSE = "roster"
_SAMPLED = ("new", "changed", "unchanged")


class LostRows(RuntimeError):
    """The merge wrote another number of people than it was to; nothing was imported."""


@action
def upload_roster(
    *, upload: Upload, government: Institution, sheet: str = "", is_full: bool, by: Actor
) -> RosterImport:
    """Store a roster and guess its columns; nothing is imported yet.

    Of a workbook with several sheets to be seen and none named, the columns wait for `choose_sheet`.

    Raises:
        FileRefused: the file is of a kind or size that is not accepted.
        Unreadable: the file is no roster.
    """
    scopes = [government.path]
    stored = store_file(upload=upload, purpose=PURPOSE, scopes=scopes, by=by)
    with local_copy(stored, sheet) as file:
        sheets = [each.name for each in file.sheets]
        read = {"head_row": 1} if file.needs_sheet else _read_heads(file, government)
    roster = RosterImport.objects.create(
        scopes=scopes,
        government=government,
        file=stored,
        is_full=is_full,
        sheets=sheets,
        status=Status.UPLOADED,
        created_at=now(),
        **read,
    )
    record(events.ROSTER_UPLOADED, subject=roster, by=by, data={"sha256": stored.sha256, "size": stored.size})
    return roster


@action
def choose_sheet(*, roster: RosterImport, sheet: str, by: Actor) -> None:
    """Say which sheet of a workbook holds the people, and guess its columns.

    Raises:
        StepRefused: the import is running or finished.
        Unreadable: there is no such sheet to be seen, or it cannot be read.
    """
    locked = _locked(roster, Status.UPLOADED)
    with local_copy(roster.file, sheet) as file:
        read = _read_heads(file, roster.government)
    roster.status = locked.status
    for name, value in read.items():
        setattr(roster, name, value)
    roster.save(update_fields=["status", *read])
    record(events.ROSTER_READ, subject=roster, by=by, data={"sheet": roster.sheet, "columns": roster.mapping})


@action
def choose_columns(*, roster: RosterImport, columns: Mapping[Field, int], is_full: bool, by: Actor) -> None:
    """Say which column is which, and remember it for this government's next file.

    Raises:
        StepRefused: the import is running or finished.
    """
    locked = _locked(roster, Status.UPLOADED)
    roster.status = locked.status
    roster.mapping = {field.value: column for field, column in columns.items()}
    roster.remembered = roster_file.remember(roster.headers, columns)
    roster.is_full = is_full
    roster.save(update_fields=["status", "mapping", "remembered", "is_full"])
    record(events.ROSTER_READ, subject=roster, by=by, data={"columns": roster.mapping, "is_full": is_full})


@action
def start_step(*, roster: RosterImport, to: Status, deactivate_missing: bool = False, by: Actor) -> RosterImport:
    """Set out to check or to import; the work itself is done by `running`.

    Raises:
        StepRefused: the import does not stand where this may begin.
    """
    roster = _locked(roster, to)
    roster.rows_done, roster.failure = 0, ""
    roster.requested_by = {**_plain(by), "deactivate_missing": deactivate_missing}
    roster.save()
    facts = {"step": to.value, "deactivate_missing": deactivate_missing}
    record(events.ROSTER_STARTED, subject=roster, by=by, data=facts)
    return roster


@action
def note_checked(*, roster: RosterImport, found: Examined, by: Actor) -> RosterImport:
    """Keep what checking found, for the officer to decide on.

    Raises:
        StepRefused: the import was cancelled meanwhile.
    """
    roster = _locked(roster, Status.CHECKED)
    roster.samples = _samples(found)
    roster.missing = found.staging.missing() if roster.is_full else []
    roster.counts = {**found.counts(), "missing": len(roster.missing)}
    roster.row_count = roster.rows_done = found.rows
    _store_bad_rows(roster, found, by)
    roster.save()
    record(events.ROSTER_CHECKED, subject=roster, by=by, data=_facts(roster))
    return roster


@action
def import_rows(*, roster: RosterImport, found: Examined, deactivate_missing: bool, by: Actor) -> RosterImport:
    """Merge every right row into the people known, all in this one transaction.

    Raises:
        StepRefused: the import was cancelled meanwhile.
        LostRows: somebody else changed the same people at the same moment.
    """
    roster = _locked(roster, Status.IMPORTED)
    counts = found.counts()
    missing = found.staging.missing() if roster.is_full else []
    written = found.staging.merge(roster.pk)
    if written != counts["new"] + counts["changed"]:
        raise LostRows(f"{written} people were written instead of {counts['new'] + counts['changed']}")
    deactivated = found.staging.deactivate(missing) if deactivate_missing else 0
    roster.counts = {**counts, "missing": len(missing), "deactivated": deactivated}
    roster.missing = [] if deactivated else missing
    roster.row_count = roster.rows_done = found.rows
    roster.samples, roster.finished_at = {}, now()
    _store_bad_rows(roster, found, by)
    roster.save()
    record(events.ROSTER_IMPORTED, subject=roster, by=by, data=_facts(roster))
    return roster


@action
def cancel_import(*, roster: RosterImport, by: Actor) -> None:
    """Give an import up; a running one imports nothing any more.

    Raises:
        StepRefused: it is already finished.
    """
    roster = _locked(roster, Status.CANCELLED)
    roster.samples, roster.missing, roster.finished_at = {}, [], now()
    roster.save()
    record(events.ROSTER_CANCELLED, subject=roster, by=by)


@action
def note_failure(*, roster: RosterImport, reason: str, by: Actor) -> None:
    """Keep why a check or an import failed; nothing was imported.

    Raises:
        StepRefused: it was cancelled meanwhile.
    """
    roster = _locked(roster, Status.FAILED)
    roster.failure = reason[:300]
    roster.save()
    record(events.ROSTER_FAILED, subject=roster, by=by, data={"reason": roster.failure})


def _read_heads(file: Table, government: Institution) -> dict[str, Any]:
    first = list(islice(file.rows(), roster_file.LOOKED_THROUGH))
    index = roster_file.head_row([row.head_cells for row in first])
    broken = next((row for row in first if row.cells and not row.head_cells), None)
    number, headers = (first[index].number, first[index].cells) if first else (1, ())
    guessed = roster_file.guess(headers, remembered_heads(government))
    if broken and broken.number <= number and len(roster_file.guess(headers)) < roster_file.ENOUGH:
        raise Unreadable("broken_head", row=str(broken.number))
    return {
        "sheet": file.sheet.name if file.sheet else "",
        "head_row": number,
        "headers": [as_text(header) for header in headers],
        "mapping": {field.value: column for field, column in guessed.items()},
        "row_count": max(file.count() - number, 0),
    }


def _locked(roster: RosterImport, to: Status) -> RosterImport:
    locked = RosterImport.objects.select_for_update(of=("self",)).select_related("government", "file").get(pk=roster.pk)
    check_step(locked.stands, to)
    locked.status = to
    return locked


def _plain(by: Actor) -> dict[str, Any]:
    plain = dataclasses.asdict(by)
    return {**plain, "institution_id": str(by.institution_id or ""), "permissions": sorted(by.permissions)}


def _facts(roster: RosterImport) -> dict[str, Any]:
    return {"sha256": roster.file.sha256, "rows": roster.row_count, **roster.counts}


def _samples(found: Examined) -> dict[str, Any]:
    picked: dict[str, Any] = {state: found.staging.sample(state) for state in _SAMPLED}
    return {**picked, "bad": found.bad_sample}


def _store_bad_rows(roster: RosterImport, found: Examined, by: Actor) -> None:
    with _bad_files(roster, found) as files:
        stored = [store_file(upload=file, purpose=PURPOSE, scopes=roster.scopes, by=by) for file in files]
    roster.bad_csv, roster.bad_xlsx = stored or (None, None)


@contextmanager
def _bad_files(roster: RosterImport, found: Examined) -> Iterator[tuple[Upload, ...]]:
    with found.bad.files(roster.file.name) as files:
        yield files or ()
