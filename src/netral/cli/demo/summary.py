"""The end of the demo: what now exists, and who can sign in."""

import sys

from rich.console import Console
from rich.table import Table

from netral.cli.demo.people import PASSWORD, one_per_role
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.verification import verify
from netral.foundation.regions.models import Region, Tier
from netral.foundation.registry.models import AsnPerson

# Whatever the terminal's width, no address or password is cut.
_WIDTH = 160


def show() -> None:
    """Print the accounts and the counts on standard output."""
    console = Console(file=sys.stdout, width=_WIDTH)
    console.print(_accounts())
    console.print(_counts())


def _accounts() -> Table:
    table = Table("Role", "Name", "Institution", "E-mail", "Password", title="One account for each role (demo only)")
    for label, post in one_per_role():
        table.add_row(label, post.name, Institution.objects.get(path=post.path).name, post.email, PASSWORD)
    return table


def _counts() -> Table:
    table = Table("What exists now", "Count", title="Summary")
    for label, count in counts().items():
        table.add_row(label, count if isinstance(count, str) else f"{count:,}".replace(",", "."))
    return table


def counts() -> dict[str, int | str]:
    """Return what the demo holds, by what it is called."""
    tiers = {f"Regions: {tier.label}": Region.objects.filter(tier=tier).count() for tier in Tier}
    report = verify()
    return {
        **tiers,
        "Institutions": Institution.objects.count(),
        "Civil servants on the roster": AsnPerson.objects.count(),
        "Ledger events": Event.objects.count(),
        "Ledger": "ok" if report.ok else "NOT ok",
    }
