"""Presses documents: fills a form's slots for one person, signs, and gives back what is to be stored."""

from __future__ import annotations

from datetime import UTC
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from netral.engines.seal.pdf_template.columns import Memory
from netral.engines.seal.pdf_template.layout import lay_out
from netral.engines.seal.pdf_template.line_fit import SEPARATOR, Fitter, SlotLayout
from netral.engines.seal.pdf_template.pdf_writer import Order, skeleton_of
from netral.engines.seal.pdf_template.slot_streams import MEASURES, fill, slots_of
from netral.engines.seal.pdf_template.symbols import shape_for, symbols_of
from netral.engines.seal.pdf_template.templates import PdfTemplate, body_of, identity_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from netral.engines.seal.pdf_template.forms import Form
    from netral.engines.seal.pdf_template.line_fit import Fitted
    from netral.engines.seal.pdf_template.slot_streams import SlotSites
    from netral.engines.seal.signers import Signer

Counts = tuple[tuple[int, ...], ...]
Class = tuple[Counts, int, float]
Codes = tuple[bytes, ...]
Varied = tuple[PdfTemplate, tuple[bytes, bytes]]
# A document before it is signed: its class, its QR image, its texts, and what is signed.
Draft = tuple[PdfTemplate, bytes, bytes, bytes]


class Pressed(NamedTuple):
    """One sealed document: the class it belongs to, and the bytes to store for it."""

    skeleton: PdfTemplate
    body: bytes

    @property
    def pdf(self) -> bytes:
        """The whole signed file."""
        return self.skeleton.assemble(self.body)

    @property
    def sha256(self) -> str:
        """SHA-256 of the whole file, in hexadecimal."""
        return self.skeleton.sha256(self.body)


class TemplateSigner:
    """One form in the hands of one signer.

    Two presses of the same form and certificates make the same skeletons, so each process may have its own.
    """

    def __init__(self, form: Form, signer: Signer) -> None:
        self.form = form
        self._signer, self._chain = signer, signer.chain
        self._base = lay_out(form, {})
        self._slots = slots_of(self._base.sites)
        self._memories = [Memory(self._fitter(slot)) for slot in self._slots]
        self._classes: dict[Class, PdfTemplate] = {}

    @property
    def skeletons(self) -> tuple[PdfTemplate, ...]:
        """The classes used so far."""
        return tuple(self._classes.values())

    def seal(self, values: Mapping[str, str], *, url: str = "", at: datetime) -> Pressed:
        """Seal one document; raises SlotOverflow, UnprintableText, UnfitAddress, or KeyError for a missing value."""
        (pressed,) = self.seal_many([(values, url)], at=at)
        return pressed

    def seal_many(self, rows: Sequence[tuple[Mapping[str, str], str]], *, at: datetime) -> list[Pressed]:
        """Seal documents, each of its values and its address, in their order; raises as `seal`, before sealing any."""
        moment = at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        urls = [url for _, url in rows]
        symbols = self._drawn(urls) if self._base.symbols else [b""] * len(rows)
        columns = [
            memory.fit(urls if slot.slot == self.form.url_slot else [values[slot.slot] for values, _ in rows])
            for slot, memory in zip(self._slots, self._memories, strict=True)
        ]
        drafts = [
            self._draft(url, symbol, fitted, moment)
            for url, symbol, fitted in zip(urls, symbols, zip(*columns, strict=True), strict=True)
        ]
        # One step for all before the next: so the processor keeps what each of them needs at hand.
        sign = self._signer.sign
        signatures = [sign(to_sign) for _, _, _, to_sign in drafts]
        return [
            Pressed(skeleton, body_of(signature, symbol, text))
            for (skeleton, symbol, text, _), signature in zip(drafts, signatures, strict=True)
        ]

    def _draft(self, url: str, symbol: bytes, fitted: Iterable[Fitted], moment: str) -> Draft:
        counts, pieces, codes = zip(*fitted, strict=True)
        text = SEPARATOR.join((moment, *filter(None, pieces))).encode()
        together = tuple(chain.from_iterable(codes))
        skeleton, varying = self._vary((counts, len(url)), together, symbol, moment.encode(), identity_of(text))
        before, after = skeleton.container.to_sign
        return skeleton, symbol, text, before + skeleton.digest(*varying) + after

    def _fitter(self, slot: SlotSites) -> Fitter:
        rooms = tuple(SlotLayout(self._base.sites[key]) for key in slot.keys)
        return Fitter(self.form.slots[slot.slot], rooms)

    @staticmethod
    def _drawn(urls: Sequence[str]) -> list[bytes]:
        if len(set(map(len, urls))) == 1:
            return symbols_of(shape_for(len(urls[0]))).many(urls)
        return [symbols_of(shape_for(len(url))).bits(url) for url in urls]

    def _vary(self, key: tuple[Counts, int], codes: Codes, symbol: bytes, moment: bytes, identity: bytes) -> Varied:
        """The class in which the texts have room, and what varies in its files."""
        for room in MEASURES:
            skeleton = self._classes.get((*key, room)) or self._made((*key, room))
            varying = skeleton.vary(codes, symbol, moment, identity)
            if varying is not None:
                return skeleton, varying
        message = "The widest class has no room for a text within its limits."
        raise AssertionError(message)

    def _made(self, key: Class) -> PdfTemplate:
        all_counts, length, measure = key
        counts = {
            site: count
            for slot, found in zip(self._slots, all_counts, strict=True)
            for site, count in zip(slot.keys, found, strict=True)
        }
        layout = lay_out(self.form, counts)
        filling = fill(layout, self._slots, counts, measure)
        shape = shape_for(length) if layout.symbols else None
        made = self._classes[key] = skeleton_of(Order(self.form, layout, filling, self._chain, shape))
        return made
