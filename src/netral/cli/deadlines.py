"""`netral deadlines`: the legal terms, and what each comes to."""

import importlib
import json
import sys
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from netral.apps.catalogue.dataset import shipped
from netral.apps.catalogue.domain import deadline_of, deadline_term
from netral.apps.catalogue.rows import Catalogue
from netral.apps.catalogue.workdays import working_calendar
from netral.config import kept_clock
from netral.config.errors import NetralError
from netral.engines.deadlines.terms import TermError
from netral.engines.rules.dated import NotInForceError, in_force
from netral.engines.rules.grades import SHORT, grade_of
from netral.foundation.regions.parameters import zone_rule

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
    today = kept_clock.now().astimezone(ZoneInfo("Asia/Jakarta")).date()
    terms = in_force(_law(adopted=adopted).terms, today)
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
        table.add_row(
            term.code, str(term.length), term.unit, term.from_event, term.basis, SHORT[grade_of(term.verification)]
        )
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
    law = _law(adopted=adopted)
    began, zone = _moment(start, region)
    try:
        found = deadline_of(law.terms, code, began, zone, working_calendar(), extended_by=extended_by or ())
    except NotInForceError as error:
        message = f"No term {error.key!r} is in force on {error.on}: `netral deadlines list` names them."
        raise DeadlineNotFound(message) from error
    except TermError as error:
        raise DeadlineNotFound(f"This cannot be counted: {error}.") from error
    term = deadline_term(law.terms, code, began.date())
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
        "version": law.version,
    }
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


def _law(*, adopted: bool) -> Catalogue:
    if not adopted:
        return shipped()
    # Only who asks for the adopted edition waits for Django and the database.
    importlib.import_module("netral.cli.django_setup").set_up_django()
    law: Catalogue = importlib.import_module("netral.cli.editions").adopted_law()
    return law


def _moment(text: str, region: str) -> tuple[datetime, ZoneInfo]:
    """Read a moment, which is local to the region unless it says its own offset; return the region's zone with it."""
    try:
        moment = datetime.fromisoformat(text)
        zone = ZoneInfo(zone_rule(region, moment.date()).zone)
    except (ValueError, LookupError) as error:
        raise DeadlineNotFound(f"Cannot count from {text!r} in region {region!r}: {error}.") from error
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone), zone
