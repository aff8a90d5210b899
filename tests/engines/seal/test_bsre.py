"""A person signs through BSrE: what it returns is believed only when it is the same document, truly signed."""

from __future__ import annotations

import logging
import socket
import subprocess
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pytest

from netral.engines.seal import bsre_service as bsre
from netral.engines.seal.bsre import BsreSealer, CertificateExpired, NotTrusted
from netral.engines.seal.bsre_appearance import Appearance, Box, Tag
from netral.engines.seal.bsre_service import BsreService, Identity, Limits
from netral.engines.seal.documents.render import render
from netral.engines.seal.pades import Mark, PadesSealer
from netral.engines.seal.secret import Secret
from tests.engines.seal.bsre_simulator import NIK, PASSPHRASE, PASSWORD, SIGNER, TODAY, USER, Simulator, simulator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netral.engines.seal.documents.blocks import OfficialDocument
    from netral.engines.seal.signers import LocalSigner

pytestmark = pytest.mark.enable_socket

MARK = Mark(TODAY, "Pakta integritas", "Bengkalis")
WHO = Identity(NIK, Secret(PASSPHRASE))
VERSIONS = pytest.mark.parametrize("version", [1, 2])
PNG = b"\x89PNG\r\n\x1a\n rekaan"


@pytest.fixture
def service() -> Iterator[Simulator]:
    with simulator() as running:
        yield running


@pytest.fixture(scope="session")
def plain(document: OfficialDocument) -> bytes:
    return render(document)


def sealer(running: Simulator, version: Literal[1, 2] = 2, seconds: float = 10) -> BsreSealer:
    account = BsreService(running.url, USER, Secret(PASSWORD), version, Limits(connect=2, total=seconds))
    return BsreSealer(account, WHO, [running.root.certificate])


@VERSIONS
def test_a_document_signed_through_bsre_is_accepted_by_other_programs(
    version: Literal[1, 2], service: Simulator, plain: bytes, tmp_path: Path
) -> None:
    (made,) = sealer(service, version).make([plain], MARK)
    assert made.found.holds
    assert made.found.signer == SIGNER
    assert made.pdf.startswith(plain)
    (tmp_path / "signed.pdf").write_bytes(made.pdf)
    report = subprocess.run(["pdfsig", tmp_path / "signed.pdf"], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in report
    assert service.paths == [{1: "/api/sign/pdf", 2: "/api/v2/sign/pdf"}[version]]


def test_version_one_is_asked_in_its_own_form(service: Simulator, plain: bytes) -> None:
    sealer(service, 1).seal(plain, MARK)
    (form,) = service.forms
    assert form == {
        "file": plain,
        "nik": NIK,
        "passphrase": PASSPHRASE,
        "tampilan": "invisible",
        "reason": "Pakta integritas",
        "location": "Bengkalis",
    }


@pytest.mark.parametrize(
    ("look", "fields"),
    [
        (
            Appearance(Box(1, 100, 120, 80, 60), image=PNG),
            {
                "image": "true",
                "imageTTD": PNG,
                "page": "1",
                "xAxis": "100",
                "yAxis": "120",
                "width": "80",
                "height": "60",
            },
        ),
        (
            Appearance(Tag("#", 80, 60), link="https://netral.example.go.id/verifikasi/"),
            {
                "image": "false",
                "linkQR": "https://netral.example.go.id/verifikasi/",
                "tag_koordinat": "#",
                "width": "80",
                "height": "60",
            },
        ),
    ],
)
def test_version_one_shows_a_signature_where_it_is_told(
    look: Appearance, fields: dict[str, object], service: Simulator, plain: bytes
) -> None:
    service.fault = "visible"
    replace(sealer(service, 1), appearance=look).seal(plain, MARK)
    assert service.forms[0].items() >= {"tampilan": "visible", **fields}.items()


@pytest.mark.parametrize(
    ("place", "fields"),
    [
        (Box(2, 10, 20, 80, 60), {"page": 2, "originX": 10, "originY": 20, "width": 80, "height": 60}),
        (Tag("$", 80, 60), {"tag": "$", "width": 80, "height": 60}),
    ],
)
def test_version_two_shows_a_signature_where_it_is_told(
    place: Box | Tag, fields: dict[str, object], service: Simulator, plain: bytes
) -> None:
    service.fault = "visible"
    replace(sealer(service), appearance=Appearance(place, image=PNG)).seal(plain, MARK)
    (shown,) = service.forms[0]["signatureProperties"]
    assert shown.items() >= {"tampilan": "VISIBLE", **fields, "reason": "Pakta integritas"}.items()
    assert shown["imageBase64"]


def test_what_bsre_cannot_show_is_refused_at_once(service: Simulator, plain: bytes) -> None:
    with pytest.raises(ValueError, match="draws no QR symbol"):
        replace(sealer(service), appearance=Appearance(Tag("#", 1, 1), link="https://x.example")).seal(plain, MARK)
    with pytest.raises(ValueError, match="one character"):
        Tag("##", 1, 1)
    with pytest.raises(ValueError, match="either an image"):
        Appearance(Tag("#", 1, 1))
    with pytest.raises(ValueError, match="no HTTP address"):
        BsreService("bsre.example", USER, Secret(PASSWORD))
    assert service.forms == []


def test_several_documents_are_signed_in_one_call(service: Simulator, plain: bytes, document: OfficialDocument) -> None:
    other = render(replace(document, title="Surat Pernyataan"))
    made = sealer(service).make([plain, other], MARK)
    assert [item.pdf.startswith(before) for item, before in zip(made, (plain, other), strict=True)] == [True, True]
    assert len(service.paths) == 1
    for fault in ("mixes files", "forgets a file"):
        service.fault = fault
        with pytest.raises(bsre.BadAnswer):
            sealer(service).make([plain, other], MARK)


def test_a_rewritten_file_with_the_same_content_is_believed(service: Simulator, plain: bytes) -> None:
    service.fault = "rewrites"
    (made,) = sealer(service).make([plain], MARK)
    assert not made.pdf.startswith(plain)
    assert made.found.holds


@VERSIONS
def test_a_wrong_passphrase_is_said_and_not_tried_again(
    version: Literal[1, 2], service: Simulator, plain: bytes
) -> None:
    wrong = replace(sealer(service, version), who=Identity(NIK, Secret("Salah!Sekali-1")))
    with pytest.raises(bsre.WrongPassphrase, match="passphrase is wrong"):
        wrong.seal(plain, MARK)
    assert len(service.paths) == 1


def test_another_refusal_is_told_in_its_own_words(service: Simulator, plain: bytes) -> None:
    service.fault = "expired certificate"
    with pytest.raises(bsre.Refused, match="Sertifikat pengguna sudah kedaluwarsa") as refused:
        sealer(service).seal(plain, MARK)
    assert refused.value.code == "2099"


def test_a_foreign_password_is_refused(service: Simulator, plain: bytes) -> None:
    account = BsreService(service.url, USER, Secret("lain"))
    with pytest.raises(bsre.Refused, match="HTTP 401"):
        BsreSealer(account, WHO, [service.root.certificate]).seal(plain, MARK)


def test_a_service_of_version_one_only_is_told_apart(service: Simulator, plain: bytes) -> None:
    service.version = 1
    assert sealer(service, 1).seal(plain, MARK)
    with pytest.raises(bsre.Refused, match="HTTP 404"):
        sealer(service, 2).seal(plain, MARK)


@VERSIONS
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("slow", bsre.OutcomeUnknown),
        ("fails", bsre.OutcomeUnknown),
        ("half an answer", bsre.OutcomeUnknown),
        ("returns a page", bsre.BadAnswer),
        ("signs nothing", bsre.BadAnswer),
        ("alters what it signed", bsre.BadAnswer),
        ("adds bytes", bsre.BadAnswer),
        ("adds a page", bsre.BadAnswer),
        ("adds words", bsre.BadAnswer),
        ("visible", bsre.BadAnswer),
        ("signs with an expired certificate", CertificateExpired),
        ("signs under another authority", NotTrusted),
    ],
)
def test_what_is_not_the_document_truly_signed_is_never_returned(
    version: Literal[1, 2], fault: str, error: type[Exception], service: Simulator, plain: bytes
) -> None:
    service.fault = fault
    with pytest.raises(error):
        sealer(service, version, seconds=1.5).seal(plain, MARK)
    # A request that was sent is never sent again: a second one could be a second signature.
    assert len(service.paths) == 1


