"""Receiving an upload: bounded, recognised by its content, refused in words that say what to do."""

from collections.abc import Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from netral.foundation.files.domain import HEAD, LONGEST_NAME, FileType, Purpose, megabytes, tidy_name, type_of


class FileRefused(ValueError):
    """A file that may not be stored; its text tells the sender why and what to do."""


class Upload(Protocol):
    """What Django's uploaded files and `ContentFile` have in common."""

    @property
    def name(self) -> str | None:
        """The name the file had on the sender's device."""

    def chunks(self) -> Iterator[bytes]:
        """The content, piece by piece."""


class Reception:
    """One upload on its way in: yields its content while it counts, after its head has been recognised."""

    def __init__(self, upload: Upload, purpose: Purpose) -> None:
        self.purpose = purpose
        self.name = tidy_name(upload.name or "") or _("tanpa nama")
        if len(self.name) > LONGEST_NAME:
            raise FileRefused(
                _("Nama berkas terlalu panjang: lebih dari %(limit)s huruf. Ubah namanya lalu unggah lagi.")
                % {"limit": LONGEST_NAME}
            )
        self._pieces = iter(upload.chunks())
        self._head = self._take_head()
        self.type = self._recognise()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the whole content.

        Raises:
            FileRefused: it is larger than the purpose allows.
        """
        received = len(self._head)
        yield self._head
        for piece in self._pieces:
            received += len(piece)
            self._bound(received)
            yield bytes(piece)

    def _take_head(self) -> bytes:
        head = b""
        for piece in self._pieces:
            head += piece
            if len(head) >= HEAD:
                break
        if not head:
            raise FileRefused(_("Berkas kosong. Pilih berkas lain, atau ambil ulang foto atau rekamannya."))
        self._bound(len(head))
        return head

    def _bound(self, size: int) -> None:
        if size > self.purpose.limit:
            raise FileRefused(
                _("Berkas terlalu besar: batasnya %(limit)s. Potong atau kecilkan berkas, lalu unggah lagi.")
                % {"limit": megabytes(self.purpose.limit)}
            )

    def _recognise(self) -> FileType:
        found = type_of(self._head[:HEAD], self.name)
        if found is None or found not in self.purpose.types:
            raise FileRefused(
                _("Jenis berkas ini tidak diterima. Pakai salah satu jenis ini, lalu unggah lagi: %(types)s.")
                % {"types": self.purpose.accepted}
            )
        return found
