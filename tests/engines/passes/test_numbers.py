"""Numbers of passes: typed however, and no single slip gives another pass."""

from hypothesis import given, strategies as st

from netral.engines.passes.numbers import pass_number, serial_of

SERIALS = st.integers(1, 2**32 - 1)
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@given(SERIALS)
def test_a_number_is_its_serial_however_it_is_typed(serial: int) -> None:
    number = pass_number(serial)
    for typed in (number, number.lower(), number.replace("-", " "), number.removeprefix("PP-").replace("-", "")):
        assert serial_of(typed) == serial


@given(SERIALS, st.integers(0, 7), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed(serial: int, place: int, letter: str) -> None:
    letters = pass_number(serial).removeprefix("PP-").replace("-", "")
    typed = letters[:place] + letter + letters[place + 1 :]
    assert serial_of(typed) == (serial if typed == letters else None)


@given(SERIALS, st.integers(0, 5))
def test_two_neighbours_swapped_are_noticed(serial: int, place: int) -> None:
    letters = pass_number(serial).removeprefix("PP-").replace("-", "")
    typed = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
    assert serial_of(typed) == (serial if typed == letters else None)


def test_no_pass_has_a_serial_outside_its_range() -> None:
    assert [serial_of(pass_number(serial)) for serial in (0, 1, 2**32 - 1, 2**32)] == [None, 1, 2**32 - 1, None]


@given(st.text(max_size=20))
def test_what_is_no_number_is_none(typed: str) -> None:
    found = serial_of(typed)
    assert found is None or serial_of(pass_number(found)) == found
