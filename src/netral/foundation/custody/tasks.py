"""What happens every hour: whoever may no longer read there loses her keys."""

from itertools import groupby

from procrastinate.contrib.django import app

from netral.foundation.custody.actions.access import revoke_access
from netral.foundation.custody.queries import departed_grants
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM


def revoke_departed() -> int:
    """Take the keys from everybody whose role has ended; return how many institutions got a new key."""
    with elevated("roles end in every institution"):
        changed = 0
        for institution, grants in groupby(departed_grants(), key=lambda grant: grant.key.institution):
            users = {grant.member_key.user for grant in grants}
            revoke_access(institution=institution, users=sorted(users, key=lambda user: user.name), by=SYSTEM)
            changed += 1
        return changed


@app.periodic(cron="7 * * * *")
@app.task(name="custody.departed", queueing_lock="custody.departed")
def every_hour(timestamp: int) -> None:
    """Do the hour's work; the time of the tick is not needed."""
    revoke_departed()
