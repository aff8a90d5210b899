"""The public form, one question on each page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache

from netral.apps.catalogue.api import acts_for_public
from netral.apps.reports import draft_store
from netral.apps.reports.cookies import draft_token, keep_draft
from netral.apps.reports.domain.answers import Step
from netral.apps.reports.draft_store import DraftFull, DraftsFull, OpenDraft
from netral.apps.reports.forms import (
    ANONYMOUS,
    NAMED,
    EvidenceForm,
    ReporterForm,
    WhatForm,
    WhenForm,
    WhereForm,
    people_forms,
)
from netral.apps.reports.queries import latest_day, regions_to_choose, reporting_term
from netral.apps.reports.views.reporter import again, onward, posted, question, with_draft
from netral.foundation.accounts.access import keyed, public
from netral.foundation.drafts.uploads import sealed_uploads
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.files.domain import megabytes, purposes
from netral.foundation.files.intake import FileRefused

DRAFT_KEY = "draft cookie"


@public
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Say what reporting means, and begin."""
    draft = draft_store.find(draft_token(request))
    if request.method == "POST":
        if draft:
            draft_store.discard(draft)
        try:
            token, _draft = draft_store.begin()
        except DraftsFull:
            full = {"draft": None, "full": True, "term": reporting_term()}
            return render(request, "reports/start.html", full, status=503)
        response = redirect("report_what")
        keep_draft(response, token)
        return response
    context = {"draft": draft, "ended": "berakhir" in request.GET, "term": reporting_term()}
    return render(request, "reports/start.html", context)


@keyed(DRAFT_KEY)
@never_cache
@with_draft
def what(request: HttpRequest, draft: OpenDraft) -> HttpResponse:
    """Ask what happened."""
    english = (get_language() or "").startswith("en")
    acts = [(act.code, act.title_en if english else act.title, act.example) for act in acts_for_public()]
    form = WhatForm(posted(request), acts=acts, initial=vars(draft.answers))
    if form.is_valid():
        draft_store.change(draft, **form.cleaned_data)
        return onward(request, Step.WHAT)
    return question(request, Step.WHAT, {"form": form})


@keyed(DRAFT_KEY)
@never_cache
@with_draft
def who(request: HttpRequest, draft: OpenDraft) -> HttpResponse:
    """Ask whom the report is about."""
    people = people_forms(posted(request), draft.answers.accused, blank=int("tambah" in request.GET))
    if people.is_valid():
        draft_store.change(draft, accused=people.people())
        return again(request, tambah="1") if "tambah" in request.POST else onward(request, Step.WHO)
    return question(request, Step.WHO, {"people": people})


@keyed(DRAFT_KEY)
@never_cache
@with_draft
def where(request: HttpRequest, draft: OpenDraft) -> HttpResponse:
    """Ask where it happened: search first, then choose."""
    typed = request.POST.get("search", draft.answers.search).strip()
    searching = "cari" in request.POST or (typed != draft.answers.search and not request.POST.get("region"))
    regions = regions_to_choose(typed, draft.answers.region)
    form = WhereForm(posted(request), regions=regions, searching=searching, initial=vars(draft.answers))
    if form.is_valid() and searching:
        draft_store.change(draft, search=typed, place=form.cleaned_data["place"])
        return again(request)
    if form.is_valid():
        draft_store.change(draft, **form.cleaned_data)
        return onward(request, Step.WHERE)
    return question(request, Step.WHERE, {"form": form, "found": regions, "searched": draft.answers.search})


@keyed(DRAFT_KEY)
@never_cache
@with_draft
def when(request: HttpRequest, draft: OpenDraft) -> HttpResponse:
    """Ask when it happened and when the reporter came to know."""
    held = vars(draft.answers)
    if draft.answers.happened_at:
        held = {**held, "happened_at": f"{draft.answers.happened_at:%H.%M}"}
    form = WhenForm(posted(request), today=latest_day(draft.answers.region), initial=held)
    if form.is_valid():
        draft_store.change(draft, **form.cleaned_data)
        return onward(request, Step.WHEN)
    return question(request, Step.WHEN, {"form": form, "term": reporting_term()})


@keyed(DRAFT_KEY)
@never_cache
@sealed_uploads(draft_store.EVIDENCE)
@with_draft
@takes_bytes(draft_store.MOST_BYTES)
def evidence(request: HttpRequest, draft: OpenDraft) -> HttpResponse:
    """Ask for files and links, and take them in as they come."""
    form = EvidenceForm(posted(request), initial=vars(draft.answers))
    if request.method == "POST":
        if place := request.POST.get("hapus"):
            draft = draft_store.detach(draft, place)
        form.full_clean()
        draft = _attach_all(request, draft, form)
        if form.is_valid():
            draft = draft_store.change(draft, evidence_seen=True, **form.cleaned_data)
            return onward(request, Step.EVIDENCE) if "lanjut" in request.POST else again(request)
    context = {"form": form, "files": draft.answers.files, "purpose": purposes()[draft_store.EVIDENCE]}
    return question(request, Step.EVIDENCE, {**context, "most": draft_store.MOST_FILES})


@keyed(DRAFT_KEY)
@never_cache
@with_draft
def reporter(request: HttpRequest, draft: OpenDraft) -> HttpResponse:
    """Ask whether the reporter gives her name."""
    chosen = {None: None, True: NAMED, False: ANONYMOUS}[draft.answers.named]
    form = ReporterForm(posted(request), initial={"mode": chosen, **vars(draft.answers.identity)})
    if form.is_valid():
        draft_store.change(draft, named=form.cleaned_data["mode"] == NAMED, identity=form.identity())
        return onward(request, Step.REPORTER)
    return question(request, Step.REPORTER, {"form": form})


def _attach_all(request: HttpRequest, draft: OpenDraft, form: EvidenceForm) -> OpenDraft:
    """Take in every file that was sent; what is refused becomes an error of the form, the others stay."""
    for upload in request.FILES.getlist("files"):
        try:
            draft = draft_store.attach(draft, upload)
        except FileRefused as refusal:
            form.add_error(None, f"{upload.name}: {refusal}")
        except DraftFull:
            full = _(
                "Paling banyak %(most)s berkas, bersama-sama %(limit)s. "
                "Hapus salah satu, atau kirim sisanya nanti dengan kode tanda terima."
            )
            form.add_error(None, full % {"most": draft_store.MOST_FILES, "limit": megabytes(draft_store.MOST_BYTES)})
            break
    return draft
