"""The folder of a store: the names of its segments, and who may use them."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from netral.engines.disk import PRIVATE
from netral.engines.seal.record_store.frames import SegmentMissing

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".seg"
_NAME = re.compile(r"[0-9]{6,}-[0-9a-f]{16}")
FOR_GROUP = 0o660


def names(folder: Path) -> list[str]:
    """The segments of a folder in the order in which they were begun."""
    try:
        found = [path.stem for path in folder.iterdir() if path.suffix == SUFFIX and _NAME.fullmatch(path.stem)]
    except FileNotFoundError:
        return []
    return sorted(found, key=lambda name: (int(name.partition("-")[0]), name))


def path_of(folder: Path, name: str) -> Path:
    """The file of a segment; raises SegmentMissing when no segment can have this name."""
    if not _NAME.fullmatch(name):
        message = f"{name!r} is no name of a segment."
        raise SegmentMissing(message)
    return folder / f"{name}{SUFFIX}"


def new_name(folder: Path) -> str:
    """A name that sorts after all there are; its random part keeps two writers apart."""
    there = names(folder)
    number = int(there[-1].partition("-")[0]) + 1 if there else 1
    return f"{number:06d}-{secrets.token_hex(8)}"


def mode_within(folder: Path) -> int:
    """Return the mode of a file in a folder: the group may use it only where it may write to the folder."""
    return FOR_GROUP if folder.stat().st_mode & 0o020 else PRIVATE
