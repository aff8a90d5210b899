"""Small logs to test with, and tiles computed the slow way, straight from the words of the specification."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from nacl.signing import SigningKey

from netral.engines.merkle.log_writer import TileWriter
from netral.engines.merkle.note import TreeHead, Verifier, sign
from netral.engines.merkle.tiles import Missing, entries_path, tile_path
from netral.engines.merkle.tree import leaf_hash, node_hash
from tests.engines.merkle.trees import root_of

ORIGIN = "netral.test/ledger"
KEY = SigningKey(bytes(range(32)))
LOG = Verifier(ORIGIN, KEY.verify_key)


def entry(number: int, history: str = "") -> bytes:
    """Return one entry; another history has another entry in its place."""
    return sha256(f"{history}{number}".encode()).digest()


def entries(count: int, start: int = 0, history: str = "") -> list[bytes]:
    """Return entries from a number on."""
    return [entry(number, history) for number in range(start, start + count)]


def head_over(leaves: Sequence[bytes]) -> TreeHead:
    """Return the tree head over entries, computed without tiles."""
    return TreeHead(ORIGIN, len(leaves), root_of(leaves))


def publish(writer: TileWriter) -> TreeHead:
    """Sign and publish what a writer holds."""
    head = TreeHead(ORIGIN, writer.size, writer.root())
    writer.publish(sign(head, KEY))
    return head


def write_log(folder: Path, leaves: Sequence[bytes]) -> TreeHead:
    """Append entries to the log in a folder, and publish it."""
    with TileWriter(folder) as writer:
        writer.append(leaves)
        return publish(writer)


def flipped(data: bytes, bit: int) -> bytes:
    """Return bytes with one bit changed."""
    changed = bytearray(data)
    changed[bit // 8 % len(data)] ^= 1 << bit % 8
    return bytes(changed)


class Files:
    """A log that lies in memory."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.read_paths: list[str] = []

    def read(self, path: str) -> bytes:
        """Return one file."""
        self.read_paths.append(path)
        if path not in self.files:
            raise Missing(path)
        return self.files[path]


def expected_files(leaves: Sequence[bytes]) -> dict[str, bytes]:
    """Return every tile and bundle of a log of these entries."""
    files = {}
    for start in range(0, len(leaves), 256):
        bundle = leaves[start : start + 256]
        files[entries_path(start // 256, len(bundle))] = b"".join(len(one).to_bytes(2, "big") + one for one in bundle)
    level, hashes = 0, [leaf_hash(one) for one in leaves]
    while hashes:
        tiles = [hashes[start : start + 256] for start in range(0, len(hashes), 256)]
        files.update({tile_path(level, index, len(tile)): b"".join(tile) for index, tile in enumerate(tiles)})
        level, hashes = level + 1, [subtree(tile) for tile in tiles if len(tile) == 256]
    return files


def subtree(hashes: Sequence[bytes]) -> bytes:
    """Return the hash over neighbouring hashes, split as RFC 6962 section 2.1 says."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return node_hash(subtree(hashes[:split]), subtree(hashes[split:]))


def consistency(leaves: Sequence[bytes], smaller: int) -> list[bytes]:
    """Return a consistency proof as RFC 6962 section 2.1.2 defines it."""
    return _subproof([leaf_hash(one) for one in leaves], smaller, True) if smaller else []


def _subproof(hashes: Sequence[bytes], smaller: int, known: bool) -> list[bytes]:
    if smaller == len(hashes):
        return [] if known else [subtree(hashes)]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    if smaller <= split:
        return [*_subproof(hashes[:split], smaller, known), subtree(hashes[split:])]
    return [*_subproof(hashes[split:], smaller - split, False), subtree(hashes[:split])]
