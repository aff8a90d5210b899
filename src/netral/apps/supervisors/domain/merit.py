"""The ranking of a vacancy: by what it counts, and how a tie is broken. No name and no birth date has a part in it."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

CENT = Decimal("0.01")


class TieRule(StrEnum):
    """What decides between two of the same total, in the order the data name."""

    INTERVIEW = "interview"
    TEST = "test"
    LOT = "lot"


@dataclass(frozen=True)
class Weights:
    """How much the written test and the interview count, in hundredths that come to 100."""

    test: int
    interview: int


@dataclass(frozen=True)
class Candidate:
    """One who is ranked: both scores 0 to 100, and the digest by which a lot is drawn."""

    key: str
    test: Decimal
    interview: Decimal
    digest: str

    def total(self, weights: Weights) -> Decimal:
        """Return the total as it is shown, to two decimals, which is also what is compared."""
        summed = self.test * weights.test + self.interview * weights.interview
        return (summed / (weights.test + weights.interview)).quantize(CENT)


@dataclass(frozen=True)
class RankedPlace:
    """A place in the ranking; `tie` is the rule that set it apart from the one before, where their totals are equal."""

    rank: int
    key: str
    total: Decimal
    tie: TieRule | None = None


def rank(candidates: Iterable[Candidate], weights: Weights, ties: Sequence[TieRule]) -> tuple[RankedPlace, ...]:
    """Return the places, the best first, the same in whatever order the candidates come.

    Raises:
        ValueError: the rules do not end in a lot, or two candidates have one digest, so that some tie would stay open.
    """
    if not ties or ties[-1] is not TieRule.LOT:
        raise ValueError("the last rule of ties has to be the lot")
    everyone = list(candidates)
    if len({each.digest for each in everyone}) != len(everyone):
        raise ValueError("two candidates have one digest")
    seed = seed_of(each.digest for each in everyone)
    valued = [((-each.total(weights), *(_worth(each, rule, seed) for rule in ties)), each) for each in everyone]
    keyed = sorted(valued, key=lambda pair: pair[0])
    places = []
    for number, (values, each) in enumerate(keyed, start=1):
        before = keyed[number - 2][0] if number > 1 else None
        places.append(RankedPlace(number, each.key, each.total(weights), _broken_by(before, values, ties)))
    return tuple(places)


def seed_of(digests: Iterable[str]) -> str:
    """Return the seed of a lot: nobody can choose it, and everybody can work it out again from the digests."""
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()


def digest_of(secret: bytes) -> str:
    """Return the digest under which an application draws its lot; of its code's digest it tells nothing."""
    return hashlib.sha256(b"netral.lot\n" + secret).hexdigest()


def affected_by_share(ranked_women: Collection[bool], seats: int, least: Decimal) -> int:
    """Return how many seats more women would hold if a share were kept; it is shown and never applied.

    `ranked_women` says of each place, the best first, whether a woman holds it.
    """
    order = list(ranked_women)
    wanted = int((seats * least).to_integral_value(ROUND_CEILING))
    available = sum(order[seats:])
    return max(0, min(wanted - sum(order[:seats]), available))


def _worth(candidate: Candidate, rule: TieRule, seed: str) -> Decimal | str:
    if rule is TieRule.INTERVIEW:
        return -candidate.interview
    if rule is TieRule.TEST:
        return -candidate.test
    return hashlib.sha256(f"{seed}\n{candidate.digest}".encode()).hexdigest()


def _broken_by(
    before: tuple[Decimal | str, ...] | None, values: tuple[Decimal | str, ...], ties: Sequence[TieRule]
) -> TieRule | None:
    if before is None or before[0] != values[0]:
        return None
    return next(rule for rule, above, here in zip(ties, before[1:], values[1:], strict=True) if above != here)
