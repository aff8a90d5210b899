"""`netral support`: what governments give supervisors, and who was not paid."""

import json
import sys
from typing import Annotated

import typer

from netral.apps.support.queries.honoraria import honoraria_in, late_in, sums_by_month, totals_of
from netral.cli.django_setup import database_group
from netral.config.errors import NetralError
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.scopes import elevated
from netral.foundation.regions.models import Region

app = database_group(__doc__)


class UnknownRegion(NetralError):
    """There is no such region."""


@app.callback()
def group() -> None:
    """Keep the name of the command where there is only one."""


@app.command()
def honoraria(
    region: Annotated[str, typer.Option(help="Code of a region, such as 14.03.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")] = False,
) -> None:
    """Tell what supervisors of a region are owed, by month, and what of it is late; sums in rupiah, nobody's name."""
    if not Region.objects.filter(pk=region).exists():
        raise UnknownRegion(f"No region has the code {region}. `netral regions search NAME` finds codes.")
    with elevated("the operator reads totals of a whole region"):
        months = [{**row, "month": f"{row['month']:%Y-%m}"} for row in sums_by_month(honoraria_in(region))]
        late = totals_of(late_in(region, current_day()))
    if as_json:
        sys.stdout.write(json.dumps({"region": region, "months": months, "late": late}) + "\n")
        return
    for row in months:
        sys.stdout.write(
            f"{row['month']}  owed {row['owed']:,}  unpaid {row['left']:,}  people {row['people_unpaid']}\n"
        )
    sys.stdout.write(f"late: {late['left']:,} for {late['people']} people\n")
