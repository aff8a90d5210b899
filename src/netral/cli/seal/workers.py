"""Processes that press and store documents, each into segments of its own; they need no Django."""

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import get_context, parent_process
from pathlib import Path

from netral.config.errors import NetralError
from netral.engines.seal.pdf_template.forms import Form
from netral.engines.seal.pdf_template.template_signer import TemplateSigner
from netral.engines.seal.segments import Place
from netral.engines.seal.signers import LocalSigner
from netral.engines.seal.store import SealedStore


class WorkerFailed(NetralError):
    """A process that pressed documents came to its end."""


@dataclass(frozen=True)
class WorkerConfig:
    """What every process works with."""

    form: Form
    chain_pem: str
    key_pem: bytes
    folder: Path
    password: str = field(repr=False)
    store_key: bytes = field(repr=False)


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


def pressed(bench: WorkerConfig, batches: Iterable[Batch], processes: int) -> Iterator[Stored]:
    """Give batches to the processes, a few ahead of what they have finished; raises WorkerFailed."""
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (bench,)) as pool:
        waiting: deque[Future[Stored]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(_press, batch))
                if len(waiting) > 2 * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerFailed(
                "A sealing process died. What it finished is kept: run this again to continue."
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin(bench: WorkerConfig) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signer = LocalSigner.load(bench.chain_pem, bench.key_pem, bench.password)
    _STANDING[:] = [_Standing(TemplateSigner(bench.form, signer), SealedStore(bench.folder, bench.store_key))]


def _end_with_parent() -> None:
    # When the command is killed nobody takes the places any more, and nobody else would end this process.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _press(batch: Batch) -> Stored:
    (standing,) = _STANDING
    documents = standing.press.seal_many(list(zip(batch.values, batch.urls, strict=True)), at=batch.at)
    return Stored(batch.first, standing.store.append(documents, batch.notes))
