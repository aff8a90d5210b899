"""Rounds in each of which the web server or the database is killed while phones send, and what is left of it then."""

import os
import signal
import time
from contextlib import suppress
from dataclasses import asdict, replace
from enum import StrEnum
from typing import Any

from django.db import connections

from netral.bench.scratch.field import Site
from netral.bench.scratch.phones import NO_PROGRESS_S, Held, Outcome, PhoneProcess, Sending
from netral.bench.scratch.place import DATABASE
from netral.bench.scratch.tally import Tally, tally
from netral.config.cluster import server
from netral.config.cluster.connection import connect, obstacle
from netral.config.cluster.location import is_external
from netral.config.errors import NetralError
from netral.foundation.registry.fiction import Chance

_IN_USE = """
SELECT DISTINCT datname FROM pg_stat_activity
WHERE datname IS NOT NULL AND usesysid IS NOT NULL AND pid <> pg_backend_pid() AND datname <> %s ORDER BY datname
"""
_LOOK_AGAIN_S = 0.2


class Victim(StrEnum):
    """What is killed."""

    WEB = "web"
    DATABASE = "db"


def require_alone() -> None:
    """Raise NetralError when others would lose their database too."""
    if is_external():
        raise NetralError(
            "DATABASE_URL names a server of your own, which a measurement does not kill: unset it, or use --kill web."
        )
    with connect("owner") as owner:
        others = [name for (name,) in owner.execute(_IN_USE, [DATABASE])]
    if others:
        raise NetralError(
            f"Killing the database would hit who uses {', '.join(others)}: end those programs first, or use --kill web."
        )


def killed_in_rounds(
    victim: Victim, site: Site, phones: PhoneProcess, sending: Sending, rounds: int
) -> dict[str, object]:
    """Let phones send in so many rounds, kill once in each, and count after each what is there."""
    chance, made, shown = Chance(), list[Held](), list[dict[str, Any]]()
    for number in range(rounds):
        connections.close_all()
        sending_now = phones.begin(replace(sending, seed=number + 1))
        time.sleep(chance.uniform(0.1, 0.9) * sending.over_s)
        if victim is Victim.DATABASE:
            # Once more each time: somebody may have begun to use it meanwhile.
            require_alone()
        _kill(victim, site)
        killed_at = time.monotonic()
        outcome = sending_now.result()
        made += outcome.held
        _wait_for_database()
        shown.append({**_figures(tally(outcome.held, among=made)), **_seconds(outcome, killed_at)})
    # Once more for all of them: what a later kill took from an earlier round.
    whole = tally(made)
    return {
        "devices": len(sending.phones),
        "killed": victim.value,
        "observations": len(made),
        **_figures(whole),
        "slowest_round_s": max(each["until_all_in_s"] for each in shown),
        "rounds": {f"{number:02d}": each for number, each in enumerate(shown, 1)},
        "kept": whole.lost == whole.doubled == whole.still_on_phone == 0,
    }


def _figures(found: Tally) -> dict[str, Any]:
    return asdict(found)


def _seconds(outcome: Outcome, killed_at: float) -> dict[str, Any]:
    return {
        "tried_again": outcome.tried_again,
        "until_all_in_s": round(outcome.last_at - outcome.first_at, 1),
        "since_killed_s": round(outcome.last_at - killed_at, 1),
    }


def _kill(victim: Victim, site: Site) -> None:
    with suppress(ProcessLookupError):
        if victim is Victim.WEB:
            # The web server and the processes it started are one group.
            os.killpg(site.web.process.pid, signal.SIGKILL)
        elif postmaster := server.postmaster_pid():
            os.kill(postmaster, signal.SIGKILL)


def _wait_for_database() -> None:
    end = time.monotonic() + NO_PROGRESS_S
    while reason := obstacle("owner"):
        if time.monotonic() > end:
            raise RuntimeError(f"The database did not come back within {NO_PROGRESS_S:.0f} s: {reason}")
        time.sleep(_LOOK_AGAIN_S)
