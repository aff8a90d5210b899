"""What one form prints for everybody, and where the values of each person stand."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from netral.engines.seal.documents.blocks import (
    Block,
    Fields,
    Labels,
    Letterhead,
    OfficialDocument,
    SealNote,
    Slot,
    Text,
)
from netral.engines.seal.documents.reserved import Reserved, Setting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# The moment stands in no pressed file: each document brings its own, in its signature.
_NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


class SlotOverflow(ValueError):
    """A text longer than its slot may hold, which is refused rather than cut."""

    def __init__(self, slot: str, length: int, limit: int) -> None:
        # All of it, so that it can cross from one process to another.
        super().__init__(slot, length, limit)
        self.slot, self.length, self.limit = slot, length, limit

    @override
    def __str__(self) -> str:
        return f"The text for {self.slot} has {self.length} characters; there is room for {self.limit}."


@dataclass(frozen=True)
class Form:
    """A document with open slots, pressed for thousands; `reason` and `location` stand in every signature.

    The slot of `seal.url`, if it is one, is filled with the address given when pressing, and so is the QR symbol.
    """

    letterhead: Letterhead
    title: str
    number: Text
    blocks: tuple[Block, ...]
    subtitle: str = ""
    seal: SealNote | None = None
    reason: str = ""
    location: str = ""
    labels: Labels = field(default_factory=lambda: Labels(digest="Sidik naskah SHA-256"))

    @property
    def digest(self) -> str:
        """SHA-256 of everything the form says, with its slots open; printed in the footer of every document."""
        document: OfficialDocument = replace_slots(self._document(), _described)
        return document.digest

    @property
    def slots(self) -> dict[str, Slot]:
        """Every slot by its name; raises ValueError when one name has two limits or two sets of letters."""
        found: dict[str, Slot] = {}

        def collect(slot: Slot) -> Slot:
            other = found.setdefault(slot.name, slot)
            if (other.limit, other.letters) != (slot.limit, slot.letters):
                message = f"The slot {slot.name} is described in two ways."
                raise ValueError(message)
            return slot

        replace_slots(self._document(), collect)
        return found

    @property
    def url_slot(self) -> str:
        """The name of the slot for the address in the QR symbol; empty when the form has none."""
        return self.seal.url.name if self.seal and isinstance(self.seal.url, Slot) else ""

    def reserved(self, setting: Setting) -> OfficialDocument:
        """The document whose slots keep room in a typesetting."""
        count = iter(range(1000))

        def reserve(slot: Slot) -> Slot:
            return Reserved(
                slot.name, slot.limit, slot.before, slot.after, slot.letters, key=f"{next(count)}", setting=setting
            )

        return self._changed(reserve)

    def filled(self, values: Mapping[str, str], *, url: str, at: datetime) -> OfficialDocument:
        """The same document for one person by the general path, such as for a preview."""
        texts = {**values, self.url_slot: url}

        def fill(slot: Slot) -> str:
            return f"{slot.before}{texts[slot.name]}{slot.after}" if texts[slot.name] else ""

        kept = tuple(_without_empty_rows(block, texts) for block in self.blocks)
        return replace(replace(self, blocks=kept)._changed(fill), issued_at=at, fingerprint=self.digest)

    def _changed(self, change: Callable[[Slot], Text]) -> _Fingerprinted:
        changed: OfficialDocument = replace_slots(self._document(), change)
        texts = {each.name: getattr(changed, each.name) for each in fields(OfficialDocument)}
        return _Fingerprinted(**texts, fingerprint=self.digest)

    def _document(self) -> OfficialDocument:
        return OfficialDocument(
            letterhead=self.letterhead,
            title=self.title,
            number=self.number,
            issued_at=_NO_MOMENT,
            blocks=self.blocks,
            subtitle=self.subtitle,
            seal=self.seal,
            labels=self.labels,
        )


@dataclass(frozen=True)
class _Fingerprinted(OfficialDocument):
    """A document whose footer shows the fingerprint of its form."""

    fingerprint: str = ""

    @property
    @override
    def digest(self) -> str:
        return self.fingerprint


def _without_empty_rows(block: Block, texts: Mapping[str, str]) -> Block:
    if not isinstance(block, Fields):
        return block
    return Fields(
        tuple((name, value) for name, value in block.rows if not isinstance(value, Slot) or texts[value.name])
    )


def _described(slot: Slot) -> str:
    return json.dumps({"slot": slot.name, "limit": slot.limit, "before": slot.before, "after": slot.after})


def replace_slots(value: Any, change: Callable[[Slot], Text]) -> Any:
    """The same value with each of its slots changed, in the order in which they are described."""
    if isinstance(value, Slot):
        return change(value)
    if isinstance(value, tuple):
        return tuple(replace_slots(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {each.name: replace_slots(getattr(value, each.name), change) for each in fields(value)}
        return replace(value, **changes)
    return value
