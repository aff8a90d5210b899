"""Announcing the names for the public's comments, and in the end the results."""

from datetime import date

from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.domain.comments import check_window
from netral.apps.supervisors.domain.recruitment import RecruitmentVerb
from netral.apps.supervisors.events import NAMES_ANNOUNCED, RESULTS_ANNOUNCED
from netral.apps.supervisors.models import Application, Recruitment
from netral.apps.supervisors.queries.selection import UNCHECKED, UNDECIDED
from netral.apps.supervisors.steps import ANNOUNCEMENTS
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.recording import action
from netral.foundation.workflow.steps import finish


@action
def announce_names(*, recruitment: Recruitment, first: date, last: date, by: Actor) -> Recruitment:
    """Announce who passed the administrative check, and open the window for comments.

    Raises:
        StepRefused: the names are announced already, an application is not checked, or the days cannot be.
    """
    step = ANNOUNCEMENTS.begin(recruitment, RecruitmentVerb.ANNOUNCE_NAMES, by)
    row = step.subject
    check_window(first, last, today(zone_at(row.institution)))
    applications = Application.objects.filter(recruitment=row)
    if left := applications.filter(state__in=UNCHECKED).count():
        raise StepRefused(
            _("%(left)s lamaran belum selesai diperiksa. Selesaikan pemeriksaannya dulu, lalu umumkan."), left=left
        )
    row.announced_at, row.comments_from, row.comments_until = now(), first, last
    names = applications.filter(state=ApplicationState.QUALIFIED).count()
    finish(step, NAMES_ANNOUNCED, names=names, comments_from=first, comments_until=last)
    return row


@action
def announce_results(*, recruitment: Recruitment, by: Actor) -> Recruitment:
    """Announce whom the panel chose, once every vacancy that has somebody is decided.

    Raises:
        StepRefused: a vacancy is not decided, or the names were never announced.
    """
    step = ANNOUNCEMENTS.begin(recruitment, RecruitmentVerb.DECIDE, by)
    row = step.subject
    applications = Application.objects.filter(recruitment=row)
    left = applications.filter(state__in=UNDECIDED).order_by().values("vacancy").distinct().count()
    if left:
        raise StepRefused(_("%(left)s formasi belum diputus. Putuskan dulu semuanya, lalu umumkan."), left=left)
    row.decided_at = now()
    chosen = applications.filter(state=ApplicationState.CHOSEN).count()
    finish(step, RESULTS_ANNOUNCED, chosen=chosen)
    return row
