"""What happens every morning: both sides of a loan that is overdue are told, once."""

from procrastinate.contrib.django import app

from netral.apps.support.actions.handovers import tell_overdue
from netral.apps.support.queries.facilities import late_and_untold
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM


def tell_of_late_loans() -> None:
    """Tell both sides of every loan that is late and of which nobody was told."""
    with elevated("late facilities are told to their two institutions"):
        for loan in late_and_untold():
            tell_overdue(loan=loan, by=SYSTEM)


# Two in the morning UTC is nine o'clock in western Indonesia.
@app.periodic(cron="0 2 * * *")
@app.task(name="support.late_loans", queueing_lock="support.late_loans")
def every_morning(timestamp: int) -> None:
    """Do the morning's work; the time of the tick is not needed."""
    tell_of_late_loans()
