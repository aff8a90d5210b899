"""Removing what a writer left behind when it ended before publishing."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from netral.engines.disk import TEMPORARY
from netral.engines.merkle.layout import WIDTH

_GROUP = re.compile(r"x\d{3}")
_TILE = re.compile(r"\d{3}")
_PARTIAL = re.compile(r"\d{3}\.p")


def clear_beyond(tiles: Path, size: int) -> set[Path]:
    """Remove every tile and bundle beyond a size, and every file half written; return the folders that changed."""
    changed = set()
    for level in tiles.iterdir():
        if level.name != "entries" and not level.name.isdecimal():
            continue
        height = 0 if level.name == "entries" else int(level.name)
        hashes = size // WIDTH**height
        for found, index in _found(level, 0):
            if _removed(found, index, hashes):
                changed.add(found.parent)
    return changed


def _found(folder: Path, group: int) -> Iterator[tuple[Path, int]]:
    """Yield every tile, folder of partial tiles and half-written file, each with the index in its name."""
    for path in list(folder.iterdir()):
        name = path.name
        if _GROUP.fullmatch(name):
            yield from _found(path, group * 1000 + int(name[1:]))
        elif _TILE.fullmatch(name) or _PARTIAL.fullmatch(name) or name.endswith(TEMPORARY):
            yield path, group * 1000 + int(name[:3])


def _removed(path: Path, index: int, hashes: int) -> bool:
    """Remove one find if it lies beyond a number of hashes on its level, and say so."""
    last, width = divmod(hashes, WIDTH)
    if path.name.endswith(TEMPORARY) or (_TILE.fullmatch(path.name) and index >= last):
        path.unlink()
        return True
    if not _PARTIAL.fullmatch(path.name) or index < last:
        return False
    if index > last or width == 0:
        shutil.rmtree(path)
        return True
    for tile in list(path.iterdir()):
        if tile.name.endswith(TEMPORARY) or (tile.name.isdecimal() and int(tile.name) > width):
            tile.unlink()
    return False
