"""Numbers that went through a floating-point number, and lists that did not."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from hashlib import sha256

import pytest

from netral.engines.tables.precision import ALARM, DigitLoss, chance

SEQUENCES = (1, 1, 1, 1, 2, 2, 3, 4, 5, 8, 10, 16, 20)


def nips(count: int, seed: int) -> list[str]:
    """Return numbers as they are given out: most people are the first or second of their day."""
    drawn = [int.from_bytes(sha256(f"{seed} {index}".encode()).digest()[:8]) for index in range(count)]
    return [
        f"19{60 + draw % 39}{1 + draw // 7 % 12:02d}{1 + draw // 11 % 28:02d}{2000 + draw // 13 % 24}"
        f"{1 + draw // 17 % 12:02d}{1 + draw // 19 % 2}{SEQUENCES[draw // 23 % len(SEQUENCES)]:03d}"
        for draw in drawn
    ]


def is_certain(numbers: Iterable[str]) -> bool:
    loss = DigitLoss()
    for number in numbers:
        loss.take(number)
    return loss.is_certain


@pytest.mark.parametrize("count", [3, 4, 40, 400])
@pytest.mark.parametrize(
    "rounding",
    [
        lambda digits: str(int(float(digits))),
        lambda digits: str(int(Decimal(repr(float(digits))))),
        lambda digits: f"{Decimal(f'{float(digits):.15g}'):.0f}",
    ],
    ids=["exact", "shortest", "fifteen-digits"],
)
def test_a_rounded_column_is_noticed(rounding: Callable[[str], str], count: int) -> None:
    whole = nips(count, count)
    assert not is_certain(whole)
    assert is_certain([rounding(digits) for digits in whole])


def test_a_column_that_was_half_mended_is_noticed_still() -> None:
    assert is_certain([str(int(float(digits))) if index % 2 else digits for index, digits in enumerate(nips(40, 1))])


def test_small_honest_lists_raise_no_alarm() -> None:
    assert not is_certain(["198503122009031040"])
    assert not is_certain(["198503122009031040", "199010052015042016"])
    assert not is_certain(["198503122009031040"] * 9)
    assert sum(is_certain(nips(size, seed)) for seed in range(400) for size in (3, 5, 12)) == 0


def test_the_chance_is_what_is_said() -> None:
    assert chance(3, 3) == pytest.approx(1 / 32768)
    assert chance(2, 2) > ALARM > chance(3, 3)
    assert chance(0, 50) == pytest.approx(1)
