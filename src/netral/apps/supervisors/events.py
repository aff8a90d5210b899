"""Kinds of events of supervisors."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

RECRUITMENT_PLANNED = event_kind("supervisors.recruitment_planned", _("Rekrutmen pengawas direncanakan"))
RECRUITMENT_OPENED = event_kind("supervisors.recruitment_opened", _("Pendaftaran calon pengawas dibuka"))
RECRUITMENT_CLOSED = event_kind("supervisors.recruitment_closed", _("Pendaftaran calon pengawas ditutup"))
RECRUITMENT_CANCELLED = event_kind("supervisors.recruitment_cancelled", _("Draf rekrutmen pengawas dibatalkan"))
VACANCIES_EXTENDED = event_kind(
    "supervisors.vacancies_extended", _("Pendaftaran calon pengawas diperpanjang"), personal=("reason",)
)
STATIONS_IMPORTED = event_kind("supervisors.stations_imported", _("Daftar TPS diimpor"))
