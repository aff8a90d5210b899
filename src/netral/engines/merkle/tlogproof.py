"""Proof files that show offline that something stands in a log: C2SP tlog-proof, version 1."""

from collections.abc import Sequence
from dataclasses import dataclass

from netral.engines.merkle.cosignatures import Cosigner, cosigned_by
from netral.engines.merkle.encodings import EncodingRefused, decoded, decoded_hash, encoded, number
from netral.engines.merkle.note import TreeHead, Verifier, head_of
from netral.engines.merkle.proofs import ProofRefused, check_inclusion

_FIRST_LINE = "c2sp.org/tlog-proof@v1"
# No tree is higher, since no log is larger than 2^63.
_MOST_HASHES = 63


@dataclass(frozen=True)
class TlogProof:
    """Where an entry stands, the way from it to the root, and the checkpoint that states the root."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes = b""

    def text(self) -> str:
        """Return the proof as it is written to a file."""
        extra = f"extra {encoded(self.extra)}\n" if self.extra else ""
        hashes = "".join(f"{encoded(one)}\n" for one in self.hashes)
        return f"{_FIRST_LINE}\n{extra}index {self.index}\n{hashes}\n{self.checkpoint}"

    @classmethod
    def parse(cls, text: str) -> "TlogProof":
        """Return the proof that a file states, nothing of it checked yet.

        Raises:
            ProofRefused: it is not such a file.
            NoteError: what stands in it as a checkpoint is none.
        """
        proof, empty, checkpoint = text.partition("\n\n")
        first, *lines = proof.split("\n")
        if first != _FIRST_LINE or not empty:
            raise ProofRefused(f"a proof file begins with “{_FIRST_LINE}” and ends with a checkpoint")
        try:
            extra = decoded(lines.pop(0).removeprefix("extra ")) if lines and lines[0].startswith("extra ") else b""
            if not lines or not lines[0].startswith("index "):
                raise ProofRefused("a proof file states the index of its entry")
            index, *hashes = lines
            if len(hashes) > _MOST_HASHES:
                raise ProofRefused(f"{len(hashes)} hashes are more than any proof needs")
            found = cls(number(index.removeprefix("index ")), tuple(map(decoded_hash, hashes)), checkpoint, extra)
        except EncodingRefused as error:
            raise ProofRefused(f"the proof file cannot be read: {error}") from error
        head_of(checkpoint)
        return found

    def check(self, entry: bytes, log: Verifier, witnesses: Sequence[Cosigner] = (), quorum: int = 0) -> TreeHead:
        """Return the tree head under which the entry stands in the log, cosigned by so many of the witnesses.

        The extra data is not checked: nobody signed it.

        Raises:
            NoteError: the checkpoint is not signed by the log, or a cosignature on it is false.
            ProofRefused: the entry does not stand there, or too few witnesses cosigned.
        """
        head = log.open(self.checkpoint)
        seen = cosigned_by(self.checkpoint, witnesses)
        if len(seen) < quorum:
            raise ProofRefused(f"{len(seen)} of the witnesses cosigned this checkpoint; {quorum} are needed")
        check_inclusion(entry, self.index, head, self.hashes)
        return head
