"""What waits for an actor in all apps."""

from netral.apps.cases import api as cases
from netral.apps.catalogue import api as catalogue
from netral.apps.crossings import api as crossings
from netral.apps.fieldwork import api as fieldwork
from netral.apps.guidance import api as guidance
from netral.apps.learning import api as learning
from netral.apps.pledges import api as pledges
from netral.apps.reports import api as reports
from netral.apps.sanctions import api as sanctions
from netral.apps.supervisors import api as supervisors
from netral.apps.support import api as support
from netral.foundation.workflow.work import WorkOf

# Nothing waits for anybody in openness, which writes nothing.
APPS: tuple[WorkOf, ...] = (
    reports.work_of,
    crossings.work_of,
    fieldwork.work_of,
    cases.work_of,
    sanctions.work_of,
    guidance.work_of,
    pledges.work_of,
    learning.work_of,
    support.work_of,
    catalogue.work_of,
    supervisors.work_of,
)
