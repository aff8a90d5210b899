"""The number of a pass as people read and type it: its serial in letters and digits, with one to catch slips."""

from __future__ import annotations

# Crockford's base 32: without I, L, O and U, which are mistaken for others.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISTAKEN = str.maketrans("ILO", "110")
_LENGTH = 7
# A prime next to the size of the alphabet, so that every single slip and every swap of neighbours changes the check.
_PRIME = 31


def pass_number(serial: int) -> str:
    """Return the number of a serial, such as "PP-0000-3G8J"."""
    digits = ""
    left = serial
    for _place in range(_LENGTH):
        left, digit = divmod(left, 32)
        digits = _ALPHABET[digit] + digits
    whole = digits + _ALPHABET[_check(digits)]
    return f"PP-{whole[:4]}-{whole[4:]}"


def serial_of(typed: str) -> int | None:
    """Return the serial of a number as it was typed, or None where it is none."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum()).removeprefix("PP")
    letters = letters.translate(_MISTAKEN)
    if len(letters) != _LENGTH + 1 or not set(letters) <= set(_ALPHABET):
        return None
    digits, check = letters[:_LENGTH], letters[_LENGTH]
    if _ALPHABET[_check(digits)] != check:
        return None
    serial = 0
    for letter in digits:
        serial = serial * 32 + _ALPHABET.index(letter)
    return serial


def _check(digits: str) -> int:
    return sum(weight * _ALPHABET.index(letter) for weight, letter in enumerate(digits, start=1)) % _PRIME
