"""What a worker loads when it starts: the jobs of every app."""

from django.utils.module_loading import autodiscover_modules

autodiscover_modules("tasks")
