"""How fast the log takes events: the engine alone, the whole with PostgreSQL beside the database alone, and how soon.

The engine appends commitments to tiles on the disk, flushed, each batch published under a signed checkpoint. The whole
is what an installation does: one process records events in transactions of a thousand while another, the sequencer,
gives them their places and publishes. The database alone is the same recording with no sequencer. Everything is
verified afterwards.
"""

import multiprocessing
import secrets
import signal
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections
from nacl.signing import SigningKey

from netral.bench.scratch.place import durability, place
from netral.engines.merkle.audit import audit
from netral.engines.merkle.cosignatures import Cosigner, cosign
from netral.engines.merkle.log_writer import TileWriter
from netral.engines.merkle.note import TreeHead, Verifier, sign, with_signatures
from netral.engines.merkle.tiles import FolderSource, TiledTree
from netral.engines.merkle.tlogproof import TlogProof
from netral.foundation.ledger import queries, sequencer
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.canonical import Opening, new_salt
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.folder import published_head
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record_many
from netral.foundation.ledger.sequencer import sequence_pending
from netral.foundation.ledger.verification import verify

ENTRIES = 1_000_000
BATCH = 20_000
EVENTS = 60_000
AT_ONCE = 1_000
COMMITS = 100
WITNESSES = 2
PROMISED_ENGINE = 100_000
PROMISED_CHECKPOINT_MS = 1_000
PATIENCE_SECONDS = 60
MEASURED = EventKind("bench.sealed", "Dokumen disegel")
OFFICE = Actor(kind="system", id="pemda.14.03.bkpsdm", label="Badan Kepegawaian Kabupaten Bengkalis")
# What the ledger records of a sealed pledge.
DATA = {"kind": "pledge", "sha256": "a4" * 32, "institution": "pemda.14.03.bkpsdm"}


def run() -> dict[str, object]:
    """Measure the engine and the whole, each verified; raises RuntimeError when a result is wrong."""
    with place() as folder:
        engine = _engine(folder / "engine")
        whole = _whole()
        kept = (
            engine["events_per_s"] >= PROMISED_ENGINE
            and whole["sequenced_per_s"] >= whole["database_events_per_s"]
            and whole["checkpoint_ms"]["max"] <= PROMISED_CHECKPOINT_MS
        )
        return {**engine, **whole, **durability(), "kept": kept}


def _engine(folder: Path) -> dict[str, float]:
    """Append entries of 32 bytes in batches, each published, then audit all of them and make one proof."""
    key = SigningKey.generate()
    log = Verifier("netral.bench/ledger", key.verify_key)
    opening = _opening()
    entries = [secrets.token_bytes(32) for _ in range(ENTRIES)]
    chosen = secrets.randbelow(ENTRIES)
    entries[chosen] = opening.entry()
    begun = time.perf_counter()
    with TileWriter(folder, log) as writer:
        for start in range(0, ENTRIES, BATCH):
            writer.append(entries[start : start + BATCH])
            writer.publish(sign(TreeHead(log.name, writer.size, writer.root()), key))
    written = time.perf_counter()
    found = audit(FolderSource(folder), log)
    audited = time.perf_counter()
    if not found.ok or found.size != ENTRIES:
        raise RuntimeError(f"the log of the engine does not verify: {found}")
    return {
        "entries": ENTRIES,
        "entry_bytes": 32,
        "entries_a_checkpoint": BATCH,
        "events_per_s": round(ENTRIES / (written - begun)),
        "audited_per_s": round(ENTRIES / (audited - written)),
        "proof_bytes": _proof_bytes(folder, log, opening, chosen),
        "proof_witnesses": WITNESSES,
    }


