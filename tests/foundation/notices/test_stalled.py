"""What a killed worker had in hand is done after all; what a living one has stays its own."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from netral.foundation.notices.stalled import take_up_stalled

pytestmark = pytest.mark.django_db


def worker(seconds_ago: int) -> int:
    """Return a worker whose last sign of life is so old."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second') RETURNING id",
            [seconds_ago],
        )
        return int(cursor.fetchone()[0])


def job(worker_id: int | None, queueing_lock: str | None = None) -> int:
    """Return a job that a worker began, or one that is gone altogether."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id, queueing_lock) "
            "VALUES ('notices', 'notices.deliver', 'doing', %s, %s) RETURNING id",
            [worker_id, queueing_lock],
        )
        return int(cursor.fetchone()[0])


def test_jobs_of_the_dead_wait_anew() -> None:
    jobs = job(worker(90)), job(None), job(worker(5)), job(worker(90), "files.sweep")
    assert async_to_sync(take_up_stalled)() == 3
    states = dict(ProcrastinateJob.objects.values_list("pk", "status"))
    assert [states[ident] for ident in jobs] == ["todo", "todo", "doing", "failed"]
