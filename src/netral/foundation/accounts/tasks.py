"""What happens every day: requests for roles that nobody answered in time are closed."""

from procrastinate.contrib.django import app

from netral.foundation.accounts.actions import lapse_role
from netral.foundation.accounts.models import Outcome, RoleRequest
from netral.foundation.accounts.queries import current_day
from netral.foundation.ledger.actors import SYSTEM


def lapse_requests() -> int:
    """Close every request past its last day; return how many."""
    late = list(RoleRequest.objects.filter(outcome=Outcome.OPEN, answer_by__lt=current_day()))
    for asked in late:
        lapse_role(asked=asked, by=SYSTEM)
    return len(late)


@app.periodic(cron="13 1 * * *")
@app.task(name="accounts.role_requests", queueing_lock="accounts.role_requests")
def every_day(timestamp: int) -> None:
    """Do the day's work; the time of the tick is not needed."""
    lapse_requests()
