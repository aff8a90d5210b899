"""Getting a bundle: from a file, from a folder of bundles, or over HTTPS with the server's identity checked."""

import re
import ssl
import time
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from netral.apps.catalogue.editions.bundle import LARGEST
from netral.apps.catalogue.editions.documents import EditionRefused
from netral.engines.steps.table import gettext_noop as _

TIMEOUT_SECONDS = 20
LONGEST_SECONDS = 120
_PIECE = 64 * 1024
_BUNDLE_NAME = re.compile(r"netral-katalog-(\d{4,9})\.zip")


def file_name(number: int) -> str:
    """The name under which the centre writes an edition."""
    return f"netral-katalog-{number:04d}.zip"


def fetch(source: str, after: int) -> list[bytes]:
    """The bundles of a source, one or, for a folder, all numbered later than `after`, in their order.

    Raises:
        EditionRefused: nothing can be had there.
    """
    if "://" in source:
        return [_download(source)]
    path = Path(source)
    if path.is_dir():
        return [_read(found) for found in _in_order(path, after)]
    return [_read(path)]


def _in_order(folder: Path, after: int) -> list[Path]:
    named = ((_BUNDLE_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    found = sorted((int(match.group(1)), path) for match, path in named if match)
    if not found:
        raise EditionRefused(
            _("Tidak ada terbitan di folder %(folder)s. Nama berkasnya seperti netral-katalog-0001.zip."),
            folder=folder,
        )
    return [path for number, path in found if number > after]


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise EditionRefused(
            _("Berkas terbitan %(path)s tidak dapat dibaca: %(reason)s. Periksa alamat dan izinnya."),
            path=path,
            reason=error.strerror or error,
        ) from error


def _download(url: str) -> bytes:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise EditionRefused(
            _("Alamat %(url)s tidak diterima: terbitan hanya ditarik lewat https://. Periksa alamatnya."),
            url=url,
        )
    context = ssl.create_default_context(cafile=settings.CATALOGUE_CA_FILE or None)
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    try:
        connection = HTTPSConnection(parts.hostname, parts.port, timeout=TIMEOUT_SECONDS, context=context)
        try:
            connection.request("GET", target, headers={"User-Agent": "Netral", "Accept": "application/zip"})
            return _received(connection, url)
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError) as error:
        raise EditionRefused(
            _(
                "Terbitan tidak dapat diunduh dari %(url)s: %(reason)s. Tidak ada yang berubah di sini. Periksa alamat "
                "dan jaringan, lalu coba lagi."
            ),
            url=url,
            reason=error,
        ) from error


def _received(connection: HTTPSConnection, url: str) -> bytes:
    ends = time.monotonic() + LONGEST_SECONDS
    response = connection.getresponse()
    if response.status != 200:
        raise HTTPException(f"HTTP {response.status} {response.reason}")
    content = bytearray()
    while piece := response.read(_PIECE):
        content += piece
        if len(content) > LARGEST:
            # What is larger than any edition is refused by whoever opens it.
            break
        if time.monotonic() > ends:
            raise HTTPException(f"{url} takes longer than {LONGEST_SECONDS} s")
    return bytes(content)
