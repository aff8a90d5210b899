"""A proof shows one thing only: any change to it, to the entry or to a root is refused."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from netral.engines.merkle.note import TreeHead
from netral.engines.merkle.proofs import ProofRefused, check_consistency, check_inclusion
from netral.engines.merkle.tree import EMPTY_ROOT
from tests.engines.merkle.logs import ORIGIN, consistency, entries, flipped, head_over
from tests.engines.merkle.trees import inclusion_proof

LEAVES = entries(300)
sizes = st.integers(1, 300)
bits = st.integers(0, 32 * 8 * 12)


@given(sizes, st.data())
def test_an_entry_is_proven(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(LEAVES[:size], index)
    check_inclusion(LEAVES[index], index, head_over(LEAVES[:size]), proof)


@given(sizes, bits, st.data())
def test_no_changed_bit_proves_an_entry(size: int, bit: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    head, proof, leaf = head_over(LEAVES[:size]), inclusion_proof(LEAVES[:size], index), LEAVES[index]
    place = data.draw(st.integers(0, len(proof) - 1)) if proof else 0
    wrong = [
        (flipped(leaf, bit), index, head, proof),
        (leaf, index, replace(head, root=flipped(head.root, bit)), proof),
        (leaf, index, head, [*proof, bytes(32)]),
        (leaf, size, head, proof),
        (leaf, -1, head, proof),
    ]
    if proof:
        wrong += [
            (leaf, index, head, [*proof[:place], flipped(proof[place], bit), *proof[place + 1 :]]),
            (leaf, index, head, [*proof[:place], *proof[place + 1 :]]),
            (leaf, index, head, [*proof[:place], proof[place] + b"x", *proof[place + 1 :]]),
            (leaf, (index + 1) % size, head, proof),
        ]
    for given_leaf, given_index, given_head, given_proof in wrong:
        with pytest.raises(ProofRefused):
            check_inclusion(given_leaf, given_index, given_head, given_proof)


@given(sizes, st.data())
def test_growth_is_proven(size: int, data: st.DataObject) -> None:
    smaller = data.draw(st.integers(0, size))
    check_consistency(head_over(LEAVES[:smaller]), head_over(LEAVES[:size]), consistency(LEAVES[:size], smaller))


@given(sizes, bits, st.data())
def test_no_changed_bit_proves_growth(size: int, bit: int, data: st.DataObject) -> None:
    smaller = data.draw(st.integers(1, size))
    old, new, proof = head_over(LEAVES[:smaller]), head_over(LEAVES[:size]), consistency(LEAVES[:size], smaller)
    wrong = [
        (replace(old, root=flipped(old.root, bit)), new, proof),
        (old, replace(new, root=flipped(new.root, bit)), proof),
        (old, new, [*proof, bytes(32)]),
    ]
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        wrong += [
            (old, new, [*proof[:place], flipped(proof[place], bit), *proof[place + 1 :]]),
            (old, new, [*proof[:place], *proof[place + 1 :]]),
            (old, new, [*proof[:place], proof[place] + b"x", *proof[place + 1 :]]),
            (old, new, []),
        ]
    for given_old, given_new, given_proof in wrong:
        with pytest.raises(ProofRefused):
            check_consistency(given_old, given_new, given_proof)


@given(sizes, st.data())
def test_a_rewritten_history_is_no_growth(size: int, data: st.DataObject) -> None:
    smaller = data.draw(st.integers(1, size))
    changed = data.draw(st.integers(0, smaller - 1))
    rewritten = [*LEAVES[:changed], b"another entry", *LEAVES[changed + 1 : size]]
    with pytest.raises(ProofRefused):
        check_consistency(head_over(LEAVES[:smaller]), head_over(rewritten), consistency(rewritten, smaller))


def test_an_empty_log_is_the_beginning_of_every_log_of_its_name() -> None:
    empty = head_over([])
    check_consistency(empty, head_over(LEAVES), [])
    check_consistency(empty, empty, [])
    for wrong in (replace(empty, root=bytes(32)), replace(empty, origin="other/log")):
        with pytest.raises(ProofRefused):
            check_consistency(wrong, head_over(LEAVES), [])
    with pytest.raises(ProofRefused, match="nothing to prove"):
        check_consistency(empty, head_over(LEAVES), [bytes(32)])
    with pytest.raises(ProofRefused, match="root of an empty log"):
        check_consistency(empty, TreeHead(ORIGIN, 0, bytes(32)), [])
    assert empty.root == EMPTY_ROOT


def test_a_log_does_not_shrink_and_has_one_root_for_each_size() -> None:
    with pytest.raises(ProofRefused, match="cannot continue"):
        check_consistency(head_over(LEAVES), head_over(LEAVES[:7]), [])
    with pytest.raises(ProofRefused, match="two different logs"):
        check_consistency(head_over(LEAVES[:7]), head_over(LEAVES[1:8]), [])
