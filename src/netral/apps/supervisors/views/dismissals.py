"""One proceeding that may end in a dismissal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from netral.apps.supervisors.domain.postings import DISMISSAL_TABLE, DismissalState
from netral.apps.supervisors.views.steps import DISMISSAL_PAGES, dismissal_or_404
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.regions.queries import zone_of


@allowed("supervisors.assess")
@require_GET
def dismissal(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show the reasons, what she said, the decision, and the next step."""
    row, actor = dismissal_or_404(request, ident), actor_of(request)
    lines = [line for line in DISMISSAL_TABLE.rows if line.origin == DismissalState(row.state)]
    onward = [line for line in lines if line.target != line.origin]
    context = {
        "dismissal": row,
        "steps": [DISMISSAL_PAGES[line.verb] for line in lines if actor.may(line.permission)],
        "waits": [DISMISSAL_PAGES[line.verb] for line in onward if not actor.may(line.permission)],
        "zone": zone_of(row.posting.region_id).key,
    }
    return render(request, "supervisors/dismissal.html", context)
