"""Looking once a night whether the store of sealed documents and the register agree."""

import logging

from procrastinate.contrib.django import app

from netral.foundation.institutions.scopes import elevated
from netral.foundation.seals.store import kept

logger = logging.getLogger(__name__)


@app.periodic(cron="17 3 * * *")
@app.task(name="seals.count_loose", queueing_lock="seals.count_loose")
def count_loose(timestamp: int) -> int:
    """Count the records that a crash or a rollback left without a document; they are kept, and do no harm."""
    with elevated("comparing the store of sealed documents with their register"):
        found = kept()
    logger.info("%s of %s sealed records have no document, counted at %s", found.loose, found.records, timestamp)
    return found.loose
