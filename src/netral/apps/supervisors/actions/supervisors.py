"""Registering the people who are posted: found again by their NIK, never two persons under one."""

from django.db import IntegrityError, transaction

from netral.apps.supervisors.domain import postings as domain
from netral.apps.supervisors.events import SUPERVISOR_PHOTO_SET, SUPERVISOR_REGISTERED
from netral.apps.supervisors.inputs import Particulars
from netral.apps.supervisors.models import Supervisor
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.files.actions import store_file
from netral.foundation.files.intake import Upload
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.queries import today_in


@action
def register_supervisor(*, who: Particulars, path: str, by: Actor) -> Supervisor:
    """Return the supervisor with a NIK, made or brought up to date, and readable by the institution of her area.

    Raises:
        StepRefused: the NIK is another person's, or her day of birth has not come.
    """
    domain.check_nik(who.nik)
    domain.check_birth(who.birth_date, today_in(path.removeprefix("bawaslu.")))
    with elevated("a NIK is one person's in the whole country"):
        found = Supervisor.objects.select_for_update(of=("self",)).filter(nik=who.nik).first()
        if found is not None:
            _require_same(found, who)
        row = found or Supervisor(nik=who.nik, name=who.name, birth_date=who.birth_date, sex=who.sex)
        row.scopes = sorted({*(row.scopes or ()), path})
        _bring_up_to_date(row, who)
        _save(row)
        record(SUPERVISOR_REGISTERED, subject=row, by=by, data={"name": row.name, "new": found is None})
    return row


@action
def set_photo(*, supervisor: Supervisor, upload: Upload, by: Actor) -> Supervisor:
    """Take a photo for the card of a supervisor.

    Raises:
        FileRefused: it is no photo, or too large.
    """
    row: Supervisor = Supervisor.objects.visible_to(by).select_for_update(of=("self",)).get(pk=supervisor.pk)
    row.photo = store_file(upload=upload, purpose="supervisor_photo", scopes=row.scopes, by=by)
    row.save(update_fields=["photo"])
    record(SUPERVISOR_PHOTO_SET, subject=row, by=by)
    return row


def _save(row: Supervisor) -> None:
    """Save a person; another who was registered with the same NIK in the same moment goes first."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise StepRefused(
            _("Orang dengan NIK ini baru saja didaftarkan petugas lain. Muat ulang, lalu periksa.")
        ) from error


def _require_same(found: Supervisor, who: Particulars) -> None:
    if _plain(found.name) != _plain(who.name) or found.birth_date != who.birth_date:
        raise StepRefused(
            _(
                "NIK ini sudah dipakai orang lain: nama atau tanggal lahirnya berbeda. Cocokkan dengan KTP, lalu "
                "perbaiki NIK, nama, atau tanggal lahir."
            )
        )


def _bring_up_to_date(row: Supervisor, who: Particulars) -> None:
    row.change_phone(who.phone or row.phone)
    row.email = who.email.strip().lower() or row.email
    row.village = who.village or row.village
    row.person = who.person or row.person


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
