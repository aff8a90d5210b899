"""The page of every step of a meeting, and of the outcome of what was agreed there."""

from django.utils.translation import gettext_lazy as _

from netral.apps.support.actions import meetings as actions
from netral.apps.support.actions.meetings import MEETINGS, OUTCOMES
from netral.apps.support.domain.meetings import AgreedOutcome, MeetingState, MeetingVerb, OutcomeVerb
from netral.apps.support.forms.meetings import AgreedForm, CallOffForm, DoneForm, MinutesForm, MissedForm
from netral.apps.support.models import AgreedAction, Meeting
from netral.apps.support.queries.meetings import agreed_for, meeting_for
from netral.foundation.ui.formats import tanggal
from netral.foundation.workflow.pages import StepPage, StepPages

PAGES: StepPages[Meeting, MeetingState, MeetingVerb] = StepPages(
    MEETINGS,
    meeting_for,
    "meeting",
    "meeting",
    "support/meetings/step.html",
    lambda meeting: f"{meeting.number}, {tanggal(meeting.day)}",
)
AGREED_PAGES: StepPages[AgreedAction, AgreedOutcome, OutcomeVerb] = StepPages(
    OUTCOMES,
    agreed_for,
    "agreed_action",
    "agreed",
    "support/meetings/step.html",
    lambda agreed: f"{agreed.meeting.number}: {agreed.what}",
    context=lambda agreed: {"meeting": agreed.meeting},
)
MEETING_PAGES: dict[MeetingVerb, StepPage[MeetingVerb]] = {
    page.verb: page
    for page in (
        StepPage(
            MeetingVerb.AGREE,
            "meeting_agree",
            _("Tambah kesepakatan"),
            _("Simpan kesepakatan"),
            _("Kesepakatan dicatat."),
            AgreedForm,
            _("Kesepakatan mengikat sesudah notulanya disegel."),
            run=lambda row, form, by: actions.note_agreed(meeting=row, inputs=form.inputs(), by=by),
        ),
        StepPage(
            MeetingVerb.MINUTE,
            "meeting_minutes",
            _("Tulis notula"),
            _("Segel notula"),
            _("Notula disimpan."),
            MinutesForm,
            _("Catat dulu semua kesepakatan: notula disegel bersama kesepakatannya."),
            run=lambda row, form, by: actions.seal_minutes(meeting=row, minutes=form.cleaned_data["notula"], by=by),
        ),
        StepPage(
            MeetingVerb.CALL_OFF,
            "meeting_call_off",
            _("Batalkan pertemuan"),
            _("Batalkan pertemuan"),
            _("Pertemuan dibatalkan."),
            CallOffForm,
            run=lambda row, form, by: actions.call_off(meeting=row, words=form.cleaned_data["alasan"], by=by),
        ),
    )
}
OUTCOME_PAGES: dict[OutcomeVerb, StepPage[OutcomeVerb]] = {
    page.verb: page
    for page in (
        StepPage(
            OutcomeVerb.FULFIL,
            "agreed_action_done",
            _("Catat sudah dilaksanakan"),
            _("Simpan"),
            _("Hasil kesepakatan dicatat."),
            DoneForm,
            run=lambda row, form, by: actions.report_done(agreed=row, note=form.cleaned_data["catatan"], by=by),
        ),
        StepPage(
            OutcomeVerb.MISS,
            "agreed_action_missed",
            _("Catat tidak dilaksanakan"),
            _("Simpan"),
            _("Hasil kesepakatan dicatat."),
            MissedForm,
            run=lambda row, form, by: actions.report_missed(agreed=row, note=form.cleaned_data["catatan"], by=by),
        ),
    )
}
