"""What happens by itself: terms end every night, PINs of kiosks are prepared, and who was sworn in is posted."""

from uuid import UUID

from procrastinate.contrib.django import app

from netral.apps.supervisors.actions.postings import end_term
from netral.apps.supervisors.installation import install_sworn
from netral.apps.supervisors.models import OathRollCall
from netral.apps.supervisors.oath_jobs import INSTALL_TASK, PREPARE_TASK
from netral.apps.supervisors.oath_kiosks import OATH_AT_KIOSKS
from netral.apps.supervisors.queries.postings import over
from netral.apps.supervisors.queries.roll_calls import slips_of
from netral.foundation.accounts.queries import current_day
from netral.foundation.ceremonies.actions.ceremonies import prepare_pins
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM


def end_terms() -> int:
    """End the postings whose last day has passed; return how many."""
    with elevated("terms end in every region"):
        finished = list(over(current_day()))
        for posting in finished:
            end_term(posting=posting, by=SYSTEM)
    return len(finished)


# A quarter past midnight in western Indonesia.
@app.periodic(cron="15 17 * * *")
@app.task(name="supervisors.end_terms", queueing_lock="supervisors.end_terms")
def every_night(timestamp: int) -> None:
    """Do the night's work; the time of the tick is not needed."""
    end_terms()


@app.task(name=INSTALL_TASK)
def install_sworn_at(ceremony_id: str) -> None:
    """Certify and post who was sworn in at a ceremony; done twice, it does nothing twice."""
    install_sworn(UUID(ceremony_id))


@app.task(name=PREPARE_TASK)
def prepare_roll_call(roll_call_id: str) -> None:
    """Prepare the PINs of who swears at kiosks, some hundreds at a time, so that kiosks load at once."""
    with elevated("a decree names people of every village"):
        roll_call = OathRollCall.objects.get(pk=roll_call_id)
        while slips_of(roll_call).filter(pin_verifier=None).exists():
            prepare_pins(kind=OATH_AT_KIOSKS, ceremony=roll_call, by=SYSTEM)
