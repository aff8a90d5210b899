"""Doing the waiting jobs in this process, as the worker of a running site would."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import DEFAULT_QUEUE


def do_waiting_jobs() -> None:
    """Do every job that waits, then come back; letters are written here, and the worker of the served site sends them.

    Raises:
        TypeError: the jobs do not lie in Django's database.
    """
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(f"jobs lie in {connector}, not in Django's database")
    with app.replace_connector(connector.get_worker_connector()) as worker:
        worker.run_worker(queues=[DEFAULT_QUEUE], wait=False, install_signal_handlers=False, listen_notify=False)
