"""Imports that take longer than a page may."""

from uuid import UUID

from procrastinate.contrib.django import app

from netral.engines.steps.table import StepRefused
from netral.engines.tables.rows import Unreadable
from netral.foundation.registry.import_steps import work_on
from netral.foundation.registry.models import RosterImport

# Up to here an officer waits for the page; above it, a job does the work and a page shows how far it is.
WAITED_FOR = 2000


@app.task(name="registry.work_on_roster")
def work_on_roster(roster_id: str) -> None:
    """Do the step an import set out to do."""
    try:
        work_on(UUID(roster_id))
    except (StepRefused, Unreadable):
        # Cancelled meanwhile, or no roster at all: both are already told to the officer.
        return


def begin_work(roster: RosterImport) -> None:
    """Do a short step at once, hand a long one to a job."""
    if roster.row_count > WAITED_FOR:
        work_on_roster.defer(roster_id=str(roster.pk))
    else:
        work_on_roster(roster_id=str(roster.pk))
