"""`netral manage`: Django's own commands."""

import typer
from django.core.management import ManagementUtility

from netral.cli.django_setup import choose_settings

PASS_EVERYTHING = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}

app = typer.Typer(add_completion=False)


@app.command(context_settings=PASS_EVERYTHING)
def manage(context: typer.Context) -> None:
    """Run one of Django's own commands with its arguments; without one, list them."""
    choose_settings()
    ManagementUtility(["netral manage", *context.args]).execute()