def test_a_file_that_cannot_be_decoded_is_no_answer(service: Simulator, plain: bytes) -> None:
    service.fault = "breaks the code"
    with pytest.raises(bsre.BadAnswer, match="cannot be decoded"):
        sealer(service).seal(plain, MARK)


def test_a_service_that_is_down_is_named(service: Simulator, plain: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    account = BsreService(f"http://127.0.0.1:{port}", USER, Secret(PASSWORD), limits=Limits(connect=1, total=2))
    with pytest.raises(bsre.Unreachable, match="Nothing was signed"):
        BsreSealer(account, WHO, [service.root.certificate]).seal(plain, MARK)


def test_what_was_sealed_before_gets_a_second_seal(service: Simulator, plain: bytes, signer: LocalSigner) -> None:
    sealed = PadesSealer(signer).seal(plain, MARK)
    (made,) = sealer(service).make([sealed], MARK)
    assert made.found.seals == 2


def test_a_person_is_asked_for(service: Simulator) -> None:
    account = sealer(service).service
    assert account.status(NIK) == {"message": "Pengguna terdaftar"}
    with pytest.raises(bsre.Refused, match="tidak terdaftar"):
        account.status("1111222233334444")


@VERSIONS
@pytest.mark.parametrize(
    "fault",
    ["repeats secrets", "slow", "fails", "half an answer", "returns a page", "expired certificate", "adds words"],
)
def test_the_passphrase_stands_in_no_error_log_or_local(
    version: Literal[1, 2], fault: str, service: Simulator, plain: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    service.fault = fault
    used = sealer(service, version, seconds=1.5)
    with caplog.at_level(logging.DEBUG), pytest.raises(bsre.BsreError) as failed:
        used.seal(plain, MARK)
    assert service.forms[0]["passphrase"] == PASSPHRASE
    # The first frame is this test's own, which knows the passphrase by right.
    below = failed.tb.tb_next
    story = traceback.TracebackException(failed.type, failed.value, below, capture_locals=True)
    assert _leaks("".join(story.format()) + caplog.text + repr(used) + repr(failed.value)) == []
    assert failed.value.__context__ is None


def _leaks(told: str) -> list[str]:
    # The NIK may stand in the address of a status request only, which no signing makes.
    return [secret for secret in (PASSPHRASE, PASSWORD, NIK) if secret in told]
