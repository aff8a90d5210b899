"""Passes: what is issued is read back and judged, and nothing that was changed by a bit is taken."""

from datetime import timedelta
from typing import Any

import cbor2
import pytest
from hypothesis import example, given, settings, strategies as st

from netral.engines.passes import base45_text
from netral.engines.passes.claims import Boarding, ClaimsInvalid, PassClaims, read_claims
from netral.engines.passes.envelope import opened, sealed
from netral.engines.passes.keys import KeyInvalid, KeyRing, PassKey, PublicKey
from netral.engines.passes.passes import MOST_CHARACTERS, PREFIX, PassFinding, fitted, issue, verify
from netral.engines.passes.revocations import read_revocations, write_revocations
from tests.engines.passes.samples import CLAIMS, KEY, MORNING, OTHER, RING, some_claims

TEXT = issue(CLAIMS, KEY)
NOON = MORNING + timedelta(hours=2)


def message_of(text: str) -> bytes:
    return base45_text.decode(text.removeprefix(PREFIX))


def text_of(message: bytes) -> str:
    return PREFIX + base45_text.encode(message)


@given(some_claims())
def test_what_is_issued_is_read_back(claims: PassClaims) -> None:
    fitting = fitted(claims, KEY)
    text = issue(fitting, KEY)
    assert len(text) <= MOST_CHARACTERS
    assert verify(text, RING, at=claims.valid_from) == (PassFinding.GENUINE, fitting)


@given(some_claims())
def test_only_the_name_of_a_pass_that_is_too_long_is_shortened(claims: PassClaims) -> None:
    fitting = fitted(claims, KEY)
    assert fitting._replace(name="") == claims._replace(name="")
    assert fitting.name[0] == claims.name.split()[0][0]


def test_a_long_name_keeps_its_first_words_and_the_initials_of_the_others() -> None:
    long = CLAIMS._replace(name="Muhammad Abdurrahman Siregar Panjaitan Sihombing")
    with pytest.raises(ClaimsInvalid, match="the pass would have 2"):
        issue(long, KEY)
    assert fitted(long, KEY).name == "Muhammad Abdurrahman S. P. S."


def test_every_single_changed_bit_is_refused() -> None:
    message = message_of(TEXT)
    for place in range(8 * len(message)):
        changed = bytearray(message)
        changed[place >> 3] ^= 1 << (place & 7)
        assert not verify(text_of(bytes(changed)), RING, at=NOON).ok, f"bit {place} is not protected"


def test_every_single_changed_character_is_refused() -> None:
    for place in range(len(TEXT)):
        for letter in base45_text.ALPHABET.replace(TEXT[place], ""):
            assert not verify(TEXT[:place] + letter + TEXT[place + 1 :], RING, at=NOON).ok


@given(some_claims(), st.data())
@settings(max_examples=50)
def test_a_changed_bit_of_any_pass_is_refused(claims: PassClaims, data: st.DataObject) -> None:
    message = bytearray(message_of(issue(fitted(claims, KEY), KEY)))
    place = data.draw(st.integers(0, 8 * len(message) - 1))
    message[place >> 3] ^= 1 << (place & 7)
    assert not verify(text_of(bytes(message)), RING, at=claims.valid_from).ok


def test_each_reason_is_told() -> None:
    revoked = read_revocations(write_revocations([CLAIMS.serial], sequence=1, issued_at=MORNING, key=KEY), RING)
    others = read_revocations(write_revocations([1, 2], sequence=1, issued_at=MORNING, key=KEY), RING)
    early, late = MORNING - timedelta(seconds=1), CLAIMS.valid_until + timedelta(seconds=1)
    assert verify(TEXT, RING, at=NOON, crossing="AP-SS", revoked=others).reason is PassFinding.GENUINE
    assert verify(TEXT, RING, at=CLAIMS.valid_until).ok
    assert verify(TEXT, RING, at=NOON, revoked=revoked).reason is PassFinding.REVOKED
    assert verify(TEXT, RING, at=early).reason is PassFinding.NOT_YET_VALID
    assert verify(TEXT, RING, at=late).reason is PassFinding.EXPIRED
    assert verify(TEXT, RING, at=NOON, crossing="SS-AP").reason is PassFinding.OTHER_CROSSING
    assert verify(TEXT, KeyRing([OTHER.public]), at=NOON).reason is PassFinding.UNKNOWN_KEY
    assert verify("https://example.go.id/", RING, at=NOON).reason is PassFinding.FOREIGN
    assert verify("", RING, at=NOON).reason is PassFinding.FOREIGN
    assert verify(TEXT[:-6], RING, at=NOON).reason is PassFinding.DAMAGED
    assert verify(TEXT.lower(), RING, at=NOON).reason is PassFinding.FOREIGN
    assert verify(TEXT + "00", RING, at=NOON).reason is PassFinding.DAMAGED
    forged = bytearray(message_of(TEXT))
    forged[-1] ^= 1
    assert verify(text_of(bytes(forged)), RING, at=NOON).reason is PassFinding.FORGED


