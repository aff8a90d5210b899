"""Signed checkpoints of a log: C2SP tlog-checkpoint over C2SP signed-note, with Ed25519 keys."""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

_ED25519 = b"\x01"
_SIGNATURE_MARK = "— "


class NoteError(ValueError):
    """A note is not well formed, or no signature on it is by the key asked for."""


@dataclass(frozen=True)
class TreeHead:
    """What a checkpoint states: which log, how many leaves, which root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the signed lines of the checkpoint."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def key_hash(name: str, key: VerifyKey) -> bytes:
    """Return the four bytes that identify a key in a note (signed-note, "Signatures")."""
    return sha256(name.encode() + b"\n" + _ED25519 + bytes(key)).digest()[:4]


def verifier_key(name: str, key: VerifyKey) -> str:
    """Return the key in the text form that log tools take: name+hash+key."""
    public = base64.b64encode(_ED25519 + bytes(key)).decode()
    return f"{name}+{key_hash(name, key).hex()}+{public}"


def sign(head: TreeHead, key: SigningKey) -> str:
    """Return the signed note of a tree head."""
    text = head.text()
    signature = key_hash(head.origin, key.verify_key) + key.sign(text.encode()).signature
    return f"{text}\n{_SIGNATURE_MARK}{head.origin} {base64.b64encode(signature).decode()}\n"


def open_note(note: str, origin: str, key: VerifyKey) -> TreeHead:
    """Return the tree head of a note after checking the log's signature on it.

    Raises:
        NoteError: the note is not well formed, is of another log, or is not signed by the key.
    """
    text, separator, signatures = note.partition("\n\n")
    lines = text.split("\n")
    if not separator or len(lines) != 3 or lines[0] != origin:
        raise NoteError(f"this is not a checkpoint of the log {origin}")
    if not _signed(f"{text}\n", signatures, origin, key):
        raise NoteError(f"the checkpoint of size {lines[1]} is not signed by the key of {origin}")
    try:
        return TreeHead(origin=lines[0], size=int(lines[1]), root=base64.b64decode(lines[2], validate=True))
    except (ValueError, binascii.Error) as error:
        raise NoteError(f"the checkpoint cannot be read: {error}") from error


def _signed(text: str, signatures: str, origin: str, key: VerifyKey) -> bool:
    wanted = key_hash(origin, key)
    for line in signatures.splitlines():
        name, _, encoded = line.removeprefix(_SIGNATURE_MARK).rpartition(" ")
        try:
            signature = base64.b64decode(encoded, validate=True)
            if name == origin and signature[:4] == wanted:
                key.verify(text.encode(), signature[4:])
                return True
        except (binascii.Error, BadSignatureError, ValueError):
            continue
    return False
