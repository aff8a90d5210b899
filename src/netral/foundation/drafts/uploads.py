"""Receives files of people without an account, never writing them to disk in the clear.

Django's own handler keeps uploads as plain temporary files while the request lasts; what is left on the disk could
be found later. Here every piece is encrypted with a key that only this request's memory holds.
"""

import functools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.files.temp import NamedTemporaryFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from nacl.secret import SecretBox
from nacl.utils import random

from netral.foundation.files.capacity import StoreFull, has_room, write_whole
from netral.foundation.files.domain import purposes

_LENGTH_BYTES = 4

View = Callable[..., HttpResponse]


class Spool:
    """A temporary file that is unreadable without this object; it keeps one byte more than the limit, then no more."""

    def __init__(self, limit: int) -> None:
        self._box = SecretBox(random(SecretBox.KEY_SIZE))
        # It vanishes when the request closes its files.
        self.file = NamedTemporaryFile(suffix=".sealed")
        self._room = limit + 1
        self._full = not has_room(Path(self.file.name).parent)

    def write(self, piece: bytes) -> None:
        """Take in a piece; what exceeds the limit is dropped, so that nobody can fill the disk."""
        kept = piece[: self._room]
        self._room -= len(kept)
        if not kept or self._full:
            return
        sealed = self._box.encrypt(kept)
        try:
            write_whole(self.file.fileno(), len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed)
        except StoreFull:
            # What else the form holds is still read, so that nothing typed is lost.
            self._full = True
            os.truncate(self.file.fileno(), 0)

    def chunks(self) -> Iterator[bytes]:
        """Give back what was taken in.

        Raises:
            StoreFull: the disk had no room for it.
        """
        if self._full:
            raise StoreFull
        self.file.seek(0)
        while length := self.file.read(_LENGTH_BYTES):
            yield self._box.decrypt(self.file.read(int.from_bytes(length, "big")))


class SpooledUpload(UploadedFile[bytes]):
    """An upload that lies in a spool; read it through `chunks`."""

    def __init__(self, spool: Spool, name: str, size: int) -> None:
        super().__init__(file=spool.file, name=name, size=size)
        self._spool = spool

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Decrypt the content, piece by piece as it came in."""
        return self._spool.chunks()


class SealingHandler(FileUploadHandler):
    """Puts every upload of a request into a spool as large as its purpose allows."""

    def __init__(self, request: HttpRequest, limit: int) -> None:
        super().__init__(request)
        self._limit = limit

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._spool = Spool(self._limit)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take in a piece, and hand it to no other handler."""
        self._spool.write(raw_data)

    def file_complete(self, file_size: int) -> SpooledUpload:
        """End a file."""
        return SpooledUpload(self._spool, self.file_name or "", file_size)


def sealed_uploads(purpose: str) -> Callable[[View], View]:
    """Receive a view's files into spools; the forgery check follows, because it already reads the form."""

    def declare(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @functools.wraps(view)
        def receiving(request: HttpRequest, **place: Any) -> HttpResponse:
            request.upload_handlers = [SealingHandler(request, purposes()[purpose].limit)]
            return protected(request, **place)

        return receiving

    return declare
