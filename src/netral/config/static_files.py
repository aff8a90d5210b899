"""Style sheets, scripts and pictures, gathered and compressed for the web server."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from netral.engines.disk import PRIVATE, locked


def gather_static_files() -> None:
    """Gather the static files, unless what was gathered before is still new."""
    root = Path(settings.STATIC_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    gathered = root / "staticfiles.json"
    # Two that gather at once would delete each other's files while they are made.
    with locked(os.open(root.with_name(f"{root.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE)):
        if not gathered.exists() or gathered.stat().st_mtime < max(_changed()):
            call_command("collectstatic", interactive=False, verbosity=0)


def _changed() -> Iterator[float]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name)).stat().st_mtime
