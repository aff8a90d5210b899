"""The tree of RFC 6962 as the document states it, over all entries: what tiles and proofs are held against."""

from collections.abc import Iterable, Sequence

from netral.engines.merkle.tree import Frontier, leaf_hash, node_hash


def root_of(entries: Iterable[bytes]) -> bytes:
    """Return the Merkle tree head of the entries."""
    frontier = Frontier()
    frontier.extend(entries)
    return frontier.root()


def inclusion_proof(entries: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of one leaf, nearest sibling first (RFC 6962 section 2.1.1).

    Raises:
        IndexError: the index is not a leaf of the tree.
    """
    if not 0 <= index < len(entries):
        raise IndexError(f"leaf {index} is not in a tree of {len(entries)}")
    return _path([leaf_hash(entry) for entry in entries], index)


def _path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if index < split:
        return [*_path(leaves[:split], index), _head(leaves[split:])]
    return [*_path(leaves[split:], index - split), _head(leaves[:split])]


def _head(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(_head(leaves[:split]), _head(leaves[split:]))
