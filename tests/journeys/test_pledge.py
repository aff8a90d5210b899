"""A civil servant pledges by her personal link; what she signed can be checked by anybody and changed by nobody."""

import re
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import zxingcpp
from django.urls import reverse
from PIL import Image
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from netral.apps.pledges.models import Pledge
from netral.demo.browser import upload
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import holder_of_link
from netral.foundation.seals.models import KeyKind, SealKey
from tests.foundation.registry.files import AGUS, SITI
from tests.journeys.cast import Cast
from tests.journeys.conftest import SITE
from tests.journeys.pledging import open_campaign
from tests.journeys.post import letters
from tests.journeys.visitor import TurnedAway, Visitor, refused
from tests.journeys.witness import figures_of, kinds, nothing_recorded, recorded

pytestmark = pytest.mark.django_db

POINTS = ("netral", "bebas_kepentingan", "media_sosial", "tolak_politik_uang")
AGREED = dict.fromkeys(POINTS, True)


@pytest.fixture
def campaign(cast: Cast, sealing: None) -> Any:
    """Return an open campaign whose letters have left."""
    return open_campaign(cast.personnel)


def link_in_the_letter() -> str:
    """Return the path of the personal link, as the one letter carries it."""
    (letter,) = letters()
    (link,) = re.findall(rf"{SITE}/\S+", letter)
    return str(urlsplit(link).path)


def link_on_the_slip(officer: Visitor, campaign: Any, place: Path) -> str:
    """Print the slip of the one civil servant of her unit who has no e-mail, and read its symbol as a phone does."""
    officer.open("campaign_slips", campaign).follow("Dinas Pendidikan")
    (place / "slip.pdf").write_bytes(officer.body)
    return urlsplit(symbol_of(place / "slip.pdf")).path


def symbol_of(pdf: Path) -> str:
    """Return what the QR symbol on a document's page says."""
    program("pdftoppm", "-r", "150", "-png", "-singlefile", pdf, pdf.with_suffix(""))
    (symbol,) = zxingcpp.read_barcodes(Image.open(pdf.with_suffix(".png")).convert("L"))
    return str(symbol.text)


def program(*command: object) -> str:
    """Return what a program nobody here wrote says."""
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout


def at_her_phone(nip: str, link: str) -> Visitor:
    """Return a civil servant who looks at her link; the ledger knows her by it."""
    with elevated("the test knows whose link it is"):
        pledge = Pledge.objects.get(person__nip=nip)
    phone = Visitor()
    phone.get(link)
    phone.actor = holder_of_link(str(pledge.pk))
    return phone


def signed(nip: str, link: str) -> Visitor:
    """Let a civil servant read, agree and sign."""
    phone = at_her_phone(nip, link)
    with recorded("pledge.opened", phone.actor):
        phone.follow("Baca ikrar")
    with recorded("pledge.confirmed", phone.actor):
        phone.fill(AGREED)
    with recorded("pledge.signed", phone.actor):
        phone.fill({"nip": nip})
    return phone


def test_she_reads_agrees_point_by_point_and_signs_with_her_own_number_once(campaign: Any) -> None:
    phone = at_her_phone(SITI[0], link_in_the_letter())
    assert phone.sees("Siti Aisyah")
    assert not phone.sees(SITI[0])
    token = phone.part("token")
    phone.follow("Baca ikrar")
    with nothing_recorded(), refused("Butir 4 belum dicentang"):
        phone.fill({**AGREED, "tolak_politik_uang": False})
    assert phone.get(f"/ikrar/{token}/tanda-tangan/").address == f"/ikrar/{token}/"
    phone.follow("Baca ikrar").fill(AGREED)
    with recorded("pledge.number_mistyped", phone.actor), refused("tidak cocok dengan daftar ASN"):
        phone.fill({"nip": AGUS[0]})
    with nothing_recorded(), refused("NIP harus 18 angka"):
        phone.fill({"nip": "1987"})
    phone.fill({"nip": SITI[0]})
    assert phone.sees("Ikrar sudah ditandatangani")
    with nothing_recorded():
        phone.post("pledge_sign", token, nip=SITI[0])
        phone.post("pledge_points", token, **dict.fromkeys(POINTS, "on"))
        phone.post("pledge_decline", token, alasan="Berubah pikiran.")
    assert phone.sees("Ikrar sudah ditandatangani")
    assert kinds()["pledge.signed"] == 1


