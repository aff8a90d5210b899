"""Making the copies that circulate, and tidying files that lost their row."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError
from procrastinate.contrib.django import app

from netral.engines.metadata.damage import Uncleanable
from netral.engines.metadata.removal import LARGEST, clean
from netral.engines.sandbox.limits import MEGABYTE, Busy, Limits, Refused
from netral.engines.sandbox.pool import run
from netral.foundation.files import storage
from netral.foundation.files.actions import give_up_copy, keep_copy
from netral.foundation.files.copies import COPY_TASK, kind_of
from netral.foundation.files.models import StoredFile
from netral.foundation.files.queries import content_of, waiting_for_copies
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM

logger = logging.getLogger(__name__)

# Longer than any transaction, so that a file on its way in is never taken for a lost one.
PATIENCE = timedelta(hours=1)
# A picture of 50 million points needs about 500 MB while it is turned.
LIMITS = Limits(memory=1024 * MEGABYTE, cpu_s=60, wall_s=180.0, output=2 * LARGEST)


@app.periodic(cron="*/15 * * * *")
@app.task(name="files.sweep", queueing_lock="files.sweep")
def sweep_files(timestamp: int) -> int:
    """Remove files whose transaction never committed."""
    removed = storage.sweep(PATIENCE)
    logger.info("%s files without a row removed in the sweep of %s", removed, timestamp)
    return removed


@app.task(name=COPY_TASK)
def copy_file(file_id: str) -> None:
    """Make the copy of a file that waits for one; doing it again changes nothing."""
    with elevated("the copies that circulate are made for every institution"):
        stored = waiting_for_copies().filter(pk=UUID(file_id)).first()
        if stored is not None:
            _copy(stored)


# What a worker left undone when it was killed, or had no room for, is made here.
@app.periodic(cron="*/2 * * * *")
@app.task(name="files.copy_waiting", queueing_lock="files.copy_waiting")
def copy_waiting_files(timestamp: int) -> int:
    """Make every copy that is still missing, and return how many were."""
    with elevated("the copies that circulate are made for every institution"):
        waiting = list(waiting_for_copies().values_list("pk", flat=True))
    for ident in waiting:
        copy_file(str(ident))
    logger.info("%s files waited for their copy in the round of %s", len(waiting), timestamp)
    return len(waiting)


def _copy(stored: StoredFile) -> None:
    try:
        failure = _attempt(stored)
        if failure:
            give_up_copy(stored=stored, failure=failure, by=SYSTEM)
    except IntegrityError:
        # Another worker was quicker; its copy is as good.
        logger.info("File %s has its copy already", stored.pk)


def _attempt(stored: StoredFile) -> str:
    """Make a copy; return the reason when none can be made, and nothing when it was made or will be tried again."""
    if stored.size > LARGEST:
        return "too large"
    try:
        cleaned = run(clean, b"".join(content_of(stored)), kind_of(stored.media_type), limits=LIMITS)
    except storage.StorageBroken:
        return "broken"
    except Uncleanable as reason:
        return str(reason)
    except Busy:
        return ""
    except Refused:
        return "too costly"
    keep_copy(stored=stored, cleaned=cleaned, by=SYSTEM)
    return ""
