"""`netral pledges`: sealing by the thousand what was signed."""

import json
import sys
import time
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console

from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.sealing.queue import waiting_count
from netral.apps.pledges.sealing.runner import CHUNK, Sealed, seal_waiting
from netral.cli.django_setup import database_group
from netral.cli.progress import progress_bar
from netral.config.errors import NetralError
from netral.engines.process_pool import WorkerDied
from netral.foundation.files.storage import StorageBroken
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.sequencer import sequence_pending
from netral.foundation.seals.actions.documents import NoSealKey

app = database_group(__doc__)
notes = Console(stderr=True)


class NotSealed(NetralError):
    """Some pledges still wait for their seal."""


@app.command()
def seal(
    campaign: Annotated[str, typer.Option(help="Only this campaign, by its identifier; otherwise all.")] = "",
    processes: Annotated[int, typer.Option(help="How many processes seal at once.", min=1, max=64)] = 2,
    chunk: Annotated[int, typer.Option(help="How many are sealed in one transaction.", min=1, max=50_000)] = CHUNK,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")] = False,
) -> None:
    """Seal every signed pledge that has no document. May be interrupted: what is sealed stays, the rest can follow."""
    wanted = _campaign(campaign)
    with elevated("signed pledges of every unit are sealed"):
        total = waiting_count(wanted)
    begun = time.perf_counter()
    sealed = _sealed(wanted, min(processes, max(1, total // chunk)), chunk, total)
    seconds = time.perf_counter() - begun
    with notes.status("Placing the sealings in the ledger..."):
        sequence_pending()
    if as_json:
        unfit = {str(pledge): why for pledge, why in sealed.unfit.items()}
        sys.stdout.write(json.dumps({"sealed": sealed.number, "seconds": round(seconds, 2), "unfit": unfit}) + "\n")
    else:
        sys.stdout.write(f"{sealed.number} pledges sealed\n")
    if sealed.unfit:
        raise NotSealed(f"{len(sealed.unfit)} pledges cannot be printed: {_named(sealed)}. Correct the roster.")


def _sealed(campaign: UUID | None, processes: int, chunk: int, total: int) -> Sealed:
    done = 0
    with progress_bar("Sealing pledges") as show:

        def moved(number: int) -> None:
            nonlocal done
            done += number
            show(done, total)

        try:
            return seal_waiting(campaign, processes=processes, progress=moved, chunk=chunk)
        except (NoSealKey, StorageBroken, WorkerDied) as error:
            raise NotSealed(f"{error} {done} pledges were sealed; run the command again for the others.") from error


def _campaign(written: str) -> UUID | None:
    if not written:
        return None
    try:
        ident = UUID(written)
    except ValueError as error:
        raise NetralError(f"{written!r} identifies no campaign: take it from the address of its page.") from error
    with elevated("whether a campaign exists"):
        if not Campaign.objects.filter(pk=ident).exists():
            raise NetralError(f"There is no campaign {written}.")
    return ident


def _named(sealed: Sealed) -> str:
    with elevated("who has to be told"):
        people = Pledge.objects.filter(pk__in=list(sealed.unfit)).select_related("person")[:5]
        return "; ".join(f"{pledge.person.nip} ({sealed.unfit[pledge.pk]})" for pledge in people)
