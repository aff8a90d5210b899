"""Confirming that a row of law was read in its legal text, and taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass

from netral.apps.catalogue import queries
from netral.apps.catalogue.editions.current import in_use
from netral.apps.catalogue.editions.documents import EditionRefused, row_hash
from netral.apps.catalogue.events import CONFIRMATION_WITHDRAWN, NORM_CONFIRMED, ROW_CONFIRMED
from netral.apps.catalogue.models import Confirmation
from netral.apps.catalogue.rows import Norm
from netral.apps.catalogue.worksheet.opinions import Opinion
from netral.engines.steps.table import gettext_noop as _
from netral.foundation.files.actions import store_file
from netral.foundation.files.intake import Upload
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record, record_many

_PURPOSE = "norm_source"
_WORKSHEET = "norm_worksheet"


@dataclass(frozen=True)
class Evidence:
    """Where a norm was read: the document, its name, and the page."""

    document: Upload
    citation: str
    page: str


@action
def confirm_norm(*, norm: Norm, evidence: Evidence, by: Actor) -> Confirmation:
    """Confirm a norm exactly as it stands now; a changed row has to be confirmed anew.

    Raises:
        EditionRefused: it is confirmed already.
        FileRefused: the document is empty, too large or of another kind.
    """
    if queries.confirmation_of(norm) is not None:
        raise EditionRefused(_("Norma %(norm)s sudah diverifikasi dengan isi yang sama."), norm=norm.id)
    institution = Institution.objects.get(pk=str(by.institution_id))
    stored = store_file(upload=evidence.document, purpose=_PURPOSE, scopes=[institution.path], by=by)
    made = Confirmation.objects.create(
        norm_id=norm.id,
        row_hash=row_hash(norm),
        version=in_use().version,
        citation=evidence.citation,
        page=evidence.page,
        document=stored,
        institution=institution,
        by_id=by.id,
        by_name=by.label,
        confirmed_at=now(),
    )
    data = {"norm": norm.id, "row": made.row_hash, "citation": evidence.citation, "document": stored.sha256}
    record(NORM_CONFIRMED, subject=made, by=by, data=data)
    return made


@dataclass(frozen=True)
class FilledWorksheet:
    """A worksheet that came back: the file, who ran the command that takes it, and for which institution, if any."""

    file: Upload
    operator: str
    institution: Institution | None = None


@action
def confirm_rows(*, opinions: Sequence[Opinion], worksheet: FilledWorksheet, by: Actor) -> list[Confirmation]:
    """Confirm the rows a lawyer agreed with in a worksheet, in her name; the worksheet is kept as the document.

    Raises:
        EditionRefused: one of them was confirmed meanwhile.
        FileRefused: the file is empty, too large or of another kind.
    """
    fingerprints = [opinion.row.fingerprint for opinion in opinions]
    if done := queries.confirmations_of_rows(fingerprints):
        names = ", ".join(sorted(each.norm_id for each in done.values()))
        raise EditionRefused(_("Baris %(rows)s sudah diverifikasi dengan isi yang sama."), rows=names)
    place = worksheet.institution
    stored = store_file(upload=worksheet.file, purpose=_WORKSHEET, scopes=[place.path] if place else [], by=by)
    version, moment = in_use().version, now()
    made = [
        Confirmation(
            row_kind=opinion.row.kind,
            norm_id=opinion.row.key,
            row_hash=opinion.row.fingerprint,
            version=version,
            citation=opinion.document,
            document=stored,
            institution=place,
            by_id=by.id,
            by_name=opinion.name,
            read_on=opinion.day,
            confirmed_at=moment,
        )
        for opinion in opinions
    ]
    Confirmation.objects.bulk_create(made)
    rows = [(each, {**_facts(each), "document": stored.sha256, "operator": worksheet.operator}) for each in made]
    record_many(ROW_CONFIRMED, rows, by)
    return made


@action
def withdraw_confirmation(*, confirmation: Confirmation, reason: str, by: Actor) -> Confirmation:
    """Take a confirmation back.

    Raises:
        EditionRefused: it was withdrawn before.
    """
    locked = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
    if locked.withdrawn_at is not None:
        raise EditionRefused(_("Verifikasi ini sudah dicabut sebelumnya."))
    locked.withdrawn_at, locked.withdrawn_by, locked.withdrawal_reason = now(), by.label, reason
    locked.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    record(CONFIRMATION_WITHDRAWN, subject=locked, by=by, data={"norm": locked.norm_id, "reason": reason})
    return locked


def _facts(made: Confirmation) -> dict[str, object]:
    return {
        "kind": made.row_kind,
        "row_id": made.norm_id,
        "row": made.row_hash,
        "lawyer": made.by_name,
        "citation": made.citation,
        "read_on": made.read_on,
    }
