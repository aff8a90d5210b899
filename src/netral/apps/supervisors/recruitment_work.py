"""What of the supervisors waits for an actor."""

from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import gettext_lazy as _, ngettext

from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.models import Recruitment, Vacancy
from netral.apps.supervisors.queries.recruitment import closing_day, short_of_applicants, to_close
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import today_in, zone_of
from netral.foundation.workflow.work import Work, WorkItem, end_of, list_address

RECRUITMENT = "recruitment_list"
VACANCIES = "recruitment_vacancies"
RECRUIT = ("supervisors.recruit",)


def recruitment_work(actor: Actor) -> tuple[Work, ...]:
    """Return what of the supervisors waits for an actor."""
    closing = _("Pendaftaran pengawas yang harus ditutup")
    short = _("Lowongan yang kekurangan pelamar")
    return (
        Work(closing, list_address(RECRUITMENT), RECRUIT, to_close(actor), _to_close, RECRUITMENT),
        Work(short, list_address(VACANCIES), RECRUIT, short_of_applicants(actor), _short, RECRUITMENT),
    )


def _to_close(row: Recruitment) -> WorkItem:
    zone, last = zone_of(row.region_id), closing_day(row)
    is_over = today_in(row.region_id) > last
    return WorkItem(
        title=f"{row} · {POSTS[row.post]}",
        url=reverse("recruitment_close" if is_over else "recruitment_extend", args=[row.pk]),
        why=_("Hari terakhir pendaftaran sudah lewat: perpanjang bila perlu, lalu tutup.")
        if is_over
        else _("Hari ini hari terakhir pendaftaran: lihat apakah perlu diperpanjang."),
        since=datetime.combine(last, time.min, zone),
        zone=zone.key,
    )


def _short(row: Vacancy) -> WorkItem:
    zone = zone_of(row.region_id)
    applied = row.applications.exclude(state=ApplicationState.WITHDRAWN).count()
    why = ngettext(
        "Baru %(n)s orang melamar: umumkan lagi, atau perpanjang pendaftarannya.",
        "Baru %(n)s orang melamar: umumkan lagi, atau perpanjang pendaftarannya.",
        applied,
    )
    return WorkItem(
        title=f"{row}, {row.region.parent}",
        url=reverse("recruitment_extend", args=[row.recruitment_id]),
        why=why % {"n": applied},
        since=datetime.combine(row.recruitment.opens_on, time.min, zone),
        due=end_of(row.last_day, zone),
        zone=zone.key,
    )
