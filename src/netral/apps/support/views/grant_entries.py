"""The pages that add to an entry of a grant: a correction of what was spent, and the letter of a payment."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from netral.apps.support.actions.grant_withdrawals import withdraw_grant_payment, withdraw_grant_return
from netral.apps.support.actions.money import correct_spending, name_instrument
from netral.apps.support.domain.grants import GrantVerb
from netral.apps.support.forms.grants import CorrectForm, InstrumentForm, WithdrawalForm
from netral.apps.support.grant_views import may
from netral.apps.support.models import Grant, GrantPayment, GrantReturn
from netral.apps.support.queries.grants import payment_for, return_for, spending_for
from netral.apps.support.queries.incumbents import flag_for
from netral.apps.support.views.grant_steps import grant_or_404
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ui.formats import tanggal
from netral.foundation.ui.methods import form_page
from netral.foundation.workflow.pages import ran


@allowed("support.spend")
@form_page
def correct(request: HttpRequest, ident: UUID, entry: UUID) -> HttpResponse:
    """Take an entry of what was spent back."""
    grant, actor = grant_or_404(request, ident), actor_of(request)
    if not may(grant, GrantVerb.SPEND, actor):
        messages.error(request, _("Belanja hibah ini dikoreksi oleh bendahara penerima, selama hibah belum selesai."))
        return redirect("grant", grant.pk)
    try:
        row = spending_for(grant, entry)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    form = CorrectForm(request.POST if request.method == "POST" else None, subject=row)
    if form.is_bound and ran(form, lambda: correct_spending(spending=row, words=form.cleaned_data["alasan"], by=actor)):
        messages.success(request, _("Belanja dikoreksi. Catat lagi dengan benar bila perlu."))
        return redirect("grant", grant.pk)
    about = {"title": _("Koreksi belanja"), "button": _("Simpan koreksi"), "about": row.note, "amount": row.amount}
    return _page(request, grant, form, about)


@allowed("support.grant")
@form_page
def instrument(request: HttpRequest, ident: UUID, entry: UUID) -> HttpResponse:
    """Name the letter of a payment that is flagged."""
    grant, actor = grant_or_404(request, ident), actor_of(request)
    try:
        row = payment_for(grant, entry)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if flag_for(grant.government_id, row.paid_on) is None:
        messages.error(request, _("Pembayaran ini tidak ditandai, jadi tidak perlu surat dasar."))
        return redirect("grant", grant.pk)
    form = InstrumentForm(request.POST if request.method == "POST" else None, subject=row)

    def run() -> None:
        data = form.cleaned_data
        name_instrument(payment=row, number=data["surat"], dated=data["tanggal_surat"], by=actor)

    if form.is_bound and ran(form, run):
        messages.success(request, _("Surat dasar dicatat."))
        return redirect("grant", grant.pk)
    about = {
        "title": _("Surat dasar pembayaran"),
        "button": _("Simpan surat dasar"),
        "about": row.instalment.title,
        "amount": row.amount,
    }
    return _page(request, grant, form, about)


@allowed("support.grant")
@form_page
def strike_payment(request: HttpRequest, ident: UUID, entry: UUID) -> HttpResponse:
    """Strike a payment that was entered wrongly."""
    grant = grant_or_404(request, ident)
    return _strike(request, grant, GrantVerb.PAY, lambda: payment_for(grant, entry))


@allowed("support.spend")
@form_page
def strike_return(request: HttpRequest, ident: UUID, entry: UUID) -> HttpResponse:
    """Strike a return that was entered wrongly."""
    grant = grant_or_404(request, ident)
    return _strike(request, grant, GrantVerb.RETURN, lambda: return_for(grant, entry))


def _strike(
    request: HttpRequest, grant: Grant, verb: GrantVerb, find: Callable[[], GrantPayment | GrantReturn]
) -> HttpResponse:
    actor = actor_of(request)
    if not may(grant, verb, actor):
        messages.error(request, _("Entri ini dibatalkan oleh lembaga yang mencatatnya, selama hibah belum selesai."))
        return redirect("grant", grant.pk)
    try:
        row = find()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if request.method == "GET" and row.is_withdrawn:
        messages.error(request, _("Entri ini sudah dibatalkan, jadi tidak dibatalkan lagi."))
        return redirect("grant", grant.pk)
    form = WithdrawalForm(request.POST if request.method == "POST" else None, subject=row)

    def run() -> None:
        words = form.cleaned_data["alasan"]
        if isinstance(row, GrantPayment):
            withdraw_grant_payment(payment=row, words=words, by=actor)
        else:
            withdraw_grant_return(returned=row, words=words, by=actor)

    if form.is_bound and ran(form, run):
        messages.success(request, _("Entri dibatalkan. Catat lagi dengan benar bila perlu."))
        return redirect("grant", grant.pk)
    title = _("Batalkan pembayaran") if isinstance(row, GrantPayment) else _("Batalkan pengembalian")
    day = row.paid_on if isinstance(row, GrantPayment) else row.returned_on
    about = {"title": title, "button": _("Batalkan entri"), "about": tanggal(day), "amount": row.amount}
    return _page(request, grant, form, about)


def _page(
    request: HttpRequest, grant: Grant, form: CorrectForm | InstrumentForm | WithdrawalForm, about: Mapping[str, Any]
) -> HttpResponse:
    context = {"grant": grant, "form": form, **about}
    return render(request, "support/grants/entry.html", context, status=422 if form.is_bound else 200)
