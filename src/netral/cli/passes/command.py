"""`netral passes`: priority passes for a list of people, judged and revoked without a database."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from django.conf import settings
from rich.console import Console

from netral.cli.passes.local_key import public_pem, signing_key, trusted
from netral.cli.passes.pass_list import WrongRow, read_list
from netral.cli.progress import progress_bar
from netral.config.errors import NetralError
from netral.engines.passes.claims import ClaimsInvalid, PassClaims
from netral.engines.passes.keys import KeyRing, PassKey
from netral.engines.passes.numbers import pass_number, serial_of
from netral.engines.passes.passes import PassFinding, fitted, issue, verify as judge
from netral.engines.passes.revocations import RevocationList, RevocationsRefused, read_revocations, write_revocations
from netral.foundation.ledger.clock import now

app = typer.Typer(no_args_is_help=True, help=__doc__)
notes = Console(stderr=True, highlight=False, soft_wrap=True)

WORDS = {
    PassFinding.GENUINE: "genuine: board",
    PassFinding.FOREIGN: "this is no pass",
    PassFinding.DAMAGED: "the pass is damaged or cut short: scan it again, or type its number",
    PassFinding.UNKNOWN_KEY: "the pass is signed by a key that is not trusted here: fetch the keys, or refuse",
    PassFinding.FORGED: "the pass was changed, or another key signed it: refuse",
    PassFinding.REVOKED: "the pass was revoked: refuse",
    PassFinding.NOT_YET_VALID: "the pass is not valid yet",
    PassFinding.EXPIRED: "the pass is over",
    PassFinding.OTHER_CROSSING: "the pass is for another crossing",
}

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
Key = Annotated[
    Path | None, typer.Option("--key", exists=True, dir_okay=False, help="A P-256 key in PEM to sign with.")
]
At = Annotated[str, typer.Option("--at", metavar="TIME", help="Judge at this moment, such as 2024-10-07 08:30.")]


class PassesRefused(NetralError):
    """A pass that does not hold, rows without a pass, or what cannot be read."""


@app.command("issue")
def issue_list(
    file: Annotated[Path, typer.Option("--file", dir_okay=False, help="CSV or XLSX: name,role,plate,crossing,...")],
    key: Key = None,
    sheet: Annotated[str, typer.Option(metavar="NAME", help="Which sheet of a workbook that has several.")] = "",
    as_json: Json = False,
) -> None:
    """Issue a pass for each right row of a list. Ends with 1 when a row was wrong, and names it.

    Columns: name, crossing, valid_from, valid_until; also serial, role, vehicle, plate, departs_at, companions.
    """
    signer = signing_key(key)
    issued, wrong = _issued(file, sheet, signer)
    if as_json:
        told = {"key": signer.public.identifier.hex(), "issued": issued, "wrong": [row._asdict() for row in wrong]}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{each['number']}\t{each['name']}\t{each['text']}\n" for each in issued)
    if wrong:
        lines = [f"row {row.row}{f', {row.column}' if row.column else ''}: {row.reason}" for row in wrong]
        raise PassesRefused("\n".join([f"{len(wrong)} rows got no pass:", *lines]))


@app.command()
def verify(
    text: Annotated[str, typer.Argument(help="What the QR symbol holds; - reads it from standard input.")],
    at: At = "",
    crossing: Annotated[str, typer.Option(help="The crossing on which it is shown.")] = "",
    keys: Annotated[
        list[Path] | None, typer.Option("--keys", exists=True, dir_okay=False, help="Public keys to trust, in PEM.")
    ] = None,
    revocations: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A list that `netral passes revoke` wrote.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Judge a pass. Ends with 1 unless it is genuine and may be used."""
    ring, moment = trusted(keys or []), _moment(at)
    revoked: RevocationList | None = None
    if revocations is not None:
        try:
            revoked = read_revocations(revocations.read_bytes(), ring)
        except RevocationsRefused as error:
            raise PassesRefused(f"{revocations}: {error}. Fetch the list anew; nothing was judged.") from error
    shown = sys.stdin.read().rstrip("\r\n") if text == "-" else text
    verdict = judge(shown, ring, at=moment, crossing=crossing, revoked=revoked)
    if as_json:
        told = {
            "genuine": verdict.ok,
            "reason": verdict.reason,
            "words": WORDS[verdict.reason],
            "at": moment.isoformat(),
        }
        if revoked is not None:
            told["revocations_age_s"] = round(revoked.age(moment).total_seconds())
        if verdict.claims is not None:
            told["pass"] = _said(verdict.claims)
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    elif verdict.ok and verdict.claims is not None:
        sys.stdout.write(f"{WORDS[verdict.reason]}\n")
        sys.stdout.writelines(f"{name}\t{value}\n" for name, value in _said(verdict.claims).items())
    if not verdict.ok:
        raise PassesRefused(f"Not to be used: {WORDS[verdict.reason]}.")


