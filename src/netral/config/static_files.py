"""Style sheets, scripts and pictures, gathered and compressed for the web server."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def prepare() -> None:
    """Gather the static files, unless what was gathered before is still new."""
    root = Path(settings.STATIC_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    gathered = root / "staticfiles.json"
    # Two that gather at once would delete each other's files while they are made.
    with root.with_name(f"{root.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not gathered.exists() or gathered.stat().st_mtime < max(_changed()):
            call_command("collectstatic", interactive=False, verbosity=0)


def _changed() -> Iterator[float]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name)).stat().st_mtime
