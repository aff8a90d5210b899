"""Whether an installation is fit to be served: its tables are of this version, its style sheets are gathered.

A program of its own: `python -m netral.cli.readiness [pages]` writes what is missing.
"""

import sys
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from netral.cli.django_setup import set_up_django
from netral.config.errors import NetralError
from netral.config.static_files import gather_static_files
from netral.foundation.ledger.identity import log_verifier


def lacks(*, pages: bool) -> str:
    """Return what is missing and what to run, or nothing; with `pages`, style sheets are gathered when they are old."""
    set_up_django()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "The database has not the tables of this version. Run `netral manage migrate --database owner`."
    return (_lacks_log_key() or _gather()) if pages else ""


def _lacks_log_key() -> str:
    try:
        log_verifier()
    except NetralError:
        return "The key of the public log is not known to this program. Set NETRAL_LEDGER_VKEY (deploy/README.md)."
    return ""


def _gather() -> str:
    try:
        gather_static_files()
    except PermissionError:
        # The web server of its own system user only reads them.
        if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            return "The style sheets are not gathered. Run `netral manage collectstatic --no-input` as their owner."
    return ""


if __name__ == "__main__":
    sys.stdout.write(lacks(pages="pages" in sys.argv[1:]))
