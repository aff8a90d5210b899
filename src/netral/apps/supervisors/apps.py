"""Django's view of supervisors."""

from django.apps import AppConfig


class SupervisorsConfig(AppConfig):
    """The app of supervisors."""

    name = "netral.apps.supervisors"
    label = "supervisors"
    verbose_name = "Pengawas"
