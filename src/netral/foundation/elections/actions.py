"""Loading the schedule of an election."""

from netral.foundation.elections.domain import Schedule, check_schedule
from netral.foundation.elections.events import ELECTION_LOADED
from netral.foundation.elections.models import Election, Stage
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record


@action
def load_election(*, schedule: Schedule, by: Actor) -> Election:
    """Make the stored election and its stages equal to a schedule. Raises ScheduleError.

    Loading a corrected schedule again changes, adds and removes stages.
    """
    check_schedule(schedule)
    election, _ = Election.objects.update_or_create(
        code=schedule.code, defaults={"name": schedule.name, "polling_day": schedule.polling_day}
    )
    Stage.objects.filter(election=election).exclude(code__in=[row.code for row in schedule.stages]).delete()
    for position, row in enumerate(schedule.stages):
        Stage.objects.update_or_create(
            election=election,
            code=row.code,
            defaults={
                "position": position,
                "name": row.name,
                "starts_on": row.starts_on,
                "ends_on": row.ends_on,
                "reference": row.reference,
                "verification": row.verification,
                "note": row.note,
            },
        )
    record(
        ELECTION_LOADED,
        subject=election,
        by=by,
        data={"code": schedule.code, "polling_day": schedule.polling_day, "stages": len(schedule.stages)},
    )
    return election
