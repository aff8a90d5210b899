"""Merkle tree hashing as RFC 6962 section 2.1 defines it (SHA-256, leaf prefix 0x00, node prefix 0x01)."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Hash one log entry as a leaf."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbouring subtrees into their parent."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: the roots of its complete subtrees, largest first."""

    def __init__(self) -> None:
        self.size = 0
        self._subtrees: list[bytes] = []

    @classmethod
    def restore(cls, size: int, edge: bytes) -> "Frontier":
        """Return the frontier that `edge()` saved at that size.

        Raises:
            ValueError: the edge does not have one hash for each bit set in the size.
        """
        if len(edge) != HASH_BYTES * size.bit_count():
            raise ValueError(f"{len(edge)} bytes are not the edge of a tree of {size}")
        frontier = cls()
        frontier.size = size
        frontier._subtrees = [edge[at : at + HASH_BYTES] for at in range(0, len(edge), HASH_BYTES)]
        return frontier

    def edge(self) -> bytes:
        """Return the hashes of the complete subtrees, largest first, so that the tree can be grown later."""
        return b"".join(self._subtrees)

    def append(self, entry: bytes) -> None:
        """Add one entry as the next leaf."""
        self._subtrees.append(leaf_hash(entry))
        self.size += 1
        # Each trailing zero bit of the new size is a pair of equal subtrees that is now complete.
        carry = self.size
        while carry % 2 == 0:
            right = self._subtrees.pop()
            self._subtrees.append(node_hash(self._subtrees.pop(), right))
            carry //= 2

    def extend(self, entries: Iterable[bytes]) -> None:
        """Add entries in order."""
        for entry in entries:
            self.append(entry)

    def root(self) -> bytes:
        """Return the tree head over everything appended so far."""
        if not self._subtrees:
            return EMPTY_ROOT
        root = self._subtrees[-1]
        for subtree in reversed(self._subtrees[:-1]):
            root = node_hash(subtree, root)
        return root


def root_from_proof(entry: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """Recompute the tree head from a leaf and its audit path (RFC 9162 section 2.1.3.2).

    Raises:
        ValueError: the proof cannot belong to that index and size.
    """
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    node, last = index, size - 1
    head = leaf_hash(entry)
    for sibling in proof:
        if last == 0:
            raise ValueError("the proof is longer than the tree is high")
        if node % 2 or node == last:
            head = node_hash(sibling, head)
            while node % 2 == 0 and node != 0:
                node, last = node >> 1, last >> 1
        else:
            head = node_hash(head, sibling)
        node, last = node >> 1, last >> 1
    if last != 0:
        raise ValueError("the proof is shorter than the tree is high")
    return head
