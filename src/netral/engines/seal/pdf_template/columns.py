"""Fits all values of one slot for many documents at once, where nearly all are plain and take one line."""

from __future__ import annotations

from binascii import hexlify
from itertools import accumulate, compress
from typing import TYPE_CHECKING

import numpy as np

from netral.engines.seal.pdf_template.line_fit import SEPARATOR, Fitted, Fitter

if TYPE_CHECKING:
    from collections.abc import Sequence

# Positions, units and dates come again and again; so many of each slot are remembered.
_REMEMBERED = 4096
# A full memory is emptied after so many values it did not know: names come once, and need none.
_PATIENCE = 50_000
# Below this number of values, and above this share of new ones, looking at all together pays.
_FEW, _NEW = 16, 0.5


class Memory(dict[str, Fitted]):
    """The values of one slot met so far, already in type."""

    def __init__(self, fitter: Fitter) -> None:
        super().__init__()
        self._fitter = fitter
        self._patience = _PATIENCE

    def __missing__(self, value: str) -> Fitted:
        fitted = self._fitter.fit(value)
        if len(self) < _REMEMBERED:
            self[value] = fitted
        elif self._patience:
            self._patience -= 1
        else:
            self.clear()
            self._patience = _PATIENCE
        return fitted

    def fit(self, values: Sequence[str]) -> list[Fitted]:
        """Each value in type; raises SlotOverflow or UnprintableText."""
        if len(values) < _FEW or len(set(values)) < _NEW * len(values):
            return self._singly(values)
        joined = SEPARATOR.join(values)
        if joined.isascii() and joined.replace(SEPARATOR, "").isprintable():
            return self._plain(values, joined)
        plain = [value.isascii() and value.isprintable() for value in values]
        easy = list(compress(values, plain))
        found = iter(self._plain(easy, SEPARATOR.join(easy)))
        return [next(found) if quick else self[value] for quick, value in zip(plain, values, strict=True)]

    def _singly(self, values: Sequence[str]) -> list[Fitted]:
        return list(map(self.__getitem__, values))

    def _plain(self, values: Sequence[str], joined: str) -> list[Fitted]:
        """Values of ASCII, joined; those that are not written as they are printed are fitted one by one."""
        fitter = self._fitter
        data = joined.encode("ascii")
        if joined.count(SEPARATOR) != len(values) - 1 or fitter.strange(data):
            return self._singly(values)
        ends = list(accumulate([len(value) + 1 for value in values]))
        starts = [0, *ends[:-1]]
        steps = np.frombuffer(data.translate(fitter.steps), dtype=np.uint8)
        narrow = (np.add.reduceat(steps, starts, dtype=np.int64) <= fitter.free).tolist()
        codes = hexlify(joined.encode("utf-16-be"))
        single, limit = fitter.single, fitter.slot.limit
        return [
            (single, value, (codes[4 * start : 4 * end - 4],)) if fits and end - start <= limit + 1 else self[value]
            for value, fits, start, end in zip(values, narrow, starts, ends, strict=True)
        ]
