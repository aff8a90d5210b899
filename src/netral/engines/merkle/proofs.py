"""Checking that a log holds an entry, and that it only ever grew (RFC 9162 sections 2.1.3.2 and 2.1.4.2)."""

from collections.abc import Sequence

from netral.engines.merkle.note import TreeHead
from netral.engines.merkle.tree import EMPTY_ROOT, HASH_BYTES, node_hash, root_from_proof


class ProofRefused(ValueError):
    """A proof does not show what it was given for."""


def check_inclusion(entry: bytes, index: int, head: TreeHead, proof: Sequence[bytes]) -> None:
    """Check that an entry stands at a place of the log that a tree head describes.

    Raises:
        ProofRefused: the proof does not show it.
    """
    _check_hashes(proof)
    try:
        root = root_from_proof(entry, index, head.size, proof)
    except ValueError as error:
        raise ProofRefused(str(error)) from error
    if root != head.root:
        raise ProofRefused(f"the proof does not lead from entry {index} to the root of the tree of {head.size}")


def check_consistency(old: TreeHead, new: TreeHead, proof: Sequence[bytes]) -> None:
    """Check that the log of an older tree head is the beginning of the log of a newer one.

    Raises:
        ProofRefused: the proof does not show it, or the two heads cannot be of one log.
    """
    if old.origin != new.origin:
        raise ProofRefused(f"{old.origin} and {new.origin} are two logs")
    if old.size > new.size:
        raise ProofRefused(f"a log of {new.size} entries cannot continue one of {old.size}")
    _check_hashes(proof)
    if old.size in (0, new.size):
        _check_trivial(old, new, proof)
    elif _roots(old, new, proof) != (old.root, new.root):
        raise ProofRefused(f"the log of {new.size} entries does not continue the one of {old.size}")


def _check_trivial(old: TreeHead, new: TreeHead, proof: Sequence[bytes]) -> None:
    if proof:
        raise ProofRefused(f"between {old.size} and {new.size} entries there is nothing to prove, yet there is a proof")
    for head in (old, new):
        if head.size == 0 and head.root != EMPTY_ROOT:
            raise ProofRefused("the root of an empty log is the hash of nothing")
    if old.size == new.size and old.root != new.root:
        raise ProofRefused(f"two different logs of {old.size} entries were signed")


def _roots(old: TreeHead, new: TreeHead, proof: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Recompute both roots from a consistency proof."""
    # A complete older tree is itself the first node; the proof leaves it out because the verifier has it.
    path = [old.root, *proof] if old.size & (old.size - 1) == 0 else list(proof)
    if not path:
        raise ProofRefused("the proof is empty")
    node, last = old.size - 1, new.size - 1
    while node % 2:
        node, last = node >> 1, last >> 1
    older = newer = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofRefused("the proof is longer than the tree is high")
        if node % 2 or node == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            while node % 2 == 0 and node != 0:
                node, last = node >> 1, last >> 1
        else:
            newer = node_hash(newer, sibling)
        node, last = node >> 1, last >> 1
    if last != 0:
        raise ProofRefused("the proof is shorter than the tree is high")
    return older, newer


def _check_hashes(proof: Sequence[bytes]) -> None:
    # A piece of another length could be read as part of its neighbour and still hash to the root.
    if any(len(piece) != HASH_BYTES for piece in proof):
        raise ProofRefused(f"every piece of a proof is a hash of {HASH_BYTES} bytes")
