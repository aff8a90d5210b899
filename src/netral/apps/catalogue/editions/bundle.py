"""The bundle an edition travels in: a ZIP file with one possible form, so that no byte of it can be changed.

`manifest.json` names number, publication, the manifest before it, and the SHA-256 of every document; `manifest.sig` is
the Ed25519 signature over the manifest. Entries are stored uncompressed, in this order, with fixed dates.
"""

import lzma
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pydantic import ConfigDict, TypeAdapter, ValidationError

from netral.apps.catalogue.editions.documents import Documents, EditionRefused, canonical
from netral.apps.catalogue.editions.keys import Publishers, Signer
from netral.engines.json_reader import read_json
from netral.engines.steps.table import gettext_noop as _

FORMAT = "netral.catalogue.v1"
LARGEST = 20 * 1024 * 1024
_MANIFEST, _SIGNATURE, _FOLDER = "manifest.json", "manifest.sig", "documents/"
_UNREADABLE = (
    BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError, OverflowError, IndexError,
    MemoryError, struct.error, zlib.error, lzma.LZMAError,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the centre signs. `previous` is the SHA-256 of the manifest before, empty for the first."""

    format: str
    number: int
    title: str
    notes: str
    published_at: datetime
    previous: str
    version: str
    key_id: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class Bundle:
    """A bundle whose signature and hashes hold."""

    manifest: Manifest
    manifest_bytes: bytes
    signature: bytes
    documents: Documents

    @property
    def manifest_hash(self) -> str:
        """What the next edition names as the one before it."""
        return sha256(self.manifest_bytes).hexdigest()


@dataclass(frozen=True)
class Heading:
    """What an edition says about itself."""

    number: int
    title: str
    notes: str
    published_at: datetime
    previous: str


def sealed(heading: Heading, documents: Mapping[str, Any], version: str, signer: Signer) -> Bundle:
    """Sign an edition."""
    files = {name: sha256(content).hexdigest() for name, content in _files(documents).items()}
    manifest = Manifest(
        format=FORMAT,
        number=heading.number,
        title=heading.title,
        notes=heading.notes,
        published_at=heading.published_at,
        previous=heading.previous,
        version=version,
        key_id=signer.key_id,
        files=files,
    )
    written = canonical(vars(manifest))
    return Bundle(manifest, written, signer.sign(written), dict(documents))


def packed(manifest: bytes, signature: bytes, documents: Mapping[str, Any]) -> bytes:
    """The bytes of a bundle's file, the same wherever they are made."""
    buffer = BytesIO()
    entries = {_MANIFEST: manifest, _SIGNATURE: signature, **_files(documents)}
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, content in entries.items():
            entry = ZipInfo(name)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
    return buffer.getvalue()


def opened(content: bytes, publishers: Publishers) -> Bundle:
    """Check everything a bundle can prove by itself, and return it.

    Raises:
        EditionRefused: the file is no bundle, a byte of it differs, or no known publisher signed it.
    """
    if len(content) > LARGEST:
        raise EditionRefused(
            _("Berkas terbitan terlalu besar: lebih dari %(limit)s MB. Minta berkas yang benar kepada penerbit."),
            limit=LARGEST // 1024**2,
        )
    try:
        bundle = _read(content)
    except EditionRefused:
        raise
    except _UNREADABLE as error:
        raise _damaged() from error
    publishers.check(bundle.manifest.key_id, bundle.signature, bundle.manifest_bytes)
    if (
        _hashes(bundle.documents) != bundle.manifest.files
        or packed(bundle.manifest_bytes, bundle.signature, bundle.documents) != content
    ):
        raise _damaged()
    return bundle


def _read(content: bytes) -> Bundle:
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        if any(entry.compress_type != ZIP_STORED for entry in archive.infolist()):
            raise BadZipFile
        read = {name: archive.read(name) for name in names}
    written = read[_MANIFEST]
    documents = {
        name.removeprefix(_FOLDER).removesuffix(".json"): read_json(read[name])
        for name in names
        if name.startswith(_FOLDER)
    }
    return Bundle(_manifest(written), written, read[_SIGNATURE], documents)


def _manifest(written: bytes) -> Manifest:
    adapter = TypeAdapter(tuple[Manifest], config=ConfigDict(extra="forbid"))
    try:
        (manifest,) = adapter.validate_python([read_json(written)])
    except ValidationError as error:
        raise BadZipFile from error
    if manifest.format != FORMAT:
        raise EditionRefused(
            _("Berkas ini bukan terbitan norma yang dikenal (%(format)s). Perbarui Netral, lalu tarik lagi."),
            format=manifest.format,
        )
    return manifest


def _files(documents: Mapping[str, Any]) -> dict[str, bytes]:
    return {f"{_FOLDER}{name}.json": canonical(documents[name]) for name in sorted(documents)}


def _hashes(documents: Mapping[str, Any]) -> dict[str, str]:
    return {name: sha256(content).hexdigest() for name, content in _files(documents).items()}


def _damaged() -> EditionRefused:
    return EditionRefused(
        _(
            "Berkas terbitan rusak atau diubah: isinya tidak cocok dengan yang ditandatangani. Tidak ada yang berubah "
            "di sini. Unduh ulang dari penerbit; jika tetap begini, beri tahu penerbit."
        )
    )
