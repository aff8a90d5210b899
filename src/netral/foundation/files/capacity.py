"""How much room is left for uploads: a floor of free disk, and a plain word when there is none."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from netral.foundation.files.intake import FileRefused

# A large upload looks at the disk again after each so many bytes.
_LOOK_EVERY = 16 * 1024 * 1024
# No room on the disk, none under the quota, none under the limit the system gave this process.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StoreFull(FileRefused):
    """There is no room for another file now; nothing that was taken in before is lost."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Penyimpanan sedang penuh, jadi berkas ini belum diterima. Isian dan berkas sebelumnya tetap "
                "tersimpan. Lanjutkan tanpa berkas ini, lalu kirim lagi nanti."
            )
        )


def has_room(folder: Path) -> bool:
    """Say whether the disk of a folder has more free than the floor that uploads leave to everything else."""
    while not folder.exists():
        folder = folder.parent
    disk = os.statvfs(folder)
    floor: int = settings.FREE_DISK_FLOOR
    return disk.f_bavail * disk.f_frsize > floor


def within_room(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pass an upload on to the store while the disk has room.

    Raises:
        StoreFull: less is free than the floor; looked at before the first piece and while it comes in.
    """
    store, looked_at, passed = Path(settings.NETRAL_STORE), 0, 0
    _look(store)
    for piece in pieces:
        passed += len(piece)
        if passed - looked_at >= _LOOK_EVERY:
            _look(store)
            looked_at = passed
        yield piece


@contextmanager
def full_disk_told() -> Iterator[None]:
    """Say of a disk that has run full, or a quota of the system that is used up, that the store is full."""
    try:
        yield
    except OSError as error:
        if not is_full(error):
            raise
        raise StoreFull from error


def is_full(fault: BaseException) -> bool:
    """Say whether a fault means that nothing more can be written now."""
    return isinstance(fault, StoreFull) or (isinstance(fault, OSError) and fault.errno in _FULL)


def write_whole(descriptor: int, content: bytes) -> None:
    """Write past every buffer, because what a buffer holds of a full disk is written again when the file is closed.

    Raises:
        StoreFull: the disk took only a part of it, or nothing.
    """
    left = memoryview(content)
    with full_disk_told():
        while left:
            left = left[os.write(descriptor, left) :]


def _look(folder: Path) -> None:
    if not has_room(folder):
        raise StoreFull
