"""Clearing away drafts whose day is over."""

import logging

from procrastinate.contrib.django import app

from netral.apps.reports import draft_store
from netral.foundation.ledger.clock import now

logger = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(name="reports.purge_drafts", queueing_lock="reports.purge_drafts")
def purge_drafts(timestamp: int) -> int:
    """Remove expired drafts with their files."""
    removed = draft_store.purge_expired(now())
    logger.info("%s expired drafts removed in the round of %s", removed, timestamp)
    return removed
