"""A reading as numbers: hashed letter sequences, words, and the meanings the words touch.

Three blocks of buckets stand one after the other. Hashing is CRC-32 of bytes, the same on every machine and in every
year, so that weights trained once stay right. Nothing here learns; what a bucket is worth comes with the weights.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
import Stemmer
from numpy.typing import NDArray

from netral.engines.text.normaliser import Lexicon, Reading, read

Indices = NDArray[np.int64]
Values = NDArray[np.float32]

LONGEST_MEANING = 3


class Blocks(NamedTuple):
    """One value for each block of features."""

    letters: float
    words: float
    meanings: float


_SHARES = Blocks(letters=1.0, words=1.5, meanings=0.5)


@dataclass(frozen=True)
class Shape:
    """How features are made; part of what weights are trained for."""

    shortest: int = 2
    longest: int = 5
    letters: int = 1 << 18
    words: int = 1 << 16
    meanings: int = 1 << 12
    shares: Blocks = _SHARES

    @property
    def starts(self) -> tuple[int, int, int, int]:
        """Where each block begins, and where the last one ends."""
        return (0, self.letters, self.letters + self.words, self.letters + self.words + self.meanings)


class Meanings:
    """Words that stand for one meaning, found by their stems."""

    def __init__(self, groups: Mapping[str, Iterable[str]], lexicon: Lexicon) -> None:
        """Compile the groups; phrases have up to three words."""
        self._stemmer = Stemmer.Stemmer("indonesian")
        self._named: dict[tuple[str, ...], tuple[str, ...]] = {}
        for name, phrases in groups.items():
            for phrase in phrases:
                plain = [word.normal for word in read(phrase, lexicon).words]
                for words in {tuple(self.stems(plain)), tuple(self.stems(phrase.split()))}:
                    if 1 <= len(words) <= LONGEST_MEANING and name not in self._named.get(words, ()):
                        self._named[words] = (*self._named.get(words, ()), name)

    def stems(self, words: Sequence[str]) -> list[str]:
        """The stems of words."""
        stemmed: list[str] = self._stemmer.stemWords(words)
        return stemmed

    def touched(self, stems: Sequence[str]) -> list[str]:
        """The meanings a sequence of stems touches, in alphabetical order."""
        named = self._named
        found: set[str] = set()
        for position in range(len(stems)):
            for length in range(1, LONGEST_MEANING + 1):
                found.update(named.get(tuple(stems[position : position + length]), ()))
        return sorted(found)


class Features:
    """Counts the features of readings."""

    def __init__(self, meanings: Meanings, shape: Shape) -> None:
        """Take the meanings and the shape to count by."""
        self.shape = shape
        self._meanings = meanings

    def counts(self, reading: Reading) -> tuple[Counter[int], Counter[int], Counter[int]]:
        """How often each bucket of each block is hit."""
        words = [word.normal for word in reading.words]
        stems = self._meanings.stems(words)
        touched = self._meanings.touched(stems)
        pairs = [f"{first}+{second}" for first, second in combinations(touched, 2)]
        sequences = [*stems, *map(" ".join, pairwise(stems))]
        _, words_start, meanings_start, _ = self.shape.starts
        return (
            self._letters(words),
            Counter(words_start + crc32(each.encode()) % self.shape.words for each in sequences),
            Counter(meanings_start + crc32(each.encode()) % self.shape.meanings for each in (*touched, *pairs)),
        )

    def _letters(self, words: Sequence[str]) -> Counter[int]:
        size, shortest, longest = self.shape.letters, self.shape.shortest, self.shape.longest
        hits: list[int] = []
        for word in words:
            padded = f" {word} ".encode()
            length = len(padded)
            for width in range(shortest, min(longest, length) + 1):
                hits += [crc32(padded[start : start + width]) % size for start in range(length - width + 1)]
        return Counter(hits)

    def vector(self, reading: Reading, rarity: Values) -> tuple[Indices, Values]:
        """The features present in a reading, and their values."""
        return weighted(self.counts(reading), rarity, self.shape.shares)


def weighted(counts: Sequence[Counter[int]], rarity: Values, shares: Sequence[float]) -> tuple[Indices, Values]:
    """Buckets and values of counted features: sublinear counts times rarity, each block as long as its share."""
    indices: list[Indices] = [np.empty(0, np.int64)]
    values: list[Values] = [np.empty(0, np.float32)]
    for block, share in zip(counts, shares, strict=True):
        places = np.fromiter(block.keys(), np.int64, len(block))
        worth = (1.0 + np.log(np.fromiter(block.values(), np.float32, len(block)))) * rarity[places]
        length = float(np.sqrt(np.dot(worth, worth)))
        if length > 0.0:
            indices.append(places)
            values.append((worth * (share / length)).astype(np.float32))
    return np.concatenate(indices), np.concatenate(values)
