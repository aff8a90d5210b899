"""Sending messages in the background, with patience."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from netral.foundation.notices.actions import DELIVER_TASK, QUEUE
from netral.foundation.notices.delivery import deliver
from netral.foundation.notices.domain import MOST_ATTEMPTS, wait_after
from netral.foundation.notices.models import Notice
from netral.foundation.notices.stalled import take_up_stalled


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


@app.periodic(cron="* * * * *")
@app.task(name="notices.take_up_stalled", queueing_lock="notices.take_up_stalled")
async def take_up_stalled_jobs(timestamp: int) -> int:
    """Let the jobs of a killed worker be done after all; the time of the tick is not needed."""
    return await take_up_stalled()
