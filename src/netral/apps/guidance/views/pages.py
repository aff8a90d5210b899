"""The page of every step of a request."""

from django.utils.text import Truncator

from netral.apps.guidance.domain.states import State, Verb
from netral.apps.guidance.models import GuidanceRequest
from netral.apps.guidance.queries import request_for
from netral.apps.guidance.steps import REQUESTS
from netral.foundation.regions.queries import zone_of
from netral.foundation.workflow.pages import StepPages

# Of the question, on the look before a step.
_WORDS_SHOWN = 20
PAGES: StepPages[GuidanceRequest, State, Verb] = StepPages(
    REQUESTS,
    request_for,
    "guidance_request",
    "request_row",
    "guidance/step.html",
    lambda row: f"{row.asker.name}: {Truncator(row.question).words(_WORDS_SHOWN)}",
    context=lambda row: {"zone": zone_of(row.region_id).key},
)
request_or_404 = PAGES.row_or_404
closed_step = PAGES.closed
step_page = PAGES.answer
