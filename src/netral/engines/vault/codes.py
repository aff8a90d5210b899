"""Receipt codes: 16 random syllables (101 bits) and two check syllables, spoken as six words.

"bakimo-teruga-..." can be read over the telephone and written on paper. A wrong letter, and two syllables that
changed places, are always found, because the check is a weighted sum modulo a prime. Only a keyed hash is stored.
"""

import hashlib
import hmac
import secrets

from netral.engines.identifiers.pasted import spoken_words

CONSONANTS = "bcdghjklmnprstwy"
VOWELS = "aeiou"
SYLLABLES = tuple(consonant + vowel for consonant in CONSONANTS for vowel in VOWELS)
DATA_SYLLABLES = 16
SYLLABLES_PER_WORD = 3

_BASE = len(SYLLABLES)
# The largest prime that two syllables can express: every weight and every difference of syllables is smaller.
_PRIME = 6397
_VALUE = {syllable: value for value, syllable in enumerate(SYLLABLES)}
_LENGTH = 2 * (DATA_SYLLABLES + 2)


def new_code() -> str:
    """Return a fresh receipt code."""
    return _spoken([secrets.randbelow(_BASE) for _ in range(DATA_SYLLABLES)])


def code_from(values: list[int]) -> str:
    """Return the code of 16 given syllable numbers (0 to 79)."""
    return _spoken(values)


def normalised(typed: str) -> str | None:
    """Return the code as it was given out, or None when it cannot be one; case and marks do not matter."""
    letters = "".join(spoken_words(typed))
    if len(letters) != _LENGTH:
        return None
    values = [_VALUE.get(letters[place : place + 2], -1) for place in range(0, _LENGTH, 2)]
    if min(values) < 0 or values[DATA_SYLLABLES:] != _check(values[:DATA_SYLLABLES]):
        return None
    return _spoken(values[:DATA_SYLLABLES])


def fingerprint(code: str, key: bytes) -> bytes:
    """Return the keyed hash under which a report is found."""
    return hmac.new(key, code.encode(), hashlib.sha256).digest()


def _check(values: list[int]) -> list[int]:
    total = sum(weight * value for weight, value in enumerate(values, start=1)) % _PRIME
    return [total // _BASE, total % _BASE]


def _spoken(values: list[int]) -> str:
    syllables = [SYLLABLES[value] for value in [*values, *_check(values)]]
    words = range(0, len(syllables), SYLLABLES_PER_WORD)
    return "-".join("".join(syllables[place : place + SYLLABLES_PER_WORD]) for place in words)
