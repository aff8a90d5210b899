"""Posters and cards: for everybody, in Indonesian, with a region's own language below."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from netral.apps.catalogue import api as catalogue
from netral.apps.learning import curriculum
from netral.apps.learning.models import LocalText
from netral.engines.rules.grades import Grade
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from tests.apps.learning.conftest import BENGKALIS
from tests.ground import Person

pytestmark = pytest.mark.django_db
ACT = "media-sosial"
MALAY = {"perbuatan": ACT, "bahasa": "Melayu Riau", "teks": "Jangan nak suke-suke gambar calon."}


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()


def poster(file: str, query: str = "", act: str = ACT) -> bytes:
    answer = Client().get(reverse("learning_poster", args=[act, file]) + query)
    assert answer.status_code == 200
    return answer.content


def own(region: str = BENGKALIS) -> str:
    return f"?daerah={Institution.objects.get(path=region).pk}"


def test_a_poster_gives_the_general_advice_of_the_act_and_not_that_of_one_story(election: None) -> None:
    sheet = curriculum.sheet(ACT)
    assert sheet.instead == catalogue.advice_on(ACT)
    assert sheet.instead not in {curriculum.lesson(each.id).instead for each in catalogue.scenarios(ACT)}


def test_everybody_finds_a_poster_for_every_act(election: None) -> None:
    page = Client().get(reverse("learning_posters")).content.decode()
    subjects = curriculum.subjects()
    assert ACT in subjects
    for act, title in subjects.items():
        assert reverse("learning_poster", args=[act, "poster.pdf"]) in page
        assert title in page


def test_every_sheet_can_be_printed(election: None) -> None:
    for act in curriculum.subjects():
        sheet = curriculum.sheet(act)
        words = text_of(poster("poster.pdf", act=sheet.code))
        assert sheet.title in words, sheet.code
        for sentence in (*sheet.forbidden, *sheet.allowed):
            assert sentence.split()[0] in words, sheet.code


def test_a_poster_says_what_is_forbidden_allowed_better_and_where_to_ask(election: None) -> None:
    words = text_of(poster("poster.pdf"))
    for part in ("Melanggar", "Boleh", "Lakukan ini", "Ragu?", "Melihat pelanggaran?", "Dasar:"):
        assert part in words
    assert "netral.example.go.id" in words
    assert "Tokoh dalam contoh adalah rekaan" in words


def test_a_basis_nobody_read_in_the_official_text_says_so(election: None) -> None:
    sheet = curriculum.sheet(ACT)
    words = text_of(poster("poster.pdf"))
    assert {cited.grade for cited in sheet.basis} == {Grade.SECONDARY, Grade.UNVERIFIED}
    assert "* dari berita, belum diverifikasi; † belum ada sumber tertulis, belum diverifikasi" in words
    assert all(cited.title.split()[-1] + "*†"[cited.grade is Grade.UNVERIFIED] in words for cited in sheet.basis)


def test_sizes_are_those_of_paper_and_of_a_phone(election: None) -> None:
    sizes = {file: pypdfium2.PdfDocument(poster(file))[0].get_size() for file in ("poster.pdf", "kartu.pdf")}
    assert [round(side / 72 * 25.4) for side in sizes["poster.pdf"]] == [297, 420]
    assert [round(side / 72 * 25.4) for side in sizes["kartu.pdf"]] == [210, 297]
    assert text_of(poster("kartu.pdf")).count("Melihat pelanggaran?") == 4
    for file, width in (("poster.png", 1400), ("kartu.png", 900)):
        picture = poster(file)
        image = Image.open(io.BytesIO(picture))
        assert image.width == width
        # Small enough to be passed on over a slow line.
        assert len(picture) < 200_000
        assert len(image.convert("RGB").getcolors(1 << 24) or ()) > 8


def test_posters_are_indonesian_whatever_the_page_speaks(election: None) -> None:
    client = Client()
    client.post(reverse("set_language"), {"language": "en"})
    answer = client.get(reverse("learning_poster", args=[ACT, "poster.pdf"]))
    assert "Melihat pelanggaran?" in text_of(answer.content)


@pytest.mark.parametrize(("act", "file"), [("tidak-ada", "poster.pdf"), (ACT, "poster.exe"), (ACT, "lain.pdf")])
def test_what_does_not_exist_is_not_found(election: None, act: str, file: str) -> None:
    assert Client().get(reverse("learning_poster", args=[act, file])).status_code == 404


def test_a_region_adds_its_own_language(officer: Person) -> None:
    page = officer.client.post(reverse("learning_text_create"), MALAY, follow=True).content.decode()
    assert "Melayu Riau" in page
    with_malay = text_of(poster("poster.pdf", own()))
    assert "Melayu Riau" in with_malay
    assert "Jangan nak suke-suke gambar calon." in with_malay
    assert "Melanggar" in with_malay
    assert "Pemerintah Kabupaten Bengkalis" in with_malay
    assert "Melayu" not in text_of(poster("poster.pdf"))
    listed = Client().get(reverse("learning_posters") + own()).content.decode()
    assert "Pemerintah Kabupaten Bengkalis" in listed
    officer.client.post(reverse("learning_text_create"), MALAY | {"teks": "Jangan."})
    with elevated("the test looks at everything"):
        (kept,) = LocalText.objects.all()
    assert kept.text == "Jangan."
    edit = officer.client.get(reverse("learning_text_edit", args=[kept.pk])).content.decode()
    assert "Jangan." in edit
    officer.client.post(reverse("learning_text_remove", args=[kept.pk]))
    assert "Melayu" not in text_of(poster("poster.pdf", own()))


def test_letters_that_cannot_be_printed_are_refused_before_they_are_missing(officer: Person) -> None:
    page = officer.client.post(reverse("learning_text_create"), MALAY | {"teks": "ꦱꦸꦒꦼꦁ"}).content.decode()
    assert "tidak ada dalam huruf cetak" in page


def test_another_region_cannot_touch_a_text(officer: Person, neighbour: Person, supervisor: Person) -> None:
    officer.client.post(reverse("learning_text_create"), MALAY)
    with elevated("the test looks at everything"):
        (kept,) = LocalText.objects.all()
    assert "Melayu" not in neighbour.client.get(reverse("learning_texts")).content.decode()
    assert neighbour.client.get(reverse("learning_text_edit", args=[kept.pk])).status_code == 404
    assert neighbour.client.post(reverse("learning_text_remove", args=[kept.pk])).status_code == 404
    assert "Melayu Riau" in supervisor.client.get(reverse("learning_texts")).content.decode()
    refused = supervisor.client.get(reverse("learning_text_edit", args=[kept.pk])).content.decode()
    assert "ditulis oleh pemerintah daerah" in refused
    assert supervisor.client.post(reverse("learning_text_remove", args=[kept.pk])).status_code == 404
