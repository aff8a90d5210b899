"""Receiving an upload: bounded, recognised by its content, refused in words that say what to do."""

from collections.abc import Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from netral.foundation.files.domain import HEAD, FileType, Purpose, megabytes, type_of
from netral.foundation.files.names import shortened, stored_name, tidy_name, wrong_ending


class FileRefused(Exception):
    """A file that may not be stored; its text tells the sender why and what to do.

    It is no `ValueError`, which readers of files take for a broken one.
    """


class Upload(Protocol):
    """What Django's uploaded files and `ContentFile` have in common."""

    @property
    def name(self) -> str | None:
        """The name the file had on the sender's device."""

    def chunks(self) -> Iterator[bytes]:
        """The content, piece by piece."""


class Reception:
    """One upload on its way in: yields its content while it counts, after its head has been recognised.

    `name` ends as the content demands; `claimed` is the ending of another kind that the sender's name had.
    """

    def __init__(self, upload: Upload, purpose: Purpose) -> None:
        self.purpose = purpose
        self.sent_name = shortened(tidy_name(upload.name or ""))
        self._pieces = iter(upload.chunks())
        self._head = self._take_head()
        self.type = self._recognise()
        self.name = stored_name(self.sent_name, self.type, _("tanpa nama"))
        self.claimed = wrong_ending(self.sent_name, self.type)

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
        found = type_of(self._head[:HEAD], self.sent_name)
        if found is None or found not in self.purpose.types:
            raise FileRefused(
                _("Jenis berkas ini tidak diterima. Pakai salah satu jenis ini, lalu unggah lagi: %(types)s.")
                % {"types": self.purpose.accepted}
            )
        return found
