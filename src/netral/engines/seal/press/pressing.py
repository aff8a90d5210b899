"""Presses documents: fills a form's slots for one person, signs, and gives back what is to be stored."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple

from netral.engines.seal.press.filling import fill, slots_of
from netral.engines.seal.press.fitting import SEPARATOR, Fitted, Fitter, Room
from netral.engines.seal.press.layout import lay_out
from netral.engines.seal.press.skeletons import Skeleton, body_of, identity_of
from netral.engines.seal.press.symbols import Symbols, shape_for, symbols_of
from netral.engines.seal.press.writing import Order, skeleton_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from netral.engines.seal.press.filling import SlotSites
    from netral.engines.seal.press.forms import Form
    from netral.engines.seal.signers import Signer

Varied = tuple[Skeleton, tuple[bytes, bytes]]

# Positions, units and dates come again and again; so many of each slot are remembered.
_REMEMBERED = 4096
# A full memory is emptied after so many values it did not know: names come once, and need none.
_PATIENCE = 50_000


class Pressed(NamedTuple):
    """One sealed document: the class it belongs to, and the bytes to store for it."""

    skeleton: Skeleton
    body: bytes

    @property
    def pdf(self) -> bytes:
        """The whole signed file."""
        return self.skeleton.assemble(self.body)

    @property
    def sha256(self) -> str:
        """SHA-256 of the whole file, in hexadecimal."""
        return self.skeleton.sha256(self.body)


class Press:
    """One form in the hands of one signer.

    Two presses of the same form and certificates make the same skeletons, so each process may have its own.
    """

    def __init__(self, form: Form, signer: Signer) -> None:
        self.form = form
        self._signer, self._chain = signer, signer.chain
        self._base = lay_out(form, {})
        self._slots = slots_of(self._base.sites)
        self._memories = [_Memory(self._fitter(slot)) for slot in self._slots]
        self._named = [(slot.slot, memory) for slot, memory in zip(self._slots, self._memories, strict=True)]
        self._classes: dict[tuple[Any, ...], Skeleton] = {}
        self._moment: tuple[datetime | None, str] = (None, "")
        self._symbols: dict[int, Symbols] = {}

    @property
    def skeletons(self) -> tuple[Skeleton, ...]:
        """The classes used so far."""
        return tuple(self._classes.values())

    def seal(self, values: Mapping[str, str], *, url: str = "", at: datetime) -> Pressed:
        """Seal one document; raises SlotOverflow, UnprintableText, UnfitAddress, or KeyError for a missing value."""
        texts = {**values, self.form.url_slot: url}
        moment = self._written(at)
        pieces = [moment]
        codes: list[str] = []
        counts: list[tuple[int, ...]] = []
        for name, memory in self._named:
            fitted = memory[texts[name]]
            counts.append(fitted[0])
            pieces += fitted[1]
            codes += fitted[2]
        text = SEPARATOR.join(pieces).encode()
        symbol = self._symbol(url) if self._base.symbols else b""
        skeleton, varying = self._vary((*counts, len(url)), codes, symbol, moment, identity_of(text))
        before, after = skeleton.container.to_sign
        signature = self._signer.sign(before + skeleton.digest(*varying) + after)
        return Pressed(skeleton, body_of(signature, symbol, text))

    def _fitter(self, slot: SlotSites) -> Fitter:
        rooms = tuple(Room(self._base.sites[key]) for key in slot.keys)
        return Fitter(self.form.slots[slot.slot], rooms)

    def _written(self, at: datetime) -> str:
        if self._moment[0] != at:
            self._moment = (at, at.astimezone(UTC).strftime("%Y%m%d%H%M%S"))
        return self._moment[1]

    def _symbol(self, url: str) -> bytes:
        symbols = self._symbols.get(len(url))
        if symbols is None:
            symbols = self._symbols[len(url)] = symbols_of(shape_for(len(url)))
        return symbols.bits(url)

    def _vary(self, key: tuple[Any, ...], codes: list[str], symbol: bytes, moment: str, identity: str) -> Varied:
        """The class in which the texts have room, and what varies in its files."""
        for roomy in (False, True):
            skeleton = self._classes.get((key, roomy))
            if skeleton is None:
                skeleton = self._classes[key, roomy] = self._made(key, roomy)
            varying = skeleton.vary(codes, symbol, moment, identity)
            if varying is not None:
                return skeleton, varying
        message = "The widest class has no room for a text within its limits."
        raise AssertionError(message)

    def _made(self, key: tuple[Any, ...], roomy: bool) -> Skeleton:
        *all_counts, length = key
        counts = {
            site: count
            for slot, found in zip(self._slots, all_counts, strict=True)
            for site, count in zip(slot.keys, found, strict=True)
        }
        layout = lay_out(self.form, counts)
        filling = fill(layout, self._slots, counts, roomy=roomy)
        shape = shape_for(length) if layout.symbols else None
        return skeleton_of(Order(self.form, layout, filling, self._chain, shape))


class _Memory(dict[str, Fitted]):
    """The values of one slot met so far, already in type."""

    def __init__(self, fitter: Fitter) -> None:
        super().__init__()
        self._fit = fitter.fit
        self._patience = _PATIENCE

    def __missing__(self, value: str) -> Fitted:
        fitted = self._fit(value)
        if len(self) < _REMEMBERED:
            self[value] = fitted
        elif self._patience:
            self._patience -= 1
        else:
            self.clear()
            self._patience = _PATIENCE
        return fitted
