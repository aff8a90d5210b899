"""Checking proof files and whole logs without a database, and telling what was found."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from netral.cli.ledger.log_reader import NotReadable, checkpoint_of, open_source
from netral.cli.progress import progress_bar
from netral.config.errors import NetralError
from netral.engines.merkle.audit import audit
from netral.engines.merkle.cosignatures import Cosigner, cosigned_by
from netral.engines.merkle.note import NoteError, Verifier
from netral.engines.merkle.proofs import ProofRefused
from netral.engines.merkle.tiles import PinnedSource
from netral.engines.merkle.tlogproof import TlogProof
from netral.foundation.ledger.canonical import Opening, OpeningRefused


class ProofFalse(NetralError):
    """A proof file proves nothing, or not what is asked."""


@dataclass(frozen=True)
class Witnesses:
    """Those whose cosignatures are asked for, and how many of them there must be."""

    known: tuple[Cosigner, ...] = ()
    quorum: int = 0

    @classmethod
    def parse(cls, vkeys: Sequence[str], quorum: int | None) -> "Witnesses":
        """Take the keys that a person typed; without a quorum all of them must have cosigned.

        Raises:
            NotReadable: one is no key of a witness, or fewer are named than are asked for.
        """
        try:
            known = tuple(Cosigner.parse(vkey) for vkey in vkeys)
        except NoteError as error:
            raise NotReadable(
                f"This is not the key of a witness: {error}. Copy the whole key, name+hash+key."
            ) from error
        if quorum is not None and quorum > len(known):
            raise NotReadable(f"--quorum {quorum} asks for more witnesses than the {len(known)} named with --witness.")
        return cls(known, len(known) if quorum is None else quorum)


@dataclass(frozen=True)
class Checked:
    """What was found in a log."""

    size: int
    witnesses: Mapping[str, str]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Proven:
    """What a proof file proves."""

    index: int
    size: int
    event: dict[str, Any]
    witnesses: Mapping[str, str]


def check_log(place: str, log: Verifier, asked: Witnesses) -> Checked:
    """Check a whole log from its entries up to its signed root, and who cosigned that.

    Raises:
        NotReadable: it cannot be reached.
    """
    source = open_source(place)
    note = checkpoint_of(source, place)
    with progress_bar("Verifying the log") as moved:
        found = audit(PinnedSource(source, note), log, moved)
    if found.head is None:
        return Checked(0, {}, found.faults)
    try:
        seen = cosigned_by(note, asked.known)
    except NoteError as error:
        return Checked(found.size, {}, (*found.faults, f"a cosignature is false: {error}"))
    missing = f"{len(seen)} of the witnesses named cosigned this checkpoint, {asked.quorum} are needed"
    faults = found.faults if len(seen) >= asked.quorum else (*found.faults, missing)
    return Checked(found.size, _times(seen), faults)


def check_proof(file: Path, log: Verifier, asked: Witnesses) -> Proven:
    """Check a proof file: its opening, its place in the log, the log's signature, the witnesses.

    Raises:
        NotReadable: there is no such file.
        ProofFalse: one of these does not hold, and which.
    """
    try:
        proof = TlogProof.parse(_content(file).decode())
        opening = Opening.from_bytes(proof.extra)
        head = proof.check(opening.entry(), log, asked.known, asked.quorum)
        seen = cosigned_by(proof.checkpoint, asked.known)
    except OpeningRefused as error:
        raise ProofFalse(f"{file} does not say what was recorded: {error}.") from error
    except (UnicodeDecodeError, ProofRefused, NoteError) as error:
        raise ProofFalse(f"{file} proves nothing: {error}.") from error
    return Proven(proof.index, head.size, opening.event, _times(seen))


def check_document(document: Path, proven: Proven) -> None:
    """Check that a proof is of exactly this file.

    Raises:
        NotReadable: there is no such file.
        ProofFalse: it is of another one.
    """
    data = proven.event.get("data")
    if not isinstance(data, dict) or data.get("sha256") != hashlib.sha256(_content(document)).hexdigest():
        raise ProofFalse(f"The proof holds, but it is not of {document}: it was recorded for another file.")


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotReadable(f"{file} cannot be read: {error.strerror}. Check its name.") from error


def _times(seen: Mapping[str, datetime]) -> dict[str, str]:
    return {name: at.isoformat() for name, at in seen.items()}
