"""How sure the law is, wherever it is shown: nothing is called verified before a named officer confirmed it."""

import re
from datetime import date
from html import unescape

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from netral.apps.catalogue import api as catalogue
from netral.apps.catalogue.actions.confirmations import Evidence, confirm_norm
from netral.apps.guidance.selfcheck.assessment import Assessment
from netral.apps.guidance.selfcheck.view_models import answer_of
from netral.apps.learning import curriculum
from netral.apps.learning.posters import Order, printed
from netral.apps.pledges.texts import templates
from netral.engines.rules.grades import LONG, SHORT, Grade, least_sure
from netral.foundation.elections.domain import Phase
from tests.ground import person
from tests.house.sources import PACKAGE, named

DAY = date(2024, 10, 7)
LIKED = {"status": "pns", "objek_akun": "calon", "tindakan_medsos": "berinteraksi"}
# "Belum diverifikasi" claims nothing.
_CLAIM = re.compile(r"\bterverifikasi\b|dibaca dari naskah resmi", re.IGNORECASE)
_COMPARED = re.compile(r"== *[\"'](official|secondary|developer)[\"']")
# The words themselves, and the sentence that names the officer.
_HOMES = {"src/netral/engines/rules/grades.py", "src/netral/apps/catalogue/templates/catalogue/norm.html"}


def page(client: Client, name: str, *args: str) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def claims(text: str) -> list[str]:
    """What a page says to be verified."""
    return _CLAIM.findall(unescape(text))


def answer(facts: dict[str, str]) -> str:
    """The norms behind an answer of the self-check, as its page shows them."""
    judgement = catalogue.judge("media-sosial", facts, DAY, phase=Phase.CAMPAIGN)
    return render_to_string("guidance/selfcheck/parts/norms.html", {"answer": answer_of(Assessment(judgement, DAY))})


def lesson(ident: str) -> str:
    """A question of the quiz with its answer, as its page shows it."""
    return render_to_string("learning/parts/lesson.html", {"lesson": curriculum.lesson(ident)})


def poster(act: str) -> str:
    """The words of a poster."""
    with pypdfium2.PdfDocument(printed(Order(curriculum.sheet(act), "poster", "pdf"))) as document:
        return " ".join(document[0].get_textpage().get_text_bounded().split())


def lesson_on(norm_id: str) -> str:
    """The first scenario that a norm decides."""
    told = catalogue.scenarios("media-sosial")
    return next(each.id for each in told if norm_id in {norm.id for norm in curriculum.lesson(each.id).norms})


def test_words_of_certainty_stand_in_one_place() -> None:
    files = [path for kind in ("*.py", "*.html") for path in PACKAGE.rglob(kind)]
    written = {named(path): path.read_text(encoding="utf-8") for path in files}
    assert {name for name, text in written.items() if claims(text)} == _HOMES
    assert [name for name, text in written.items() if name.endswith(".html") and _COMPARED.search(text)] == []


def test_every_grade_has_its_words_and_only_one_claims_anything() -> None:
    assert set(SHORT) == set(LONG) == set(Grade)
    assert [grade for grade in Grade if claims(SHORT[grade])] == [Grade.CONFIRMED]
    assert least_sure((Grade.SECONDARY, Grade.DEVELOPER, Grade.OFFICIAL)) is Grade.DEVELOPER


@pytest.mark.usefixtures("ground")
def test_nothing_shipped_is_called_verified(client: Client) -> None:
    acts = [act.code for act in catalogue.acts() if act.norms]
    shown: dict[tuple[str, ...], str] = {("norms",): page(client, "norms")}
    shown |= {("norm", each.id): page(client, "norm", each.id) for each in catalogue.norms_in_force(DAY)}
    shown |= {("act", code): page(client, "act", code) for code in acts}
    shown |= {("quiz", code): lesson(catalogue.scenarios(code)[0].id) for code in acts}
    shown[("answer",)] = answer(LIKED)
    shown[("poster",)] = poster("media-sosial")
    for code, text in templates().items():
        shown[("pledge", code)] = render_to_string("pledges/parts/text.html", {"text": text})
    assert {place for place, text in shown.items() if claims(text)} == set()
    assert LONG[Grade.DEVELOPER] in shown["norm", "B8"]
    assert SHORT[Grade.SECONDARY] in shown["quiz", "media-sosial"]


@pytest.mark.usefixtures("ground")
def test_what_an_officer_confirmed_is_verified_and_nothing_else(client: Client) -> None:
    officer = person("supervisor_officer", "bawaslu.14.03", name="Dedi Kurniawan")
    paper = SimpleUploadedFile("skb.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
    evidence = Evidence(paper, "SKB 22-9-2022 Lampiran II huruf B", "31")
    confirm_norm(norm=catalogue.norm("B6", DAY), evidence=evidence, by=officer.actor)

    assert len(claims(page(client, "norms"))) == 1
    assert "Terverifikasi oleh " in page(client, "norm", "B6")
    for said in (officer.actor.label, "SKB 22-9-2022 Lampiran II huruf B", "halaman 31"):
        assert said in page(client, "norm", "B6")
    assert claims(page(client, "norm", "B8")) == []
    assert len(claims(answer(LIKED))) == 1
    assert len(claims(lesson(lesson_on("B6")))) == 1
