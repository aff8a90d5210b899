"""Issuing the signed list of a government's revoked passes."""

from datetime import timedelta

from netral.apps.crossings.events import REVOCATIONS_ISSUED
from netral.apps.crossings.models import RevocationIssue, RevokedSerial
from netral.apps.crossings.pass_signatures import signing_key
from netral.apps.crossings.queries.parties import parties_of
from netral.engines.passes.revocations import write_revocations
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record

# A phone's clock may run behind by so much; until then an expired pass would still look valid to it.
_CLOCK_SLACK = timedelta(days=2)


@action
def issue_revocations(*, government: Institution, by: Actor) -> RevocationIssue:
    """Issue the next list of a government's revoked passes; those that expired by themselves are left out.

    Raises:
        StepRefused: the key of the government cannot be opened.
    """
    key = signing_key(government, by)
    Institution.objects.select_for_update(no_key=True).get(pk=government.pk)
    with elevated("a list holds every revoked pass of a government, whoever caused it"):
        moment = now()
        last = RevocationIssue.objects.filter(government=government).order_by("-sequence").first()
        rows = RevokedSerial.objects.filter(government=government, valid_until__gte=moment - _CLOCK_SLACK)
        serials = [*rows.order_by("serial").values_list("serial", flat=True)]
        sequence = last.sequence + 1 if last else 1
        issue: RevocationIssue = RevocationIssue.objects.create(
            scopes=parties_of(str(government.region_id)).scopes,
            government=government,
            sequence=sequence,
            issued_at=moment,
            content=write_revocations(serials, sequence=sequence, issued_at=moment, key=key),
        )
        facts = {"government": government.path, "sequence": sequence, "passes": len(serials)}
        record(REVOCATIONS_ISSUED, subject=issue, by=by, data=facts)
    return issue
