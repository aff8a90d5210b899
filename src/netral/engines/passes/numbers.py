"""The number of a pass as people read and type it: its serial in letters and digits, with one to catch slips."""

from __future__ import annotations

from netral.engines.passes.claims import LARGEST_SERIAL

# Letters and digits that nobody mistakes for one another. They are 31, a prime, so every single slip and every swap of
# neighbours changes the check.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_SIZE, _LENGTH = len(_ALPHABET), 7


def pass_number(serial: int) -> str:
    """Return the number of a serial, such as "PP-2225-D3V9"."""
    digits = ""
    left = serial
    for _place in range(_LENGTH):
        left, digit = divmod(left, _SIZE)
        digits = _ALPHABET[digit] + digits
    whole = digits + _ALPHABET[_check(digits)]
    return f"PP-{whole[:4]}-{whole[4:]}"


def serial_of(typed: str) -> int | None:
    """Return the serial of a number as it was typed, or None where it is none."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum()).removeprefix("PP")
    if len(letters) != _LENGTH + 1 or not set(letters) <= set(_ALPHABET):
        return None
    digits, check = letters[:_LENGTH], letters[_LENGTH]
    if _ALPHABET[_check(digits)] != check:
        return None
    serial = 0
    for letter in digits:
        serial = serial * _SIZE + _ALPHABET.index(letter)
    return serial if 1 <= serial <= LARGEST_SERIAL else None


def _check(digits: str) -> int:
    return sum(weight * _ALPHABET.index(letter) for weight, letter in enumerate(digits, start=1)) % _SIZE
