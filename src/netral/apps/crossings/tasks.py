"""What the worker does for crossings: the departures of the days to come."""

import logging

from procrastinate.contrib.django import app

from netral.apps.crossings.actions.timetables import make_departures
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
