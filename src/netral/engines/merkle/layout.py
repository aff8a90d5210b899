"""How a log lies in tiles (C2SP tlog-tiles): paths, partial tiles at the right edge, hashes and entries in files."""

from hashlib import sha256

from netral.engines.merkle.tree import EMPTY_ROOT, HASH_BYTES, node_hash

WIDTH = 256
LONGEST_ENTRY = 65_535
_LENGTH_BYTES = 2


class Damaged(ValueError):
    """A file of a log is not the one that its checkpoint commits to."""

    def __init__(self, path: str, fault: str) -> None:
        super().__init__(f"{path} {fault}")
        self.path = path
        self.fault = fault


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """Return where the tile of hashes at a level and index lies.

    Raises:
        ValueError: there can be no such tile.
    """
    if not 0 <= level <= 63:
        raise ValueError(f"a log has no tiles at level {level}")
    return f"tile/{level}/{_numbered(index, width)}"


def entries_path(index: int, width: int = WIDTH) -> str:
    """Return where the bundle of entries with an index lies.

    Raises:
        ValueError: there can be no such bundle.
    """
    return f"tile/entries/{_numbered(index, width)}"


def _numbered(index: int, width: int) -> str:
    if index < 0 or not 0 < width <= WIDTH:
        raise ValueError(f"there is no tile {index} of width {width}")
    path = f"{index % 1000:03d}"
    while index := index // 1000:
        path = f"x{index % 1000:03d}/{path}"
    return path if width == WIDTH else f"{path}.p/{width}"


def tile_hash(hashes: list[bytes]) -> bytes:
    """Return the root of a complete subtree from its lowest hashes, whose number is a power of two."""
    while len(hashes) > 1:
        # The same as node_hash, written out: a writer comes through here once for every entry.
        hashes = [
            sha256(b"\x01" + left + right).digest() for left, right in zip(hashes[::2], hashes[1::2], strict=True)
        ]
    return hashes[0]


def edge_root(edges: list[list[bytes]]) -> bytes:
    """Return the root of a tree from its partial tiles, lowest level first."""
    root = b""
    for hashes in edges:
        end = len(hashes)
        # Each bit set in the width is one complete subtree; the smallest ones stand last.
        while end:
            start = end - (end & -end)
            subtree = tile_hash(hashes[start:end])
            root = node_hash(subtree, root) if root else subtree
            end = start
    return root or EMPTY_ROOT


def edge_widths(size: int) -> list[tuple[int, int]]:
    """Return index and width of the partial tile at each level of a tree, lowest level first; a width may be 0."""
    widths = []
    while size:
        widths.append(divmod(size, WIDTH))
        size //= WIDTH
    return widths


def split_hashes(path: str, data: bytes, width: int) -> list[bytes]:
    """Return the hashes of a tile.

    Raises:
        Damaged: the tile does not have so many.
    """
    if len(data) != width * HASH_BYTES:
        raise Damaged(path, f"has {len(data)} bytes instead of {width * HASH_BYTES}")
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]


def split_entries(path: str, data: bytes, width: int) -> list[bytes]:
    """Return the entries of a bundle.

    Raises:
        Damaged: the bundle is cut or does not have so many.
    """
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(data[at:start], "big")
        if start > len(data) or at > len(data):
            raise Damaged(path, f"is cut in the middle of entry {len(entries) + 1} of {width}")
        entries.append(data[start:at])
    if len(entries) != width:
        raise Damaged(path, f"has {len(entries)} entries instead of {width}")
    return entries


def packed(entry: bytes) -> bytes:
    """Return an entry as it stands in a bundle, its length before it."""
    return len(entry).to_bytes(_LENGTH_BYTES, "big") + entry
