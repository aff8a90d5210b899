"""Addresses that anyone may open."""

from netral.apps.catalogue.urls import public_urlpatterns as catalogue_patterns
from netral.apps.crossings.urls import public_urlpatterns as crossing_patterns
from netral.apps.fieldwork.urls import public_urlpatterns as fieldwork_patterns
from netral.apps.guidance.urls import public_urlpatterns as guidance_patterns
from netral.apps.learning.urls import public_urlpatterns as learning_patterns
from netral.apps.openness.urls import public_urlpatterns as openness_patterns
from netral.apps.pledges.urls import public_urlpatterns as pledge_patterns
from netral.apps.reports.urls import public_urlpatterns as report_patterns
from netral.apps.supervisors.urls import public_urlpatterns as supervisor_patterns
from netral.apps.support.urls import public_urlpatterns as support_patterns
from netral.foundation.seals.urls import public_urlpatterns as seal_patterns
from netral.portal.urls import public_urlpatterns as portal_patterns

public = [
    *portal_patterns,
    *catalogue_patterns,
    *crossing_patterns,
    *fieldwork_patterns,
    *guidance_patterns,
    *learning_patterns,
    *openness_patterns,
    *pledge_patterns,
    *report_patterns,
    *supervisor_patterns,
    *support_patterns,
    *seal_patterns,
]
