"""The code on paper: made and shown once, confirmed, and used to get back in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.gates import freshly, freshly_from
from netral.foundation.custody.actions.access import restore_with_paper
from netral.foundation.custody.actions.key_change import rotate, start_anew, take_over
from netral.foundation.custody.domain import KeyClosed
from netral.foundation.custody.forms import ConfirmPaperForm, PaperForm
from netral.foundation.custody.recovery_code import Paper, forget_paper, new_paper, waiting_paper
from netral.foundation.custody.views.pages import institution_of, settled, standing
from netral.foundation.ledger.clock import now
from netral.foundation.ui.refusals import message_of


@allowed("reports.review")
@freshly
@require_GET
def prepare(request: HttpRequest) -> HttpResponse:
    """Explain what a code on paper is for, before one is made."""
    return render(request, "custody/prepare.html", standing(request))


@never_cache
@require_POST
@allowed("reports.review")
@freshly_from("custody_prepare")
def show(request: HttpRequest) -> HttpResponse:
    """Make a code and show it, this once; nothing changes before it is confirmed."""
    code, paper = new_paper(request)
    context = {"groups": code.split("-"), "made_at": now(), "form": ConfirmPaperForm(number=paper.number)}
    return render(request, "custody/paper.html", {**standing(request), **context})


@never_cache
@allowed("reports.review")
@freshly
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the key over, or replace its code, once the paper is really in her hands."""
    paper = waiting_paper(request)
    if paper is None:
        return redirect("custody_prepare")
    form = ConfirmPaperForm(request.POST or None, number=paper.number)
    if form.is_bound and form.is_valid():
        if paper.confirms(form.cleaned_data["group"]):
            return _put_into_use(request, paper)
        form.add_error("group", _("Tidak sama dengan kode yang tadi ditampilkan. Lihat kertasnya, lalu ketik lagi."))
    return render(request, "custody/confirm.html", {**standing(request), "form": form})


@allowed("reports.view")
@freshly
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest) -> HttpResponse:
    """Get back in with the code on paper."""
    form = PaperForm(request.POST or None)
    if form.is_bound and form.is_valid():
        institution = institution_of(request)
        try:
            restore_with_paper(institution=institution, paper=form.cleaned_data["code"], by=actor_of(request))
        except KeyClosed:
            raise
        except StepRefused as refusal:
            form.add_error("code", message_of(refusal))
        else:
            messages.success(request, _("Akses Anda pulih. Kalau kertasnya sempat dilihat orang lain, buat kode baru."))
            return settled(request, institution)
    return render(request, "custody/restore.html", {**standing(request), "form": form})


def _put_into_use(request: HttpRequest, paper: Paper) -> HttpResponse:
    state, actor = standing(request), actor_of(request)
    step = take_over if state["entrusted"] else start_anew if state["orphaned"] else rotate
    try:
        step(institution=state["institution"], paper_public=paper.public, by=actor)
    except KeyClosed:
        raise
    except StepRefused as refusal:
        messages.warning(request, message_of(refusal))
        return redirect("custody_key")
    forget_paper(request)
    messages.success(request, _("Kode di kertas sekarang berlaku. Simpan kertasnya di tempat yang terkunci."))
    return settled(request, state["institution"])
