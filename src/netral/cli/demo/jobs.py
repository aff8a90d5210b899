"""Doing the waiting jobs in this process, as the worker of a running site would."""

from procrastinate.contrib.django import app


def do_waiting_jobs() -> None:
    """Do every job that waits, then come back."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
