"""A checkpoint opens for its own log and key alone, and a note is written in one way only."""

import pytest
from hypothesis import assume, given, strategies as st
from nacl.signing import SigningKey

from netral.engines.merkle.note import (
    ED25519,
    Note,
    NoteError,
    Signature,
    TreeHead,
    Verifier,
    head_of,
    key_id,
    sign,
    signed_by,
    with_signatures,
)
from tests.engines.merkle.logs import KEY, LOG, ORIGIN, flipped

HEAD = TreeHead(ORIGIN, 42, bytes(range(32)))
NOTE = sign(HEAD, KEY)
OTHER_KEY = SigningKey(bytes(range(7, 39)))
# From golang.org/x/mod/sumdb/note, which defines the format.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def signed(text: str, *keys: tuple[str, SigningKey]) -> str:
    made = [
        Signature(name, key_id(name, ED25519, key.verify_key), key.sign(text.encode()).signature) for name, key in keys
    ]
    return Note(text, tuple(made)).written()


def test_a_signed_head_opens() -> None:
    assert HEAD == LOG.open(NOTE) == head_of(NOTE)


def test_the_example_of_the_format_holds() -> None:
    peter = Verifier.parse(GO_KEY)
    note = Note.parse(GO_NOTE)
    assert [key.name for key, _ in signed_by(note, [peter])] == ["PeterNeumann"]
    assert note.written() == GO_NOTE
    assert peter.written() == GO_KEY


@given(st.integers(0, len(NOTE) - 1), st.characters(min_codepoint=33, max_codepoint=126))
def test_a_changed_note_does_not_open(place: int, letter: str) -> None:
    changed = NOTE[:place] + letter + NOTE[place + 1 :]
    assume(changed != NOTE)
    with pytest.raises(NoteError):
        LOG.open(changed)


def test_no_bit_of_a_note_can_change() -> None:
    for bit in range(len(NOTE.encode()) * 8):
        with pytest.raises(ValueError, match=r"."):
            LOG.open(flipped(NOTE.encode(), bit).decode())


def test_another_key_or_log_is_refused() -> None:
    with pytest.raises(NoteError, match="not signed"):
        Verifier(ORIGIN, SigningKey(bytes(32)).verify_key).open(NOTE)
    with pytest.raises(NoteError, match="other/log"):
        Verifier("other/log", KEY.verify_key).open(NOTE)


def test_signatures_of_unknown_keys_are_passed_over() -> None:
    text = HEAD.text()
    note = signed(text, ("witness.test/w", OTHER_KEY), (ORIGIN, OTHER_KEY), (ORIGIN, KEY))
    assert LOG.open(note) == HEAD
    # The log's name with another key's hash, and the log's hash under another name, are both unknown keys.
    same_hash = Signature("witness.test/w", key_id(ORIGIN, ED25519, KEY.verify_key), bytes(64))
    assert LOG.open(with_signatures(NOTE, [same_hash.line()])) == HEAD
    with pytest.raises(NoteError, match="not signed"):
        LOG.open(signed(text, (ORIGIN, OTHER_KEY)))


def test_a_false_signature_under_a_known_key_spoils_the_note() -> None:
    false = Signature(ORIGIN, LOG.key_id, bytes(64)).line()
    good = Note.parse(NOTE).signatures[0].line()
    with pytest.raises(NoteError, match="does not belong"):
        LOG.open(f"{HEAD.text()}\n{false}{good}")
    with pytest.raises(NoteError, match="does not belong"):
        LOG.open(f"{HEAD.text()}\n{Signature(ORIGIN, LOG.key_id, b'short').line()}")


def test_keys_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(NoteError, match="look alike"):
        signed_by(Note.parse(NOTE), [LOG, LOG])


def test_a_key_counts_once_however_often_it_signed() -> None:
    twice = signed(HEAD.text(), (ORIGIN, KEY), (ORIGIN, KEY))
    assert len(signed_by(Note.parse(twice), [LOG])) == 1


def test_extension_lines_are_kept_and_signed() -> None:
    head = TreeHead(ORIGIN, 7, bytes(32), ("stage 2", "x"))
    note = sign(head, KEY)
    assert LOG.open(note) == head
    with pytest.raises(NoteError, match="does not belong"):
        LOG.open(note.replace("stage 2", "stage 3"))


