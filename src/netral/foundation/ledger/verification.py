"""Proof that no recorded event was changed, removed, added or reordered since it entered the log."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Max

from netral.engines.merkle.note import NoteError, TreeHead, open_note
from netral.engines.merkle.tree import Frontier
from netral.foundation.ledger.canonical import canonical, commitment
from netral.foundation.ledger.models import Checkpoint, Event, Leaf
from netral.foundation.ledger.identity import signing_key
from netral.foundation.ledger.folder import published as remembered

_MOST_FAULTS = 20
_CHUNK = 2_000


@dataclass
class Report:
    """What a verification found; no faults means the ledger holds."""

    events: int = 0
    waiting: int = 0
    size: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.faults


def verify() -> Report:
    """Recompute every commitment and every signed tree head from the stored rows."""
    report = Report()
    for fault in _faults(report):
        report.faults.append(fault)
        if len(report.faults) == _MOST_FAULTS:
            report.faults.append("… and possibly more")
            break
    return report


def _faults(report: Report) -> Iterator[str]:
    yield from _event_faults(report)
    heads: dict[int, Checkpoint] = {head.size: head for head in Checkpoint.objects.all()}
    yield from _tree_faults(report, heads)
    yield from _kept_checkpoint_faults(report)


def _event_faults(report: Report) -> Iterator[str]:
    placed = dict(Leaf.objects.values_list("event_id", "commitment"))
    for event in Event.objects.iterator(chunk_size=_CHUNK):
        report.events += 1
        stated = bytes(event.commitment)
        if commitment(bytes(event.salt), canonical(event.body())) != stated:
            yield f"event {event.id} ({event.kind}) was changed after it was recorded"
        leaf = placed.pop(event.id, None)
        if leaf is None:
            report.waiting += 1
        elif bytes(leaf) != stated:
            yield f"event {event.id} ({event.kind}) is not the one the log holds"
    for missing in placed:
        yield f"event {missing} stands in the log but its row is gone"


def _tree_faults(report: Report, heads: dict[int, Checkpoint]) -> Iterator[str]:
    frontier = Frontier()
    for position, entry in Leaf.objects.order_by("position").values_list("position", "commitment").iterator(_CHUNK):
        if position != frontier.size:
            yield f"the log has a gap: position {frontier.size} is missing"
            return
        frontier.append(bytes(entry))
        if (head := heads.pop(frontier.size, None)) is not None:
            yield from _head_faults(head, frontier)
    report.size = frontier.size
    if frontier.size and Checkpoint.objects.aggregate(last=Max("size"))["last"] != frontier.size:
        yield f"the log has {frontier.size} leaves but no signed tree head of that size"
    for size in heads:
        yield f"a tree head was signed for {size} leaves, but the log does not reach it"


def _head_faults(head: Checkpoint, frontier: Frontier) -> Iterator[str]:
    try:
        stated = open_note(head.note, settings.LEDGER_ORIGIN, signing_key().verify_key)
    except NoteError as error:
        yield str(error)
        return
    if stated != TreeHead(settings.LEDGER_ORIGIN, frontier.size, frontier.root()):
        yield f"the log up to position {frontier.size} is not the one that was signed"
    if bytes(head.frontier) != frontier.edge():
        yield f"the stored edge of the tree of {frontier.size} leaves was changed"


def _kept_checkpoint_faults(report: Report) -> Iterator[str]:
    note = remembered()
    if note is None:
        return
    try:
        kept = open_note(note, settings.LEDGER_ORIGIN, signing_key().verify_key)
    except NoteError as error:
        yield f"the checkpoint kept outside the database: {error}"
        return
    if kept.size > report.size:
        yield f"the log was cut: it had {kept.size} leaves, now {report.size}"
        return
    frontier = Frontier()
    entries = Leaf.objects.order_by("position").values_list("commitment", flat=True)[: kept.size]
    frontier.extend(bytes(entry) for entry in entries)
    if frontier.root() != kept.root:
        yield f"the log is not the one whose checkpoint of {kept.size} leaves is kept outside the database"
