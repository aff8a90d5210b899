"""Certificates say whose they are, and keys open only with their password."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from netral.engines.seal import certificates
from tests.engines.seal.samples import PERIOD

if TYPE_CHECKING:
    from pathlib import Path


def test_openssl_accepts_the_chain_and_reads_the_holder(
    root: certificates.Credential, credential: certificates.Credential, tmp_path: Path
) -> None:
    (tmp_path / "root.pem").write_text(certificates.to_pem(root.certificate))
    (tmp_path / "leaf.pem").write_text(certificates.to_pem(credential.certificate))
    check = ["openssl", "verify", "-x509_strict", "-CAfile", f"{tmp_path}/root.pem", f"{tmp_path}/leaf.pem"]
    assert subprocess.run(check, capture_output=True, text=True, check=False).stdout.endswith("leaf.pem: OK\n")
    assert certificates.common_name(credential.certificate) == "Bawaslu Kabupaten Bengkalis"


def test_a_stored_credential_loads_again(credential: certificates.Credential) -> None:
    loaded = certificates.load_credential(credential.chain_pem, credential.encrypted_key("rahasia"), "rahasia")
    assert loaded.chain == credential.chain
    assert certificates.fingerprint(loaded.certificate) == certificates.fingerprint(credential.certificate)


def test_the_stored_key_is_encrypted_and_needs_its_password(credential: certificates.Credential) -> None:
    stored = credential.encrypted_key("rahasia")
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in stored
    with pytest.raises(certificates.CredentialError, match="password"):
        certificates.load_credential(credential.chain_pem, stored, "salah")


def test_a_key_of_another_certificate_is_refused(
    root: certificates.Credential, credential: certificates.Credential
) -> None:
    with pytest.raises(certificates.CredentialError, match="does not belong"):
        certificates.load_credential(credential.chain_pem, root.encrypted_key("x"), "x")


def test_text_without_certificate_is_refused() -> None:
    with pytest.raises(certificates.CredentialError, match="no readable certificate"):
        certificates.load_chain("nothing here")


def test_a_long_name_is_shortened_visibly(root: certificates.Credential) -> None:
    long = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kabupaten Kepulauan Meranti"
    issued = certificates.issue_seal(root, certificates.Holder(long, "x", unit="Unit"), PERIOD)
    name = certificates.common_name(issued.certificate)
    assert len(name.encode()) <= 64
    assert name.endswith("…")
