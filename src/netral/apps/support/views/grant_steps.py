"""The page of every step of a grant."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from netral.apps.support.actions import grants, money
from netral.apps.support.actions.grants import GRANTS
from netral.apps.support.domain.grants import GrantState, GrantVerb
from netral.apps.support.forms import grants as forms
from netral.apps.support.models import Grant
from netral.apps.support.queries.grants import grant_for
from netral.foundation.workflow.pages import StepPage, StepPages

PAGES: StepPages[Grant, GrantState, GrantVerb] = StepPages(
    GRANTS,
    grant_for,
    "grant",
    "grant",
    "support/grants/step.html",
    lambda row: f"{row.government.name}, {row.receiver.name}",
)
grant_or_404 = PAGES.row_or_404


def step_page(request: HttpRequest, ident: UUID, verb: GrantVerb) -> HttpResponse:
    """Show the step, or take it."""
    return PAGES.answer(request, grant_or_404(request, ident), STEP_PAGES[verb])


STEP_PAGES: dict[GrantVerb, StepPage[GrantVerb]] = {
    page.verb: page
    for page in (
        StepPage(
            GrantVerb.REVISE,
            "grant_revise",
            _("Ubah permintaan"),
            _("Simpan permintaan"),
            _("Permintaan hibah diubah."),
            forms.ReviseForm,
            run=lambda row, form, by: grants.revise_grant(grant=row, lines=form.sums(), by=by),
        ),
        StepPage(
            GrantVerb.AGREE,
            "grant_agree",
            _("Setujui jumlah hibah"),
            _("Setujui"),
            _("Jumlah hibah disetujui."),
            forms.GrantAgreeForm,
            _("Isi yang disetujui pada tiap mata anggaran, paling banyak sebesar yang diminta."),
            run=lambda row, form, by: grants.agree_to_grant(grant=row, agreed=form.sums(), by=by),
        ),
        StepPage(
            GrantVerb.SIGN,
            "grant_sign",
            _("Catat NPHD"),
            _("Catat NPHD"),
            _("NPHD dicatat, dan tahap pembayarannya dibuat."),
            forms.SignForm,
            _("Dengan ini Anda mencatat NPHD yang sudah ditandatangani kedua pihak."),
            run=lambda row, form, by: grants.sign_grant(grant=row, inputs=form.inputs(), by=by),
        ),
        StepPage(
            GrantVerb.PAY,
            "grant_pay",
            _("Catat pembayaran"),
            _("Catat pembayaran"),
            _("Pembayaran dicatat."),
            forms.PayForm,
            template="support/grants/pay.html",
            run=lambda row, form, by: money.pay_instalment(grant=row, inputs=form.inputs(), by=by),
        ),
        StepPage(
            GrantVerb.SPEND,
            "grant_spend",
            _("Catat belanja"),
            _("Simpan belanja"),
            _("Belanja dicatat."),
            forms.SpendForm,
            run=lambda row, form, by: money.spend_grant(grant=row, inputs=form.inputs(), by=by),
        ),
        StepPage(
            GrantVerb.PROPOSE,
            "grant_propose",
            _("Usul pengesahan calon terpilih"),
            _("Simpan tanggal"),
            _("Tanggal usul dicatat, dan batas pengembalian sisa dihitung."),
            forms.ProposalForm,
            _("Batas pengembalian sisa hibah dihitung sejak tanggal ini."),
            run=lambda row, form, by: money.note_proposal(grant=row, proposed_on=form.cleaned_data["tanggal"], by=by),
        ),
        StepPage(
            GrantVerb.RETURN,
            "grant_return",
            _("Catat pengembalian sisa"),
            _("Catat pengembalian"),
            _("Pengembalian dicatat."),
            forms.GrantReturnForm,
            run=lambda row, form, by: money.return_remainder(grant=row, inputs=form.inputs(), by=by),
        ),
        StepPage(
            GrantVerb.SETTLE,
            "grant_settle",
            _("Nyatakan hibah selesai"),
            _("Nyatakan selesai"),
            _("Hibah dinyatakan selesai."),
            forms.SettleForm,
            _("Tidak ada sisa lagi: semua dana dibelanjakan atau dikembalikan."),
            run=lambda row, _form, by: grants.settle_grant(grant=row, by=by),
        ),
    )
}
