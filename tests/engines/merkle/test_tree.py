"""The tree hashes as RFC 6962 says, grows from a saved edge, and proves what it holds."""

import pytest
from hypothesis import given, strategies as st

from netral.engines.merkle.tree import EMPTY_ROOT, Frontier, root_from_proof
from tests.engines.merkle.trees import inclusion_proof, root_of

# The leaves and tree heads that Certificate Transparency's own implementations are tested with.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
entries = st.lists(st.binary(max_size=40), min_size=1, max_size=70)


@pytest.mark.parametrize("size", range(1, 9))
def test_tree_heads_are_those_of_certificate_transparency(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert root_of([]) == EMPTY_ROOT


@given(entries, st.data())
def test_a_tree_grown_from_its_edge_is_the_same_tree(leaves: list[bytes], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(leaves)))
    first = Frontier()
    first.extend(leaves[:cut])
    second = Frontier.restore(first.size, first.edge())
    second.extend(leaves[cut:])
    assert second.root() == root_of(leaves)


@given(entries, st.data())
def test_every_leaf_is_proven_and_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(leaves, index)
    assert root_from_proof(leaves[index], index, len(leaves), proof) == root_of(leaves)
    assert root_from_proof(leaves[index] + b"x", index, len(leaves), proof) != root_of(leaves)


@given(entries, st.data())
def test_a_proof_of_the_wrong_length_is_refused(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    with pytest.raises(ValueError, match="longer than the tree"):
        root_from_proof(leaves[index], index, len(leaves), [*inclusion_proof(leaves, index), bytes(32)])


def test_an_edge_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="not the edge"):
        Frontier.restore(3, bytes(32))
