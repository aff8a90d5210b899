"""The job that a closed oath ceremony leaves for the worker."""

import contextlib
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

INSTALL_TASK = "supervisors.install_sworn"


def install_later(ceremony_id: UUID) -> None:
    """Have a job seal the certificates of a ceremony and post who was sworn in, unless one waits already."""
    # Refused as a duplicate, the insert must not take the whole transaction with it.
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        lock = f"{INSTALL_TASK}:{ceremony_id}"
        app.configure_task(INSTALL_TASK, queueing_lock=lock).defer(ceremony_id=str(ceremony_id))
