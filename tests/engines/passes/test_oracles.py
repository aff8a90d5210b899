"""Programs that nobody here wrote accept our passes and refuse what was changed: cwt, @auth0/cose, base45."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import base45
import cbor2
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key
from cwt import COSE, COSEKey, DecodeError, VerifyError
from hypothesis import given, strategies as st
from playwright.sync_api import sync_playwright

from netral.engines.passes import base45_text
from netral.engines.passes.passes import PREFIX, issue
from netral.engines.passes.revocations import write_revocations
from tests.browser.conftest import CHROMIUM, QUIET
from tests.engines.passes.samples import CLAIMS, KEY, MORNING, OTHER

PASS = base45_text.decode(issue(CLAIMS, KEY).removeprefix(PREFIX))
LIST = write_revocations([4, 9], sequence=2, issued_at=MORNING, key=KEY)
BUNDLE = Path(__file__).parent / "oracle" / "auth0-cose.js"
PEM = load_der_public_key(KEY.public.der).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
PAGE = "https://oracle.test/"
Judge = Callable[[bytes, bytes], dict[str, Any]]


def broken(message: bytes, place: int) -> bytes:
    changed = bytearray(message)
    changed[place] ^= 1
    return bytes(changed)


def cwt_payload(message: bytes) -> dict[int, Any]:
    key = COSEKey.from_pem(PEM, kid=KEY.public.identifier, alg="ES256")
    said: dict[int, Any] = cbor2.loads(COSE().decode(message, key))
    return said


@pytest.mark.parametrize("message", [PASS, LIST], ids=["pass", "list"])
def test_cwt_accepts_what_we_sign(message: bytes) -> None:
    said = cwt_payload(message)
    assert said.get(4) == (int(CLAIMS.valid_until.timestamp()) if message is PASS else None)


@pytest.mark.parametrize("place", [-1, -64, 25])
def test_cwt_refuses_what_was_changed(place: int) -> None:
    with pytest.raises((VerifyError, DecodeError, ValueError)):
        cwt_payload(broken(PASS, place))


@pytest.fixture(scope="module")
def auth0() -> Iterator[Judge]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        page.route(f"{PAGE}**", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
        page.goto(PAGE)
        page.add_script_tag(path=str(BUNDLE))

        def judge(message: bytes, key: bytes) -> dict[str, Any]:
            given = [base64.b64encode(each).decode() for each in (message, key)]
            judged: dict[str, Any] = page.evaluate("([message, key]) => oracle.judge(message, key)", given)
            return judged

        yield judge
        browser.close()


@pytest.mark.browser
@pytest.mark.enable_socket
def test_auth0_cose_accepts_ours_and_refuses_the_rest(auth0: Judge) -> None:
    for message in (PASS, LIST):
        judged = auth0(message, KEY.public.der)
        assert judged["genuine"], judged
        assert base64.b64decode(judged["payload"]) in message
        assert not auth0(message, OTHER.public.der)["genuine"]
        for place in (-1, -64, 25):
            assert not auth0(broken(message, place), KEY.public.der)["genuine"]


@given(st.binary(max_size=200))
def test_texts_are_those_of_the_base45_library(message: bytes) -> None:
    assert base45_text.encode(message).encode() == base45.b45encode(message)
    assert base45_text.decode(base45_text.encode(message)) == message


@given(st.text(base45_text.ALPHABET + "aé", max_size=12))
def test_it_reads_what_the_base45_library_reads(text: str) -> None:
    try:
        wanted = base45.b45decode(text)
    except ValueError:
        with pytest.raises(ValueError, match="no Base45"):
            base45_text.decode(text)
    else:
        assert base45_text.decode(text) == wanted
