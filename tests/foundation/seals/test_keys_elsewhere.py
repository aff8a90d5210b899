"""Keys in a token, timestamps of an authority, and the command that looks after keys."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from netral.cli.keys import KeysError, app
from netral.engines.seal.certificates import to_pem
from netral.engines.seal.levels import Level
from netral.engines.seal.pades import TimestampMissing
from netral.engines.seal.secret import Secret
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import at, now
from netral.foundation.ledger.models import Event
from netral.foundation.seals.actions.documents import seal_printed
from netral.foundation.seals.actions.keys import enrol_key, rotate_key
from netral.foundation.seals.domain import KeyStanding, Verdict
from netral.foundation.seals.keyfiles import KeyUnavailable, token
from netral.foundation.seals.models import KeyKind, SealedDocument, SealKey
from netral.foundation.seals.queries import active_key, keys_with_standing, pdf_of, verify_document
from netral.foundation.seals.services import ServiceNotSet
from tests.engines.seal.authority import NAME, Authority, authority_at
from tests.engines.seal.tokens_at_hand import MODULE, PIN, forget_module, token_folder
from tests.foundation.seals.samples import form, printed, sealed_letter

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


@pytest.fixture
def device(settings: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = token_folder(tmp_path / "hsm")
    monkeypatch.setenv("SOFTHSM2_CONF", folder.configuration)
    folder.create("netral")
    forget_module()
    settings.SEAL_TOKEN_MODULE, settings.SEAL_TOKEN_LABEL = MODULE, "netral"
    settings.SEAL_TOKEN_PIN = Secret(PIN)
    used = token()
    yield
    used.close()


@pytest.fixture
def authority(settings: SimpleNamespace, tmp_path: Path) -> Iterator[Authority]:
    with authority_at(tmp_path / "authority") as running:
        (tmp_path / "tsa.pem").write_text(to_pem(running.root.certificate))
        settings.SEAL_AUTHORITY_URL, settings.SEAL_AUTHORITY_ROOTS = running.url, str(tmp_path / "tsa.pem")
        yield running


def run(*words: str, say: str = "") -> Result:
    return CliRunner().invoke(app, list(words), input=say)


def output(*words: str, say: str = "") -> str:
    result = run(*words, say=say)
    assert result.exit_code == 0, result.exception
    return result.stdout


def test_a_key_in_a_token_seals_letters_and_presses_thousands(
    device: None, bengkalis: Institution, tmp_path: Path
) -> None:
    key = enrol_key(institution=bengkalis, label="segel bengkalis", generate=True, by=SYSTEM)
    assert (key.kind, key.key_file) == (KeyKind.PKCS11, "segel bengkalis")
    letter = sealed_letter(bengkalis)
    names = [printed(bengkalis, f"Pegawai {number}", str(number)) for number in range(200)]
    pressed = seal_printed(institution=bengkalis, form=form(bengkalis), documents=names, by=SYSTEM)
    for document in (letter, pressed[0], pressed[-1]):
        assert document.key == key
        assert verify_document(document).verdict is Verdict.HOLDS
        (tmp_path / "made.pdf").write_bytes(pdf_of(document))
        told = subprocess.run(["pdfsig", tmp_path / "made.pdf"], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" in told


def test_a_key_in_a_token_is_replaced_by_one_made_there(device: None, bengkalis: Institution) -> None:
    old = enrol_key(institution=bengkalis, label="segel 2024", generate=True, by=SYSTEM)
    before = sealed_letter(bengkalis)
    assert rotate_key(key=old, label="segel 2027", by=SYSTEM).key_file == "segel 2027"
    assert [verify_document(found).verdict for found in (before, sealed_letter(bengkalis))] == [Verdict.HOLDS] * 2


def test_a_key_that_lies_in_the_token_already_is_enrolled(device: None, bengkalis: Institution) -> None:
    token().generate("dibuat pengelola")
    key = enrol_key(institution=bengkalis, label="dibuat pengelola", by=SYSTEM)
    assert active_key(bengkalis, now()) == key


def test_what_the_token_lacks_is_said_and_nothing_is_kept(
    device: None, bengkalis: Institution, settings: SimpleNamespace
) -> None:
    with pytest.raises(KeyUnavailable, match="tidak ada"):
        enrol_key(institution=bengkalis, label="tidak ada", by=SYSTEM)
    assert not SealKey.objects.filter(kind=KeyKind.PKCS11).exists()
    settings.SEAL_TOKEN_LABEL = ""
    with pytest.raises(KeyUnavailable, match="NETRAL_PKCS11_TOKEN"):
        enrol_key(institution=bengkalis, label="segel", by=SYSTEM)


@pytest.mark.parametrize("level", [Level.TIMED, Level.LONG_TERM, Level.ARCHIVAL])
def test_letters_reach_the_level_that_the_settings_ask_for(
    level: Level, authority: Authority, key: SealKey, bengkalis: Institution, settings: SimpleNamespace
) -> None:
    settings.SEAL_LEVEL = level
    document = sealed_letter(bengkalis)
    report = verify_document(document)
    assert report.verdict is Verdict.HOLDS
    assert report.found
    assert report.found.level is level
    assert report.found.timestamp
    assert report.found.timestamp.authority == NAME
    assert Event.objects.get(kind="seal.document_sealed").data["level"] == level


def test_an_authority_that_fails_stops_sealing_unless_it_is_optional(
    authority: Authority, key: SealKey, bengkalis: Institution, settings: SimpleNamespace, places: Path
) -> None:
    settings.SEAL_LEVEL, authority.fault = Level.TIMED, "error"
    with pytest.raises(TimestampMissing, match="HTTP 500"):
        sealed_letter(bengkalis)
    assert not SealedDocument.objects.exists()
    assert not (places / "store").exists()
    settings.SEAL_BASIC_WITHOUT_AUTHORITY = True
    assert verify_document(sealed_letter(bengkalis)).verdict is Verdict.HOLDS
    assert Event.objects.get(kind="seal.document_sealed").data["level"] == Level.BASIC


def test_a_level_without_authority_names_what_is_missing(
    key: SealKey, bengkalis: Institution, settings: SimpleNamespace
) -> None:
    settings.SEAL_LEVEL = Level.TIMED
    with pytest.raises(ServiceNotSet, match="NETRAL_TSA_URL"):
        sealed_letter(bengkalis)


def test_the_command_makes_lists_replaces_and_revokes(ground: None) -> None:
    first = output("create", "bawaslu.14.03").strip()
    second = output("rotate", first[:12], "--yes").strip()
    assert "Go on?" in run("revoke", second[:12], "--reason", "Komputer hilang", say="n\n").output
    revoked = json.loads(output("revoke", second[:12], "--reason", "Komputer hilang", "--yes", "--json"))
    assert (revoked["standing"], revoked["reason"]) == ("revoked", "Komputer hilang")
    rows = json.loads(output("list", "--institution", "bawaslu.14.03", "--json"))
    assert [(row["fingerprint"], row["standing"]) for row in rows] == [(first, "replaced"), (second, "revoked")]
    assert rows[1]["replaces"] == first
    assert "(root)" in output("list")


def test_the_list_counts_documents_and_warns_before_the_end(key: SealKey, bengkalis: Institution) -> None:
    sealed_letter(bengkalis)
    (row,) = json.loads(output("list", "--institution", "bawaslu.14.03", "--json"))
    assert row["documents"] == 1
    assert "rotate" not in run("list").output
    with at(key.valid_to - timedelta(days=59)):
        told = run("list").output
    assert "!" in told
    assert "netral keys rotate" in told


def test_the_command_enrols_a_key_of_the_token(device: None, ground: None) -> None:
    made = json.loads(output("enrol", "bawaslu.14.03", "segel", "--generate", "--json"))
    assert made["kind"] == "pkcs11"
    assert "--label" in str(run("rotate", made["fingerprint"], "--yes").exception)
    output("rotate", made["fingerprint"], "--label", "segel kedua", "--yes")
    assert [standing for _, standing in keys_with_standing(now())][1:] == [KeyStanding.REPLACED, KeyStanding.SEALS]


def test_roots_and_the_list_of_revoked_are_written_for_others(key: SealKey, places: Path, tmp_path: Path) -> None:
    root = SealKey.objects.get(kind=KeyKind.ROOT)
    assert output("roots") == root.certificates
    assert (places / "keys" / "roots" / f"{root.fingerprint}.pem").read_text() == root.certificates
    (tmp_path / "root.pem").write_text(root.certificates)
    output("revoke", key.fingerprint, "--reason", "Komputer hilang", "--yes")
    output("crl", "--out", str(tmp_path / "list.pem"), "--pem")
    command = ["openssl", "crl", "-in", "list.pem", "-CAfile", "root.pem", "-noout"]
    assert "verify OK" in subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stderr


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["create", "bawaslu.99"], "No institution has the path"),
        (["rotate", "ffff", "--yes"], "No single key's fingerprint"),
        (["revoke", "ffff", "--reason", "x", "--yes"], "No single key's fingerprint"),
        (["crl", "--out", "x"], "no such root"),
        (["enrol", "bawaslu.14.03", "x"], "NETRAL_PKCS11_MODULE"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(words: list[str], complaint: str, ground: None) -> None:
    failed = run(*words).exception
    assert isinstance(failed, KeysError)
    assert complaint in str(failed)


def test_a_revocation_needs_a_reason(key: SealKey) -> None:
    assert "Say why" in str(run("revoke", key.fingerprint, "--reason", "  ", "--yes").exception)
    output("revoke", key.fingerprint, "--reason", "Komputer hilang", "--yes")
    assert "sudah dicabut" in str(run("revoke", key.fingerprint, "--reason", "lagi", "--yes").exception)