@app.command()
def revoke(
    numbers: Annotated[list[str], typer.Argument(metavar="NUMBER...", help="Numbers of passes, such as PP-2225-D3V9.")],
    out: Annotated[Path, typer.Option(dir_okay=False, help="The list to write; one that is there is continued.")],
    key: Key = None,
) -> None:
    """Write a signed list of revoked passes: those named, and those of the list that is there."""
    signer = signing_key(key)
    serials = {number: serial_of(number) for number in numbers}
    if unknown := [number for number, serial in serials.items() if serial is None]:
        raise PassesRefused(f"No number of a pass: {', '.join(unknown)}. Check the letters; nothing was written.")
    held = RevocationList(0, now(), ())
    if out.is_file():
        try:
            held = read_revocations(out.read_bytes(), KeyRing([signer.public]))
        except RevocationsRefused as error:
            raise PassesRefused(f"{out}: {error}. Write to another file; this one was left as it is.") from error
    revoked = {*held.serials, *(serial for serial in serials.values() if serial is not None)}
    content = write_revocations(revoked, sequence=held.sequence + 1, issued_at=now(), key=signer)
    draft = out.with_name(f"{out.name}.new")
    draft.write_bytes(content)
    draft.replace(out)
    sys.stdout.write(f"{len(revoked)} passes revoked, list {held.sequence + 1} in {out}\n")


@app.command("key")
def show_key(key: Key = None) -> None:
    """Write the public key, for those who verify elsewhere, to standard output."""
    sys.stdout.write(public_pem(signing_key(key)))


def _issued(file: Path, sheet: str, key: PassKey) -> tuple[list[dict[str, Any]], list[WrongRow]]:
    issued: list[dict[str, Any]] = []
    wrong: list[WrongRow] = []
    with progress_bar(f"Issuing {file.name}") as bar:
        for done, found in enumerate(read_list(file, ZoneInfo(settings.TIME_ZONE), sheet), start=1):
            bar(done, done)
            if isinstance(found, WrongRow):
                wrong.append(found)
                continue
            row, claims = found
            try:
                fitting = fitted(claims, key)
            except ClaimsInvalid as error:
                wrong.append(WrongRow(row, "", str(error)))
                continue
            issued.append({"row": row, **_said(fitting), "text": issue(fitting, key)})
    return issued, wrong


def _said(claims: PassClaims) -> dict[str, Any]:
    """Return what a pass says, in the words of its list."""
    zone = ZoneInfo(settings.TIME_ZONE)
    begins, ends = claims.valid_from.astimezone(zone), claims.valid_until.astimezone(zone)
    departs = claims.departs_at and claims.departs_at.astimezone(zone).isoformat()
    return {
        "number": pass_number(claims.serial),
        "serial": claims.serial,
        "name": claims.name,
        "role": claims.role.name.lower(),
        "vehicle": claims.boarding.name.lower(),
        "plate": claims.plate,
        "crossing": claims.crossing,
        "valid_from": begins.isoformat(),
        "valid_until": ends.isoformat(),
        "departs_at": departs,
        "companions": claims.companions,
    }


def _moment(text: str) -> datetime:
    if not text:
        return now()
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise PassesRefused(f"{text!r} is no moment: write it as 2024-10-07 08:30.") from error
    return found.replace(tzinfo=found.tzinfo or ZoneInfo(settings.TIME_ZONE))
