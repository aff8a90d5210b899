"""The site for ASGI servers."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netral.config.settings.site")
os.environ.setdefault("NETRAL_PAGE_CACHE", "1")

application = get_asgi_application()
