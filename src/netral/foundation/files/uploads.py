"""Uploads on their way in: temporary files that leave the disk its floor, and a form that is read whatever happens.

The temporary files together are never larger than the bodies being received at once, so at most the largest body any
page takes (`bodies.py`) times the threads of the web server.
"""

import io
from pathlib import Path
from typing import Any, Never

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from netral.foundation.files.capacity import StoreFull, full_disk_told, has_room, write_whole

# A large upload looks at the disk again after each so many bytes.
_LOOK_EVERY = 16 * 1024 * 1024


class DroppedContent(io.RawIOBase):
    """The content of an upload the disk had no room for: reading it says so."""

    def readable(self) -> bool:
        """Say yes, so that readers ask."""
        return True

    def seekable(self) -> bool:
        """Say yes, so that readers ask."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Stay where nothing is."""
        return 0

    def readinto(self, buffer: Any) -> Never:
        """Say that there is no content.

        Raises:
            StoreFull: always.
        """
        raise StoreFull


class RoomKeepingHandler(TemporaryFileUploadHandler):
    """Writes an upload to a temporary file while the disk has room; without room drops it and reads the form on."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        self._dropped, self._looked_at = False, 0
        try:
            with full_disk_told():
                super().new_file(*args, **kwargs)
                self._look()
        except StoreFull:
            self._drop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take in a piece, and hand it to no other handler."""
        if self._dropped:
            return
        try:
            if start - self._looked_at >= _LOOK_EVERY:
                self._look()
                self._looked_at = start
            write_whole(self.file.fileno(), raw_data)
        except StoreFull:
            self._drop()

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """End a file."""
        if not self._dropped:
            return super().file_complete(file_size)
        about = (self.file_name, self.content_type, file_size, self.charset, self.content_type_extra)
        return UploadedFile(io.BufferedReader(DroppedContent()), *about)

    def upload_interrupted(self) -> None:
        """Remove what was taken in of an upload that broke off."""
        if not self._dropped:
            super().upload_interrupted()

    def _look(self) -> None:
        if not has_room(Path(self.file.temporary_file_path()).parent):
            raise StoreFull

    def _drop(self) -> None:
        self._dropped = True
        if file := self.__dict__.pop("file", None):
            file.close()
