"""How many pledges of a closed campaign are sealed, stored, registered, recorded and published in a second.

Fifty thousand fictional civil servants have signed; measured is what an installation does from there on, with two
processes that seal and one that publishes: PDF and signature, encrypted records on the disk, rows, events, the signed
tree. Signing itself, by links and kiosks, happened before.
"""

import random
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from netral.apps.pledges.domain import Manner, PledgeStatus, Template
from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.sealing.runner import seal_waiting
from netral.apps.pledges.texts import templates
from netral.bench.scratch.government import seed, write_roster
from netral.bench.scratch.place import durability, place
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM, Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event, Leaf
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.sequencer import sequence_pending
from netral.foundation.ledger.verification import verify
from netral.foundation.outreach.domain import CallStatus
from netral.foundation.registry.fiction import Chance
from netral.foundation.registry.import_steps import import_file
from netral.foundation.registry.models import AsnPerson
from netral.foundation.seals import store
from netral.foundation.seals.actions.keys import create_seal_key
from netral.foundation.seals.domain import Verdict
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import pdf_of, verify_pdf

PLEDGES = 50_000
PROCESSES = 2
PROMISED_PER_S = 3_000
LOOKED_AT = 200
PUBLISHED_EVERY_S = 1.0
SEED = 7
# They signed on sixty days, as people do.
SIGNING_SECONDS = 60 * 24 * 3600
_AT_ONCE = 5_000
SIGNED = EventKind("bench.signed", "Ikrar uji ditandatangani")


class Publisher:
    """Gives events their places and publishes the tree, now and then while others seal, as the worker does."""

    def __init__(self) -> None:
        self.events, self.seconds, self._last = 0, 0.0, time.perf_counter()

    def look(self, _sealed: int = 0) -> None:
        """Publish when the last time is long enough ago."""
        if time.perf_counter() - self._last >= PUBLISHED_EVERY_S:
            self.publish()

    def publish(self) -> None:
        """Publish everything that waits."""
        begun = time.perf_counter()
        self.events += sequence_pending()
        self._last = time.perf_counter()
        self.seconds += self._last - begun


@dataclass(frozen=True)
class Measured:
    """How long sealing took, and sealing with all of it published."""

    sealed_s: float
    whole_s: float
    publisher: Publisher


def run() -> dict[str, object]:
    """Seal the campaign and measure it, then look at documents, rows and ledger; raises RuntimeError when wrong."""
    with _signed_campaign() as campaign:
        measured = _sealed(campaign)
        with elevated("the measurement looks at everything"):
            _look(campaign)
        rate = PLEDGES / measured.whole_s
        return {
            "pledges": PLEDGES,
            "processes": PROCESSES,
            "pledges_per_s": round(rate),
            "sealed_per_s": round(PLEDGES / measured.sealed_s),
            "sequenced_per_s": round(measured.publisher.events / measured.publisher.seconds),
            "seconds": round(measured.whole_s, 2),
            "promised_per_s": PROMISED_PER_S,
            "peak_rss_mb": _peak_mb(),
            "documents_looked_at": LOOKED_AT,
            **durability(),
            "kept": rate >= PROMISED_PER_S,
        }


def _sealed(campaign: Campaign) -> Measured:
    publisher = Publisher()
    begun = time.perf_counter()
    sealed = seal_waiting(campaign.pk, processes=PROCESSES, progress=publisher.look)
    ended = time.perf_counter()
    publisher.publish()
    whole = time.perf_counter()
    if sealed.number != PLEDGES or sealed.unfit:
        raise RuntimeError(f"{sealed.number} of {PLEDGES} pledges were sealed, {len(sealed.unfit)} could not be")
    return Measured(ended - begun, whole - begun, publisher)


def _look(campaign: Campaign) -> None:
    documents = SealedDocument.objects.filter(kind="pledge")
    sealed = Pledge.objects.filter(campaign=campaign, document__in=documents).values("document").distinct().count()
    kept = store.kept()
    if (sealed, documents.count(), kept.records, kept.loose) != (PLEDGES, PLEDGES, PLEDGES, 0):
        raise RuntimeError(
            f"{sealed} pledges have documents of their own, {documents.count()} rows, {kept} on the disk"
        )
    chosen = random.SystemRandom().sample(list(documents.values_list("pk", flat=True)), LOOKED_AT)
    for document in documents.filter(pk__in=chosen):
        verdict = verify_pdf(pdf_of(document)).verdict
        if verdict != Verdict.HOLDS:
            raise RuntimeError(f"document {document.pk} does not hold: {verdict}")
    report = verify()
    sealings = Event.objects.filter(kind="seal.document_sealed")
    placed = Leaf.objects.filter(event_id__in=sealings.values("id")).count()
    if not report.ok or report.waiting or report.published != report.size or placed != PLEDGES:
        raise RuntimeError(f"the ledger does not hold: {placed} sealings have a place, {report}")


@contextmanager
def _signed_campaign() -> Iterator[Campaign]:
    with place() as folder:
        government = seed()
        _take_in(folder, government)
        office = Institution.objects.get(path=f"{government.path}.bkpsdm")
        create_seal_key(institution=office, by=SYSTEM)
        campaign = _make_campaign(government=government, office=office, by=SYSTEM)
        # What came before is not measured.
        sequence_pending()
        yield campaign


def _take_in(folder: Path, government: Institution) -> None:
    roster = write_roster(folder / "roster.csv", government, PLEDGES)
    by = Actor("system", "bench", "Ukur", government.pk, (government.path,))
    import_file(roster, government, by, is_full=True)


@action
def _make_campaign(*, government: Institution, office: Institution, by: Actor) -> Campaign:
    text, moment = next(iter(templates().values())), now()
    campaign = Campaign.objects.create(
        scopes=[government.path],
        institution=office,
        government=government,
        title="Ikrar netralitas Pilkada 2024",
        template_code=text.code,
        template_version=text.version,
        opens_on=date(2024, 9, 17),
        closes_on=date(2024, 11, 26),
        status=CallStatus.CLOSED,
        created_at=moment - timedelta(days=70),
        opened_at=moment - timedelta(days=69),
        closed_at=moment,
    )
    with elevated("the measurement signs for everybody"):
        people, chance = AsnPerson.objects.filter(active=True).order_by("pk"), Chance(SEED)
        for start in range(0, PLEDGES, _AT_ONCE):
            some = people[start : start + _AT_ONCE]
            Pledge.objects.bulk_create([_pledge(campaign, text, person, chance) for person in some])
    record(SIGNED, subject=campaign, by=by)
    return campaign


def _pledge(campaign: Campaign, text: Template, person: AsnPerson, chance: Chance) -> Pledge:
    signed_at = (campaign.opened_at or now()) + timedelta(seconds=chance.randrange(SIGNING_SECONDS))
    return Pledge.for_person(
        person,
        campaign=campaign,
        status=PledgeStatus.SIGNED,
        confirmed=[point.code for point in text.points],
        opened_at=campaign.opened_at,
        signed_at=signed_at,
        manner=Manner.LINK,
    )


def _peak_mb() -> int:
    used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return round(max(used) / 1024)
