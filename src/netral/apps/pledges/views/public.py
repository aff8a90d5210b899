"""The way of a civil servant through her personal link, one thing on each page."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from netral.apps.pledges.actions import pledge_steps
from netral.apps.pledges.actions.pledge_steps import AttemptOutcome, NipAttempt
from netral.apps.pledges.domain import PLEDGE_MOVED, Access, PledgeStatus
from netral.apps.pledges.forms import DeclineForm, NumberForm, PointsForm, WithdrawForm
from netral.apps.pledges.models import Pledge
from netral.apps.pledges.queries import access_of, access_to, pledge_before, pledge_by_token, zone_of_campaign
from netral.engines.seal.documents.fonts import UnprintableText
from netral.engines.seal.pdf_template.forms import SlotOverflow
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import keyed
from netral.foundation.ledger.actors import Actor, holder_of_link
from netral.foundation.seals.actions.documents import NoSealKey
from netral.foundation.seals.queries import pdf_of
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.methods import form_page

P = ParamSpec("P")
LinkView = Callable[Concatenate[HttpRequest, Pledge, P], HttpResponseBase]
_KNOWN = "pledges"


def _with_pledge(view: LinkView[[]]) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """Find the pledge of a link; show why when there is none, or when it cannot be signed any more or yet."""

    @functools.wraps(view)
    def find(request: HttpRequest, token: str) -> HttpResponseBase:
        pledge = pledge_by_token(token)
        if pledge is None:
            return render(request, "outreach/unknown.html", status=404)
        if pledge.stands != PledgeStatus.SIGNED and (access := access_to(pledge)) != Access.OPEN:
            context = {"pledge": pledge, "access": access, "zone": zone_of_campaign(pledge.campaign).key}
            return render(request, "pledges/not_now.html", context, status=410 if access == Access.OVER else 403)
        try:
            return view(request, pledge)
        except StepRefused:
            # The pledge moved on meanwhile, for instance in another window: its first page knows where it stands.
            return redirect("pledge_start", token)

    return find


@keyed("personal link")
@never_cache
@require_GET
@_with_pledge
def start(request: HttpRequest, pledge: Pledge) -> HttpResponseBase:
    """Show who is asked for what and how far she is, or what was signed."""
    if pledge.stands == PledgeStatus.SIGNED:
        return redirect("pledge_done", _token(request))
    return _page(request, "pledges/start.html", pledge, before=pledge_before(pledge))


@keyed("personal link")
@never_cache
@form_page
@_with_pledge
def points(request: HttpRequest, pledge: Pledge) -> HttpResponseBase:
    """Show the points, each to be ticked; what is ticked may be saved before all are."""
    if pledge.stands == PledgeStatus.INVITED:
        pledge = pledge_steps.open_link(pledge=pledge, by=_holder(pledge))
    if pledge.stands != PledgeStatus.OPENED:
        return redirect("pledge_start", _token(request))
    given = request.POST if request.method == "POST" else None
    is_pausing = given is not None and "simpan" in given
    ticked = dict.fromkeys(pledge.confirmed, True)
    form = PointsForm(given, template=pledge.campaign.text, is_complete=not is_pausing, initial=ticked)
    if form.is_bound and form.is_valid():
        pledge_steps.confirm_points(pledge=pledge, confirmed=form.confirmed, by=_holder(pledge))
        return redirect("pledge_start" if is_pausing else "pledge_sign", _token(request))
    return _page(request, "pledges/points.html", pledge, form=form)


@keyed("personal link")
@never_cache
@form_page
@_with_pledge
def sign(request: HttpRequest, pledge: Pledge) -> HttpResponseBase:
    """Ask for the NIP, then seal the pledge."""
    if pledge.stands != PledgeStatus.OPENED or not pledge.is_confirmed:
        return redirect("pledge_start", _token(request))
    form = NumberForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _signed(form, pledge):
        _remember(request, pledge)
        return redirect("pledge_done", _token(request))
    return _page(request, "pledges/sign.html", pledge, form=form)


@keyed("personal link")
@never_cache
@form_page
@_with_pledge
def done(request: HttpRequest, pledge: Pledge) -> HttpResponseBase:
    """Show that the pledge is signed; whoever comes back types the NIP before the document is given."""
    if pledge.stands != PledgeStatus.SIGNED:
        return redirect("pledge_start", _token(request))
    form = NumberForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        attempt = pledge_steps.check_number(pledge=pledge, nip=form.cleaned_data["nip"], by=_holder(pledge))
        if attempt.outcome == AttemptOutcome.SIGNED:
            _remember(request, pledge)
            return redirect("pledge_done", _token(request))
        form.add_error("nip", _refusal(attempt))
    may_withdraw = access_of(pledge.campaign) == Access.OPEN
    known = {"form": form, "is_known": _is_known(request, pledge), "may_withdraw": may_withdraw}
    return _page(request, "pledges/done.html", pledge, **known)


@keyed("personal link")
@never_cache
@require_GET
@_with_pledge
def document(request: HttpRequest, pledge: Pledge) -> HttpResponseBase:
    """Send the sealed pledge to whoever typed its NIP in this browser."""
    if pledge.document is None or not _is_known(request, pledge):
        return redirect("pledge_start", _token(request))
    return as_pdf(pledge)


@keyed("personal link")
@never_cache
@form_page
@_with_pledge
def decline(request: HttpRequest, pledge: Pledge) -> HttpResponseBase:
    """Take down what somebody refuses, the whole or some points, and why."""
    if pledge.stands == PledgeStatus.DECLINED:
        return _page(request, "pledges/declined.html", pledge, objections=_titles(pledge))
    if pledge.stands == PledgeStatus.INVITED:
        pledge = pledge_steps.open_link(pledge=pledge, by=_holder(pledge))
    if pledge.stands != PledgeStatus.OPENED:
        return redirect("pledge_start", _token(request))
    form = DeclineForm(request.POST if request.method == "POST" else None, template=pledge.campaign.text)
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["alasan"]
        pledge_steps.decline_pledge(pledge=pledge, reason=words, objections=form.objections, by=_holder(pledge))
        return redirect("pledge_decline", _token(request))
    return _page(request, "pledges/decline.html", pledge, form=form)


@keyed("personal link")
@never_cache
@require_POST
@_with_pledge
def reconsider(request: HttpRequest, pledge: Pledge) -> HttpResponseBase:
    """Take a refusal, an objection or a withdrawal back, and read again."""
    pledge_steps.reconsider(pledge=pledge, by=_holder(pledge))
    return redirect("pledge_points", _token(request))


@keyed("personal link")
@never_cache
@form_page
@_with_pledge
def withdraw(request: HttpRequest, pledge: Pledge) -> HttpResponseBase:
    """Take one's signed pledge back, with the reason and the NIP again."""
    if pledge.stands != PledgeStatus.SIGNED or access_of(pledge.campaign) != Access.OPEN:
        return redirect("pledge_start", _token(request))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        attempt = pledge_steps.withdraw_own(pledge=pledge, reason=given["alasan"], nip=given["nip"], by=_holder(pledge))
        if attempt.outcome == AttemptOutcome.WITHDRAWN:
            return redirect("pledge_start", _token(request))
        form.add_error("nip", _refusal(attempt))
    return _page(request, "pledges/withdraw.html", pledge, form=form)


