"""A proof file holds everything needed to check it offline, and is small."""

import pytest
from hypothesis import given, strategies as st
from nacl.signing import SigningKey

from netral.engines.merkle.cosignatures import Cosigner, cosign
from netral.engines.merkle.layout import edge_root
from netral.engines.merkle.note import NoteError, TreeHead, sign
from netral.engines.merkle.proofs import ProofRefused
from netral.engines.merkle.tiles import TiledTree, tile_path
from netral.engines.merkle.tlogproof import TlogProof
from netral.engines.merkle.tree import leaf_hash
from tests.engines.merkle.logs import KEY, LOG, ORIGIN, Files, entries, flipped, head_over, subtree
from tests.engines.merkle.trees import inclusion_proof

LEAVES = entries(300)
AT = 1_728_270_720
KEYS = [SigningKey(bytes([number]) * 32) for number in (1, 2)]
WITNESSES = [Cosigner(f"saksi{number}.netral.test", key.verify_key) for number, key in enumerate(KEYS)]


def cosigned(head: TreeHead, count: int = 2) -> str:
    note = sign(head, KEY)
    pairs = list(zip(WITNESSES, KEYS, strict=True))[:count]
    return note + "".join(cosign(note, witness.name, key, AT) for witness, key in pairs)


HEAD = head_over(LEAVES)
PROOF = TlogProof(41, tuple(inclusion_proof(LEAVES, 41)), cosigned(HEAD), b"opening")


def test_a_proof_file_shows_its_entry() -> None:
    read = TlogProof.parse(PROOF.text())
    assert read == PROOF
    assert read.check(LEAVES[41], LOG, WITNESSES, 2) == HEAD


@given(st.binary(max_size=60), st.integers(0, 299))
def test_writing_and_reading_are_one(extra: bytes, index: int) -> None:
    proof = TlogProof(index, tuple(inclusion_proof(LEAVES, index)), cosigned(HEAD, 1), extra)
    assert TlogProof.parse(proof.text()) == proof


def test_no_changed_bit_is_accepted() -> None:
    data = PROOF.text().encode()
    refused = 0
    for bit in range(len(data) * 8):
        try:
            changed = TlogProof.parse(flipped(data, bit).decode())
            # Nobody signed the extra data; whoever uses it checks that it opens the entry.
            assert changed.extra != PROOF.extra or changed.check(LEAVES[41], LOG, WITNESSES, 2) is None
        except ValueError:
            refused += 1
    assert refused > len(data) * 8 * 0.95


def test_another_entry_or_place_is_refused() -> None:
    with pytest.raises(ProofRefused, match="does not lead"):
        PROOF.check(LEAVES[42], LOG)
    moved = TlogProof(42, PROOF.hashes, PROOF.checkpoint)
    with pytest.raises(ProofRefused):
        moved.check(LEAVES[41], LOG)


def test_witnesses_make_a_quorum() -> None:
    one = TlogProof(41, PROOF.hashes, cosigned(HEAD, 1))
    assert one.check(LEAVES[41], LOG, WITNESSES, 1) == HEAD
    with pytest.raises(ProofRefused, match="1 of the witnesses cosigned this checkpoint; 2 are needed"):
        one.check(LEAVES[41], LOG, WITNESSES, 2)
    # The same witness under the checkpoint twice is one witness.
    twice = TlogProof(41, PROOF.hashes, one.checkpoint + cosign(one.checkpoint, WITNESSES[0].name, KEYS[0], AT + 9))
    with pytest.raises(ProofRefused, match="1 of the witnesses"):
        twice.check(LEAVES[41], LOG, WITNESSES, 2)
    forged = one.checkpoint + cosign(one.checkpoint, WITNESSES[1].name, KEYS[0], AT)
    with pytest.raises(ProofRefused, match="1 of the witnesses"):
        TlogProof(41, PROOF.hashes, forged).check(LEAVES[41], LOG, WITNESSES, 2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tlog-proof@v1", "tlog-proof@v2"),
        ("index 41", "index 041"),
        ("index 41", "index -1"),
        ("index 41\n", ""),
        ("index 41", "place 41"),
        ("extra ", "extra  "),
        ("extra b3BlbmluZw==", "extra b3BlbmluZx=="),
        ("\n\n", "\n"),
        ("\n\n", "\n\n\n"),
        ("index 41\n", "index 41\n" + f"{'A' * 43}=\n" * 64),
        ("index 41\n", "index 41\nAAAA\n"),
    ],
)
def test_what_is_no_proof_file_is_refused(old: str, new: str) -> None:
    changed = PROOF.text().replace(old, new, 1)
    assert changed != PROOF.text()
    with pytest.raises((ProofRefused, NoteError)):
        TlogProof.parse(changed)


def uniform_log(size: int) -> tuple[Files, TreeHead]:
    """Return a log of that many empty entries: all tiles of a level are alike, so that few need to be made."""
    files: dict[str, bytes] = {}
    hashes, edges, level = leaf_hash(b""), [], 0
    while count := size // 256**level:
        index, width = divmod(count, 256)
        edges.append([hashes] * width)
        files[tile_path(level, 0)] = hashes * 256
        if width:
            files[tile_path(level, index, width)] = hashes * width
        hashes, level = subtree([hashes] * 256), level + 1
    return Files(files), TreeHead(ORIGIN, size, edge_root(edges))


def test_a_proof_of_five_million_with_two_witnesses_is_at_most_1600_bytes() -> None:
    files, head = uniform_log(5_000_000)
    proof = TlogProof(12, tuple(TiledTree(files, head).inclusion_proof(12)), cosigned(head))
    assert proof.check(b"", LOG, WITNESSES, 2) == head
    assert len(proof.hashes) == 23
    assert len(proof.text().encode()) <= 1_600
