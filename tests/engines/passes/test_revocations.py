"""Lists of revoked passes: exact, signed, and never replaced by an older or a broken one."""

from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from netral.engines.passes.keys import KeyRing
from netral.engines.passes.revocations import RevocationsRefused, read_revocations, write_revocations
from tests.engines.passes.samples import KEY, MORNING, OTHER, RING

LIST = write_revocations([3, 70_000, 4], sequence=5, issued_at=MORNING, key=KEY)


@given(st.sets(st.integers(1, 2**32 - 1), max_size=60), st.integers(1, 2**32 - 1))
def test_exactly_the_revoked_are_in_it(serials: set[int], other: int) -> None:
    held = read_revocations(write_revocations(serials, sequence=1, issued_at=MORNING, key=KEY), RING)
    assert held.serials == tuple(sorted(serials))
    assert all(serial in held for serial in serials)
    assert (other in held) == (other in serials)


def test_its_age_is_told_and_is_never_less_than_nothing() -> None:
    held = read_revocations(LIST, RING)
    assert held.age(MORNING + timedelta(hours=30)) == timedelta(hours=30)
    assert held.age(MORNING - timedelta(days=1)) == timedelta()


@given(st.integers(0, len(LIST) - 1))
def test_a_list_cut_short_is_refused(length: int) -> None:
    with pytest.raises(RevocationsRefused, match="damaged"):
        read_revocations(LIST[:length], RING)


def test_every_single_changed_bit_is_refused() -> None:
    for place in range(8 * len(LIST)):
        changed = bytearray(LIST)
        changed[place >> 3] ^= 1 << (place & 7)
        with pytest.raises(RevocationsRefused):
            read_revocations(bytes(changed), RING)


def test_a_list_of_another_key_is_refused() -> None:
    with pytest.raises(RevocationsRefused, match="not known"):
        read_revocations(LIST, KeyRing([OTHER.public]))


def test_an_older_list_does_not_replace_a_newer_one() -> None:
    held = read_revocations(LIST, RING)
    older = write_revocations([], sequence=4, issued_at=MORNING + timedelta(days=9), key=KEY)
    with pytest.raises(RevocationsRefused, match="list 4 is older than list 5"):
        read_revocations(older, RING, held=held)
    assert read_revocations(LIST, RING, held=held) == held


def test_ten_thousand_revoked_passes_take_little_room() -> None:
    assert len(write_revocations(range(1, 100_000, 10), sequence=1, issued_at=MORNING, key=KEY)) < 11_000
