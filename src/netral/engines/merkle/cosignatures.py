"""Cosignatures of witnesses on checkpoints: C2SP tlog-cosignature, version 1 with Ed25519 keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nacl.signing import SigningKey, VerifyKey

from netral.engines.merkle.note import (
    Note,
    NoteError,
    Signature,
    TreeHead,
    check_name,
    ed25519_holds,
    key_id,
    parse_key,
    signed_by,
    written_key,
)

COSIGNATURE = b"\x04"
_TIME_BYTES = 8
# The year 9999, the last that a date can state; the format itself reaches 2^63 - 1.
_LAST_SECOND = 253_402_300_799


@dataclass(frozen=True)
class Cosigner:
    """The public key of a witness."""

    name: str
    key: VerifyKey

    @classmethod
    def parse(cls, vkey: str) -> "Cosigner":
        """Return the witness that the text form `name+hash+key` states.

        Raises:
            NoteError: it is not such a text, or not an Ed25519 key for cosigning.
        """
        return cls(*parse_key(vkey, COSIGNATURE))

    @property
    def key_id(self) -> bytes:
        """Return the four bytes that stand for this key in a note."""
        return key_id(self.name, COSIGNATURE, self.key)

    def holds(self, text: str, made: bytes) -> bool:
        """Say whether a timestamped signature on a text is by this witness."""
        at = int.from_bytes(made[:_TIME_BYTES], "big")
        return at <= _LAST_SECOND and ed25519_holds(self.key, _message(text, at), made[_TIME_BYTES:])

    def written(self) -> str:
        """Return the key in the text form that log tools take: name+hash+key."""
        return written_key(self.name, COSIGNATURE, self.key)


def cosign(note: str, name: str, key: SigningKey, at: int) -> str:
    """Return the signature line, with its newline, by which a witness cosigns a checkpoint at a POSIX second.

    The caller must have checked that the checkpoint is signed by its log and consistent with all it cosigned before.

    Raises:
        NoteError: the note is not a checkpoint, the name cannot name a key, or the time cannot be stated.
    """
    text = Note.parse(note).text
    TreeHead.parse(text)
    check_name(name)
    if not 0 <= at <= _LAST_SECOND:
        raise NoteError(f"{at} is not a time that a cosignature can state")
    made = at.to_bytes(_TIME_BYTES, "big") + key.sign(_message(text, at)).signature
    return Signature(name, key_id(name, COSIGNATURE, key.verify_key), made).line()


def cosigner_key(name: str, key: VerifyKey) -> str:
    """Return the key of a witness in the text form that log tools take."""
    return Cosigner(name, key).written()


def cosigned_by(note: str, witnesses: Sequence[Cosigner]) -> dict[str, datetime]:
    """Return which of the witnesses cosigned a checkpoint, by name, and when.

    Raises:
        NoteError: the note is not a checkpoint, or a cosignature was not made by the witness it names.
    """
    parsed = Note.parse(note)
    TreeHead.parse(parsed.text)
    times = {}
    for witness, signature in signed_by(parsed, witnesses):
        times[witness.name] = datetime.fromtimestamp(int.from_bytes(signature.made[:_TIME_BYTES], "big"), UTC)
    return times


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
