"""`netral catalogue`: the norms of neutrality, with their sources, and whether the data set holds together."""

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from netral.apps.catalogue import api
from netral.apps.catalogue.dataset import CatalogueError, read_catalogue, shipped
from netral.apps.catalogue.editions.current import in_use
from netral.apps.catalogue.judging.proof import proof
from netral.apps.catalogue.judging.scenarios import ScenarioError, shipped_scenarios
from netral.apps.catalogue.rows import Norm
from netral.cli import catalogue_review, editions
from netral.cli.editions import Json, print_json
from netral.config.errors import NetralError
from netral.engines.rules.dated import NotInForceError
from netral.foundation.elections.schedules import shipped as shipped_schedule
from netral.foundation.ledger.clock import today

app = typer.Typer(no_args_is_help=True)
for _name, _command in {**editions.COMMANDS, **catalogue_review.COMMANDS}.items():
    app.command(_name)(_command)

On = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day whose law to show; today if left out.")
]


class CatalogueInvalid(NetralError):
    """A data set that cannot be used."""


class UnknownNorm(NetralError):
    """No such norm is in force."""


@app.command("list")
def list_norms(on: On = None, as_json: Json = False) -> None:
    """List the norms in force on a day."""
    editions.use_adopted()
    norms = api.norms_in_force(_day(on))
    if as_json:
        print_json([_summary(norm) for norm in norms])
        return
    table = Table("ID", "Norma", "Tahap", "Verifikasi", box=None)
    for norm in norms:
        table.add_row(norm.id, norm.title, norm.phase, norm.verification)
    Console().print(table)


@app.command()
def show(
    norm_id: Annotated[str, typer.Argument(metavar="ID", help="The id of a norm, such as B6.")],
    on: On = None,
    as_json: Json = False,
) -> None:
    """Show one norm as it stands on a day: basis, sanctions, handlers, conflicts."""
    editions.use_adopted()
    day = _day(on)
    try:
        norm = api.norm(norm_id, day)
    except NotInForceError as error:
        raise UnknownNorm(f"No norm {norm_id!r} is in force on {day}: `netral catalogue list` names them.") from error
    found = _details(norm, day)
    if as_json:
        print_json(found)
        return
    for label, value in found.items():
        text = "; ".join(map(_one_line, value)) if isinstance(value, list) else value
        sys.stdout.write(f"{label}: {text}\n")


@app.command()
def validate(
    folder: Annotated[Path | None, typer.Argument(help="A folder of YAML files; the shipped ones if left out.")] = None,
    as_json: Json = False,
) -> None:
    """Prove a data set: fields, names, sources, dates, questions that end, scenarios; ends with 1 when it fails."""
    try:
        catalogue = read_catalogue(folder) if folder else shipped()
        found = proof(catalogue, shipped_scenarios(), shipped_schedule().stages)
    except (CatalogueError, ScenarioError) as error:
        _refuse(getattr(error, "problems", (str(error),)), as_json)
    if found.problems:
        _refuse(found.problems, as_json)
    if as_json:
        print_json({"ok": True, "problems": [], "version": catalogue.version, **found.counts})
        return
    counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in found.counts.items())
    sys.stdout.write(f"ok: {counts}, version {catalogue.version}\n")


def _refuse(problems: Sequence[str], as_json: bool) -> NoReturn:
    if as_json:
        print_json({"ok": False, "problems": list(problems)})
    raise CatalogueInvalid("\n".join(("the catalogue cannot be used:", *problems)))


def _day(on: datetime | None) -> date:
    return on.date() if on else today(ZoneInfo("Asia/Jakarta"))


def _summary(norm: Norm) -> dict[str, Any]:
    return {
        "id": norm.id,
        "title": norm.title,
        "title_en": norm.title_en,
        "kind": norm.kind,
        "phase": norm.phase,
        "verification": norm.verification,
        "reference": norm.reference,
    }


def _details(norm: Norm, on: date) -> dict[str, Any]:
    return {
        **_summary(norm),
        "valid_from": norm.valid_from,
        "valid_to": norm.valid_to,
        "subjects": list(norm.subjects),
        "basis": [
            {"provision": b.provision.title, "verification": b.link.verification} for b in api.basis_for(norm.id, on)
        ],
        "sanctions": [
            {
                "level": choice.claim.level,
                "forms": [sanction.title for sanction in choice.sanctions],
                "conflict": choice.claim.conflict,
                "verification": choice.claim.verification,
            }
            for choice in api.sanctions_for(norm.id, on)
        ],
        "handlers": [{"forwards_to": h.forwards_to, "decides": h.decides} for h in api.handlers_for(norm.id, on)],
        "conflicts": [conflict.title for conflict in api.conflicts_of(norm.id, on)],
        "sources": [in_use().sources[source] for source in norm.sources],
        "note": norm.note,
        "confirmed": editions.confirmed(norm),
        "version": api.catalogue_version(),
    }


def _one_line(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {part}" for key, part in value.items() if part)
    return str(value)
