"""What each process does that presses and stores documents, into segments of its own; it needs no Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from netral.engines.seal.pdf_template.forms import Form
from netral.engines.seal.pdf_template.template_signer import TemplateSigner
from netral.engines.seal.segments import Place
from netral.engines.seal.signers import LocalSigner
from netral.engines.seal.store import SealedStore


@dataclass(frozen=True)
class WorkerConfig:
    """What every process works with."""

    form: Form
    chain_pem: str
    key_pem: bytes
    folder: Path
    password: str = field(repr=False)
    store_key: bytes = field(repr=False)

    def begin(self) -> None:
        """Make press and store of this process."""
        signer = LocalSigner.load(self.chain_pem, self.key_pem, self.password)
        _STANDING[:] = [_Standing(TemplateSigner(self.form, signer), SealedStore(self.folder, self.store_key))]


@dataclass(frozen=True)
class Batch:
    """Documents to be sealed and stored together."""

    first: int
    values: tuple[Mapping[str, str], ...]
    urls: tuple[str, ...]
    notes: tuple[bytes, ...]
    at: datetime


@dataclass(frozen=True)
class Stored:
    """Documents on the disk."""

    first: int
    places: list[Place]


@dataclass(frozen=True)
class _Standing:
    press: TemplateSigner
    store: SealedStore


_STANDING: list[_Standing] = []


def press(batch: Batch) -> Stored:
    """Seal and store a batch."""
    (standing,) = _STANDING
    documents = standing.press.seal_many(list(zip(batch.values, batch.urls, strict=True)), at=batch.at)
    return Stored(batch.first, standing.store.append(documents, batch.notes))
