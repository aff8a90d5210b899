"""Signed checkpoints of a log: C2SP tlog-checkpoint over C2SP signed-note, with Ed25519 keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol, TypeVar

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from netral.engines.merkle.encodings import EncodingRefused, decoded, decoded_hash, encoded, number

ED25519 = b"\x01"
_SIGNATURE_MARK = "— "
_KEY_BYTES = 32
_ID_BYTES = 4
# Sixteen must be accepted; Go's implementation stops at a hundred, and so does this one.
_MOST_SIGNATURES = 100


class NoteError(ValueError):
    """A note is not well formed, or no signature on it is by the key asked for."""


@dataclass(frozen=True)
class TreeHead:
    """What a checkpoint states: which log, how many leaves, which root."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the signed lines of the checkpoint."""
        lines = (self.origin, str(self.size), encoded(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def parse(cls, text: str) -> "TreeHead":
        """Return the tree head that the text of a note states.

        Raises:
            NoteError: the text is not that of a checkpoint.
        """
        lines = text.removesuffix("\n").split("\n")
        if not text.endswith("\n") or len(lines) < 3 or not all(lines):
            raise NoteError("a checkpoint has a line each for its log, its size and its root, and no empty line")
        try:
            return cls(lines[0], number(lines[1]), decoded_hash(lines[2]), tuple(lines[3:]))
        except EncodingRefused as error:
            raise NoteError(f"the checkpoint cannot be read: {error}") from error


@dataclass(frozen=True)
class Signature:
    """One signature line of a note: by which key, and what that key made."""

    name: str
    key_id: bytes
    made: bytes

    def line(self) -> str:
        """Return the line as it stands in a note, with its newline."""
        return f"{_SIGNATURE_MARK}{self.name} {encoded(self.key_id + self.made)}\n"

    @classmethod
    def parse(cls, line: str) -> "Signature":
        """Return the signature of one line.

        Raises:
            NoteError: it is not a signature line.
        """
        body = line.removesuffix("\n")
        name, space, text = body.removeprefix(_SIGNATURE_MARK).partition(" ")
        if not body.startswith(_SIGNATURE_MARK) or not space:
            raise NoteError(f"“{body[:100]}” is not a signature line")
        check_name(name)
        try:
            data = decoded(text)
        except EncodingRefused as error:
            raise NoteError(f"the signature of {name} cannot be read: {error}") from error
        if len(data) <= _ID_BYTES:
            raise NoteError(f"the signature of {name} is empty")
        return cls(name, data[:_ID_BYTES], data[_ID_BYTES:])


@dataclass(frozen=True)
class Note:
    """A text with signatures under it, none of them checked yet."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, note: str) -> "Note":
        """Take a note apart.

        Raises:
            NoteError: it is not a signed note as C2SP signed-note describes it.
        """
        _check_characters(note)
        text, separator, block = note.rpartition("\n\n")
        if not separator or not block.endswith("\n"):
            raise NoteError("a signed note is a text, an empty line and the signatures, each line ended")
        lines = block.removesuffix("\n").split("\n")
        if len(lines) > _MOST_SIGNATURES:
            raise NoteError(f"{len(lines)} signatures are more than the {_MOST_SIGNATURES} that are read")
        return cls(f"{text}\n", tuple(Signature.parse(line) for line in lines))

    def written(self) -> str:
        """Return the note as text."""
        return self.text + "\n" + "".join(signature.line() for signature in self.signatures)


class KnownKey(Protocol):
    """A key whose signatures on notes can be checked."""

    @property
    def name(self) -> str: ...

    @property
    def key_id(self) -> bytes: ...

    def holds(self, text: str, made: bytes) -> bool: ...


@dataclass(frozen=True)
class Verifier:
    """The public key of a log, under the name it signs with."""

    name: str
    key: VerifyKey

    @classmethod
    def parse(cls, vkey: str) -> "Verifier":
        """Return the key that the text form `name+hash+key` states.

        Raises:
            NoteError: it is not such a text, or not an Ed25519 key for signing notes.
        """
        return cls(*parse_key(vkey, ED25519))

    @property
    def key_id(self) -> bytes:
        """Return the four bytes that stand for this key in a note."""
        return key_id(self.name, ED25519, self.key)

    def holds(self, text: str, made: bytes) -> bool:
        """Say whether a signature on a text is by this key."""
        return ed25519_holds(self.key, text.encode(), made)

    def written(self) -> str:
        """Return the key in the text form that log tools take: name+hash+key."""
        return written_key(self.name, ED25519, self.key)

    def open(self, note: str) -> TreeHead:
        """Return the tree head of a note after checking the log's signature on it.

        Raises:
            NoteError: the note is not well formed, is of another log, or is not signed by the key.
        """
        parsed = Note.parse(note)
        head = TreeHead.parse(parsed.text)
        if head.origin != self.name:
            raise NoteError(f"this is not a checkpoint of the log {self.name}")
        if not signed_by(parsed, [self]):
            raise NoteError(f"the checkpoint of size {head.size} is not signed by the key of {self.name}")
        return head


def check_name(name: str) -> None:
    """Check that a key may have this name.

    Raises:
        NoteError: the name is empty, or has a space or a plus sign.
    """
    if not name or "+" in name or any(letter.isspace() for letter in name):
        raise NoteError(f"“{name}” cannot name a key: names have no spaces and no plus sign")


def key_id(name: str, kind: bytes, key: VerifyKey) -> bytes:
    """Return the four bytes that stand for a key in a note (signed-note, "Signatures")."""
    return sha256(name.encode() + b"\n" + kind + bytes(key)).digest()[:_ID_BYTES]


def written_key(name: str, kind: bytes, key: VerifyKey) -> str:
    """Return a key of some kind in text form."""
    return f"{name}+{key_id(name, kind, key).hex()}+{encoded(kind + bytes(key))}"


def parse_key(vkey: str, kind: bytes) -> tuple[str, VerifyKey]:
    """Return the name and key of a text `name+hash+key`.

    Raises:
        NoteError: it is not such a text, or a key of another kind.
    """
    name, _, rest = vkey.strip().partition("+")
    stated, _, text = rest.partition("+")
    check_name(name)
    try:
        data = decoded(text)
    except EncodingRefused as error:
        raise NoteError(f"the key of {name} cannot be read: {error}") from error
    if data[:1] != kind or len(data) != 1 + _KEY_BYTES:
        raise NoteError(f"the key of {name} is not an Ed25519 key of type {kind.hex()}")
    key = VerifyKey(data[1:])
    if stated != key_id(name, kind, key).hex():
        raise NoteError(f"the key of {name} does not have the hash {stated}: a letter of it was changed")
    return name, key


def ed25519_holds(key: VerifyKey, message: bytes, signature: bytes) -> bool:
    """Say whether a signature on a message is by a key."""
    try:
        key.verify(message, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


Key = TypeVar("Key", bound=KnownKey)


def signed_by(note: Note, known: Sequence[Key]) -> list[tuple[Key, Signature]]:
    """Return the known keys that signed a note, each with its signature; unknown keys are passed over.

    Raises:
        NoteError: a signature that names a known key was not made by it, or two known keys cannot be told apart.
    """
    keys = {(key.name, key.key_id): key for key in known}
    if len(keys) < len(known):
        raise NoteError("two of the known keys have the same name and hash, so that their signatures look alike")
    found: dict[tuple[str, bytes], tuple[Key, Signature]] = {}
    for signature in note.signatures:
        place = (signature.name, signature.key_id)
        key = keys.get(place)
        if key is None or place in found:
            continue
        if not key.holds(note.text, signature.made):
            raise NoteError(f"the signature of {key.name} does not belong to this text")
        found[place] = (key, signature)
    return list(found.values())


def with_signatures(note: str, lines: Iterable[str]) -> str:
    """Return a note with further signature lines; a line of the same key replaces the earlier one.

    Raises:
        NoteError: the note or a line is not well formed.
    """
    parsed = Note.parse(note)
    kept = {(signature.name, signature.key_id): signature for signature in parsed.signatures}
    for signature in map(Signature.parse, lines):
        kept[signature.name, signature.key_id] = signature
    return Note(parsed.text, tuple(kept.values())).written()


def sign(head: TreeHead, key: SigningKey) -> str:
    """Return the signed note of a tree head.

    Raises:
        NoteError: the head cannot be written as a checkpoint.
    """
    text = head.text()
    _check_characters(text)
    if TreeHead.parse(text) != head:
        raise NoteError(f"a checkpoint cannot state {head}")
    made = key.sign(text.encode()).signature
    check_name(head.origin)
    return Note(text, (Signature(head.origin, key_id(head.origin, ED25519, key.verify_key), made),)).written()


def head_of(note: str) -> TreeHead:
    """Return what a checkpoint states, without checking who signed it.

    Raises:
        NoteError: the note is not a well-formed checkpoint.
    """
    return TreeHead.parse(Note.parse(note).text)


def _check_characters(text: str) -> None:
    if any(letter < " " and letter != "\n" for letter in text):
        raise NoteError("a note has no control characters but the ends of its lines")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NoteError("a note is valid UTF-8") from error
