"""`netral supervisors`: lists of supervisors, and which areas have none."""

import csv
import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from netral.apps.supervisors.actions.lists import ListOutcome, NothingTaken, import_rows
from netral.apps.supervisors.actions.polling_stations import import_stations
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.list_files import OpenedList, bad_rows_file, layout_of, read_list
from netral.apps.supervisors.list_layout import guess, missing
from netral.apps.supervisors.queries.coverage import coverage_of
from netral.apps.supervisors.queries.polling_stations import HEADS, read_stations
from netral.apps.supervisors.queries.postings import postings_during
from netral.cli.django_setup import database_group
from netral.config.errors import NetralError
from netral.engines.tables.rows import SheetUnnamed, Unreadable
from netral.foundation.accounts.queries import current_day
from netral.foundation.elections.models import Election
from netral.foundation.elections.queries import NoElection, current_election
from netral.foundation.files.lists import unreadable_words
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.models import Region

app = database_group(__doc__)
notes = Console(stderr=True)
CLI = Actor("system", "cli", "Baris perintah")


class SupervisorListError(NetralError):
    """A list of supervisors cannot be read or taken, or there is no such region or election."""


@app.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A CSV or XLSX file.")],
    election: Annotated[str, typer.Option(help="Code of the election; the current one when left out.")] = "",
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Take no row when one of them is bad.")
    ] = False,
    bad_rows: Annotated[Path | None, typer.Option(help="Where to write the bad rows, as XLSX.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")] = False,
) -> None:
    """Post whoever a list names; the bad rows come back in the same layout with the reason for each."""
    opened, outcome = _import(file, _election(election), all_or_nothing)
    if bad_rows is not None and outcome.bad:
        bad_rows.write_bytes(bad_rows_file(opened, outcome.bad).read())
        notes.print(f"Written: {bad_rows} ({len(outcome.bad)} bad rows)")
    if as_json:
        reasons = [{"row": row.number, "reason": reason} for row, reason in outcome.bad]
        sys.stdout.write(json.dumps({"good": outcome.good, "bad": reasons}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"{outcome.good} good, {len(outcome.bad)} bad\n")
        for row, reason in outcome.bad:
            notes.print(f"{row.number}: {reason}")
    if all_or_nothing and outcome.bad:
        raise typer.Exit(1)


@app.command("export")
def export_list(
    region: Annotated[str, typer.Option(help="Code of a region, such as 14.03.")],
    output: Annotated[Path, typer.Option(help="The CSV file to write.")],
) -> None:
    """Write who serves in a region today, in the layout that is imported."""
    _require(region)
    day = current_day()
    with elevated("the operator exports a whole region"), output.open("w", encoding="utf-8-sig", newline="") as stream:
        rows = postings_during(region, day, day).filter(covers=None).order_by("region_id", "starts_on", "pk")
        csv.writer(stream).writerows(layout_of(rows))


@app.command()
def coverage(
    region: Annotated[str, typer.Option(help="Code of a region, such as 14.03.")],
    post: Annotated[Post, typer.Option(help="Which post is counted.")] = Post.VILLAGE,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")] = False,
) -> None:
    """Say how many seats of a region are held today, and which areas have an empty one since when."""
    _require(region)
    if post is Post.POLLING_STATION:
        raise SupervisorListError("Coverage counts districts and villages: name the post district or village.")
    found = coverage_of(region, post=post, on=current_day())
    if as_json:
        sys.stdout.write(json.dumps(found.as_json(), ensure_ascii=False) + "\n")
        return
    sys.stdout.write(f"{found.posts} posts, {found.filled} filled, {found.empty} empty\n")
    for spot in found.empty_spots:
        sys.stdout.write(f"{spot.code}  {spot.name}  {spot.since or 'never'}\n")


@app.command("polling-stations")
def polling_stations(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A CSV or XLSX file.")],
    election: Annotated[str, typer.Option(help="Code of the election; the current one when left out.")] = "",
    institution: Annotated[str, typer.Option(help="Path of the supervisor whose region it is.")] = "bawaslu",
    sheet: Annotated[str, typer.Option(metavar="NAME", help="Which sheet of a workbook that has several.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")] = False,
) -> None:
    """Import the right rows of a list of polling stations; the bad ones wait in a file, with the reason for each."""
    office = _office(institution)
    by = Actor(
        "system", "cli", "Baris perintah", office.pk, (office.path,), permissions=frozenset({"supervisors.recruit"})
    )
    try:
        read = read_stations(file, office.region_id or "", sheet)
    except SheetUnnamed as error:
        raise SupervisorListError(f"The workbook has several sheets: {error}. Choose one by --sheet NAME.") from error
    except Unreadable as error:
        raise SupervisorListError(unreadable_words(error, HEADS)) from error
    kept = import_stations(read=read, name=file.name, election=_election(election), institution=office, by=by)
    counts = {"added": kept.added, "changed": kept.changed, "unchanged": kept.unchanged, "bad": kept.bad}
    if as_json:
        sys.stdout.write(json.dumps(counts) + "\n")
        return
    sys.stdout.write(", ".join(f"{number} {name}" for name, number in counts.items()) + "\n")
    for row in read.refused:
        sys.stderr.write(f"{row.line}: {row.why}\n")


def _import(file: Path, election: Election, all_or_nothing: bool) -> tuple[OpenedList, ListOutcome]:
    try:
        opened = read_list(file)
    except Unreadable as error:
        raise SupervisorListError(unreadable_words(error, {})) from error
    columns = guess(opened.headers)
    if lacking := missing(columns):
        names = ", ".join(lacking)
        raise SupervisorListError(f"No head of the file names: {names}. Name the columns so, or use the page.")
    try:
        with elevated("the operator imports for every region"):
            outcome = import_rows(
                opened=opened, columns=columns, election=election, all_or_nothing=all_or_nothing, by=CLI
            )
    except NothingTaken as refusal:
        outcome = ListOutcome(0, list(refusal.bad))
    return opened, outcome


def _election(code: str) -> Election:
    try:
        return Election.objects.get(code=code) if code else current_election()
    except (Election.DoesNotExist, NoElection) as error:
        raise SupervisorListError(f"No election {code or 'is loaded'}: load its schedule first.") from error


def _require(region: str) -> None:
    if not Region.objects.filter(code=region).exists():
        raise SupervisorListError(f"No region has the code {region}: `netral regions` finds it.")


def _office(path: str) -> Institution:
    try:
        return Institution.objects.get(path=path)
    except Institution.DoesNotExist as error:
        raise SupervisorListError(f"No institution has the path {path}: see `netral institutions list`.") from error
