"""The ledger of this installation: what needs its database, its files and its key."""

import uuid
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from netral.cli.ledger.loop import asked_to_end
from netral.cli.progress import progress_bar
from netral.config.errors import NetralError
from netral.engines.merkle.layout import Damaged
from netral.engines.merkle.log_writer import TileWriter, WritingRefused
from netral.engines.merkle.note import head_of
from netral.engines.merkle.tiles import Missing, TiledTree
from netral.engines.merkle.tlogproof import TlogProof
from netral.foundation.ledger import erasure, folder, identity, sequencer, verification
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.proofs import NoProof, proof_of
from netral.foundation.ledger.witnesses import served_checkpoint
from netral.foundation.seals.domain import CodeMistyped
from netral.foundation.seals.queries import document_by_code, proof_of_sealing

_AT_ONCE = 16_384


class LedgerRefused(NetralError):
    """The ledger of this installation does not do what was asked, and why."""


def require_tables() -> None:
    """Make sure that the database is of this version.

    Raises:
        LedgerRefused: it lacks tables or columns.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan([node for node in executor.loader.graph.leaf_nodes() if node[0] == "ledger"]):
        raise LedgerRefused("The database has no ledger of this version. Run `netral manage migrate --database owner`.")


def verify() -> verification.Report:
    """Check every row and every published file."""
    with progress_bar("Verifying the ledger") as moved:
        return verification.verify(moved)


def sequence() -> int:
    """Give every event that waits its place, and return how many there were.

    Raises:
        LedgerRefused: the log must not be continued.
    """
    try:
        return sequencer.sequence_pending()
    except folder.LogRefused as error:
        raise LedgerRefused(str(error)) from error


def run() -> None:
    """Sequence until asked to end.

    Raises:
        LedgerRefused: the log must not be continued.
    """
    try:
        with asked_to_end() as stop:
            sequencer.run(stop)
    except folder.LogRefused as error:
        raise LedgerRefused(str(error)) from error


def key() -> str:
    """Return the log's public key in text form."""
    return identity.log_verifier().written()


def prove(what: str) -> TlogProof:
    """Return the proof of an event by its identifier, or of a document's sealing by the code printed on it.

    Raises:
        LedgerRefused: there is none, or it cannot be proven.
    """
    try:
        return _proof(what)
    except NoProof as error:
        raise LedgerRefused(f"There is no proof of {what}: {error}.") from error


def _proof(what: str) -> TlogProof:
    try:
        return proof_of(uuid.UUID(what))
    except ValueError:
        pass
    try:
        document = document_by_code(what)
    except CodeMistyped as error:
        raise LedgerRefused(f"{what} is neither an event's identifier nor a document's code.") from error
    if document is None:
        raise LedgerRefused(f"No document has the code {what}.")
    return proof_of_sealing(document)


def export(target: Path) -> int:
    """Write the whole log with its witnesses' lines to a folder, continuing what lies there; return its size.

    Every entry is checked on its way. The checkpoint comes last, so that the folder is a whole log at any moment.

    Raises:
        LedgerRefused: the log is empty or damaged, or the folder holds another log.
    """
    sequence()
    note = served_checkpoint()
    if note is None:
        raise LedgerRefused("The log is empty: there is nothing to export before the first event is recorded.")
    head = head_of(note)
    tree = TiledTree(folder.source(), head)
    try:
        with progress_bar("Exporting the log") as moved, TileWriter(target, identity.log_verifier()) as writer:
            while writer.size < head.size:
                writer.append(list(tree.entries(writer.size, min(writer.size + _AT_ONCE, head.size))))
                moved(writer.size, head.size)
            writer.publish(note)
        (target / "key").write_text(f"{key()}\n", encoding="utf-8")
    except (Missing, Damaged) as error:
        raise LedgerRefused(f"The published log is damaged: {error}. `netral ledger verify` tells more.") from error
    except WritingRefused as error:
        raise LedgerRefused(f"Nothing is exported: {error}. Name an empty folder.") from error
    except OSError as error:
        raise LedgerRefused(f"{target} cannot be written: {error.strerror}. Name another folder.") from error
    return head.size


def erase(subject: str, reason: str) -> int:
    """Erase what is personal in an event, or in all events about a subject `type:identifier`; return how many.

    Raises:
        LedgerRefused: there is nothing to erase, or no reason is given.
    """
    kind, colon, identifier = subject.partition(":")
    try:
        if colon:
            return erasure.erase_personal(subject=(kind, identifier), reason=reason, by=SYSTEM)
        erasure.erase_event(event_id=uuid.UUID(subject), reason=reason, by=SYSTEM)
    except erasure.NothingToErase as error:
        raise LedgerRefused(f"Nothing is erased: {error}.") from error
    except ValueError as error:
        raise LedgerRefused(f"Nothing is erased: {error}. Name an event, or a subject as type:identifier.") from error
    return 1
