"""How fast the ledger records and verifies: events through actions, sequenced, then proven."""

import time

from netral.bench.scratch.place import durability, place
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.sequencing import sequence_pending
from netral.foundation.ledger.verification import verify

EVENTS = 5_000
MEASURED = EventKind("bench.measured", "Diukur")


@action
def measure(*, number: int) -> None:
    """Record one event in a transaction of its own."""
    record(MEASURED, subject=("bench.event", str(number)), by=SYSTEM, data={"number": number})


def run() -> dict[str, object]:
    """Record events one commit each, give them their places, and verify everything."""
    with place():
        begun = time.perf_counter()
        for number in range(EVENTS):
            measure(number=number)
        recorded = time.perf_counter()
        sequence_pending()
        sequenced = time.perf_counter()
        report = verify()
        verified = time.perf_counter()
        if not report.ok or report.size != EVENTS:
            raise RuntimeError(f"the ledger does not verify: {report}")
        return {
            "events": EVENTS,
            "recorded_per_s": round(EVENTS / (recorded - begun)),
            "sequenced_per_s": round(EVENTS / (sequenced - recorded)),
            "verified_per_s": round(EVENTS / (verified - sequenced)),
            **durability(),
        }
