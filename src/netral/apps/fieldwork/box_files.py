"""The outbox of a phone as one file (`.netral-kotak`): a ZIP of what waited, proved by the secret of the phone.

`manifest.json` names the phone and each observation with its folder and files; `manifest.mac` is the HMAC-SHA256 of it
under the phone's secret, in hexadecimal, and covers the rest by the SHA-256 of every part.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from netral.apps.fieldwork.inputs import DeclaredFile
from netral.engines.json_reader import read_json
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.engines.xforms.instance import LARGEST_INSTANCE
from netral.foundation.seals.archives import BROKEN, ListTooLarge, open_zip

FORMAT = "netral-kotak-1"
MANIFEST, MAC = "manifest.json", "manifest.mac"
LARGEST_MANIFEST, LARGEST_FILE = 4 * 1024 * 1024, 25 * 1024 * 1024
MOST_OBSERVATIONS = 500
# Beside what a damaged ZIP raises: a part that is missing, or a manifest of another shape.
_DAMAGED = (*BROKEN, ListTooLarge, KeyError, TypeError)


class BoxRefused(StepRefused):
    """A file that is no outbox of a phone, or was changed since; nothing of it was taken."""


@dataclass(frozen=True)
class BoxedObservation:
    """One observation in a box: its identifier, its content, and the files it declares, opened one by one."""

    instance_id: str
    xml: bytes
    files: tuple[DeclaredFile, ...]
    device_time: str
    folder: str


class Box:
    """An opened box, whose manifest was read and whose phone still has to prove it."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._archive = open_zip(file)
            self._manifest = self._part(MANIFEST, LARGEST_MANIFEST)
            self._mac = self._part(MAC, 200).decode("ascii").strip()
            told = read_json(self._manifest)
            self.login, self.exported_at = str(told["device"]), str(told["exported_at"])
            self._listed: list[dict[str, Any]] = list(told["observations"])
            known = told["format"] == FORMAT
        except _DAMAGED as error:
            raise BoxRefused(_NO_BOX) from error
        if not known or len(self._listed) > MOST_OBSERVATIONS:
            raise BoxRefused(_NO_BOX)

    def require_proof(self, secret: str) -> None:
        """Refuse a box that was not packed with the secret of its phone, or was changed since."""
        ours = hmac.digest(secret.encode(), self._manifest, "sha256").hex()
        if not hmac.compare_digest(ours.encode(), self._mac.encode()):
            raise BoxRefused(
                _("Berkas ini berubah sejak diekspor, atau bukan dari ponsel itu. Ekspor lagi dari ponselnya.")
            )

    def observations(self) -> Iterator[BoxedObservation]:
        """Give what is in the box, one after the other.

        Raises:
            BoxRefused: a part is missing, damaged, or not what the manifest says.
        """
        for row in self._listed:
            try:
                folder = str(row["folder"])
                xml = self._part(f"{folder}/{row['xml']}", LARGEST_INSTANCE)
                files = tuple(
                    DeclaredFile(str(each["name"]), int(each["size"]), str(each["sha256"])) for each in row["files"]
                )
                found = BoxedObservation(str(row["instance_id"]), xml, files, str(row.get("device_time") or ""), folder)
                whole = hashlib.sha256(xml).hexdigest() == row["xml_sha256"]
            except _DAMAGED as error:
                raise BoxRefused(_NO_BOX) from error
            if not whole:
                raise BoxRefused(_NO_BOX)
            yield found

    def content(self, observation: BoxedObservation, name: str) -> bytes:
        """Return a file of an observation.

        Raises:
            BoxRefused: it is missing, too large, or not what the manifest says.
        """
        declared = next(each for each in observation.files if each.name == name)
        try:
            content = self._part(f"{observation.folder}/{name}", min(declared.size, LARGEST_FILE))
        except _DAMAGED as error:
            raise BoxRefused(_NO_BOX) from error
        if hashlib.sha256(content).hexdigest() != declared.sha256:
            raise BoxRefused(_NO_BOX)
        return content

    def _part(self, name: str, most: int) -> bytes:
        """Return a part, never reading more than it may hold, whatever its head says."""
        with self._archive.open(name) as part:
            content = part.read(most + 1)
        if len(content) > most:
            raise ValueError(name)
        return content


_NO_BOX = _(
    "Berkas ini bukan ekspor kotak keluar yang utuh. Di ponsel, buka Kotak keluar, tekan Ekspor, lalu salin lagi."
)
