"""Checking proof files and whole logs without a database, and telling what was found."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netral.cli.ledger.reading import NotReadable, checkpoint_of, open_source
from netral.cli.progress import progress_bar
from netral.config.errors import NetralError
from netral.engines.merkle.auditing import audit
from netral.engines.merkle.cosigning import Cosigner, cosigned_by
from netral.engines.merkle.note import NoteError, Verifier, head_of
from netral.engines.merkle.proofs import ProofRefused
from netral.engines.merkle.tlogproof import TlogProof
from netral.foundation.ledger.opening import Opening, OpeningRefused


class LogFalse(NetralError):
    """A log does not hold."""


class ProofFalse(NetralError):
    """A proof file proves nothing, or not what is asked."""


@dataclass(frozen=True)
class Proven:
    """What a proof file proves."""

    index: int
    size: int
    event: dict[str, Any]
    witnesses: dict[str, str]

    def as_data(self) -> dict[str, Any]:
        """Return it for a program."""
        return {
            "ok": True,
            "index": self.index,
            "log_size": self.size,
            "event": self.event,
            "witnesses": self.witnesses,
        }


def parse_witnesses(vkeys: Sequence[str]) -> list[Cosigner]:
    """Return the witnesses whose keys a person typed.

    Raises:
        NotReadable: one is no key of a witness.
    """
    try:
        return [Cosigner.parse(vkey) for vkey in vkeys]
    except NoteError as error:
        raise NotReadable(f"This is not the key of a witness: {error}. Copy the whole key, name+hash+key.") from error


def check_log(place: str, log: Verifier, witnesses: Sequence[Cosigner], quorum: int) -> dict[str, Any]:
    """Check a whole log from its entries up to its signed root.

    Raises:
        LogFalse: a part of it is missing or false, or too few witnesses cosigned.
        NotReadable: it cannot be reached.
    """
    source = open_source(place)
    note = checkpoint_of(source, place)
    with progress_bar("Verifying the log") as moved:
        found = audit(_Pinned(source, note), log, moved)
    if found.faults:
        raise LogFalse(f"The log in {place} does not hold: {'; '.join(found.faults[:5])}.")
    try:
        seen = cosigned_by(note, witnesses)
    except NoteError as error:
        raise LogFalse(f"The log in {place} shows a cosignature that is false: {error}.") from error
    if len(seen) < quorum:
        raise LogFalse(f"{len(seen)} of the witnesses given cosigned the log in {place}; {quorum} are needed.")
    return {"ok": True, "log": log.name, "log_size": found.size, "witnesses": _times(seen)}


def check_proof(
    file: Path, log: Verifier, document: Path | None, witnesses: Sequence[Cosigner], quorum: int
) -> Proven:
    """Check a proof file: opening, place, log, witnesses, and the document it is said to be of.

    Raises:
        ProofFalse: one of these does not hold, and which.
    """
    try:
        proof = TlogProof.parse(file.read_text(encoding="utf-8"))
        opening = Opening.from_bytes(proof.extra)
        head = proof.check(opening.entry(), log, witnesses, quorum)
        seen = cosigned_by(proof.checkpoint, witnesses)
    except OpeningRefused as error:
        raise ProofFalse(f"{file} does not say what was recorded: {error}.") from error
    except (OSError, UnicodeDecodeError, ProofRefused, NoteError) as error:
        raise ProofFalse(f"{file} proves nothing: {error}.") from error
    if document is not None:
        _check_document(document, opening.event)
    return Proven(proof.index, head.size, opening.event, _times(seen))


def stated_origin(place: str) -> str:
    """Return the name of the log that a folder or an address shows, unchecked.

    Raises:
        NotReadable: it shows none.
    """
    try:
        return head_of(checkpoint_of(open_source(place), place)).origin
    except NoteError as error:
        raise NotReadable(f"{place} shows no checkpoint that can be read: {error}.") from error


class _Pinned:
    """A log under one of its checkpoints, while it goes on growing."""

    def __init__(self, source: Any, note: str) -> None:
        self._source = source
        self._note = note

    def read(self, path: str) -> bytes:
        """Return one file."""
        return self._note.encode() if path == "checkpoint" else bytes(self._source.read(path))


def _check_document(document: Path, event: dict[str, Any]) -> None:
    try:
        digest = hashlib.sha256(document.read_bytes()).hexdigest()
    except OSError as error:
        raise ProofFalse(f"{document} cannot be read: {error.strerror}.") from error
    data = event.get("data")
    if not isinstance(data, dict) or data.get("sha256") != digest:
        raise ProofFalse(f"The proof holds, but it is not of {document}: it was recorded for another file.")


def _times(seen: Any) -> dict[str, str]:
    return {name: at.isoformat() for name, at in seen.items()}
