"""Taking in a list of supervisors: the good rows in one transaction, the bad ones back with their reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from netral.apps.supervisors.actions.postings import post_supervisor
from netral.apps.supervisors.events import SUPERVISOR_LIST_IMPORTED, SUPERVISOR_LIST_KEPT
from netral.apps.supervisors.list_files import MOST_UPLOADED_ROWS, OpenedList, bad_rows_file, on_disk, read_list
from netral.apps.supervisors.list_layout import ListColumn, guess
from netral.apps.supervisors.list_rows import ListRow, RowReader, RowRefused
from netral.apps.supervisors.models import SupervisorList
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.elections.models import Election
from netral.foundation.files.actions import store_file
from netral.foundation.files.intake import Upload
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.ui.refusals import message_of

PURPOSE = "supervisor_list"


class NothingTaken(ValueError):
    """Rows are bad and all or none were asked for, so none was taken; `bad` has the rows with their reasons."""

    def __init__(self, bad: Sequence[tuple[ListRow, str]]) -> None:
        super().__init__(f"{len(bad)} bad rows")
        self.bad = bad


@dataclass(frozen=True)
class ListOutcome:
    """How many rows were taken, and the others with their reasons."""

    good: int
    bad: list[tuple[ListRow, str]]


@action
def import_rows(
    *, opened: OpenedList, columns: Mapping[ListColumn, int], election: Election, all_or_nothing: bool, by: Actor
) -> ListOutcome:
    """Post whoever a list names; a bad row leaves nothing behind.

    Raises:
        NothingTaken: a row is bad, and all or none were asked for.
    """
    reader = RowReader(columns, election, opened.rows)
    bad: list[tuple[ListRow, str]] = []
    for row in opened.rows:
        try:
            who, term = reader.read(row)
            with transaction.atomic():
                post_supervisor(who=who, term=term, by=by)
        except RowRefused as refusal:
            bad.append((row, str(refusal)))
        except StepRefused as refusal:
            bad.append((row, message_of(refusal)))
    if bad and all_or_nothing:
        raise NothingTaken(bad)
    outcome = ListOutcome(len(opened.rows) - len(bad), bad)
    subject = ("supervisors.election", election.code)
    record(SUPERVISOR_LIST_IMPORTED, subject=subject, by=by, data={"good": outcome.good, "bad": len(bad)})
    return outcome


@action
def keep_list(*, upload: Upload, election: Election, by: Actor) -> SupervisorList:
    """Store an uploaded list with its heads, and which column each seems to be.

    Raises:
        FileRefused: it is empty, too large, or neither CSV nor a workbook.
        Unreadable: it is no table, holds no row, or more than can be taken at once.
    """
    stored = store_file(upload=upload, purpose=PURPOSE, scopes=by.paths, by=by)
    with on_disk(stored) as path:
        opened = read_list(path, MOST_UPLOADED_ROWS)
    row: SupervisorList = SupervisorList.objects.create(
        scopes=list(by.paths),
        election=election,
        file=stored,
        headers=opened.headers,
        columns={column.value: index for column, index in guess(opened.headers).items()},
        uploaded_at=now(),
    )
    record(SUPERVISOR_LIST_KEPT, subject=row, by=by, data={"rows": len(opened.rows)})
    return row


@action
def take_list(
    *, kept: SupervisorList, columns: Mapping[ListColumn, int], all_or_nothing: bool, by: Actor
) -> SupervisorList:
    """Post whoever a kept list names, once; its bad rows are kept as a file in the same layout.

    Raises:
        StepRefused: it was taken before.
    """
    row: SupervisorList = SupervisorList.objects.visible_to(by).select_for_update().get(pk=kept.pk)
    if row.imported_at is not None:
        raise StepRefused(_("Daftar ini sudah diimpor. Unggah berkas baris salah yang sudah diperbaiki."))
    with on_disk(row.file) as path:
        opened = read_list(path)
    try:
        with transaction.atomic():
            outcome = import_rows(
                opened=opened, columns=columns, election=row.election, all_or_nothing=all_or_nothing, by=by
            )
    except NothingTaken as refusal:
        outcome = ListOutcome(0, list(refusal.bad))
    row.columns = {column.value: index for column, index in columns.items()}
    row.good, row.bad, row.imported_at = outcome.good, len(outcome.bad), now()
    if outcome.bad:
        upload = bad_rows_file(opened, outcome.bad)
        row.bad_rows = store_file(upload=upload, purpose=PURPOSE, scopes=row.scopes, by=by)
    row.save()
    record(SUPERVISOR_LIST_IMPORTED, subject=row, by=by, data={"good": row.good, "bad": row.bad})
    return row
