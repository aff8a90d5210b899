"""An answer beside what was said before: earlier published answers and the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.applicable_law import judged
from netral.apps.guidance.domain.answers import CATALOGUE, Stand, against_catalogue, contradicts
from netral.apps.guidance.models import PublishedAnswer


@dataclass(frozen=True)
class Contradiction:
    """One thing an answer contradicts: an earlier answer, or the catalogue's verdict."""

    key: str
    verdict: str
    earlier: PublishedAnswer | None = None
    judgement: catalogue.Judgement | None = None

    @property
    def replaceable(self) -> bool:
        """Say whether publishing may replace it."""
        return self.earlier is not None


def contradictions(stand: Stand, judged_on: date, region: str | None) -> tuple[Contradiction, ...]:
    """Return everything an answer contradicts: earlier answers that still stand, then the catalogue in a region."""
    judgement = judged(stand.act, stand.facts, judged_on, region)
    found = [Contradiction(str(row.pk), row.position, earlier=row) for row in _standing(stand)]
    if against_catalogue(stand.position, judgement.verdict):
        found.append(Contradiction(CATALOGUE, judgement.verdict.value, judgement=judgement))
    return tuple(found)


def others_that_differ(row: PublishedAnswer) -> tuple[PublishedAnswer, ...]:
    """Return the published answers, not replaced, that speak differently of the same thing."""
    if row.is_replaced:
        return ()
    return tuple(other for other in _standing(row.stand) if other.pk != row.pk)


def hold_act(act: str) -> None:
    """Let nobody else publish on an act until the running transaction ends, so that no contradiction slips through."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"guidance.act:{act}"])


def verdict_now(row: PublishedAnswer) -> catalogue.Verdict | None:
    """Return what the catalogue now in use says of an answer's act and facts; None where it no longer knows them."""
    try:
        return judged(row.act, row.facts, row.judged_on, row.institution.region_id).verdict
    except (catalogue.UnknownAct, catalogue.UnknownFact):
        return None


def _standing(stand: Stand) -> Iterable[PublishedAnswer]:
    rows = PublishedAnswer.objects.filter(act=stand.act, replaced_at=None).exclude(position=stand.position)
    return [row for row in rows.select_related("institution") if contradicts(row.stand, stand)]
