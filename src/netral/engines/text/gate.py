"""Refusing what cannot be read: nothing, too much, no text, or no language of Indonesia.

The language is judged by short letter sequences, of which a linear score says how Indonesian they look. The limit is
set where hardly any text of a writer who was not trained on is refused, and lower for texts of few words, whose letters
say less; in doubt a text passes.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from netral.engines.text.normaliser import Reading

MOST_LETTERS = 2_000
BUCKETS = 1 << 13
LONGEST = 4
# A text of fewer letters is too short to be called foreign by its letters.
FEWEST_LETTERS = 5
_KEPT_CONTROLS = frozenset("\t\n\r\f\v")
_NO_TEXT = frozenset({"Cc", "Cs", "Co", "Cn"})
_LATIN_SHARE = 0.5


class Refusal(StrEnum):
    """Why a text is not read."""

    EMPTY = "kosong"
    LONG = "terlalu-panjang"
    BINARY = "bukan-teks"
    FOREIGN = "bahasa-lain"


@dataclass(frozen=True)
class GateWeights:
    """What each letter sequence says for or against Indonesian; a text scoring below the limit is refused.

    There is a limit for each number of words, the last for that number and more.
    """

    linear: NDArray[np.float32]
    limit: NDArray[np.float32]


def refused_at_sight(text: str) -> Refusal | None:
    """Refuse by length and by characters alone, however long the text is."""
    if len(text) > MOST_LETTERS:
        return Refusal.LONG
    if any(unicodedata.category(each) in _NO_TEXT and each not in _KEPT_CONTROLS for each in text) or "�" in text:
        return Refusal.BINARY
    return None if any(each.isalpha() for each in text) else Refusal.EMPTY


def refused_by_language(reading: Reading, weights: GateWeights) -> Refusal | None:
    """Refuse what is written in another script or looks like no language of Indonesia."""
    letters = [each for each in reading.text if each.isalpha()]
    latin = sum(each.isascii() or unicodedata.name(each, "").startswith("LATIN") for each in letters)
    if latin < _LATIN_SHARE * len(letters):
        return Refusal.FOREIGN
    if latin < FEWEST_LETTERS:
        return None
    limit = float(weights.limit[min(max(len(reading.words), 1), len(weights.limit)) - 1])
    return Refusal.FOREIGN if looks_indonesian(reading, weights) < limit else None


def looks_indonesian(reading: Reading, weights: GateWeights) -> float:
    """How Indonesian the letters of a reading look; without any, 0."""
    indices = sequences([word.typed for word in reading.words])
    if not len(indices):
        return 0.0
    return float(weights.linear[indices].sum() / np.sqrt(len(indices)))


def sequences(words: Sequence[str]) -> NDArray[np.int64]:
    """The buckets of every letter sequence of some words, each once."""
    hits: set[int] = set()
    for word in words:
        padded = f" {word} ".encode() if word else b""
        for width in range(1, min(LONGEST, len(padded)) + 1):
            hits.update(crc32(padded[start : start + width]) % BUCKETS for start in range(len(padded) - width + 1))
    return np.fromiter(sorted(hits), np.int64, len(hits))
