"""Proof that no recorded event was changed, removed, added or reordered since it entered the log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction

from netral.engines.merkle.audit import audit
from netral.engines.merkle.note import NoteError, TreeHead
from netral.engines.merkle.tiles import PinnedSource
from netral.engines.merkle.tree import Frontier
from netral.foundation.ledger import folder
from netral.foundation.ledger.canonical import canonical, commitment
from netral.foundation.ledger.erasure import ERASED, EVENT_TYPE
from netral.foundation.ledger.identity import log_verifier
from netral.foundation.ledger.models import Checkpoint, Event, Leaf, Waiting

_MOST_FAULTS = 20
_CHUNK = 2_000

Progress = Callable[[int, int], None]
Stored = bytes | memoryview | None


@dataclass
class Report:
    """What a verification found; no faults means the ledger holds."""

    events: int = 0
    waiting: int = 0
    erased: int = 0
    size: int = 0
    published: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.faults


def verify(progress: Progress | None = None) -> Report:
    """Recompute every commitment and every signed tree head from the stored rows, and compare the published files."""
    report = Report()
    for fault in _faults(report, progress or (lambda done, total: None)):
        report.faults.append(fault)
        if len(report.faults) == _MOST_FAULTS:
            report.faults.append("… and possibly more")
            break
    return report


def _faults(report: Report, progress: Progress) -> Iterator[str]:
    # Read first: the folder follows the database, so that what it states now, the rows read afterwards must hold.
    note = folder.published()
    with _snapshot():
        yield from _event_faults(report, progress)
        yield from _tree_faults(report, note)
    if note is not None:
        yield from _file_faults(note)


@contextmanager
def _snapshot() -> Iterator[None]:
    """Read everything as of one moment, though events come in meanwhile."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _event_faults(report: Report, progress: Progress) -> Iterator[str]:
    placed = dict(Leaf.objects.values_list("event_id", "commitment"))
    waiting = dict(Waiting.objects.values_list("event_id", "commitment"))
    erased = set(Event.objects.filter(kind=ERASED.code, subject_type=EVENT_TYPE).values_list("subject_id", flat=True))
    total = Event.objects.count()
    for event in Event.objects.iterator(chunk_size=_CHUNK):
        report.events += 1
        if report.events % _CHUNK == 0:
            progress(report.events, total)
        yield from _content_faults(event, erased, report)
        yield from _place_faults(event, placed.pop(event.id, None), waiting.pop(event.id, None), report)
    for missing in placed:
        yield f"event {missing} stands in the log but its row is gone"
    for missing in waiting:
        yield f"event {missing} waits for its place but its row is gone"


def _content_faults(event: Event, erased: set[str], report: Report) -> Iterator[str]:
    if event.salt is None:
        report.erased += 1
        if str(event.id) not in erased:
            yield f"event {event.id} ({event.kind}) has lost its salt, and no record says that it was erased"
    elif commitment(bytes(event.salt), canonical(event.body())) != bytes(event.commitment):
        yield f"event {event.id} ({event.kind}) was changed after it was recorded"


def _place_faults(event: Event, leaf: Stored, waiting: Stored, report: Report) -> Iterator[str]:
    stated = bytes(event.commitment)
    if leaf is not None and bytes(leaf) != stated:
        yield f"event {event.id} ({event.kind}) is not the one the log holds"
    if leaf is not None and waiting is not None:
        yield f"event {event.id} ({event.kind}) has its place, yet waits for another"
    if leaf is not None:
        return
    report.waiting += 1
    if waiting is None:
        yield f"event {event.id} ({event.kind}) has no place in the log and does not wait for one"
    elif bytes(waiting) != stated:
        yield f"event {event.id} ({event.kind}) waits with a commitment that is not its own"


def _tree_faults(report: Report, published: str | None) -> Iterator[str]:
    heads = {head.size: head for head in Checkpoint.objects.all()}
    largest = max(heads, default=0)
    kept, faults = _kept_head(published)
    yield from faults
    report.published = kept.size if kept else 0
    frontier = Frontier()
    for position, entry in Leaf.objects.order_by("position").values_list("position", "commitment").iterator(_CHUNK):
        if position != frontier.size:
            yield f"the log has a gap: position {frontier.size} is missing"
            return
        frontier.append(bytes(entry))
        if (head := heads.pop(frontier.size, None)) is not None:
            yield from _head_faults(head, frontier)
        if kept and kept.size == frontier.size and kept.root != frontier.root():
            yield f"the log is not the one whose checkpoint of {kept.size} leaves is kept outside the database"
    report.size = frontier.size
    if frontier.size and largest != frontier.size:
        yield f"the log has {frontier.size} leaves but no signed tree head of that size"
    for size in heads:
        yield f"a tree head was signed for {size} leaves, but the log does not reach it"
    if kept and kept.size > frontier.size:
        yield f"the log was cut: it had {kept.size} leaves, now {frontier.size}"


def _kept_head(note: str | None) -> tuple[TreeHead | None, list[str]]:
    try:
        return (log_verifier().open(note) if note is not None else None), []
    except NoteError as error:
        return None, [f"the checkpoint kept outside the database: {error}"]


def _head_faults(head: Checkpoint, frontier: Frontier) -> Iterator[str]:
    log = log_verifier()
    try:
        stated = log.open(head.note)
    except NoteError as error:
        yield str(error)
        return
    if stated != TreeHead(log.name, frontier.size, frontier.root()):
        yield f"the log up to position {frontier.size} is not the one that was signed"
    if bytes(head.frontier) != frontier.edge():
        yield f"the stored edge of the tree of {frontier.size} leaves was changed"


def _file_faults(note: str) -> Iterator[str]:
    for fault in audit(PinnedSource(folder.source(), note), log_verifier()).faults:
        yield f"published files: {fault}"
