"""Recovery codes: a key pair on paper, 26 random syllables (164 bits) in seven groups of five.

"bakimoteru-gaweni..." is written with the syllables of receipt codes, and is twice as long, so neither is taken for
the other. Every group ends with a check syllable of its own, which also knows the place of the group: a wrong letter
is found always, and said by group, as are groups that changed places. Two syllables of the last group check the whole.
"""

from __future__ import annotations

import hashlib
import secrets

from netral.engines.identifiers.pasted import spoken_words
from netral.engines.vault.boxes import Pair, pair_from
from netral.engines.vault.codes import SYLLABLES

GROUPS = 7
SYLLABLES_PER_GROUP = 5
RANDOM_SYLLABLES = 26

_BASE = len(SYLLABLES)
_DATA = SYLLABLES_PER_GROUP - 1
_LETTERS = 2 * SYLLABLES_PER_GROUP
# The largest prime below the number of syllables: one wrong letter never moves a syllable by 79 places.
_PRIME = 79
_VALUE = {syllable: value for value, syllable in enumerate(SYLLABLES)}


class CodeMistyped(Exception):
    """A code that is not right: the group (1 to 7) that should be looked at, or None when none stands out."""

    def __init__(self, group: int | None) -> None:
        super().__init__("The code is not right." if group is None else f"Group {group} of the code is not right.")
        self.group = group


def new_recovery() -> tuple[str, bytes]:
    """Return a fresh code to print, and the public key of its pair."""
    code = code_from([secrets.randbelow(_BASE) for _ in range(RANDOM_SYLLABLES)])
    return code, pair_of(code).public


def code_from(values: list[int]) -> str:
    """Return the code of 26 given syllable numbers (0 to 79)."""
    data = values + _whole_check(values)
    groups = [data[place : place + _DATA] for place in range(0, len(data), _DATA)]
    return "-".join(_spoken([*group, _group_check(number, group)]) for number, group in enumerate(groups, start=1))


def pair_of(code: str) -> Pair:
    """Return the pair of a code as typed; case and what stands between groups do not matter; raises CodeMistyped."""
    data = [value for number, group in enumerate(_groups(code), start=1) for value in _read(number, group)]
    random, check = data[:RANDOM_SYLLABLES], data[RANDOM_SYLLABLES:]
    if check != _whole_check(random):
        raise CodeMistyped(None)
    # 164 random bits cannot be guessed at any speed, so the hash is a fast one.
    return pair_from(hashlib.blake2b(bytes(random), digest_size=32, person=b"netral-paper-1").digest())


def _groups(typed: str) -> list[str]:
    """The seven groups: as the typist parted them when there are seven parts, or else every ten letters."""
    parts = spoken_words(typed)
    if len(parts) == GROUPS:
        return parts
    letters = "".join(parts)
    groups = [letters[place : place + _LETTERS] for place in range(0, _LETTERS * (GROUPS - 1), _LETTERS)]
    return [*groups, letters[_LETTERS * (GROUPS - 1) :]]


def _read(number: int, letters: str) -> list[int]:
    values = [_VALUE.get(letters[place : place + 2], -1) for place in range(0, len(letters), 2)]
    if len(values) != SYLLABLES_PER_GROUP or min(values) < 0 or values[-1] != _group_check(number, values[:-1]):
        raise CodeMistyped(number)
    return values[:-1]


def _group_check(number: int, values: list[int]) -> int:
    return (number * 11 + sum(weight * value for weight, value in enumerate(values, start=1))) % _PRIME


def _whole_check(values: list[int]) -> list[int]:
    digest = hashlib.blake2b(bytes(values), digest_size=8, person=b"netral-check-1").digest()
    return list(divmod(int.from_bytes(digest, "big") % (_BASE * _BASE), _BASE))


def _spoken(values: list[int]) -> str:
    return "".join(SYLLABLES[value] for value in values)
