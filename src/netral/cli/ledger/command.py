"""`netral ledger`: the record of every action, and the proof that nobody changed it.

What strangers need (`verify` of a folder or an address, `check`, `monitor`, `witness`) asks for neither a database nor
any settings; the other commands load them when they run.
"""

import importlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from netral.cli.ledger import verification
from netral.cli.ledger.log_reader import given_key, open_source, stated_key
from netral.cli.ledger.loop import repeat
from netral.cli.ledger.monitor import Monitor
from netral.cli.ledger.state import Memory, default_folder
from netral.cli.ledger.witness import Witness
from netral.config.errors import NetralError

app = typer.Typer(no_args_is_help=True)
notes = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
Key = Annotated[str, typer.Option("--key", metavar="VKEY", help="The log's key, name+hash+key, or a file with it.")]
Keys = Annotated[
    list[str] | None, typer.Option("--witness", metavar="VKEY", help="A witness who must have cosigned; repeatable.")
]
Quorum = Annotated[int | None, typer.Option(min=0, help="How many of the witnesses suffice; all if left out.")]
Url = Annotated[str, typer.Argument(metavar="URL", help="Such as https://netral.example.go.id/ledger.")]
State = Annotated[Path | None, typer.Option(file_okay=False, help="Where to remember; in your home if left out.")]


class LedgerBroken(NetralError):
    """A log does not verify."""


@app.callback()
def ledger() -> None:
    """The record of every action, and the proof that nobody changed it."""


@app.command()
def verify(
    place: Annotated[str, typer.Argument(metavar="[DIR|URL]", help="Anyone's log; your own if left out.")] = "",
    key: Key = "",
    witness: Keys = None,
    quorum: Quorum = None,
    as_json: Json = False,
) -> None:
    """Check a whole log, entry by entry; without a place, this installation's database and its log. Ends with 1 when
    anything was changed, and with 2 when the log cannot be reached."""
    found = _verified(place, key, verification.Witnesses.parse(witness or [], quorum)) if place else _verified_here()
    faults = found["faults"]
    if as_json:
        _print({**found, "ok": not faults})
    else:
        sys.stdout.write(f"{found['log_size']} entries of {found['log']}: {'NOT ok' if faults else 'ok'}\n")
        sys.stdout.writelines(f"cosigned by {name}, {at}\n" for name, at in found["witnesses"].items())
    if faults:
        more = f" (and {len(faults) - 5} more; --json names them)" if len(faults) > 5 else ""
        raise LedgerBroken(f"The log in {place or 'this installation'} does not hold: {'; '.join(faults[:5])}{more}.")


@app.command()
def check(
    proof: Annotated[Path, typer.Argument(metavar="PROOF", help="A file as `prove` and the website give it.")],
    key: Annotated[str, typer.Option("--key", metavar="VKEY", help="The log's key, name+hash+key, or a file with it.")],
    document: Annotated[Path | None, typer.Option(help="The file that the proof must be of.")] = None,
    witness: Keys = None,
    quorum: Quorum = None,
    as_json: Json = False,
) -> None:
    """Check a proof file without any network: what was recorded, its place in the log, who signed that."""
    proven = verification.check_proof(proof, given_key(key), verification.Witnesses.parse(witness or [], quorum))
    if document is not None:
        verification.check_document(document, proven)
    if as_json:
        _print({**vars(proven), "ok": True})
        return
    event = proven.event
    sys.stdout.write(f"entry {proven.index} of {proven.size}: {event.get('kind')}, {event.get('at')}\n")
    sys.stdout.write(f"{json.dumps(event, indent=2, ensure_ascii=False)}\n")
    sys.stdout.writelines(f"cosigned by {name}, {at}\n" for name, at in proven.witnesses.items())


