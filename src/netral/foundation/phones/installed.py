"""An app that stays on a phone: the files it keeps without a network, the worker that keeps them, and its manifest."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Engine
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.functional import Promise

# Files the house's frame names by `static`; those of apps stand under their plain names, because modules import one
# another.
FRAME = (
    "ui/css/govuk.css",
    "ui/css/netral.css",
    "ui/fonts/latin.woff2",
    "ui/fonts/latin-ext.woff2",
    "ui/img/mark.svg",
    "ui/js/ui.js",
    "ui/js/govuk-frontend.min.js",
)
SCANNER = ("ceremonies/scanner.js", "ceremonies/jsqr.min.js")
ICON_SIZES = (192, 512)
INK, PAPER = "#4b2a86", "#ffffff"
_KEPT_KINDS = (".js", ".css", ".png")
_SHARED = Path(__file__).parent / "static" / "phones"


@dataclass(frozen=True)
class PhoneApp:
    """One such app: its address and name, the folder of its static files, and its templates.

    `family` begins the names of its caches; `files` is the folder `static/<app>` in which its own files lie, and
    `icons` the folder of its pictures under the static address.
    """

    page: str
    family: str
    name: str | Promise
    short_name: str | Promise
    files: Path
    icons: str
    templates: tuple[str, ...]

    @property
    def addresses(self) -> dict[str, str]:
        """Return where its interface, its worker and its manifest are."""
        return {
            "api": f"{self.page}api/",
            "worker": f"{self.page}pekerja.js",
            "manifest": f"{self.page}manifest.json",
        }

    def own_files(self) -> tuple[str, ...]:
        """List the static files it keeps beside the frame, in a fixed order: the shared ones, its own, the scanner."""
        return (*_listed(_SHARED), *_listed(self.files), *SCANNER)

    def kept(self) -> tuple[Path, ...]:
        """Return every file a phone keeps of it, except the page."""
        return tuple(Path(str(finders.find(name))) for name in (*FRAME, *self.own_files()))

    def version(self) -> str:
        """Digest everything that is kept, the page's templates among it."""
        return _digest(self)

    def worker_source(self) -> str:
        """Write the worker for the files as they are; its text changes with any of them."""
        assets = [static(name) for name in FRAME] + [f"{settings.STATIC_URL}{name}" for name in self.own_files()]
        values = {
            "name": f"{self.family}{self.version()}",
            "family": self.family,
            "page": self.page,
            "assets": assets,
        }
        return render_to_string("phones/worker.js", {key: json.dumps(value) for key, value in values.items()})

    def install_manifest(self) -> dict[str, Any]:
        """Build the web app manifest."""
        folder = f"{settings.STATIC_URL}{self.icons}"
        icons = [{"src": f"{folder}/{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in ICON_SIZES]
        maskable = {**icons[-1], "src": f"{folder}/maskable-512.png", "purpose": "maskable"}
        return {
            "id": self.page,
            "name": str(self.name),
            "short_name": str(self.short_name),
            "lang": "id",
            "start_url": self.page,
            "scope": self.page,
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": INK,
            "icons": [*icons, maskable],
        }


def _listed(folder: Path) -> list[str]:
    found = (path.relative_to(folder.parent).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name.endswith(_KEPT_KINDS))


@cache
def _digest(app: PhoneApp) -> str:
    digest = hashlib.sha256()
    for path in app.kept():
        digest.update(path.read_bytes())
    for name in ("phones/worker.js", *app.templates):
        digest.update(Engine.get_default().get_template(name).source.encode())
    return digest.hexdigest()[:16]
