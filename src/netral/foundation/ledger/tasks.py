"""The worker's part: when no sequencer runs, events get their places in the log all the same, only later.

Where the worker has a user of its own it does not hold the log's key, and leaves this to the sequencer.
"""

from django.conf import settings
from procrastinate.contrib.django import app

from netral.foundation.ledger.sequencer import sequence_pending


# `netral ledger run` does this within a second; a site that has lost it should not fall silent.
@app.periodic(cron="* * * * *")
@app.task(name="ledger.sequence", queueing_lock="ledger.sequence", pass_context=False)
def sequence(timestamp: int) -> None:
    """Sequence what waits; the time of the tick is not needed."""
    if settings.LEDGER_KEY_IS_HELD:
        sequence_pending()
