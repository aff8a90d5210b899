"""Observations: the list, one with everything that was sent, and the steps that reviewers take."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from netral.apps.fieldwork.actions import reviews as actions
from netral.apps.fieldwork.domain.observations import ObservationState, ObservationVerb
from netral.apps.fieldwork.forms.observations import (
    BackQuestionForm,
    FindingDecisionForm,
    FindingForm,
    NoFindingForm,
    ProposalReturnForm,
    ReopeningForm,
    finding_initial,
)
from netral.apps.fieldwork.labels import NOTE_VERBS, OBSERVATION_STATES
from netral.apps.fieldwork.models import Observation
from netral.apps.fieldwork.observation_sheet import answers_shown, context_of
from netral.apps.fieldwork.queries import observations as queries
from netral.apps.fieldwork.queries.likenesses import alike
from netral.apps.fieldwork.tables.observations import GEOJSON, ObservationTable, geojson_response
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import full_name, zone_of
from netral.foundation.ui.formats import angka, spell
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import StepPage, StepPages
from netral.foundation.workflow.work import with_turn

_HOUR, _DAY_HOURS = timedelta(hours=1), 24
PAGES: StepPages[Observation, ObservationState, ObservationVerb] = StepPages(
    actions.OBSERVATIONS,
    queries.observation_for,
    "observation",
    "observation",
    "fieldwork/observations/step.html",
    lambda row: f"{row.number} · {row.title}",
    context=lambda row: {"zone": zone_of(row.region_id).key, "proposal": queries.proposal_of(row)},
)
ASK = StepPage(
    ObservationVerb.ASK,
    "observation_ask",
    gettext_lazy("Tanya balik"),
    gettext_lazy("Kirim pertanyaan"),
    gettext_lazy("Pertanyaan dikirim. Ponsel pengawas menampilkannya saat terhubung."),
    BackQuestionForm,
    run=lambda row, form, by: actions.ask_back(observation=row, words=form.cleaned_data["pertanyaan"], by=by),
)
PROPOSE = StepPage(
    ObservationVerb.PROPOSE,
    "observation_propose",
    gettext_lazy("Usulkan sebagai temuan"),
    gettext_lazy("Usulkan"),
    gettext_lazy("Temuan diusulkan. Orang lain yang menetapkannya."),
    FindingForm,
    template="fieldwork/observations/propose.html",
    run=lambda row, form, by: actions.propose_finding(observation=row, inputs=form.inputs(), by=by),
)
RETURN = StepPage(
    ObservationVerb.RETURN,
    "observation_return",
    gettext_lazy("Kembalikan usul temuan"),
    gettext_lazy("Kembalikan"),
    gettext_lazy("Usul dikembalikan kepada pemeriksa."),
    ProposalReturnForm,
    run=lambda row, form, by: actions.return_proposal(observation=row, words=form.cleaned_data["alasan"], by=by),
)
DECIDE = StepPage(
    ObservationVerb.DECIDE,
    "observation_decide",
    gettext_lazy("Tetapkan sebagai temuan"),
    gettext_lazy("Tetapkan temuan"),
    gettext_lazy("Temuan ditetapkan dan perkaranya dibuka di Bawaslu kabupaten/kota."),
    FindingDecisionForm,
    gettext_lazy(
        "Perbawaslu 14/2017 (dicabut) menetapkan temuan dalam pleno dan menghitung hari sejak pengawas mengetahui. "
        "Aturan yang berlaku sekarang belum diverifikasi."
    ),
    run=lambda row, form, by: actions.decide_finding(observation=row, minutes=form.cleaned_data["berita_acara"], by=by),
)
CLOSE = StepPage(
    ObservationVerb.CLOSE,
    "observation_close",
    gettext_lazy("Tutup tanpa temuan"),
    gettext_lazy("Tutup amatan"),
    gettext_lazy("Amatan ditutup. Amatan ini dapat dibuka lagi."),
    NoFindingForm,
    run=lambda row, form, by: actions.close_observation(observation=row, words=form.cleaned_data["alasan"], by=by),
)
REOPEN = StepPage(
    ObservationVerb.REOPEN,
    "observation_reopen",
    gettext_lazy("Buka lagi"),
    gettext_lazy("Buka lagi"),
    gettext_lazy("Amatan dibuka lagi dan menunggu diperiksa."),
    ReopeningForm,
    run=lambda row, form, by: actions.reopen_observation(observation=row, words=form.cleaned_data["alasan"], by=by),
)
_STEPS = (DECIDE, RETURN, PROPOSE, ASK, CLOSE, REOPEN)


@allowed("fieldwork.view")
@require_GET
def observations(request: HttpRequest) -> HttpResponseBase:
    """List the observations in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.listed(queries.observations_of(actor)), queries.turn_of(actor))
    table = ObservationTable(rows)
    if request.GET.get("unduh") == GEOJSON:
        return geojson_response(table.bind(request).rows)
    return table_response(request, table, template="fieldwork/observations/list.html")


