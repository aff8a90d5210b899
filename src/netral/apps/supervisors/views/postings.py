"""The list of postings, a new one, one with its history, its card and photo, and what is exported."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from netral.apps.supervisors.actions.cards import issue_card
from netral.apps.supervisors.actions.phone_codes import make_phone_code
from netral.apps.supervisors.actions.postings import post_supervisor
from netral.apps.supervisors.actions.supervisors import set_photo
from netral.apps.supervisors.cards import card_of
from netral.apps.supervisors.domain.postings import PostingState
from netral.apps.supervisors.forms import postings as forms
from netral.apps.supervisors.labels import END_CAUSES, POSTS
from netral.apps.supervisors.links import CARD
from netral.apps.supervisors.list_files import layout_of
from netral.apps.supervisors.posting_work import DECISIONS, HEARINGS, LEAVES
from netral.apps.supervisors.queries import postings as queries
from netral.apps.supervisors.queries.areas import inside
from netral.apps.supervisors.queries.departures import departure_of
from netral.apps.supervisors.tables.postings import PostingTable, standing_of
from netral.apps.supervisors.views.panel import offered_steps
from netral.apps.supervisors.views.steps import POSTING_PAGES, POSTING_STEPS, posting_or_404
from netral.engines.seal.documents.fonts import UnprintableText
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.queries import current_day
from netral.foundation.elections.queries import NoElection, current_election
from netral.foundation.files.bodies import takes_files
from netral.foundation.files.intake import FileRefused
from netral.foundation.regions.models import Region
from netral.foundation.regions.queries import today_in, zone_of
from netral.foundation.seals.actions.documents import NoSealKey
from netral.foundation.seals.queries import pdf_of
from netral.foundation.seals.typeface import unprintable_words
from netral.foundation.ui.exports import export_response, pdf_response
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.work import with_turn


@allowed("supervisors.view")
@require_GET
def postings(request: HttpRequest) -> HttpResponseBase:
    """List the postings in the reader's scope, of one area or of what waits where the address says so."""
    actor, day = actor_of(request), current_day()
    waiting = {
        HEARINGS: queries.to_be_heard(actor, day),
        DECISIONS: queries.to_be_decided(actor),
        LEAVES: queries.uncovered_leave(actor, day),
    }
    rows = queries.postings_around(actor)
    chosen = waiting.get(request.GET.get("menunggu", ""))
    if chosen is not None:
        rows = rows.filter(pk__in=chosen.order_by().values("pk"))
    if area := Region.objects.filter(code=request.GET.get("wilayah", "").replace("\0", "")).first():
        rows = rows.filter(region__in=Region.objects.filter(inside(area.code)))
    table = PostingTable(with_turn(queries.listed(rows), queries.to_be_heard(actor, day)))
    return table_response(request, table, template="supervisors/postings.html", context={"area": area})


@allowed("supervisors.post")
@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """Send who serves today in the layout that is imported."""
    day = current_day()
    rows = queries.in_office(queries.postings_of(actor_of(request)), day, day).filter(covers=None)
    lines = layout_of(rows.order_by("region_id", "starts_on", "pk"))
    return export_response("xlsx", "daftar-pengawas", next(lines), lines)


@allowed("supervisors.post")
@form_page
def post(request: HttpRequest) -> HttpResponse:
    """Post a supervisor."""
    actor = actor_of(request)
    try:
        election = current_election()
    except NoElection as error:
        raise Http404(_("Belum ada jadwal pemilihan. Minta pengelola sistem memuatnya.")) from error
    form = forms.PostingForm(request.POST or None, actor=actor, election=election)
    if request.method == "POST" and form.is_valid():
        try:
            row = post_supervisor(who=form.particulars(), term=form.term(), by=actor)
        except StepRefused as refusal:
            form.add_error(None, message_of(refusal))
        else:
            messages.success(request, _("%(name)s ditempatkan.") % {"name": row.supervisor.name})
            return redirect("supervisor_posting", row.pk)
    return render(request, "supervisors/form.html", {"form": form, "title": _("Tempatkan pengawas")})


@allowed("supervisors.view")
@require_GET
def posting(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one posting: who, where, until when, her account and card, what can be done, and what happened."""
    row, actor = posting_or_404(request, ident), actor_of(request)
    status, tone = standing_of(row)
    serves = row.state == PostingState.ACTIVE or row.in_office(today_in(row.region_id))
    judges = actor.may("supervisors.assess")
    context = {
        "posting": row,
        "status": status,
        "tone": tone,
        "post": POSTS[row.post],
        "cause": END_CAUSES.get(row.end_cause, ""),
        "steps": offered_steps(POSTING_STEPS.workflow, POSTING_PAGES.values(), row, actor),
        "absences": row.absences.all(),
        "coverings": row.coverings.select_related("supervisor"),
        "uncovered": departure_of(row).uncovered,
        "uncovered_from": row.last_day + timedelta(1),
        "dismissals": row.dismissals.all() if judges else (),
        "tells_why": judges,
        "card": card_of(row),
        "card_link": CARD.link_of(row.pk),
        "may_post": serves and actor.may("supervisors.post"),
        "timeline": queries.history_of(row) if judges else (),
        "zone": zone_of(row.region_id).key,
    }
    return render(request, "supervisors/posting.html", context)


@allowed("supervisors.post")
@require_POST
def phone_code(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Make a code for her phone number and show it once, to be read to her."""
    row = posting_or_404(request, ident)
    try:
        code = make_phone_code(posting=row, by=actor_of(request))
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
        return redirect("supervisor_posting", row.pk)
    return render(request, "supervisors/phone_code.html", {"posting": row, "code": code})


@allowed("supervisors.post")
@require_POST
def card(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Seal her card as she is known now."""
    row = posting_or_404(request, ident)
    try:
        issue_card(posting=row, by=actor_of(request))
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
    except NoSealKey as refusal:
        messages.error(request, str(refusal))
    except UnprintableText as refusal:
        messages.error(request, unprintable_words(refusal))
    else:
        messages.success(request, _("Kartu disegel. Unduh lalu cetak pada kertas A6."))
    return redirect("supervisor_posting", row.pk)


@allowed("supervisors.view")
@require_GET
def card_file(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the newest sealed card."""
    document = card_of(posting_or_404(request, ident))
    if document is None:
        raise Http404
    return pdf_response(pdf_of(document), "kartu-pengawas.pdf")


@allowed("supervisors.post")
@form_page
@takes_files("supervisor_photo")
def photo(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take the photo for her card."""
    row = posting_or_404(request, ident)
    form = forms.CardPhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_photo(supervisor=row.supervisor, upload=form.cleaned_data["foto"], by=actor_of(request))
        except FileRefused as refusal:
            form.add_error("foto", str(refusal))
        else:
            messages.success(request, _("Foto disimpan. Segel kartunya lagi supaya memakai foto ini."))
            return redirect("supervisor_posting", row.pk)
    context = {"form": form, "title": _("Foto kartu"), "posting": row}
    return render(request, "supervisors/form.html", context)
