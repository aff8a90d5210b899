"""Jobs in the hands of a worker that was killed: done again, because nobody else will."""

from procrastinate.contrib.django import app
from procrastinate.jobs import Status


async def take_up_stalled() -> int:
    """Let every job wait anew whose worker gave no sign of life for half a minute; return how many there were."""
    stalled = list(await app.job_manager.get_stalled_jobs())
    for job in stalled:
        if job.queueing_lock:
            # It comes by the clock, and its next turn may wait already.
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await app.job_manager.retry_job(job)
    return len(stalled)
