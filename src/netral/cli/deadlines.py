"""`netral deadlines`: the legal terms, and what each comes to."""

import json
import sys
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from netral.apps.catalogue import api
from netral.cli.editions import require_adopted
from netral.config.errors import NetralError
from netral.engines.deadlines.terms import TermError
from netral.engines.rules.dated import NotInForceError
from netral.foundation.ledger.clock import today
from netral.foundation.regions.queries import zone_of

app = typer.Typer(no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
Adopted = Annotated[bool, typer.Option("--adopted", help="By the edition adopted here, asking the database.")]
Extensions = Annotated[
    list[str] | None, typer.Option("--extended-by", help="A term that prolongs it; may be repeated.")
]


class DeadlineNotFound(NetralError):
    """The term, the moment or the region cannot be counted with."""


@app.command("list")
def list_terms(adopted: Adopted = False, as_json: Json = False) -> None:
    """List the legal terms in force today, by the law that ships with Netral unless --adopted is given."""
    if adopted:
        require_adopted()
    terms = api.terms_in_force(today(ZoneInfo("Asia/Jakarta")))
    if as_json:
        rows = [
            {
                "code": term.code,
                "title": term.title,
                "length": term.length,
                "unit": term.unit,
                "from": term.from_event,
                "start_rule": term.start_rule,
                "boundary": term.boundary,
                "extends": term.extends,
                "basis": term.basis,
                "reference": term.reference,
                "verification": term.verification,
                "sources": term.sources,
                "conflicts": term.conflicts,
                "note": term.note,
            }
            for term in terms
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
        return
    table = Table("Kode", "Lama", "Satuan", "Sejak", "Dasar", "Verifikasi", box=None)
    for term in terms:
        table.add_row(term.code, str(term.length), term.unit, term.from_event, term.basis, term.verification)
    Console().print(table)


@app.command()
def explain(
    code: Annotated[str, typer.Argument(metavar="TERM", help="The code of a term, such as PK.TANGANI.")],
    start: Annotated[
        str, typer.Option("--from", help='When it started, as "2024-10-07 10:12", in the region\'s time.')
    ],
    region: Annotated[str, typer.Option("--region", help="The code of the region, such as 14.03.")],
    extended_by: Extensions = None,
    adopted: Adopted = False,
    as_json: Json = False,
) -> None:
    """Say when a term is over in a region, and how that was counted."""
    if adopted:
        require_adopted()
    began = _moment(start, region)
    try:
        found = api.deadline(code, began, region, extended_by=extended_by or ())
    except NotInForceError as error:
        message = f"No term {error.key!r} is in force on {error.on}: `netral deadlines list` names them."
        raise DeadlineNotFound(message) from error
    except TermError as error:
        raise DeadlineNotFound(f"This cannot be counted: {error}.") from error
    term = api.term(code, began.date())
    if not as_json:
        sys.stdout.write("\n".join((found.explanation, *found.warnings)) + "\n")
        return
    result = {
        "code": term.code,
        "start": began.isoformat(),
        "due": found.due.isoformat(),
        "unit": term.unit,
        "basis": term.basis,
        "verification": term.verification,
        "explanation": found.explanation,
        "skipped": [{"date": day.isoformat(), "reason": reason} for day, reason in found.skipped],
        "warnings": found.warnings,
        "version": api.catalogue_version(),
    }
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


def _moment(text: str, region: str) -> datetime:
    """Read a moment, which is local to the region unless it says its own offset."""
    try:
        moment = datetime.fromisoformat(text)
        zone = zone_of(region, moment.date())
    except (ValueError, LookupError) as error:
        raise DeadlineNotFound(f"Cannot count from {text!r} in region {region!r}: {error}.") from error
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
