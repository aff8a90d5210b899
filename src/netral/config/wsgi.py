"""The site for WSGI servers."""

import os

from django.core.wsgi import get_wsgi_application

from netral.apps.catalogue.dataset import shipped

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netral.config.settings.site")
os.environ.setdefault("NETRAL_PAGE_CACHE", "1")

application = get_wsgi_application()

# Read before anyone visits: the first visitors of each process would wait for it.
shipped()
