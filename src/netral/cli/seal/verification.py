"""What the seal of a file proves, without a database: for people in Indonesian, for programs as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from django.utils.translation import gettext as _

from netral.config.errors import NetralError
from netral.engines.seal.result import Result, Verification
from netral.foundation.seals.archives import Archive, ArchiveRefused
from netral.foundation.seals.domain import LARGEST_FILE, Verdict
from netral.foundation.seals.report import headline, refused, sentences
from netral.foundation.seals.seal_reader import read
from netral.foundation.ui.formats import waktu

_ZIP = b"PK"
_VERDICTS = {
    Result.ALTERED: Verdict.ALTERED,
    Result.UNTRUSTED: Verdict.FOREIGN,
    Result.UNSEALED: Verdict.UNSEALED,
    Result.ENCRYPTED: Verdict.ENCRYPTED,
    Result.UNREADABLE: Verdict.UNREADABLE,
    Result.TOO_COSTLY: Verdict.TOO_COSTLY,
}


class FileUnreadable(NetralError):
    """A file that cannot be opened, or an archive that is not looked into."""


@dataclass(frozen=True)
class Checked:
    """One file and what it proves; `obstacle` says why it could not be read."""

    name: str
    found: Verification | None = None
    verdict: str = ""

    @property
    def holds(self) -> bool:
        """Whether the seal is whole and its maker is trusted."""
        return self.found is not None and self.found.holds

    def as_data(self) -> dict[str, Any]:
        """What a program wants to know."""
        found = self.found or Verification(Result.UNREADABLE)
        return {
            "file": self.name,
            "result": found.result.value if self.found else self.verdict,
            "signer": found.signer if found.intact else "",
            "signer_fingerprint": found.signer_fingerprint if found.intact else "",
            "signed_at": found.signed_at.isoformat() if found.signed_at and found.intact else None,
            "covers_whole_file": found.covers_whole_file,
            "intact": found.intact,
            "trusted": found.trusted,
            "seals": found.seals,
            "reasons": [reason.value for reason in found.reasons],
        }

    def in_words(self) -> Iterator[str]:
        """What a person wants to know, line by line."""
        if self.holds and self.found:
            yield f"{self.name}: {_('Segel utuh dan penyegelnya dikenal')}"
            moment = {"signer": self.found.signer, "moment": waktu(self.found.signed_at)}
            yield _("Berkas ini sama persis dengan yang disegel oleh %(signer)s pada %(moment)s.") % moment
            yield _("Pencatatan dan pencabutannya tidak diperiksa di sini: pindai kode QR pada dokumen untuk itu.")
            return
        verdict = Verdict(self.verdict)
        yield f"{self.name}: {headline(verdict)}"
        yield from sentences(verdict, self.found)


def check(path: Path, roots: Sequence[x509.Certificate], at: datetime) -> Iterator[Checked]:
    """Check a file, or every file in a ZIP; raises FileUnreadable."""
    try:
        with path.open("rb") as stream:
            if stream.read(len(_ZIP)) == _ZIP:
                yield from _members(path, roots, at)
                return
            stream.seek(0)
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FileUnreadable(f"{path} cannot be read: {error.strerror}.") from error
    yield _checked(str(path), content, roots, at)


def _members(path: Path, roots: Sequence[x509.Certificate], at: datetime) -> Iterator[Checked]:
    try:
        with path.open("rb") as stream, Archive(stream) as archive:
            for member in archive.members():
                name = f"{path}/{member.name}"
                if member.obstacle:
                    yield Checked(name, verdict=_obstacle(member.obstacle.value))
                else:
                    yield _checked(name, member.content, roots, at)
    except ArchiveRefused as error:
        raise FileUnreadable(f"{path}: {refused(error)}") from error


def _obstacle(code: str) -> str:
    known = {"locked-member": Verdict.ENCRYPTED, "too-large": Verdict.TOO_LARGE}
    return known.get(code, Verdict.UNREADABLE).value


def _checked(name: str, content: bytes, roots: Sequence[x509.Certificate], at: datetime) -> Checked:
    if not content:
        return Checked(name, verdict=Verdict.EMPTY.value)
    if len(content) > LARGEST_FILE:
        return Checked(name, verdict=Verdict.TOO_LARGE.value)
    found = read(content, roots, at)
    return Checked(name, found, _VERDICTS.get(found.result, Verdict.HOLDS).value)
