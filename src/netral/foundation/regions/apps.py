"""Django's view of the regions."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """The app of the territory."""

    name = "netral.foundation.regions"
    label = "regions"
    verbose_name = "Wilayah"
