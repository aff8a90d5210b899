"""Django's view of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The app of files."""

    name = "netral.foundation.files"
    label = "files"
    verbose_name = "Berkas"
