"""Tidying files that lost their row, every quarter of an hour."""

import logging
from datetime import timedelta

from procrastinate.contrib.django import app

from netral.foundation.files import storage

logger = logging.getLogger(__name__)

# Longer than any transaction, so that a file on its way in is never taken for a lost one.
PATIENCE = timedelta(hours=1)


@app.periodic(cron="*/15 * * * *")
@app.task(name="files.sweep", queueing_lock="files.sweep")
def sweep_files(timestamp: int) -> int:
    """Remove files whose transaction never committed."""
    removed = storage.sweep(PATIENCE)
    logger.info("%s files without a row removed in the sweep of %s", removed, timestamp)
    return removed
