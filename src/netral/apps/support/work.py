"""What of support waits for an actor."""

from collections.abc import Mapping
from datetime import datetime, time

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.support.domain.facilities import LoanState
from netral.apps.support.grant_work import grant_work
from netral.apps.support.honoraria_work import honoraria_work
from netral.apps.support.models import AgreedAction, Loan, Meeting, SupportRequest
from netral.apps.support.queries.facilities import loans_waiting_for
from netral.apps.support.queries.meetings import agreed_waiting_for, meetings_waiting_for
from netral.apps.support.queries.requests import letters_waiting_for
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work, WorkItem, end_of, list_address

_WHY: Mapping[str, Promise] = {
    LoanState.REQUESTED: _("Bawaslu meminta fasilitas: tawarkan, atau tolak dengan alasan."),
    LoanState.OFFERED: _("Pemerintah daerah menawarkan fasilitas: setujui, atau tolak dengan alasan."),
    LoanState.AGREED: _("Masa pinjam sudah mulai: serahkan fasilitasnya, lalu catat."),
    LoanState.HANDED_OVER: _("Fasilitas ini harus kembali: kembalikan, lalu catat."),
    LoanState.RETURNED: _("Fasilitas sudah kembali: selesaikan kerugian bila ada, lalu tutup pinjaman."),
}


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the loans, requests, meetings and agreed actions whose next step is the actor's."""
    return (
        Work(
            _("Pinjaman fasilitas yang menunggu Anda"),
            list_address("loan_list"),
            ("support.lend", "support.agree", "support.borrow"),
            loans_waiting_for(actor),
            _loan_item,
            "loan_list",
        ),
        Work(
            _("Permintaan yang menunggu jawaban Anda"),
            list_address("support_request_list"),
            ("support.answer",),
            letters_waiting_for(actor),
            _letter_item,
            "support_request_list",
        ),
        Work(
            _("Pertemuan yang menunggu notula"),
            list_address("meeting_list"),
            ("support.ask",),
            meetings_waiting_for(actor),
            _meeting_item,
            "meeting_list",
        ),
        Work(
            _("Kesepakatan yang harus dilaksanakan"),
            list_address("agreed_list"),
            ("support.answer",),
            agreed_waiting_for(actor),
            _agreed_item,
            "meeting_list",
        ),
        *grant_work(actor),
        *honoraria_work(actor),
    )


def _loan_item(loan: Loan) -> WorkItem:
    zone = zone_at(loan.borrower)
    days = {
        LoanState.AGREED: loan.starts_on,
        LoanState.HANDED_OVER: loan.handed_on,
        LoanState.RETURNED: loan.returned_on,
    }
    day = days.get(LoanState(loan.state))
    moment = datetime.combine(day, time.min, zone) if day else loan.offered_at or loan.asked_at
    return WorkItem(
        title=f"{loan.number} {loan.facility or ''}".strip(),
        url=reverse("loan", args=[loan.pk]),
        why=_WHY[loan.state],
        since=moment,
        due=end_of(loan.ends_on, zone) if loan.state == LoanState.HANDED_OVER else None,
        zone=zone.key,
    )


def _letter_item(letter: SupportRequest) -> WorkItem:
    zone = zone_at(letter.answerer)
    return WorkItem(
        title=f"{letter.number} {letter.subject}",
        url=reverse("support_request", args=[letter.pk]),
        why=_("Permintaan ini menunggu jawaban lembaga Anda."),
        since=letter.asked_at,
        due=end_of(letter.due_on, zone),
        zone=zone.key,
    )


def _meeting_item(meeting: Meeting) -> WorkItem:
    zone = zone_at(meeting.supervisor)
    return WorkItem(
        title=meeting.number,
        url=reverse("meeting", args=[meeting.pk]),
        why=_("Hari pertemuan sudah tiba: catat kesepakatan, lalu tulis notula."),
        since=datetime.combine(meeting.day, time.min, zone),
        zone=zone.key,
    )


def _agreed_item(agreed: AgreedAction) -> WorkItem:
    zone = zone_at(agreed.meeting.supervisor)
    return WorkItem(
        title=str(agreed),
        url=reverse("meeting", args=[agreed.meeting_id]),
        why=_("Batas waktunya sudah tiba: catat apakah sudah dilaksanakan."),
        since=agreed.meeting.minuted_at or agreed.meeting.planned_at,
        due=end_of(agreed.due_on, zone),
        zone=zone.key,
    )
