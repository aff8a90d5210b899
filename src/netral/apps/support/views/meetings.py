"""Meetings: the list, what was agreed at all of them, a new one, one with its minutes, and each of its steps."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from netral.apps.support import letters
from netral.apps.support.actions import meetings as actions
from netral.apps.support.domain.meetings import CONVENE, REPORT, AgreedOutcome, MeetingState, MeetingVerb, OutcomeVerb
from netral.apps.support.forms.meetings import MeetingForm
from netral.apps.support.models import AgreedAction, Meeting
from netral.apps.support.queries import meetings as queries
from netral.apps.support.queries.history import timeline
from netral.apps.support.tables.meetings import AgreedTable, MeetingTable, agreed_standing, meeting_standing
from netral.apps.support.views.meeting_steps import AGREED_PAGES, MEETING_PAGES, OUTCOME_PAGES, PAGES
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.seals.queries import pdf_of
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import pressed, ran
from netral.foundation.workflow.work import with_turn


@allowed("support.view")
@require_GET
def meetings(request: HttpRequest) -> HttpResponseBase:
    """List the meetings in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.meetings_of(actor), queries.meetings_waiting_for(actor))
    return table_response(request, MeetingTable(rows), template="support/meetings/list.html")


@allowed("support.view")
@require_GET
def agreed(request: HttpRequest) -> HttpResponseBase:
    """List what was agreed at the meetings in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.agreed_of(actor), queries.agreed_waiting_for(actor))
    return table_response(request, AgreedTable(rows), template="support/meetings/agreed.html")


@allowed("support.ask")
@form_page
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a meeting with the other side."""
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and ran(form, lambda: actions.plan_meeting(inputs=form.inputs(), by=actor_of(request))):
        return redirect("meeting_list")
    context = {"form": form, "title": _("Rencanakan pertemuan"), "back": reverse("meeting_list")}
    return render(request, "support/form.html", context, status=422 if form.errors else 200)


@allowed("support.view")
@require_GET
def detail(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one meeting, what was agreed, and the next step."""
    meeting = PAGES.row_or_404(request, ident)
    actor = actor_of(request)
    status, tone = meeting_standing(meeting)
    zone = zone_at(meeting.supervisor)
    may_convene = actor.may(CONVENE) and actor.institution_id in (meeting.supervisor_id, meeting.government_id)
    context = {
        "meeting": meeting,
        "status": status,
        "tone": tone,
        "steps": _steps(meeting) if may_convene else [],
        "agreed": [_told(row, actor) for row in meeting.agreed.select_related("owner", "meeting__supervisor")],
        "may_strike": may_convene and meeting.state == MeetingState.PLANNED,
        "is_held": meeting.state == MeetingState.HELD,
        "paper": letters.paper_of(meeting, letters.MINUTES),
        "timeline": timeline(meeting, zone),
        "zone": zone.key,
    }
    return render(request, "support/meetings/meeting.html", context)


@allowed("support.view")
@require_GET
def minutes_paper(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the sealed minutes of a meeting."""
    document = letters.paper_of(PAGES.row_or_404(request, ident), letters.MINUTES)
    if document is None:
        raise Http404
    return pdf_response(pdf_of(document), "notula.pdf")


@allowed("support.ask")
@form_page
def agree(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Note what one side took on."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), MEETING_PAGES[MeetingVerb.AGREE])


@allowed("support.ask")
@form_page
def minutes(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Write and seal the minutes."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), MEETING_PAGES[MeetingVerb.MINUTE])


@allowed("support.ask")
@form_page
def call_off(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Call a meeting off."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), MEETING_PAGES[MeetingVerb.CALL_OFF])


@allowed("support.ask")
@require_POST
def strike(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take out what was noted by mistake."""
    row = AGREED_PAGES.row_or_404(request, ident)
    return pressed(request, lambda by: _strike(row, by), "meeting", row.meeting_id)


@allowed("support.view")
@require_GET
def agreed_action(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Lead to the meeting at which something was agreed."""
    return redirect("meeting", AGREED_PAGES.row_or_404(request, ident).meeting_id)


@allowed("support.answer")
@form_page
def done(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record that something was done."""
    return AGREED_PAGES.answer(request, AGREED_PAGES.row_or_404(request, ident), OUTCOME_PAGES[OutcomeVerb.FULFIL])


@allowed("support.answer")
@form_page
def missed(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record that something was not done."""
    return AGREED_PAGES.answer(request, AGREED_PAGES.row_or_404(request, ident), OUTCOME_PAGES[OutcomeVerb.MISS])


def _strike(row: AgreedAction, by: Actor) -> str:
    actions.strike_agreed(agreed=row, by=by)
    return _("Kesepakatan dihapus.")


def _steps(meeting: Meeting) -> list[dict[str, Any]]:
    """Return the steps of a planned meeting; what was said there can be noted from its day on."""
    if meeting.state != MeetingState.PLANNED:
        return []
    has_come = meeting.day <= meeting.today
    verbs = [MeetingVerb.AGREE, MeetingVerb.MINUTE] if has_come else []
    pages = [MEETING_PAGES[verb] for verb in (*verbs, MeetingVerb.CALL_OFF)]
    return [{"title": page.title, "url": reverse(page.route, args=[meeting.pk])} for page in pages]


def _told(row: AgreedAction, actor: Actor) -> dict[str, Any]:
    status, tone = agreed_standing(row)
    mine = actor.may(REPORT) and actor.institution_id == row.owner_id
    return {
        "row": row,
        "status": status,
        "tone": tone,
        "may_report": mine and row.state == AgreedOutcome.OPEN and row.meeting.state == MeetingState.HELD,
    }
