"""Documents signed through BSrE are registered like others; NIK and passphrase are left nowhere."""

from __future__ import annotations

import logging
import subprocess
import traceback
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection
from psycopg import sql

from netral.engines.seal.bsre_service import Identity
from netral.engines.seal.certificates import to_pem
from netral.engines.seal.documents.render import render
from netral.engines.seal.secret import Secret
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import PUBLIC, SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.models import Event
from netral.foundation.seals.actions.outside import BsreFailed, seal_with_bsre
from netral.foundation.seals.domain import Verdict, make_code
from netral.foundation.seals.issue import Issue
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import pdf_of, verify_pdf
from netral.foundation.seals.services import ServiceNotSet
from tests.engines.seal.bsre_simulator import NIK, PASSPHRASE, PASSWORD, SIGNER, USER, Simulator, simulator
from tests.foundation.seals.samples import draft, letter

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]

WHO = Identity(NIK, Secret(PASSPHRASE))


@pytest.fixture
def service(settings: SimpleNamespace, places: Path) -> Iterator[Simulator]:
    with simulator() as running:
        (places / "bsre.pem").write_text(to_pem(running.root.certificate))
        settings.BSRE_URL, settings.BSRE_USER, settings.BSRE_PASSWORD = running.url, USER, Secret(PASSWORD)
        settings.BSRE_ROOTS = str(places / "bsre.pem")
        settings.BSRE_SIGN_SECONDS = 1.5
        yield running


def sealed(institution: Institution) -> SealedDocument:
    return seal_with_bsre(draft=draft(institution), pdf=letter, who=WHO, by=SYSTEM)


@pytest.mark.parametrize("version", [1, 2])
def test_it_is_registered_in_the_name_of_its_signer_and_checked_by_anyone(
    version: int, service: Simulator, bengkalis: Institution, settings: SimpleNamespace, tmp_path: Path
) -> None:
    settings.BSRE_VERSION = version
    document = sealed(bengkalis)
    assert (document.key, document.signer) == (None, SIGNER)
    with reading_as(PUBLIC):
        report = verify_pdf(pdf_of(document))
    assert report.verdict is Verdict.HOLDS
    assert report.signer == SIGNER
    (tmp_path / "letter.pdf").write_bytes(pdf_of(document))
    told = subprocess.run(["pdfsig", tmp_path / "letter.pdf"], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    event = Event.objects.get(kind="seal.document_sealed")
    assert event.data == {
        "kind": "receipt",
        "sha256": document.sha256,
        "institution": "bawaslu.14.03",
        "service": "BSrE",
    }


def test_a_file_of_that_signer_which_nobody_registered_is_foreign(service: Simulator, bengkalis: Institution) -> None:
    other = service.sign(render(letter(Issue(make_code(b"1234567"), now(), bengkalis))))
    assert verify_pdf(other).verdict is Verdict.FOREIGN


def test_without_settings_the_refusal_names_what_is_missing(bengkalis: Institution, settings: SimpleNamespace) -> None:
    with pytest.raises(ServiceNotSet, match="URL, NETRAL_BSRE_USER, NETRAL_BSRE_PASSWORD, NETRAL_BSRE_ROOTS"):
        sealed(bengkalis)


def test_an_unreadable_file_of_certificates_stops_signing_but_no_check(
    service: Simulator, bengkalis: Institution, settings: SimpleNamespace, places: Path
) -> None:
    document = sealed(bengkalis)
    (places / "broken.pem").write_text("nothing")
    settings.BSRE_ROOTS = str(places / "broken.pem")
    with pytest.raises(ServiceNotSet, match=r"broken\.pem"):
        sealed(bengkalis)
    assert verify_pdf(pdf_of(document)).verdict is Verdict.FOREIGN


@pytest.mark.parametrize(
    ("fault", "words", "may_have_signed"),
    [
        ("expired certificate", "Sertifikat pengguna sudah kedaluwarsa” \\(kode 2099\\)", False),
        ("signs with an expired certificate", "habis masa berlakunya", False),
        ("signs under another authority", "tidak dikenal", True),
        ("slow", "periksa di BSrE", True),
        ("half an answer", "periksa di BSrE", True),
        ("adds words", "Jangan dipakai", True),
    ],
)
def test_what_went_wrong_is_said_plainly_and_nothing_is_registered(
    fault: str, words: str, may_have_signed: bool, service: Simulator, bengkalis: Institution, places: Path
) -> None:
    service.fault = fault
    with pytest.raises(BsreFailed, match=words) as failed:
        sealed(bengkalis)
    assert failed.value.may_have_signed is may_have_signed
    assert not SealedDocument.objects.exists()
    assert not (places / "store").exists()


def test_a_wrong_passphrase_is_said(service: Simulator, bengkalis: Institution) -> None:
    with pytest.raises(BsreFailed, match="Passphrase salah"):
        seal_with_bsre(draft=draft(bengkalis), pdf=letter, who=Identity(NIK, Secret("Salah-1!")), by=SYSTEM)


@pytest.mark.parametrize("fault", ["", "repeats secrets", "slow", "returns a page"])
def test_nik_and_passphrase_are_left_nowhere(
    fault: str, service: Simulator, bengkalis: Institution, places: Path, caplog: pytest.LogCaptureFixture
) -> None:
    service.fault = fault
    expected = pytest.raises(BsreFailed) if fault else nullcontext()
    with caplog.at_level(logging.DEBUG), expected as failed:
        sealed(bengkalis)
    told = ""
    if failed:
        # The first frame is this test's own, which knows the passphrase by right.
        story = traceback.TracebackException(failed.type, failed.value, failed.tb.tb_next, capture_locals=True)
        told = "".join(story.format())
    assert service.forms[0]["passphrase"] == PASSPHRASE
    everywhere = told + caplog.text + database_text() + "".join(_texts(places))
    assert [secret for secret in (NIK, PASSPHRASE, PASSWORD) if secret in everywhere] == []


def database_text() -> str:
    """Every row of every table that this test may have written, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        names = [name for (name,) in cursor.fetchall() if name.startswith(("seals_", "ledger_", "files_"))]
        rows = []
        for name in names:
            cursor.execute(sql.SQL("SELECT row_to_json(t)::text FROM {} t").format(sql.Identifier(name)))
            rows += [text for (text,) in cursor.fetchall()]
    return "\n".join(rows)


def _texts(places: Path) -> Iterator[str]:
    for path in places.rglob("*"):
        if path.is_file():
            yield path.read_bytes().decode("latin-1")
