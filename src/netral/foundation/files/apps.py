"""Django's view of the files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The app of uploaded files, stored encrypted."""

    name = "netral.foundation.files"
    label = "files"
    verbose_name = "Berkas"
