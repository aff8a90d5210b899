"""Recording the heads of governments who are candidates."""

from datetime import date

from netral.apps.support.domain import grants, incumbents
from netral.apps.support.events import INCUMBENT_RECORDED
from netral.apps.support.models import Incumbent
from netral.engines.steps.table import StepRefused, check_permission, gettext_noop as _
from netral.foundation.elections.models import Election
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.recording import action, record


@action
def record_incumbent(
    *, government: Institution, election: Election, name: str, since: date, source: str, by: Actor
) -> Incumbent:
    """Record that the head of a government is a candidate, and where that was read; the government sees it too.

    Raises:
        StepRefused: the day cannot be, one is recorded already, or the actor may not.
    """
    check_permission(grants.AGREE, by.permissions)
    incumbents.check_since(since, today(zone_at(government)))
    # Another who records the same meanwhile waits here, and then finds this one.
    Institution.objects.select_for_update().get(pk=government.pk)
    if Incumbent.objects.filter(government=government, election=election).exists():
        raise StepRefused(_("Calon petahana daerah ini pada pemilihan ini sudah dicatat. Lihat daftarnya."))
    incumbent: Incumbent = Incumbent.objects.create(
        scopes=[*by.paths, government.path],
        government=government,
        election=election,
        name=name,
        since=since,
        source=source,
        recorded_at=now(),
    )
    facts = {"government": government.path, "election": election.code, "since": since, "name": name, "words": source}
    record(INCUMBENT_RECORDED, subject=incumbent, by=by, data=facts)
    return incumbent