def test_many_signatures_are_read_and_too_many_refused() -> None:
    keys = [(f"witness.test/{number}", OTHER_KEY) for number in range(16)]
    assert LOG.open(signed(HEAD.text(), *keys, (ORIGIN, KEY))) == HEAD
    with pytest.raises(NoteError, match="101 signatures"):
        LOG.open(signed(HEAD.text(), *keys * 6, *keys[:4], (ORIGIN, KEY)))


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n042\n{'A' * 43}=\n",
        f"{ORIGIN}\n-1\n{'A' * 43}=\n",
        f"{ORIGIN}\n+1\n{'A' * 43}=\n",
        f"{ORIGIN}\n4_2\n{'A' * 43}=\n",
        f"{ORIGIN}\n٤٢\n{'A' * 43}=\n",
        f"{ORIGIN}\n{2**63}\n{'A' * 43}=\n",
        f"{ORIGIN}\n{'9' * 5000}\n{'A' * 43}=\n",
        f"{ORIGIN}\n42\n{'A' * 42}B=\n",
        f"{ORIGIN}\n42\n{'A' * 40}\n",
        f"{ORIGIN}\n42\n\n{'A' * 43}=\n",
        f"{ORIGIN}\n42\n{'A' * 43}=\n\nextension\n",
        f"{ORIGIN}\n42\n",
        f"\n42\n{'A' * 43}=\n",
    ],
)
def test_a_checkpoint_has_one_form(text: str) -> None:
    with pytest.raises(NoteError):
        LOG.open(signed(text, (ORIGIN, KEY)))


@pytest.mark.parametrize(
    "note",
    [
        "",
        HEAD.text(),
        f"{HEAD.text()}\n",
        NOTE.removesuffix("\n"),
        NOTE + "\n",
        NOTE + "more text\n",
        NOTE.replace("\n", "\r\n"),
        NOTE.replace("— ", "- "),
        NOTE.replace("— ", "—"),
        NOTE.replace("— ", "—  "),
        NOTE.replace("netral", "ne\ttral"),
        NOTE.replace("netral", "ne\x00tral"),
        NOTE.replace("netral", "ne\ud800tral"),
        NOTE + "— \u2003 AAAAAAAA\n",
        NOTE + "— a+b AAAAAAAA\n",
        NOTE + "— a b AAAAAAAA\n",
        NOTE + "— empty.test AAAAAA==\n",
        NOTE + "— spare.test AAAAAAB=\n",
        NOTE + "— none.test\n",
        NOTE + "— \n",
    ],
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(NoteError):
        LOG.open(note)


def test_a_text_may_have_empty_lines_and_separators_that_only_look_like_newlines() -> None:
    text = "Ognuno sta solo\n\ned è subito sera.\u2028\x85\n"
    note = signed(text, (ORIGIN, KEY))
    assert Note.parse(note).text == text
    assert signed_by(Note.parse(note), [LOG])


def test_a_head_that_no_checkpoint_can_state_is_not_signed() -> None:
    for head in (
        TreeHead("", 1, bytes(32)),
        TreeHead("a\nb", 1, bytes(32)),
        TreeHead("a b", 1, bytes(32)),
        TreeHead("a\tb", 1, bytes(32)),
        TreeHead(ORIGIN, -1, bytes(32)),
        TreeHead(ORIGIN, 1, bytes(31)),
        TreeHead(ORIGIN, 1, bytes(32), ("",)),
    ):
        with pytest.raises(NoteError):
            sign(head, KEY)


def test_the_verifier_key_has_the_form_log_tools_take() -> None:
    written = LOG.written()
    name, digest, public = written.split("+", 2)
    assert (name, len(digest), public[:1]) == (ORIGIN, 8, "A")
    assert Verifier.parse(written) == LOG == Verifier.parse(f"{written}\n")


@given(st.integers(0, len(LOG.written()) - 1), st.characters(exclude_categories=["Cs"]))
def test_a_mistyped_key_is_refused(place: int, letter: str) -> None:
    written = LOG.written()
    changed = written[:place] + letter + written[place + 1 :]
    assume(changed.strip() != written)
    with pytest.raises(NoteError):
        Verifier.parse(changed)
