"""The jobs that an oath ceremony leaves for the worker: PINs of its kiosks, and what follows its closing."""

import contextlib
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

INSTALL_TASK = "supervisors.install_sworn"
PREPARE_TASK = "supervisors.prepare_roll_call"


def install_later(ceremony_id: UUID) -> None:
    """Have a job seal the certificates of a ceremony and post who was sworn in, unless one waits already."""
    _once(INSTALL_TASK, f"{INSTALL_TASK}:{ceremony_id}", ceremony_id=str(ceremony_id))


def prepare_later(roll_call_id: UUID) -> None:
    """Have a job prepare the PINs of a roll call, unless one waits already."""
    _once(PREPARE_TASK, f"{PREPARE_TASK}:{roll_call_id}", roll_call_id=str(roll_call_id))


def _once(task: str, lock: str, **arguments: str) -> None:
    # Refused as a duplicate, the insert must not take the whole transaction with it.
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(task, queueing_lock=lock).defer(**arguments)
