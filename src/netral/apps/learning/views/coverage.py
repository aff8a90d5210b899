"""The coverage board: every government, every unit, and every person for who may see her."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from netral.apps.learning.parameters import quiz_rules
from netral.apps.learning.queries.coverage import coverage_by_unit, people_of, total
from netral.apps.learning.queries.governments import (
    government_of_id,
    governments_of,
    sees_people_of,
)
from netral.apps.learning.queries.rounds import edition_for, open_round_of
from netral.apps.learning.tables import BoardTable, NumbersTable, PeopleTable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.institutions.models import Institution
from netral.foundation.ui.tables import table_response


@allowed("learning.view")
@require_GET
def governments(request: HttpRequest) -> HttpResponse:
    """List the governments the reader sees; whoever sees one goes straight to it."""
    known = governments_of(actor_of(request))
    if len(known) == 1:
        return redirect("learning_board", known[0].pk)
    return render(request, "learning/governments.html", {"governments": known})


@allowed("learning.view")
@require_GET
def board(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show how far each unit of a government is."""
    actor, government = actor_of(request), _government(request, ident)
    edition = edition_for(government)
    rows = coverage_by_unit(government, edition)
    sees_people = sees_people_of(actor, government)
    context = {
        "government": government,
        "counts": total(rows),
        "stage": quiz_rules().label_of(edition.stage),
        "catalogue": edition.catalogue[:12],
        "bars": [(row.unit, row.counts.share) for row in sorted(rows, key=lambda row: -row.counts.share)],
        "sees_people": sees_people,
        "round": open_round_of(government),
        "is_one_of_many": len(governments_of(actor)) > 1,
    }
    table = (BoardTable if sees_people else NumbersTable)(rows)
    return table_response(request, table, template="learning/board.html", context=context)


@allowed("learning.view")
@require_GET
def people(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """List everybody on the roster of the reader's own government, and how far each is."""
    government = _government(request, ident)
    if not sees_people_of(actor_of(request), government):
        raise Http404
    table = PeopleTable(people_of(government, edition_for(government)))
    return table_response(request, table, template="learning/people.html", context={"government": government})


def _government(request: HttpRequest, ident: UUID) -> Institution:
    found = government_of_id(actor_of(request), ident)
    if found is None:
        raise Http404
    return found
