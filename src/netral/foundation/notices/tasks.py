"""Sending messages in the background, with patience."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from netral.foundation.notices.actions import DELIVER_TASK, QUEUE
from netral.foundation.notices.domain import MOST_ATTEMPTS, wait_after
from netral.foundation.notices.models import Notice
from netral.foundation.notices.sending import deliver


class Patience(BaseRetryStrategy):
    """Tries again after waits that double, as often as the outbox allows."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Say when to try again, or nothing to stop."""
        tries = job.attempts + 1
        return None if tries >= MOST_ATTEMPTS else RetryDecision(retry_in={"seconds": wait_after(tries)})


@app.task(name=DELIVER_TASK, queue=QUEUE, retry=Patience())
def deliver_notice(notice_id: str) -> None:
    """Send one message of the outbox."""
    deliver(Notice.objects.get(pk=notice_id))