@app.command()
def monitor(
    url: Url,
    every: Annotated[float, typer.Option(metavar="S", min=0, help="Look every so many seconds; once if 0.")] = 0,
    compare: Annotated[
        list[str] | None, typer.Option(metavar="OTHER", help="The log as others get it: an address or a folder.")
    ] = None,
    state: State = None,
    key: Key = "",
) -> None:
    """Watch a log: prove each time that it only grew, and that other readers see the same. Ends with 1 and keeps the
    evidence when it did not."""
    memory = Memory(state or default_folder("monitor", url))
    with memory.held():
        watching = Monitor(url, memory, key, compare or [])
        notes.print(f"The log's key is {watching.log.written()}.")
        repeat(every, lambda: notes.print(f"{watching.look().head.size} entries, as it should be"), notes.print)


@app.command()
def witness(
    url: Url,
    once: Annotated[bool, typer.Option("--once", help="Look once and end.")] = False,
    every: Annotated[float, typer.Option(metavar="S", min=0.1, help="Look every so many seconds.")] = 5,
    name: Annotated[str, typer.Option(help="Who you are; the name of this machine if left out.")] = "",
    state: State = None,
    key: Key = "",
) -> None:
    """Watch a log from another machine, and cosign each checkpoint that continues all that was cosigned before."""
    memory = Memory(state or default_folder("witness", url))
    with memory.held():
        witnessing = Witness(url, memory, name, Monitor(url, memory, key))
        notes.print(f"The log's key is {witnessing.monitor.log.written()}.")
        notes.print(f"Your key is {witnessing.vkey}.")
        repeat(0 if once else every, lambda: witnessing.look(notes.print), notes.print)


@app.command()
def prove(
    what: Annotated[str, typer.Argument(metavar="EVENT|CODE", help="An event's identifier, or a document's code.")],
    out: Annotated[Path | None, typer.Option(dir_okay=False, help="The file to write instead.")] = None,
) -> None:
    """Write the proof file of an event or of a document. What was recorded stands in it for everyone to read."""
    text: str = _here().prove(what).text()
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")


@app.command()
def export(
    target: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="New or exported before.")],
) -> None:
    """Write the log to a folder that anyone can verify: entries, tiles, witnessed checkpoint and key."""
    size = _here().export(target)
    sys.stdout.write(f"{size} entries in {target}\n")


@app.command()
def run() -> None:
    """Give every event its place in the log within a second, until ended; start this beside the web server."""
    _here().run()


@app.command()
def sequence() -> None:
    """Give every event that waits its place in the log once, and publish the new checkpoint."""
    sys.stdout.write(f"{_here().sequence()} events appended\n")


@app.command()
def key() -> None:
    """Print the log's public key in the form that log tools take."""
    sys.stdout.write(f"{_here().key()}\n")


@app.command()
def erase(
    subject: Annotated[str, typer.Argument(metavar="EVENT|TYPE:ID", help="An event, or all events about a subject.")],
    reason: Annotated[str, typer.Option(help="Why; it is kept for good, so it must not name the person.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Erase personal data from what was recorded. The log still verifies, but proves no more what stood there."""
    if not yes:
        typer.confirm("What is erased here cannot be brought back. Go on?", abort=True, err=True)
    sys.stdout.write(f"{_here().erase(subject, reason)} events erased\n")


def _here() -> Any:
    # Loaded only here: strangers need neither Django nor a database.
    setup = importlib.import_module("netral.cli.django_setup")
    setup.set_up_django()
    setup.open_database()
    here = importlib.import_module("netral.cli.ledger.here")
    here.require_tables()
    return here


def _verified(place: str, key: str, asked: verification.Witnesses) -> dict[str, Any]:
    log = given_key(key) if key else stated_key(open_source(place), place)
    if not key:
        notes.print(f"The log itself states its key; compare it with what others know of it: {log.written()}")
    found = verification.check_log(place, log, asked)
    return {
        "log": log.name,
        "log_size": found.size,
        "key": log.written(),
        "key_given": bool(key),
        "witnesses": found.witnesses,
        "faults": found.faults,
    }


def _verified_here() -> dict[str, Any]:
    here = _here()
    report = here.verify()
    return {
        "log": here.key().partition("+")[0],
        "log_size": report.size,
        "events": report.events,
        "waiting": report.waiting,
        "erased": report.erased,
        "published": report.published,
        "witnesses": {},
        "faults": report.faults,
    }


def _print(found: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
