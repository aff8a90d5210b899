"""Style sheets, scripts and pictures, gathered and compressed for the web server."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def prepare() -> None:
    """Gather the static files, unless what was gathered before is still new."""
    gathered = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not gathered.exists() or gathered.stat().st_mtime < max(_changed()):
        call_command("collectstatic", interactive=False, verbosity=0)


def _changed() -> Iterator[float]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name)).stat().st_mtime
