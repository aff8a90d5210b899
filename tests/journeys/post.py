"""The worker and the post: what waits is done inside the test, and letters are read as they are sent."""

from django.core import mail
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def do_waiting_jobs() -> None:
    """Do every job that waits, and those that come of it, in this transaction."""
    done: set[int] = set()
    while waiting := list(ProcrastinateJob.objects.filter(status="todo").exclude(pk__in=done).order_by("pk")):
        for job in waiting:
            app.tasks[job.task_name](**job.args)
            done.add(job.pk)


def letters() -> list[str]:
    """Return every letter that left, subject and words together."""
    return [f"{letter.subject}\n{letter.body}" for letter in mail.outbox]