def test_what_a_refused_pass_says_is_told_where_its_signature_holds() -> None:
    assert verify(TEXT, RING, at=CLAIMS.valid_until + timedelta(days=1)).claims == CLAIMS
    assert verify(TEXT, KeyRing([OTHER.public]), at=NOON).claims is None


def test_an_old_key_still_verifies_after_a_new_one_signs() -> None:
    both = KeyRing([OTHER.public, KEY.public])
    assert verify(TEXT, both, at=NOON).ok
    assert verify(issue(CLAIMS, OTHER), both, at=NOON).ok


def test_a_signature_of_another_key_under_the_same_identifier_is_forged() -> None:
    message = message_of(issue(CLAIMS, OTHER))
    renamed = message.replace(OTHER.public.identifier, KEY.public.identifier, 1)
    assert verify(text_of(renamed), RING, at=NOON).reason is PassFinding.FORGED


def test_what_the_key_signed_that_is_no_pass_is_no_pass() -> None:
    for payload in (b"", b"\xff", cbor2.dumps({4: 1}), cbor2.dumps({4: 1, 5: 2, -65537: [1] * 8}), b"\x9f" * 5000):
        assert verify(text_of(sealed(payload, KEY)), RING, at=NOON).reason is not PassFinding.GENUINE
    assert verify(text_of(write_revocations([5], sequence=1, issued_at=MORNING, key=KEY)), RING, at=NOON).reason is (
        PassFinding.DAMAGED
    )


@given(st.text(max_size=400) | st.text(base45_text.ALPHABET, max_size=400).map(PREFIX.__add__))
@example(PREFIX)
@example(PREFIX + "\x00")
@example(PREFIX + ":::" * 600)
def test_whatever_is_scanned_is_judged_and_never_an_error(text: str) -> None:
    assert verify(text, RING, at=NOON).reason in (PassFinding.FOREIGN, PassFinding.DAMAGED)


@given(st.binary(max_size=300))
def test_whatever_a_known_key_signed_is_judged(payload: bytes) -> None:
    message = sealed(payload, KEY)
    assert opened(message).payload == payload
    assert verify(text_of(message), RING, at=NOON).reason is not PassFinding.FORGED


@given(st.binary(max_size=200))
def test_a_payload_that_is_no_pass_is_refused_and_nothing_else_is_raised(payload: bytes) -> None:
    with pytest.raises(ClaimsInvalid):
        read_claims(payload)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"serial": 0}, "serial"),
        ({"serial": 2**32}, "serial"),
        ({"name": "  "}, "name"),
        ({"name": "a" * 61}, "name"),
        ({"crossing": ""}, "crossing"),
        ({"crossing": "AP-SS-TOO"}, "crossing"),
        ({"crossing": "ÄP"}, "crossing"),
        ({"plate": ""}, "vehicle"),
        ({"boarding": Boarding.FOOT}, "vehicle"),
        ({"plate": "BM1234XYZW"}, "plate"),
        ({"companions": 100}, "companions"),
        ({"valid_until": MORNING}, "ends before"),
        ({"valid_from": MORNING.replace(tzinfo=None)}, "zone"),
        ({"departs_at": MORNING - timedelta(hours=1)}, "departure"),
    ],
)
def test_claims_that_no_pass_can_carry_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ClaimsInvalid, match=words):
        issue(CLAIMS._replace(**change), KEY)


def test_a_key_comes_back_from_its_file_with_its_password_alone() -> None:
    pem = KEY.dump(b"rahasia")
    assert PassKey.load(pem, b"rahasia").public == KEY.public
    for password in (None, b"lain"):
        with pytest.raises(KeyInvalid):
            PassKey.load(pem, password)
    with pytest.raises(KeyInvalid):
        PublicKey(b"no key")
