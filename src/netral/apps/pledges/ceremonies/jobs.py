"""Jobs that ceremonies and sealing leave for the worker."""

import contextlib
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

PREPARE_TASK = "pledges.prepare_ceremony"
SEAL_TASK = "pledges.seal"


def seal_later(campaign_id: UUID) -> None:
    """Have a job seal what was signed, unless one waits already."""
    _once(SEAL_TASK, f"{SEAL_TASK}:{campaign_id}", campaign_id=str(campaign_id))


def prepare_later(ceremony_id: UUID) -> None:
    """Have a job prepare the PINs of a ceremony, unless one waits already."""
    _once(PREPARE_TASK, f"{PREPARE_TASK}:{ceremony_id}", ceremony_id=str(ceremony_id))


def _once(task: str, lock: str, **arguments: str) -> None:
    # Refused as a duplicate, the insert must not take the whole transaction with it.
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(task, queueing_lock=lock).defer(**arguments)