def test_the_sealed_pledge_holds_what_it_should_and_every_program_accepts_it(campaign: Any, places: Path) -> None:
    phone = signed(SITI[0], link_in_the_letter())
    code = phone.text.partition("dengan kode ")[2].split()[0]
    phone.follow("Unduh ikrar (PDF)")
    pdf = places / "ikrar.pdf"
    pdf.write_bytes(phone.body)
    words = program("pdftotext", "-layout", pdf, "-")
    for expected in ("Siti Aisyah", SITI[0], "Dinas Kesehatan", "7 Oktober 2024", "Menolak politik uang", code):
        assert expected in words
    assert symbol_of(pdf) == SITE + reverse("verify_code", args=[code])
    report = program("pdfsig", pdf)
    assert "Signature is Valid" in report
    assert "Total document signed" in report
    root = next(load_certs_from_pemder_data(SealKey.objects.get(kind=KeyKind.ROOT).certificates.encode()))
    with pdf.open("rb") as stream:
        (signature,) = PdfFileReader(stream).embedded_signatures
        trust = ValidationContext(trust_roots=[root], moment=clock.now(), allow_fetching=False)
        status = validate_pdf_signature(signature, trust)
    assert (status.intact, status.valid, status.trusted) == (True, True, True)


def test_anybody_can_check_the_paper_and_one_changed_byte_is_found(campaign: Any) -> None:
    phone = signed(SITI[0], link_in_the_letter())
    code = phone.text.partition("dengan kode ")[2].split()[0]
    pdf = phone.follow("Unduh ikrar (PDF)").body
    anybody = Visitor()
    anybody.open("verify_code", code)
    for words in ("Siti Aisyah", "Dinas Kesehatan", "7 Oktober 2024", "kode dapat disalin ke kertas lain"):
        assert anybody.sees(words), anybody.text
    assert not anybody.sees(SITI[0])
    assert checked(pdf).sees("Dokumen ini asli dan tidak berubah")
    assert checked(flipped(pdf)).sees("Dokumen ini sudah berubah setelah disegel")
    assert not checked(b"%PDF-1.7 bukan").sees("Dokumen ini asli")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert anybody.status_of("verify_code", wrong) == 404


def checked(pdf: bytes) -> Visitor:
    """Send a file to be checked."""
    anybody = Visitor()
    anybody.open("verify").fill({"berkas": upload("ikrar.pdf", pdf, "application/pdf")})
    return anybody


def flipped(pdf: bytes) -> bytes:
    """Return the file with one bit of one byte of its content turned."""
    place = pdf.index(b"stream") + 40
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def test_the_board_and_the_public_see_who_pledged_in_numbers(campaign: Any, cast: Cast, places: Path) -> None:
    officer = cast.personnel
    signed(SITI[0], link_in_the_letter())
    assert units_on_the_board(officer, campaign) == {"Dinas Kesehatan": ["2", "1"], "Dinas Pendidikan": ["1", "0"]}
    assert pledged_in_public() == {"invited.persons": (3, "shown"), "signed.persons": (None, "small")}
    signed(AGUS[0], link_on_the_slip(officer, campaign, places))
    assert units_on_the_board(officer, campaign)["Dinas Pendidikan"] == ["1", "1"]
    officer.open("campaign_people", campaign)
    assert officer.sees("Hotman Siregar")
    assert cast.personnel_of_semarang.status_of("campaign", campaign) == 404
    assert cast.personnel_of_semarang.status_of("campaign_people", campaign) == 404


def units_on_the_board(officer: Visitor, campaign: Any) -> dict[str, list[str]]:
    """Return how many each unit has invited and signed, off the page's table."""
    rows = officer.open("campaign", campaign).table()
    return {row["Unit kerja"]: [row["Diundang"], row["Sudah berikrar"]] for row in rows}


def pledged_in_public() -> dict[str, tuple[int | None, str]]:
    """Return what anybody reads of the pledges of Bengkalis."""
    figures = figures_of("14.03")
    return {name: (figures[name]["value"], figures[name]["mark"]) for name in ("invited.persons", "signed.persons")}


def test_a_link_ends_with_its_campaign(campaign: Any) -> None:
    link = link_in_the_letter()
    with clock.at(clock.now() + timedelta(days=30)), nothing_recorded(), pytest.raises(TurnedAway) as refusal:
        Visitor().get(link)
    assert refusal.value.status == 410
    with pytest.raises(TurnedAway) as unknown:
        Visitor().get(link[:-3] + "zz/")
    assert unknown.value.status == 404
