"""Addresses of signed-in staff, under `petugas/`."""

from netral.apps.cases.urls import staff_urlpatterns as case_patterns
from netral.apps.catalogue.urls import staff_urlpatterns as catalogue_patterns
from netral.apps.crossings.urls import staff_urlpatterns as crossing_patterns
from netral.apps.fieldwork.urls import staff_urlpatterns as fieldwork_patterns
from netral.apps.guidance.urls import staff_urlpatterns as guidance_patterns
from netral.apps.learning.urls import staff_urlpatterns as learning_patterns
from netral.apps.pledges.urls import staff_urlpatterns as pledge_patterns
from netral.apps.reports.urls import staff_urlpatterns as report_patterns
from netral.apps.sanctions.urls import staff_urlpatterns as sanction_patterns
from netral.apps.supervisors.urls import staff_urlpatterns as supervisor_patterns
from netral.apps.support.urls import staff_urlpatterns as support_patterns
from netral.foundation.accounts.urls import staff_urlpatterns as account_patterns
from netral.foundation.custody.urls import staff_urlpatterns as custody_patterns
from netral.foundation.files.urls import staff_urlpatterns as file_patterns
from netral.foundation.registry.urls import staff_urlpatterns as registry_patterns
from netral.portal.urls import staff_urlpatterns as portal_patterns

staff = [
    *portal_patterns,
    *account_patterns,
    *custody_patterns,
    *file_patterns,
    *registry_patterns,
    *catalogue_patterns,
    *guidance_patterns,
    *learning_patterns,
    *pledge_patterns,
    *report_patterns,
    *case_patterns,
    *sanction_patterns,
    *supervisor_patterns,
    *support_patterns,
    *crossing_patterns,
    *fieldwork_patterns,
]
