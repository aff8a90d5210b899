"""What of the selection waits for an actor."""

from datetime import datetime, time
from functools import partial

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.domain.selection import SelectionVerb
from netral.apps.supervisors.dossier import steps_for
from netral.apps.supervisors.models import Application, Vacancy
from netral.apps.supervisors.queries.selection import ready_for, waiting_for
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work, WorkItem, list_address

_WHY: dict[SelectionVerb, Promise] = {
    SelectionVerb.CHECK: _("Lamaran menunggu pemeriksaan Anda atas setiap syarat."),
    SelectionVerb.SETTLE: _("Dua pemeriksa berbeda pendapat: tentukan hasilnya."),
    SelectionVerb.ASK_COMPLETION: _("Berkasnya kurang: minta pelamar melengkapi."),
    SelectionVerb.LAPSE: _("Hari terakhir melengkapi sudah lewat."),
    SelectionVerb.WEIGH: _("Ada tanggapan masyarakat yang belum dipertimbangkan."),
    SelectionVerb.MARK: _("Wawancara sudah berlangsung: beri nilai Anda."),
}


def selection_work(actor: Actor) -> tuple[Work, ...]:
    """Return the applications and vacancies whose next step an actor may take."""
    return (
        Work(
            _("Lamaran pengawas yang menunggu langkah Anda"),
            list_address("selection_list"),
            ("supervisors.recruit", "supervisors.assess", "supervisors.decide"),
            waiting_for(actor),
            partial(_candidate_item, actor),
            "selection_list",
        ),
        Work(
            _("Formasi pengawas yang siap diputus"),
            list_address("selection_vacancies"),
            ("supervisors.decide",),
            ready_for(actor),
            _vacancy_item,
            "selection_list",
        ),
    )


def _candidate_item(actor: Actor, row: Application) -> WorkItem:
    verbs = [verb for verb in steps_for(row, actor) if verb in _WHY]
    return WorkItem(
        title=row.number,
        url=reverse("application_detail", args=[row.pk]),
        why=_WHY[verbs[0]] if verbs else "",
        since=row.submitted_at,
        zone=zone_at(row.recruitment.institution).key,
    )


def _vacancy_item(row: Vacancy) -> WorkItem:
    zone = zone_at(row.recruitment.institution)
    until = row.recruitment.comments_until or row.recruitment.closes_on
    return WorkItem(
        title=str(row),
        url=reverse("selection_vacancy", args=[row.pk]),
        why=_("Semua nilai sudah masuk: putuskan yang terpilih."),
        since=datetime.combine(until, time.max, zone),
        zone=zone.key,
    )
