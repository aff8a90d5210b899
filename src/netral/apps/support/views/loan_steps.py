"""The page of every step of a loan."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from netral.apps.support.actions import facilities as lending, handovers
from netral.apps.support.actions.facilities import LOANS
from netral.apps.support.domain.facilities import LoanState, LoanVerb
from netral.apps.support.forms import facilities as forms
from netral.apps.support.labels import WARES
from netral.apps.support.models import Loan
from netral.apps.support.queries.facilities import loan_for
from netral.foundation.workflow.pages import StepPage, StepPages


def _about(loan: Loan) -> str:
    return f"{loan.number}: {loan.facility or WARES[loan.ware]}"


PAGES: StepPages[Loan, LoanState, LoanVerb] = StepPages(
    LOANS, loan_for, "loan", "loan", "support/facilities/step.html", _about
)
loan_or_404 = PAGES.row_or_404
_REFUSED, _WITHDRAWN = _("Pinjaman ditolak."), _("Pinjaman ditarik.")


def loan_page(request: HttpRequest, ident: UUID, verb: LoanVerb) -> HttpResponse:
    """Show the step, or take it."""
    return PAGES.answer(request, loan_or_404(request, ident), LOAN_PAGES[verb])


LOAN_PAGES: dict[LoanVerb, StepPage[LoanVerb]] = {
    page.verb: page
    for page in (
        StepPage(
            LoanVerb.OFFER,
            "loan_offer",
            _("Tawarkan fasilitas"),
            _("Tawarkan"),
            _("Fasilitas ditawarkan kepada Bawaslu."),
            forms.OfferForm,
            run=lambda row, form, by: lending.offer_loan(loan=row, offer=form.inputs(), by=by),
        ),
        StepPage(
            LoanVerb.AGREE,
            "loan_agree",
            _("Setujui tawaran"),
            _("Setujui"),
            _("Tawaran disetujui."),
            forms.LoanAgreeForm,
            run=lambda row, _form, by: lending.agree_loan(loan=row, by=by),
        ),
        StepPage(
            LoanVerb.HAND_OVER,
            "loan_hand_over",
            _("Catat serah terima"),
            _("Simpan serah terima"),
            _("Serah terima dicatat."),
            forms.HandOverForm,
            run=lambda row, form, by: handovers.hand_over(loan=row, inputs=form.inputs(), by=by),
        ),
        StepPage(
            LoanVerb.BRING_BACK,
            "loan_bring_back",
            _("Catat pengembalian"),
            _("Simpan pengembalian"),
            _("Pengembalian dicatat."),
            forms.LoanReturnForm,
            run=lambda row, form, by: handovers.bring_back(loan=row, inputs=form.inputs(), by=by),
        ),
        StepPage(
            LoanVerb.SETTLE,
            "loan_settle",
            _("Catat penyelesaian kerugian"),
            _("Simpan penyelesaian"),
            _("Penyelesaian kerugian dicatat."),
            forms.LoanSettlementForm,
            run=lambda row, form, by: handovers.settle_harm(
                loan=row, day=form.cleaned_data["tanggal"], words=form.cleaned_data["uraian"], by=by
            ),
        ),
        StepPage(
            LoanVerb.CLOSE,
            "loan_close",
            _("Tutup pinjaman"),
            _("Tutup pinjaman"),
            _("Pinjaman ditutup."),
            lead=_("Fasilitas sudah kembali dan tidak ada yang perlu diselesaikan lagi."),
            run=lambda row, _form, by: handovers.close_loan(loan=row, by=by),
        ),
        StepPage(
            LoanVerb.REFUSE,
            "loan_refuse",
            _("Tolak permintaan"),
            _("Tolak permintaan"),
            _REFUSED,
            forms.LoanReasonForm,
            run=lambda row, form, by: lending.refuse_loan(
                loan=row, verb=LoanVerb.REFUSE, words=form.cleaned_data["alasan"], by=by
            ),
        ),
        StepPage(
            LoanVerb.DECLINE,
            "loan_decline",
            _("Tolak tawaran"),
            _("Tolak tawaran"),
            _REFUSED,
            forms.LoanReasonForm,
            run=lambda row, form, by: lending.refuse_loan(
                loan=row, verb=LoanVerb.DECLINE, words=form.cleaned_data["alasan"], by=by
            ),
        ),
        StepPage(
            LoanVerb.WITHDRAW,
            "loan_withdraw",
            _("Batalkan pinjaman"),
            _("Batalkan pinjaman"),
            _WITHDRAWN,
            forms.LoanReasonForm,
            run=lambda row, form, by: lending.withdraw_loan(
                loan=row, verb=LoanVerb.WITHDRAW, words=form.cleaned_data["alasan"], by=by
            ),
        ),
        StepPage(
            LoanVerb.RETRACT,
            "loan_retract",
            _("Tarik tawaran"),
            _("Tarik tawaran"),
            _WITHDRAWN,
            forms.LoanReasonForm,
            run=lambda row, form, by: lending.withdraw_loan(
                loan=row, verb=LoanVerb.RETRACT, words=form.cleaned_data["alasan"], by=by
            ),
        ),
    )
}
