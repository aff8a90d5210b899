"""Facilities and loans: lists, new ones, one loan with its papers, and each of its steps."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from netral.apps.support import letters
from netral.apps.support.actions import facilities as lending
from netral.apps.support.domain.facilities import GIVEN, LoanVerb, PhotoStage
from netral.apps.support.forms.facilities import FacilityForm, LoanForm, UnaskedOfferForm
from netral.apps.support.labels import HARMS, WARES
from netral.apps.support.queries import facilities as queries
from netral.apps.support.queries.history import timeline
from netral.apps.support.queries.parties import sides_of
from netral.apps.support.tables.facilities import FacilityTable, HarmTable, LateLoanTable, LoanTable, standing
from netral.apps.support.views.loan_steps import LOAN_PAGES, loan_or_404, loan_page
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_files
from netral.foundation.institutions.queries import zone_at
from netral.foundation.seals.queries import pdf_of
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import ran
from netral.foundation.workflow.work import with_turn


@allowed("support.view")
@require_GET
def loans(request: HttpRequest) -> HttpResponseBase:
    """List the loans in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.loans_of(actor), queries.loans_waiting_for(actor))
    context = {"late": queries.late_loans(actor).count()}
    return table_response(request, LoanTable(rows), template="support/facilities/loans.html", context=context)


@allowed("support.view")
@require_GET
def late(request: HttpRequest) -> HttpResponseBase:
    """List the loans that should have come back."""
    rows = queries.late_loans(actor_of(request))
    return table_response(
        request,
        LateLoanTable(rows),
        template="support/facilities/list.html",
        context={"title": _("Terlambat kembali"), "lead": _("Fasilitas yang seharusnya sudah kembali.")},
    )


@allowed("support.view")
@require_GET
def harmed(request: HttpRequest) -> HttpResponseBase:
    """List the facilities that came back damaged or not at all."""
    rows = queries.harmed_loans(actor_of(request))
    return table_response(
        request,
        HarmTable(rows),
        template="support/facilities/list.html",
        context={
            "title": _("Kerusakan dan kehilangan"),
            "lead": _("Fasilitas yang kembali rusak atau hilang, dan bagaimana diselesaikan."),
        },
    )


@allowed("support.view")
@require_GET
def inventory(request: HttpRequest) -> HttpResponseBase:
    """List what governments have to lend."""
    rows = queries.facilities_of(actor_of(request))
    return table_response(request, FacilityTable(rows), template="support/facilities/inventory.html")


@allowed("support.lend")
@form_page
def list_facility(request: HttpRequest) -> HttpResponse:
    """List a facility to lend."""
    form = FacilityForm(request.POST or None)
    if request.method == "POST" and ran(
        form, lambda: lending.list_facility(inputs=form.inputs(), by=actor_of(request))
    ):
        return redirect("facility_list")
    context = {"form": form, "title": _("Daftarkan fasilitas"), "back": reverse("facility_list")}
    return render(request, "support/form.html", context, status=422 if form.errors else 200)


@allowed("support.borrow")
@form_page
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the government for a facility."""
    form = LoanForm(request.POST or None)
    if request.method == "POST" and ran(form, lambda: lending.ask_loan(inputs=form.inputs(), by=actor_of(request))):
        return redirect("loan_list")
    context = {"form": form, "title": _("Minta fasilitas"), "back": reverse("loan_list")}
    return render(request, "support/form.html", context, status=422 if form.errors else 200)


@allowed("support.lend")
@form_page
def offer_unasked(request: HttpRequest) -> HttpResponse:
    """Offer the supervisor a facility that it did not ask for."""
    actor = actor_of(request)
    try:
        government = sides_of(actor).government
    except StepRefused as refusal:
        return render(request, "support/closed.html", {"why": message_of(refusal)}, status=409)
    form = UnaskedOfferForm(request.POST or None, government=government)
    if request.method == "POST" and ran(
        form, lambda: lending.offer_unasked(inputs=form.inputs(), offer=form.offered(), by=actor)
    ):
        return redirect("loan_list")
    context = {"form": form, "title": _("Tawarkan fasilitas"), "back": reverse("loan_list")}
    return render(request, "support/form.html", context, status=422 if form.errors else 200)


@allowed("support.view")
@require_GET
def detail(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one loan: what it rests on, how far it got, and the next step."""
    loan = loan_or_404(request, ident)
    actor = actor_of(request)
    status, tone = standing(loan)
    pages = [LOAN_PAGES[verb] for verb in queries.verbs_for(actor, loan)]
    zone = zone_at(loan.borrower)
    photos = list(loan.photos.select_related("stored"))
    context = {
        "loan": loan,
        "view": queries.view_of(loan),
        "ware": WARES[loan.ware],
        "status": status,
        "tone": tone,
        "harm": HARMS[loan.harm],
        "steps": [{"title": page.title, "url": reverse(page.route, args=[loan.pk])} for page in pages],
        "photos_out": [photo.stored for photo in photos if photo.stage == PhotoStage.OUT],
        "photos_back": [photo.stored for photo in photos if photo.stage == PhotoStage.BACK],
        "agreement": letters.paper_of(loan, letters.AGREEMENT),
        "is_given": loan.state in GIVEN,
        "timeline": timeline(loan, zone),
        "zone": zone.key,
    }
    return render(request, "support/facilities/loan.html", context)


@allowed("support.view")
@require_GET
def agreement(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the sealed agreement of a loan."""
    document = letters.paper_of(loan_or_404(request, ident), letters.AGREEMENT)
    if document is None:
        raise Http404
    return pdf_response(pdf_of(document), "persetujuan-pinjam-pakai.pdf")


@allowed("support.lend")
@form_page
def offer(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Offer a facility for what was asked."""
    return loan_page(request, ident, LoanVerb.OFFER)


@allowed("support.lend")
@form_page
def refuse(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Refuse what was asked."""
    return loan_page(request, ident, LoanVerb.REFUSE)


@allowed("support.lend")
@form_page
def retract(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take an offer back."""
    return loan_page(request, ident, LoanVerb.RETRACT)


@allowed("support.agree")
@form_page
def agree(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Agree to an offer."""
    return loan_page(request, ident, LoanVerb.AGREE)


@allowed("support.agree")
@form_page
def decline(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Decline an offer."""
    return loan_page(request, ident, LoanVerb.DECLINE)


@allowed("support.borrow")
@form_page
def withdraw(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take back what was asked for or agreed."""
    return loan_page(request, ident, LoanVerb.WITHDRAW)


@allowed("support.lend")
@form_page
@takes_files("facility")
def hand_over(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record the hand-over."""
    return loan_page(request, ident, LoanVerb.HAND_OVER)


@allowed("support.borrow")
@form_page
@takes_files("facility")
def bring_back(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record the return."""
    return loan_page(request, ident, LoanVerb.BRING_BACK)


@allowed("support.lend")
@form_page
def settle(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record how damage or loss was settled."""
    return loan_page(request, ident, LoanVerb.SETTLE)


@allowed("support.lend")
@form_page
def close(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Close a loan."""
    return loan_page(request, ident, LoanVerb.CLOSE)
