"""Whether anything is lost, doubled or slow when phones send what they gathered during an outage.

Real phones' protocol, real programs, a real database with durable commits, all in a place of its own. With `--kill` the
web server or the database dies at a random moment of every round, and the phones go on by themselves.
"""

import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from netral.bench.scratch.commits import commits_per_s
from netral.bench.scratch.field import Field, Site, lay, served
from netral.bench.scratch.kills import Victim, killed_in_rounds, require_alone
from netral.bench.scratch.phones import PHOTO_BYTES, PhoneProcess, Sending, phone_process
from netral.bench.scratch.place import DATABASE, durability, shared_place
from netral.bench.scratch.tally import tally
from netral.config.cluster.connection import connection_string
from netral.config.cluster.location import database_settings
from netral.config.errors import NetralError
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.verification import verify

DEVICES, KILL_DEVICES, ROUNDS = 2_000, 40, 20
EACH = 5
# Two thousand phones come back within ten minutes.
ARRIVAL_S = 0.3
# A photo in one piece as a rule; in several where something is killed between them.
PIECE, SMALL_PIECE = 256 * 1024, 64 * 1024
LIMIT_P95_MS = 500.0
# So many events are verified within half a minute; of more it is said that they were not.
MOST_VERIFIED = 150_000


def run(devices: int = 0, kill: str = "", rounds: int = 0) -> dict[str, object]:
    """Let so many phones send, all within their time, or in rounds in each of which something is killed.

    Raises:
        NetralError: rounds without a kill; or the database is to be killed and is not the measurement's alone.
    """
    if rounds and not kill:
        raise NetralError("--rounds counts how often something is killed: name it with --kill web or --kill db.")
    victim = Victim(kill) if kill else None
    if victim is Victim.DATABASE:
        require_alone()
    with shared_place() as environment:
        field = lay(devices or (KILL_DEVICES if victim else DEVICES))
        with phone_process() as phones, served(environment) as site:
            if victim is None:
                return _measured(field, site, phones)
            figures = killed_in_rounds(victim, site, phones, _sending(field, site, SMALL_PIECE), rounds or ROUNDS)
            ledger = _ledger()
            kept = figures["kept"] is True and not ledger["faults"]
            return {**figures, "ledger": ledger, **durability(), "load": _load(), "kept": kept}


def _sending(field: Field, site: Site, piece: int) -> Sending:
    over_s = ARRIVAL_S * len(field.phones)
    return Sending(site.url, field.form, field.phones, EACH, over_s, piece, seed=1)


def _measured(field: Field, site: Site, phones: PhoneProcess) -> dict[str, object]:
    outcome = phones.begin(_sending(field, site, PIECE)).result()
    load = _load()
    found = tally(outcome.held)
    seconds = outcome.last_at - outcome.first_at
    per_s, commits, ledger = found.accepted / seconds, commits_per_s(_address()), _ledger()
    together = _times([*outcome.content_s, *outcome.piece_s])
    is_right = found.lost == found.doubled == found.still_on_phone == 0
    return {
        "devices": len(field.phones),
        "observations": len(outcome.held),
        "photo_bytes": PHOTO_BYTES,
        **asdict(found),
        "refusals": sorted({each.refusal for each in outcome.held if each.refusal})[:5],
        "tried_again": outcome.tried_again,
        "seconds": round(seconds, 1),
        **together,
        "limit_p95_ms": LIMIT_P95_MS,
        "content": _times(outcome.content_s),
        "piece": _times(outcome.piece_s),
        "observations_per_s": round(per_s, 2),
        "limit_commits_per_s": round(commits),
        "ratio": round(per_s / commits, 4),
        **durability(),
        "ledger": ledger,
        "client_cpu_share": round(outcome.cpu_s / seconds / (os.cpu_count() or 1), 3),
        "load": load,
        "kept": is_right and together["p95_ms"] <= LIMIT_P95_MS and not ledger["faults"],
    }


def _address() -> str:
    return connection_string({**database_settings("owner"), "NAME": DATABASE})


def _load() -> float:
    return round(os.getloadavg()[0], 1)


def _times(seconds: Sequence[float]) -> dict[str, float]:
    """Return milliseconds of answers; of none, what no limit allows."""
    if len(seconds) < 2:
        return {"answers": len(seconds), "p50_ms": float("inf"), "p95_ms": float("inf"), "worst_ms": float("inf")}
    cuts = statistics.quantiles(seconds, n=20, method="inclusive")
    milliseconds = {"p50_ms": cuts[9], "p95_ms": cuts[18], "worst_ms": max(seconds)}
    return {"answers": len(seconds), **{name: round(each * 1000, 1) for name, each in milliseconds.items()}}


def _ledger() -> dict[str, Any]:
    """Verify the ledger that the load wrote, unless that takes long."""
    events = Event.objects.count()
    if events > MOST_VERIFIED:
        return {"events": events, "verified": False, "faults": []}
    begun = time.perf_counter()
    report = verify()
    took = round(time.perf_counter() - begun, 1)
    return {"events": events, "verified": report.ok, "faults": report.faults, "verify_s": took}
