"""What the worker does for crossings: the departures of the days to come, and the lists of revoked passes."""

import logging

from procrastinate.contrib.django import app

from netral.apps.crossings.actions.revocations import issue_revocations
from netral.apps.crossings.actions.timetables import make_departures
from netral.apps.crossings.queries.passes import signers_now
from netral.apps.crossings.queries.timetables import operators_with_timetables
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM

logger = logging.getLogger(__name__)


@app.periodic(cron="10 17 * * *")
@app.task(name="crossings.make_departures", queueing_lock="crossings.make_departures")
def make_all_departures(timestamp: int) -> int:
    """Make the departures of the days to come of every operator, shortly after midnight in the west of the country."""
    made = 0
    with elevated("departures are made for every operator"):
        for operator in operators_with_timetables():
            made += make_departures(operator=operator, by=SYSTEM)[0]
    logger.info("%s departures made in the round of %s", made, timestamp)
    return made


@app.periodic(cron="40 17 * * *")
@app.task(name="crossings.issue_revocations", queueing_lock="crossings.issue_revocations")
def issue_all_revocations(timestamp: int) -> int:
    """Issue the list of every government that signs passes anew each day, so that a phone can tell a fresh one."""
    with elevated("every government's list is issued"):
        governments = [signer.government for signer in signers_now()]
        for government in governments:
            issue_revocations(government=government, by=SYSTEM)
    logger.info("%s lists of revoked passes issued in the round of %s", len(governments), timestamp)
    return len(governments)
