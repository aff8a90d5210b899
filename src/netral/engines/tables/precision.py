"""Notices a column of long numbers that went through a floating-point number and lost its low digits.

Between 2^57 and 2^58, where every NIP of somebody born from 1442 to 2882 lies, such a number holds multiples of 32
only. It is written either exactly, as a multiple of 32, or as the shortest digits that lead back to it, with zeros
behind. Of all numbers of 18 digits one in 32 looks so by chance, in each of the two ways. In a column of `n`
different numbers, `k` look so with the chance that the binomial law gives; the alarm is raised below 1 in 20,000 for
each way. The smallest column it can judge has three numbers, all of them damaged: 1 in 32,768. A share of at least
one in eight is asked for besides, so that a long list is not refused for a slight lean of its numbers.
"""

import math
from collections.abc import Iterator
from decimal import Decimal

LENGTH = 18
BY_CHANCE = 1 / 32
ALARM = 1 / 20_000
LEAST_SHARE = 1 / 8


class DigitLoss:
    """Takes the numbers of a column one by one and tells in the end whether they were rounded."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._exact = self._shortest = 0

    def take(self, digits: str) -> None:
        """Look at one number; shorter and longer ones, and those seen before, do not count."""
        if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()) or digits in self._seen:
            return
        self._seen.add(digits)
        number, rounded = int(digits), float(digits)
        self._exact += int(rounded) == number
        self._shortest += digits.endswith("0") and int(Decimal(repr(rounded))) == number

    @property
    def numbers(self) -> int:
        """How many different numbers there were."""
        return len(self._seen)

    @property
    def rounded(self) -> int:
        """How many of them look rounded, in the way that most do."""
        return max(self._exact, self._shortest)

    @property
    def is_certain(self) -> bool:
        """Say whether so many look rounded that it cannot be chance."""
        return self.rounded >= LEAST_SHARE * self.numbers and chance(self.rounded, self.numbers) < ALARM


def chance(rounded: int, numbers: int) -> float:
    """Return how likely at least so many of so many numbers look rounded although they are not."""
    return math.fsum(_terms(rounded, numbers))


def _terms(rounded: int, numbers: int) -> Iterator[float]:
    for count in range(rounded, numbers + 1):
        ways = math.lgamma(numbers + 1) - math.lgamma(count + 1) - math.lgamma(numbers - count + 1)
        term = math.exp(ways + count * math.log(BY_CHANCE) + (numbers - count) * math.log1p(-BY_CHANCE))
        yield term
        # Beyond the peak the terms only shrink, and soon count for nothing.
        if term < ALARM * 1e-9 and count > numbers * BY_CHANCE:
            return
