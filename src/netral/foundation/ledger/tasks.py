"""The worker's part: events get their places in the log soon after they are committed."""

from procrastinate.contrib.django import app

from netral.foundation.ledger.sequencing import sequence_pending


@app.periodic(cron="*/5 * * * * *")
@app.task(name="ledger.sequence", queueing_lock="ledger.sequence", pass_context=False)
def sequence(timestamp: int) -> None:
    """Sequence what waits; the time of the tick is not needed."""
    sequence_pending()