def as_pdf(pledge: Pledge) -> HttpResponse:
    """Return the sealed pledge as a download."""
    if pledge.document is None:
        raise StepRefused(PLEDGE_MOVED)
    return pdf_response(pdf_of(pledge.document), f"ikrar-{pledge.document.shown_code}.pdf")


def _signed(form: NumberForm, pledge: Pledge) -> bool:
    try:
        attempt = pledge_steps.sign_pledge(pledge=pledge, nip=form.cleaned_data["nip"], by=_holder(pledge))
    except NoSealKey:
        form.add_error(
            None, _("Kunci segel lembaga sedang tidak berlaku. Ikrar Anda belum tersimpan; coba lagi besok.")
        )
        return False
    except UnprintableText:
        form.add_error(
            None, _("Nama Anda di daftar ASN memuat huruf yang tidak dapat dicetak. Minta kepegawaian memperbaikinya.")
        )
        return False
    except SlotOverflow:
        form.add_error(
            None,
            _("Nama, jabatan, atau unit Anda terlalu panjang untuk dicetak. Minta kepegawaian memperbaikinya."),
        )
        return False
    if attempt.outcome != AttemptOutcome.SIGNED:
        form.add_error("nip", _refusal(attempt))
    return attempt.outcome == AttemptOutcome.SIGNED


def _refusal(attempt: NipAttempt) -> str:
    if attempt.outcome == AttemptOutcome.PAUSED:
        return _("NIP salah lima kali. Tautan ini dihentikan 15 menit. Coba lagi setelah itu.")
    return _("NIP ini tidak cocok dengan daftar ASN. Periksa lalu ketik lagi; sisa percobaan: %(left)s.") % {
        "left": attempt.pledge.tries.left
    }


def _page(request: HttpRequest, template: str, pledge: Pledge, **context: object) -> HttpResponse:
    known = {
        "pledge": pledge,
        "campaign": pledge.campaign,
        "token": _token(request),
        "zone": zone_of_campaign(pledge.campaign).key,
    }
    return render(request, template, {**known, **context})


def _titles(pledge: Pledge) -> list[str]:
    return pledge.campaign.text.titles(pledge.objections)


def _token(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.kwargs["token"]) if match else ""


def _holder(pledge: Pledge) -> Actor:
    return holder_of_link(str(pledge.pk))


def _remember(request: HttpRequest, pledge: Pledge) -> None:
    request.session[_KNOWN] = [*request.session.get(_KNOWN, []), str(pledge.pk)][-5:]


def _is_known(request: HttpRequest, pledge: Pledge) -> bool:
    return str(pledge.pk) in request.session.get(_KNOWN, [])
