"""A key inside a real token signs like any other, and each trouble with the token has its own clear error."""

from __future__ import annotations

import multiprocessing
import pickle
import subprocess
import traceback
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING

import pkcs11
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from netral.engines.seal import tokens
from netral.engines.seal.certificates import Credential, Holder, issue_seal, issue_seal_for, to_pem
from netral.engines.seal.documents.render import render
from netral.engines.seal.pades import Mark, PadesSealer
from netral.engines.seal.secret import Secret
from netral.engines.seal.signers import Pkcs11Signer
from netral.engines.seal.tokens import Token
from netral.engines.seal.verification import verify_pdf
from tests.engines.seal.samples import PERIOD, SEALED_AT
from tests.engines.seal.tokens_at_hand import MODULE, PIN, TokenFolder, forget_module, token_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netral.engines.seal.documents.blocks import OfficialDocument

HOLDER = Holder("Bawaslu Kabupaten Bengkalis", "bawaslu.14.03")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TokenFolder:
    made = token_folder(tmp_path / "hsm")
    monkeypatch.setenv("SOFTHSM2_CONF", made.configuration)
    made.create("segel")
    forget_module()
    return made


@pytest.fixture
def token(folder: TokenFolder) -> Iterator[Token]:
    made = Token(MODULE, "segel", Secret(PIN))
    yield made
    made.close()


@pytest.fixture
def chain_pem(token: Token, root: Credential) -> str:
    certificate = issue_seal_for(token.generate("kunci"), root, HOLDER, PERIOD)
    return to_pem(certificate) + to_pem(root.certificate)


@pytest.fixture
def signer(token: Token, chain_pem: str) -> Pkcs11Signer:
    return Pkcs11Signer.open(token, "kunci", chain_pem)


def check(signer: Pkcs11Signer, data: bytes) -> None:
    public = signer.chain[0].public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(signer.sign(data), data, ec.ECDSA(hashes.SHA256()))


def test_a_document_sealed_by_a_token_is_accepted_by_other_programs(
    signer: Pkcs11Signer, root: Credential, document: OfficialDocument, tmp_path: Path
) -> None:
    sealed = PadesSealer(signer).seal(render(document), Mark(SEALED_AT))
    assert verify_pdf(sealed, [root.certificate], at=SEALED_AT).holds
    (tmp_path / "sealed.pdf").write_bytes(sealed)
    report = subprocess.run(["pdfsig", tmp_path / "sealed.pdf"], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in report


def test_the_key_never_leaves_the_token(signer: Pkcs11Signer, token: Token) -> None:
    library = pkcs11.lib(MODULE)
    with library.get_token(token_label="segel").open() as session:
        key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label="kunci")
        assert key[pkcs11.Attribute.EXTRACTABLE] is False
        with pytest.raises(pkcs11.AttributeSensitive):
            key[pkcs11.Attribute.VALUE]


def test_many_threads_may_sign_at_once(signer: Pkcs11Signer) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: check(signer, number.to_bytes(4, "big")), range(400)))


def test_a_lost_session_is_opened_again(signer: Pkcs11Signer) -> None:
    check(signer, b"before")
    forget_module()
    check(signer, b"after")


def test_a_token_that_was_pulled_is_named_and_found_again(signer: Pkcs11Signer, folder: TokenFolder) -> None:
    away = folder.tokens.rename(folder.place / "away")
    folder.tokens.mkdir()
    forget_module()
    with pytest.raises(tokens.TokenError, match="segel"):
        signer.sign(b"data")
    folder.tokens.rmdir()
    away.rename(folder.tokens)
    check(signer, b"back again")


def test_two_keys_of_one_token_sign_side_by_side(token: Token, signer: Pkcs11Signer, root: Credential) -> None:
    certificate = issue_seal_for(token.generate("kunci kedua"), root, Holder("BKPSDM", "pemda.14.03.bkpsdm"), PERIOD)
    second = Pkcs11Signer.open(token, "kunci kedua", to_pem(certificate))
    check(signer, b"one")
    check(second, b"two")
    check(signer, b"three")


def test_a_child_process_signs_with_a_session_of_its_own(signer: Pkcs11Signer) -> None:
    check(signer, b"parent")
    child = multiprocessing.get_context("fork").Process(target=check, args=(signer, b"child"))
    child.start()
    child.join(30)
    assert child.exitcode == 0
    check(signer, b"parent again")


def test_a_wrong_pin_is_tried_once_only(folder: TokenFolder) -> None:
    token = Token(MODULE, "segel", Secret("0000-salah"))
    for _ in range(2):
        with pytest.raises(tokens.TokenError, match="not tried again"):
            token.generate("kunci")
    # The real PIN still opens the token, so the wrong one was not tried until it locked.
    right = Token(MODULE, "segel", Secret(PIN))
    right.generate("kunci")
    right.close()


def test_the_pin_stands_in_no_error(folder: TokenFolder) -> None:
    token = Token(MODULE, "segel", Secret("0000-salah"))
    with pytest.raises(tokens.TokenError) as refused:
        token.sign("kunci", sha256(b"").digest())
    told = "".join(traceback.TracebackException.from_exception(refused.value, capture_locals=True).format())
    assert "0000-salah" not in told
    assert "0000-salah" not in repr(token)


def test_a_secret_is_neither_shown_nor_pickled() -> None:
    secret = Secret("rahasia-sekali")
    assert "rahasia" not in f"{secret} {secret!r} {[secret]}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_a_missing_module_is_named() -> None:
    with pytest.raises(tokens.TokenError, match=r"/nowhere/libmodule\.so"):
        Token("/nowhere/libmodule.so", "segel", Secret(PIN)).public_key("kunci")


def test_an_unknown_token_is_named(folder: TokenFolder) -> None:
    with pytest.raises(tokens.TokenError, match="lain"):
        Token(MODULE, "lain", Secret(PIN)).public_key("kunci")


def test_a_missing_key_is_named(token: Token, chain_pem: str) -> None:
    with pytest.raises(tokens.TokenError, match="lain"):
        Pkcs11Signer.open(token, "lain", chain_pem)
    with pytest.raises(tokens.TokenError, match="lain"):
        token.public_key("lain")


def test_a_key_of_another_certificate_is_refused(token: Token, root: Credential) -> None:
    token.generate("kunci")
    with pytest.raises(tokens.TokenError, match="does not belong"):
        Pkcs11Signer.open(token, "kunci", issue_seal(root, HOLDER, PERIOD).chain_pem)


def test_a_label_is_given_once(token: Token) -> None:
    made = token.generate("kunci")
    assert token.public_key("kunci") == made
    with pytest.raises(tokens.TokenError, match="kunci"):
        token.generate("kunci")
