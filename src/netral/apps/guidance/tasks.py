"""What happens every morning: units that did not read are reminded, late answers and changed catalogues are told."""

from itertools import groupby

from procrastinate.contrib.django import app

from netral.apps.guidance import queries
from netral.apps.guidance.actions.acknowledgements import remind_units, tell_overdue
from netral.apps.guidance.actions.release import ask_reviews
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now


def morning() -> None:
    """Remind those who did not read, and tell of what is late or has to be looked at again."""
    with elevated("reminders go out for every institution"):
        if units := list(queries.units_to_remind()):
            remind_units(units=units, by=SYSTEM)
        for request in queries.overdue():
            tell_overdue(request=request, by=SYSTEM)
        stale = queries.to_review(now().date()).order_by("institution__path", "number")
        for institution, rows in groupby(stale, key=lambda row: row.institution):
            ask_reviews(institution=institution, rows=list(rows), by=SYSTEM)


# Two in the morning UTC is nine o'clock in western Indonesia.
@app.periodic(cron="0 2 * * *")
@app.task(name="guidance.morning", queueing_lock="guidance.morning")
def every_morning(timestamp: int) -> None:
    """Do the morning's work; the time of the tick is not needed."""
    morning()