def _proof_bytes(folder: Path, log: Verifier, opening: Opening, index: int) -> int:
    """Return how large the proof file of one event is, with its opening and cosignatures, after checking it."""
    note = (folder / "checkpoint").read_text(encoding="utf-8")
    keys = [SigningKey.generate() for _ in range(WITNESSES)]
    witnesses = [Cosigner(f"saksi-{number}.example", key.verify_key) for number, key in enumerate(keys)]
    lines = [cosign(note, who.name, key, int(time.time())) for who, key in zip(witnesses, keys, strict=True)]
    hashes = TiledTree(FolderSource(folder), log.open(note)).inclusion_proof(index)
    text = TlogProof(index, tuple(hashes), with_signatures(note, lines), opening.to_bytes()).text()
    proof = TlogProof.parse(text)
    if proof.check(Opening.from_bytes(proof.extra).entry(), log, witnesses, WITNESSES).size != ENTRIES:
        raise RuntimeError("a proof is not of the log it was made from")
    return len(text.encode())


def _opening() -> Opening:
    """Return what a proof opens: the event of a sealed pledge."""
    event = Event(
        at=now(),
        kind="seal.document_sealed",
        actor=f"{OFFICE.kind}:{OFFICE.id}",
        actor_label=OFFICE.label,
        institution_id=uuid7(),
        subject_type="seals.sealeddocument",
        subject_id=str(uuid7()),
        data=DATA,
    )
    return Opening(new_salt(), event.body())


def _whole() -> dict[str, Any]:
    """Record with and without a sequencer beside, and look how soon a checkpoint follows a commit."""
    sequence_pending()
    begun = time.perf_counter()
    _record_all()
    recorded = time.perf_counter()
    sequence_pending()
    sequenced = time.perf_counter()
    with _sequencer():
        _wait_for(Event.objects.count())
        beside = time.perf_counter()
        _record_all()
        recorded_beside = time.perf_counter()
        _wait_for(Event.objects.count())
        published = time.perf_counter()
        soon = sorted(_checkpoint_ms() for _ in range(COMMITS))
    report = verify()
    if not report.ok or not report.events == report.size == report.published == 2 * EVENTS + COMMITS:
        raise RuntimeError(f"the ledger does not verify: {report}")
    return {
        "database_events": EVENTS,
        "events_a_transaction": AT_ONCE,
        "database_events_per_s": round(EVENTS / (recorded - begun)),
        "sequenced_per_s": round(EVENTS / (sequenced - recorded)),
        "recorded_beside_sequencer_per_s": round(EVENTS / (recorded_beside - beside)),
        "whole_events_per_s": round(EVENTS / (published - beside)),
        "checkpoint_ms": {
            "p50": round(statistics.median(soon)),
            "p95": round(soon[COMMITS * 95 // 100]),
            "max": round(soon[-1]),
        },
    }


@action
def measure(*, number: int) -> list[Event]:
    """Record that many events in one transaction."""
    return record_many(MEASURED, [(("bench.event", str(uuid7())), DATA) for _ in range(number)], by=OFFICE)


def _record_all() -> None:
    for _ in range(0, EVENTS, AT_ONCE):
        measure(number=AT_ONCE)


def _checkpoint_ms() -> float:
    """Commit one event and return after how many milliseconds the published checkpoint holds it."""
    time.sleep(secrets.randbelow(100) / 1000)
    (event,) = measure(number=1)
    committed = time.perf_counter()
    while (placed := queries.place_of(event.pk)) is None or not _is_published(placed + 1):
        time.sleep(0.002)
        _require_patience(committed)
    return (time.perf_counter() - committed) * 1000


def _wait_for(size: int) -> None:
    begun = time.perf_counter()
    while not _is_published(size):
        time.sleep(0.005)
        _require_patience(begun)


def _is_published(size: int) -> bool:
    head = published_head()
    return head is not None and head.size >= size


def _require_patience(begun: float) -> None:
    if time.perf_counter() - begun > PATIENCE_SECONDS:
        raise RuntimeError(f"the sequencer published nothing for {PATIENCE_SECONDS} s")


@contextmanager
def _sequencer() -> Iterator[None]:
    """Run the sequencer in a process of its own, as `netral ledger run` does."""
    # The child must not speak on its parent's connections.
    connections.close_all()
    child = multiprocessing.get_context("fork").Process(target=_sequence)
    child.start()
    try:
        yield
    finally:
        child.terminate()
        child.join()
    if child.exitcode != 0:
        raise RuntimeError(f"the sequencer ended with {child.exitcode}")


def _sequence() -> None:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    sequencer.run(stop)
