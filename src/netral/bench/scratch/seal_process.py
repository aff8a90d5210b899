"""What a process of the measurement of seals does: prepare, sign, press and store, each told apart."""

import gc
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from netral.engines.seal.pdf_template.forms import Form
from netral.engines.seal.pdf_template.template_signer import TemplateSigner
from netral.engines.seal.signers import LocalSigner
from netral.engines.seal.store import SealedStore

# As many as are on the disk before the next ones are begun.
TOGETHER = 1000
# As many are pressed at once as fit the processor's cache.
PRESSED = 200
WARMING = 200
# What a signature covers in a sealed document: the signed attributes.
_ATTRIBUTES = bytes(range(256))[:230]


@dataclass(frozen=True)
class Work:
    """What every process works with; the key came into being for this measurement."""

    form: Form
    chain_pem: str
    key_pem: bytes
    password: str
    folder: Path
    store_key: bytes


@dataclass(frozen=True)
class Paper:
    """One document to be pressed."""

    values: Mapping[str, str]
    url: str


@dataclass(frozen=True)
class Spent:
    """How much was done, by the clock on the wall and by the processor's."""

    number: int
    seconds: float
    cpu_seconds: float

    @property
    def per_s(self) -> float:
        """Done per second on the wall."""
        return self.number / self.seconds


@dataclass
class _Standing:
    press: TemplateSigner
    store: SealedStore
    signer: LocalSigner
    papers: Sequence[Paper]


_STANDING: list[_Standing] = []


def begin(work: Work, papers: Sequence[Paper], at: datetime) -> None:
    """Make ready, as a server is after its first documents."""
    signer = LocalSigner.load(work.chain_pem, work.key_pem, work.password)
    press = TemplateSigner(work.form, signer)
    for paper in papers[:: max(1, len(papers) // WARMING)]:
        press.seal(paper.values, url=paper.url, at=at)
    _STANDING[:] = [_Standing(press, SealedStore(work.folder, work.store_key), signer, papers)]
    gc.collect()
    gc.freeze()


def sign(seconds: float) -> Spent:
    """Do nothing but signatures."""
    key, algorithm = _STANDING[0].signer.credential.key, ec.ECDSA(hashes.SHA256())
    begun, cpu, number = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() - begun < seconds:
        for _ in range(500):
            key.sign(_ATTRIBUTES, algorithm)
        number += 500
    return Spent(number, time.perf_counter() - begun, time.process_time() - cpu)


def seal(at: datetime, part: int, parts: int) -> Spent:
    """Press and store a part of the papers, each thousand on the disk before the next."""
    (standing,) = _STANDING
    press, store = standing.press.seal_many, standing.store.append
    share = -(-len(standing.papers) // parts)
    papers = [(paper.values, paper.url) for paper in standing.papers[part * share : (part + 1) * share]]
    begun, cpu = time.perf_counter(), time.process_time()
    for first in range(0, len(papers), TOGETHER):
        last = min(first + TOGETHER, len(papers))
        runs = (papers[start : min(start + PRESSED, last)] for start in range(first, last, PRESSED))
        store([pressed for run in runs for pressed in press(run, at=at)])
    return Spent(len(papers), time.perf_counter() - begun, time.process_time() - cpu)
