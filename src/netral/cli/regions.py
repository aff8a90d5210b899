"""`netral regions`: the territory, loaded, looked up and brought up to date."""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from netral.cli.django_setup import database_group
from netral.cli.progress import progress_bar
from netral.config.errors import NetralError
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.regions import queries
from netral.foundation.regions.actions import load_regions
from netral.foundation.regions.domain import Difference, RegionRow, compare
from netral.foundation.regions.merge import Merged, RegionsInUse
from netral.foundation.regions.models import Region
from netral.foundation.regions.sources import Territory, UnreadableRegions, read, shipped

app = database_group(__doc__)
notes = Console(stderr=True)
FIRST_ROWS = 5

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
KeepUsed = Annotated[
    bool, typer.Option("--keep-used", help="Keep regions the file no longer has but records refer to.")
]


class RegionsError(NetralError):
    """A region is unknown, or a file of regions cannot be used."""


@app.command()
def load(as_json: Json = False) -> None:
    """Load the regions that come with Netral; running it again changes nothing."""
    territory = shipped()
    _report(_load(territory, keep_used=False), territory, as_json)


@app.command()
def update(
    file: Annotated[Path, typer.Argument(help="A packed file, the tarball of idn-area-data, or a folder of its CSVs.")],
    apply: Annotated[bool, typer.Option("--apply", help="Change the regions, after asking.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    output: Annotated[Path | None, typer.Option(help="Write every difference to this CSV file.")] = None,
    keep_used: KeepUsed = False,
) -> None:
    """Show what a new file would change, and change it when asked."""
    territory = _read(file)
    difference = compare(queries.current_rows(), {row.code: row for row in territory.rows})
    _show_difference(difference)
    if output:
        _write_difference(difference, output)
        notes.print(f"Written: {output}")
    if not apply or not difference:
        return
    if not yes:
        _confirm()
    _report(_load(territory, keep_used=keep_used), territory, as_json=False)


@app.command()
def show(code: Annotated[str, typer.Argument(help="Such as 14.03.02.")], as_json: Json = False) -> None:
    """Show a region, where it lies, and how many regions lie directly in it."""
    try:
        region = queries.region(code)
    except Region.DoesNotExist as error:
        raise RegionsError(f"No region has the code {code}. `netral regions search NAME` finds codes.") from error
    facts = {
        "code": region.code,
        "name": region.name,
        "full_name": queries.full_name(code),
        "tier": region.tier,
        "time_zone": queries.zone_of(code).key,
        "latitude": None if region.latitude is None else str(region.latitude),
        "longitude": None if region.longitude is None else str(region.longitude),
        "inside": len(queries.children(code, islands=True)),
    }
    if as_json:
        sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
        return
    table = Table(show_header=False, box=None)
    for label, value in facts.items():
        if value is not None:
            table.add_row(label.replace("_", " ").capitalize(), str(value))
    Console().print(table)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help='Such as "kec. bantan" or "selat baru, bengkalis".')],
    limit: Annotated[int, typer.Option(min=1, max=queries.MOST_FOUND)] = 20,
    as_json: Json = False,
) -> None:
    """Find regions by name."""
    found = [region.code for region in queries.search(text, limit=limit)]
    names = queries.full_names(found)
    if as_json:
        listed = [{"code": code, "full_name": names[code]} for code in found]
        sys.stdout.write(json.dumps(listed, ensure_ascii=False) + "\n")
        return
    for code in found:
        sys.stdout.write(f"{code}\t{names[code]}\n")


def _read(file: Path) -> Territory:
    try:
        return read(file)
    except UnreadableRegions as error:
        raise RegionsError(f"Nothing was changed. {error}.") from error


def _load(territory: Territory, *, keep_used: bool) -> Merged:
    try:
        with (
            elevated("references to regions are looked for in every institution"),
            progress_bar("Loading regions") as progress,
        ):
            return load_regions(territory=territory, keep_used=keep_used, progress=progress, by=SYSTEM)
    except RegionsInUse as error:
        raise RegionsError(f"Nothing was changed: {error}. --keep-used keeps them.") from error


def _report(merged: Merged, territory: Territory, as_json: bool) -> None:
    if as_json:
        facts = {"version": territory.version, "sha256": territory.sha256, **merged._asdict()}
        sys.stdout.write(json.dumps(facts) + "\n")
        return
    sys.stdout.write(
        f"Version {territory.version}: {len(territory.rows)} regions, "
        f"{merged.added} added, {merged.changed} changed, {merged.removed} removed\n"
    )
    if merged.kept:
        sys.stdout.write(f"Kept because records refer to them: {', '.join(merged.kept)}\n")


def _lines(difference: Difference) -> Iterator[tuple[str, RegionRow | None, RegionRow | None]]:
    yield from (("added", None, row) for row in difference.added)
    yield from (("removed", row, None) for row in difference.removed)
    yield from (("renamed", *change) for change in difference.renamed)
    yield from (("moved", *change) for change in difference.moved)
    yield from (("relocated", *change) for change in difference.relocated)


def _show_difference(difference: Difference) -> None:
    if not difference:
        sys.stdout.write("The file holds the regions as they are.\n")
        return
    shown: dict[str, int] = {}
    table = Table("", "before", "after", box=None)
    for kind, before, after in _lines(difference):
        shown[kind] = shown.get(kind, 0) + 1
        if shown[kind] <= FIRST_ROWS:
            table.add_row(kind, _words(before), _words(after))
    Console().print(table)
    sys.stdout.write(", ".join(f"{number} {kind}" for kind, number in shown.items()) + "\n")


def _words(row: RegionRow | None) -> str:
    return " ".join(filter(None, row)) if row else ""


def _write_difference(difference: Difference, output: Path) -> None:
    with output.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        columns = RegionRow._fields
        writer.writerow(["change", *(f"{name}_before" for name in columns), *(f"{name}_after" for name in columns)])
        empty = [""] * len(columns)
        for kind, before, after in _lines(difference):
            writer.writerow([kind, *(before or empty), *(after or empty)])


def _confirm() -> None:
    if not sys.stdin.isatty():
        raise RegionsError("Nothing was changed: say --yes to apply this without being asked.")
    typer.confirm("Change the regions so?", abort=True, err=True)
