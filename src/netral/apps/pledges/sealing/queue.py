"""Signed pledges that wait for their seal: taken by one sealer each, and what each of them prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from netral.apps.pledges.domain import Manner, PledgeStatus
from netral.apps.pledges.models import Campaign, Ceremony, Pledge
from netral.apps.pledges.papers import press_form
from netral.apps.pledges.sealing.printouts import Printer, Row
from netral.engines.seal.pdf_template.forms import Form
from netral.foundation.ledger.write_guard import require_action
from netral.foundation.seals.issue import Printed

# What another sealer holds is passed over, so that two never wait for each other nor seal the same. Whoever signed at a
# ceremony's kiosk gets that ceremony's form.
_FIRST = """
SELECT p.campaign_id, CASE WHEN p.manner = %(kiosk)s THEN p.ceremony_id END
FROM pledges_pledge p
WHERE p.status = 'signed' AND p.document_id IS NULL
  AND (%(campaign)s::uuid IS NULL OR p.campaign_id = %(campaign)s)
  AND p.id <> ALL(%(without)s) AND (%(only)s::uuid[] IS NULL OR p.id = ANY(%(only)s))
ORDER BY p.campaign_id, p.id LIMIT 1 FOR UPDATE OF p SKIP LOCKED
"""
_TAKE = """
SELECT p.id, p.scopes::text[], p.signed_at, a.name, a.nip, u.name, a.position
FROM pledges_pledge p
JOIN registry_asnperson a ON a.id = p.person_id
JOIN institutions_institution u ON u.id = p.unit_id
WHERE p.status = 'signed' AND p.document_id IS NULL AND p.campaign_id = %(of)s
  AND CASE WHEN p.manner = %(kiosk)s THEN p.ceremony_id END IS NOT DISTINCT FROM %(ceremony)s::uuid
  AND p.id <> ALL(%(without)s) AND (%(only)s::uuid[] IS NULL OR p.id = ANY(%(only)s))
ORDER BY p.id LIMIT %(most)s FOR UPDATE OF p SKIP LOCKED
"""
_SEALED = """
UPDATE pledges_pledge SET document_id = given.document
FROM unnest(%s::uuid[], %s::uuid[]) AS given (id, document) WHERE pledges_pledge.id = given.id
"""


@dataclass(frozen=True)
class Wanted:
    """Which waiting pledges to take: of one campaign or of any, at most so many; some only, or all but some."""

    campaign: UUID | None = None
    most: int = 1
    only: tuple[UUID, ...] | None = None
    without: tuple[UUID, ...] = ()

    @property
    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the statements."""
        return {
            "campaign": self.campaign,
            "most": self.most,
            "only": None if self.only is None else list(self.only),
            "without": list(self.without),
            "kiosk": Manner.KIOSK.value,
        }


@dataclass(frozen=True)
class Taken:
    """Pledges of one form, locked until the transaction ends."""

    campaign: Campaign
    ceremony: Ceremony | None
    rows: tuple[Row, ...]

    @property
    def form(self) -> Form:
        """Return what they are pressed from."""
        return press_form(self.campaign, self.ceremony)

    def printed(self) -> list[Printed]:
        """Return what each of them prints."""
        printer = Printer(self.campaign, self.ceremony)
        return [printer.printed(row) for row in self.rows]


def take(wanted: Wanted) -> Taken | None:
    """Lock the next pledges that no other sealer holds; None when nothing waits."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, wanted.parameters)
        first = cursor.fetchone()
        if first is None:
            return None
        campaign, ceremony = first
        cursor.execute(_TAKE, {**wanted.parameters, "of": campaign, "ceremony": ceremony})
        rows = tuple(Row(*values) for values in cursor.fetchall())
    related = ("institution__region", "government__region")
    return Taken(
        Campaign.objects.select_related(*related).get(pk=campaign),
        Ceremony.objects.prefetch_related("witnesses").get(pk=ceremony) if ceremony else None,
        rows,
    )


def mark_sealed(pledges: Sequence[UUID], documents: Sequence[UUID]) -> None:
    """Give pledges their documents."""
    require_action(Pledge)
    with connection.cursor() as cursor:
        cursor.execute(_SEALED, [list(pledges), list(documents)])


def waiting_count(campaign: UUID | None = None) -> int:
    """Return how many signed pledges wait for their seal."""
    found = Pledge.objects.filter(status=PledgeStatus.SIGNED, document=None)
    return int((found.filter(campaign=campaign) if campaign else found).count())
