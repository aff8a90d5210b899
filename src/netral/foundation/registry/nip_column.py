"""The column of NIPs of a list as a whole: whether a spreadsheet took the low digits of its numbers."""

from netral.engines.tables.precision import DigitLoss
from netral.engines.tables.rows import Unreadable
from netral.foundation.registry.domain import Faulty, Problem, digits_of_nip

# With fewer numbers each row is told by itself.
FEWEST = 3


class NipColumn:
    """Sees the NIPs of a list one by one, right and wrong ones, and refuses the list when their digits are lost."""

    def __init__(self) -> None:
        self._loss = DigitLoss()
        self._filled = self._as_number = 0

    def take(self, value: object) -> None:
        """Look at one cell; empty ones do not count."""
        try:
            self.take_digits(digits_of_nip(value))
        except Faulty as faulty:
            if faulty.problem is Problem.EMPTY:
                return
            self._as_number += faulty.problem is Problem.LOST_DIGITS
            self._filled += 1

    def take_digits(self, digits: str) -> None:
        """Look at the 18 digits of a cell that was read before."""
        self._loss.take(digits)
        self._filled += 1

    def require_digits(self) -> None:
        """Refuse the whole list when its numbers lost digits.

        Raises:
            Unreadable: most cells hold numbers instead of text, or so many look rounded that it cannot be chance.
        """
        if self._as_number >= FEWEST and 2 * self._as_number > self._filled:
            raise _rounded(self._as_number, self._filled)
        if self._loss.is_certain:
            raise _rounded(self._loss.rounded, self._loss.numbers)


def _rounded(rounded: int, numbers: int) -> Unreadable:
    return Unreadable("rounded", rounded=str(rounded), numbers=str(numbers))
