"""Clearing away drafts whose time is over."""

import logging

from procrastinate.contrib.django import app

from netral.foundation.drafts.store import purge_expired
from netral.foundation.ledger.clock import now

logger = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(name="drafts.purge_drafts", queueing_lock="drafts.purge_drafts")
def purge_drafts(timestamp: int) -> int:
    """Remove expired drafts with their files."""
    removed = purge_expired(now())
    logger.info("%s expired drafts removed in the round of %s", removed, timestamp)
    return removed
