"""A checkpoint opens for its own log and key alone."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from netral.engines.merkle.note import NoteError, TreeHead, open_note, sign, verifier_key

KEY = SigningKey(bytes(range(32)))
HEAD = TreeHead("netral.test/ledger", 42, bytes(range(32)))


def test_a_signed_head_opens() -> None:
    assert open_note(sign(HEAD, KEY), HEAD.origin, KEY.verify_key) == HEAD


@given(st.integers(0, len(sign(HEAD, KEY)) - 1), st.characters(min_codepoint=33, max_codepoint=126))
def test_a_changed_note_does_not_open(place: int, letter: str) -> None:
    note = sign(HEAD, KEY)
    changed = note[:place] + letter + note[place + 1 :]
    assume(changed != note)
    with pytest.raises(NoteError):
        open_note(changed, HEAD.origin, KEY.verify_key)


def test_another_key_or_log_is_refused() -> None:
    with pytest.raises(NoteError, match="not signed"):
        open_note(sign(HEAD, KEY), HEAD.origin, SigningKey(bytes(32)).verify_key)
    with pytest.raises(NoteError, match="other/log"):
        open_note(sign(HEAD, KEY), "other/log", KEY.verify_key)


def test_the_verifier_key_has_the_form_log_tools_take() -> None:
    name, digest, public = verifier_key(HEAD.origin, KEY.verify_key).split("+", 2)
    assert (name, len(digest), public[:1]) == (HEAD.origin, 8, "A")