@allowed("fieldwork.view")
@require_GET
def observation(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one observation: what was seen, by whom, where, how it goes on, and what may be the same."""
    row, actor = PAGES.row_or_404(request, ident), actor_of(request)
    status, tone = OBSERVATION_STATES[row.state]
    zone = zone_of(row.region_id)
    files = {file.name: file for file in row.files.select_related("stored")}
    sheet = context_of([*row.contents.order_by("ordinal")], row.form, zone)
    context = {
        "observation": row,
        "status": status,
        "tone": tone,
        "zone": zone.key,
        "steps": _steps(row, actor),
        "place": full_name(row.region_id),
        "point": _point(row),
        "clock": _clock(row),
        "answers": answers_shown(sheet["read"], files, zone),
        "versions": sheet["versions"],
        "files": files.values(),
        "proposal": queries.proposal_of(row),
        "notes": [{"row": note, "words": NOTE_VERBS.get(note.verb, note.verb)} for note in row.notes.all()],
        "alike": alike(row, actor),
        "timeline": queries.history_of(row),
    }
    return render(request, "fieldwork/observations/observation.html", context)


@allowed("fieldwork.review")
@form_page
def ask(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Ask the observer something."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), ASK)


@allowed("fieldwork.review")
@form_page
def propose(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Propose an observation as a finding."""
    row = PAGES.row_or_404(request, ident)
    initial = finding_initial(row, queries.proposal_of(row))
    return PAGES.answer(request, row, PROPOSE, form={"initial": initial})


@allowed("fieldwork.decide")
@form_page
def send_back(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Return a proposed finding."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), RETURN)


@allowed("fieldwork.decide")
@form_page
def decide(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Decide a finding that somebody else proposed."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), DECIDE)


@allowed("fieldwork.review")
@form_page
def close(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Close an observation without a finding."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), CLOSE)


@allowed("fieldwork.review")
@form_page
def reopen(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Open a closed observation again."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), REOPEN)


def _steps(row: Observation, actor: Actor) -> list[dict[str, Any]]:
    """Return the steps that an actor can take now, the first being the one that leads on."""
    return [
        {"title": page.title, "url": reverse(page.route, args=[row.pk])}
        for page in _STEPS
        if _possible(page, row, actor)
    ]


def _possible(page: StepPage[ObservationVerb], row: Observation, actor: Actor) -> bool:
    try:
        actions.OBSERVATIONS.check(row, page.verb, actor)
    except StepRefused:
        return False
    return page.verb is not ObservationVerb.DECIDE or row.proposed_by != actor.id


def _point(row: Observation) -> str:
    if row.latitude is None or row.longitude is None:
        return ""
    written = f"{row.latitude:.6f}, {row.longitude:.6f}"
    return written if row.accuracy is None else f"{written} (± {angka(round(row.accuracy))} m)"


def _clock(row: Observation) -> dict[str, Any] | None:
    """Return by how much the clock of the phone ran fast or slow, to the minute, where it contradicted."""
    if not row.ahead_s:
        return None
    span = timedelta(minutes=round(abs(row.ahead_s) / 60))
    hours, rest = divmod(span, _HOUR)
    parts = [spell(hours * _HOUR), spell(rest)] if 0 < hours < _DAY_HOURS and rest else []
    return {"span": " ".join(parts) or spell(span), "fast": row.ahead_s > 0}
