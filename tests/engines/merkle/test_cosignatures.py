"""A witness's cosignature states when it saw which tree head, and nobody else can make it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st
from nacl.signing import SigningKey

from netral.engines.merkle.cosignatures import Cosigner, cosign, cosigned_by, cosigner_key
from netral.engines.merkle.note import Note, NoteError, Signature, TreeHead, Verifier, sign, with_signatures
from tests.engines.merkle.logs import KEY, LOG, ORIGIN, flipped

AT = 1_728_270_720
WITNESS_KEY = SigningKey(bytes(range(1, 33)))
WITNESS = Cosigner("witness.test/w1", WITNESS_KEY.verify_key)
NOTE = sign(TreeHead(ORIGIN, 42, bytes(range(32))), KEY)
LINE = cosign(NOTE, WITNESS.name, WITNESS_KEY, AT)


def test_a_cosigned_checkpoint_says_when() -> None:
    assert cosigned_by(NOTE + LINE, [WITNESS]) == {WITNESS.name: datetime.fromtimestamp(AT, UTC)}
    assert LOG.open(NOTE + LINE).size == 42


def test_the_message_is_the_one_that_the_specification_gives() -> None:
    made = Signature.parse(LINE).made
    assert int.from_bytes(made[:8], "big") == AT
    WITNESS_KEY.verify_key.verify(f"cosignature/v1\ntime {AT}\n{Note.parse(NOTE).text}".encode(), made[8:])


def test_the_example_of_the_specification_is_read() -> None:
    # From C2SP tlog-cosignature, whose keys are not given.
    line = (
        "— witness.example.com/w1"
        " jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
    )
    signature = Signature.parse(line)
    assert (signature.key_id.hex(), int.from_bytes(signature.made[:8], "big")) == ("8d66cf3f", 1_679_315_147)
    assert signature.line() == line


@given(st.integers(0, 76 * 8 - 1))
def test_no_changed_bit_is_a_cosignature(bit: int) -> None:
    signature = Signature.parse(LINE)
    data = flipped(signature.key_id + signature.made, bit)
    changed = NOTE + Signature(signature.name, data[:4], data[4:]).line()
    if data[:4] != signature.key_id:
        # The line of another key, which nobody here knows.
        assert cosigned_by(changed, [WITNESS]) == {}
        return
    with pytest.raises(NoteError):
        cosigned_by(changed, [WITNESS])


def test_a_cosignature_belongs_to_one_checkpoint() -> None:
    other = sign(TreeHead(ORIGIN, 43, bytes(range(32))), KEY)
    with pytest.raises(NoteError, match="does not belong"):
        cosigned_by(other + LINE, [WITNESS])
    assert cosigned_by(NOTE, [WITNESS]) == {}


def test_a_key_is_for_signing_or_for_cosigning() -> None:
    key = cosigner_key(WITNESS.name, WITNESS_KEY.verify_key)
    assert Cosigner.parse(key) == WITNESS
    with pytest.raises(NoteError, match="type 01"):
        Verifier.parse(key)
    with pytest.raises(NoteError, match="type 04"):
        Cosigner.parse(LOG.written())
    # The same key signing the text itself is another statement.
    plain = Signature(WITNESS.name, WITNESS.key_id, WITNESS_KEY.sign(Note.parse(NOTE).text.encode()).signature)
    with pytest.raises(NoteError):
        cosigned_by(NOTE + plain.line(), [WITNESS])


def test_witnesses_are_counted_once_each() -> None:
    second_key = SigningKey(bytes(range(2, 34)))
    second = Cosigner("witness.test/w2", second_key.verify_key)
    both = NOTE + LINE + cosign(NOTE, second.name, second_key, AT + 1) + cosign(NOTE, WITNESS.name, WITNESS_KEY, AT + 2)
    assert cosigned_by(both, [second, WITNESS]) == {
        WITNESS.name: datetime.fromtimestamp(AT, UTC),
        second.name: datetime.fromtimestamp(AT + 1, UTC),
    }


def test_a_newer_cosignature_replaces_the_older() -> None:
    newer = with_signatures(NOTE + LINE, [cosign(NOTE, WITNESS.name, WITNESS_KEY, AT + 60)])
    assert len(Note.parse(newer).signatures) == 2
    assert cosigned_by(newer, [WITNESS]) == {WITNESS.name: datetime.fromtimestamp(AT + 60, UTC)}


@pytest.mark.parametrize("at", [-1, 2**63])
def test_a_time_that_cannot_be_stated_is_refused(at: int) -> None:
    with pytest.raises(NoteError, match="not a time"):
        cosign(NOTE, WITNESS.name, WITNESS_KEY, at)


def test_only_checkpoints_are_cosigned() -> None:
    poem = Note("Ognuno sta solo\n", Note.parse(NOTE).signatures).written()
    with pytest.raises(NoteError, match="a line each"):
        cosign(poem, WITNESS.name, WITNESS_KEY, AT)
