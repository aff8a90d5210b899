"""Django, made ready for a command that needs it."""

import os

import django
import typer

from netral.config.cluster import control
from netral.config.cluster.connection import connect
from netral.config.cluster.location import is_external

SETTINGS = "netral.config.settings.site"


def choose_settings() -> None:
    """Name Netral's settings, unless the environment names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)


def set_up_django() -> None:
    """Load the settings and the apps."""
    choose_settings()
    django.setup()


def database_group(doc: str | None) -> typer.Typer:
    """Return a command group that uses the database; its help is what its module says after its name."""
    return typer.Typer(no_args_is_help=True, callback=open_database, help=(doc or "").partition(": ")[2].capitalize())


def open_database() -> None:
    """Make sure the database runs, for a command group that uses it.

    A server of one's own is prepared by `netral database start` alone, whose caller may speak as the owner.
    """
    if is_external():
        connect("web").close()
    else:
        control.ensure_running()
