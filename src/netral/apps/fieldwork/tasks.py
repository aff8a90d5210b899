"""Hashing photos some time after they arrived, by which near-duplicates are found."""

import logging

from procrastinate.contrib.django import app

from netral.apps.fieldwork.actions.photos import keep_picture_hash
from netral.apps.fieldwork.models import ObservationFile
from netral.apps.fieldwork.queries.likenesses import UNREADABLE, unhashed
from netral.engines.metadata.likeness import difference_hash
from netral.engines.sandbox.limits import MEGABYTE, Busy, Limits, Refused
from netral.engines.sandbox.pool import run
from netral.foundation.files.queries import content_of, copy_of
from netral.foundation.files.storage import StorageBroken
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM

logger = logging.getLogger(__name__)

_LIMITS = Limits(memory=512 * MEGABYTE, cpu_s=20, wall_s=60.0, output=MEGABYTE)
# A round is short, so that a crowd of photos after an outage leaves room for their copies, which come first.
MOST_A_ROUND = 200


@app.periodic(cron="* * * * *")
@app.task(name="fieldwork.hash_pictures", queueing_lock="fieldwork.hash_pictures")
def hash_pictures(timestamp: int) -> int:
    """Hash photos whose circulating copy is made, and return how many; the next round goes on."""
    hashed = 0
    with elevated("photos of every office are compared by their hashes"):
        for file in unhashed(MOST_A_ROUND):
            if found := _hash(file):
                keep_picture_hash(file=file, picture_hash=found, by=SYSTEM)
                hashed += 1
    logger.info("%s photos hashed in the round of %s", hashed, timestamp)
    return hashed


def _hash(file: ObservationFile) -> str:
    """Return the hash of a photo; a mark where it has none, and nothing where it is tried again."""
    copy = copy_of(file.stored) if file.stored else None
    if copy is None or copy.failure:
        return UNREADABLE
    try:
        return run(difference_hash, b"".join(content_of(copy)), limits=_LIMITS) or UNREADABLE
    except Busy:
        return ""
    except (StorageBroken, Refused):
        return UNREADABLE
