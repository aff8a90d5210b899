"""A civil servant is told to ask first; her office asks, two people answer, and whoever checks next is told."""

import pytest

from netral.apps.guidance.models import PublishedAnswer
from tests.journeys import guiding
from tests.journeys.cast import Cast
from tests.journeys.guiding import ASK_FIRST, ASKED_OF_ALL, FOLLOWED, QUESTION, SHE_MAY
from tests.journeys.visitor import Visitor, refused
from tests.journeys.witness import nothing_recorded, recorded, tables_with

pytestmark = pytest.mark.django_db

WHY = "Imbauan di pusat belum diperhatikan."
HEALTH, EDUCATION = "opd_dinas_kesehatan", "opd_dinas_pendidikan"


def answered(cast: Cast) -> PublishedAnswer:
    """Let a first question be asked, answered and published."""
    request = guiding.ask(cast.personnel, HEALTH)
    guiding.draft(cast, request, "tidak", SHE_MAY)
    guiding.approve(cast, request)
    return guiding.publish(cast, SHE_MAY)


def test_who_is_told_to_ask_first_finds_the_answer_once_it_is_published(cast: Cast) -> None:
    with nothing_recorded():
        asn = guiding.checked(**FOLLOWED)
    assert asn.sees("Minta petunjuk dahulu"), asn.text
    assert not asn.sees(ASKED_OF_ALL)
    assert tables_with(guiding.OWN_WORDS) == set()

    request = guiding.ask(cast.personnel, HEALTH)
    assert cast.personnel.sees("PP/14.03/2024/0001")
    assert cast.officer.open("guidance_board").sees("PP/14.03/2024/0001")
    guiding.draft(cast, request, "tidak", SHE_MAY)
    assert not guiding.checked(**FOLLOWED).sees(ASKED_OF_ALL)
    guiding.approve(cast, request)
    published = guiding.publish(cast, SHE_MAY)

    asn = guiding.checked(**FOLLOWED)
    assert asn.sees("Minta petunjuk dahulu")
    asn.follow(ASKED_OF_ALL)
    for words in (published.number, "Bawaslu Kabupaten Bengkalis", SHE_MAY):
        assert asn.sees(words), asn.text
    for words in ("Wulandari", "Dinas Kesehatan", QUESTION):
        assert not asn.sees(words)
    # Who did something else is not told of it.
    assert not guiding.checked(**{**FOLLOWED, "tindakan_medsos": "melihat"}).sees(ASKED_OF_ALL)


def test_the_writer_cannot_approve_and_names_cannot_be_published(cast: Cast) -> None:
    request = guiding.ask(cast.personnel, HEALTH)
    guiding.draft(cast, request, "tidak", SHE_MAY)
    with nothing_recorded():
        assert cast.officer.status_of("guidance_approve", request) == 403
    guiding.approve(cast, request)
    with nothing_recorded(), refused("masih memuat identitas"):
        cast.chair.fill({"question": ASKED_OF_ALL, "text": "Bu Wulandari dari Dinas Kesehatan boleh."})
    with nothing_recorded():
        assert cast.personnel_of_semarang.status_of("guidance_request", request) == 404
        assert cast.officer_of_semarang.status_of("guidance_draft", request) == 404


def test_a_contradiction_is_shown_and_decided_before_the_newer_answer_stands(cast: Cast) -> None:
    earlier = answered(cast)
    request = guiding.ask(cast.secretary, HEALTH, EDUCATION)
    guiding.draft(cast, request, "minta-petunjuk", ASK_FIRST)
    chair = cast.chair.open("guidance_approve", request)
    assert chair.sees(f"Bertentangan dengan jawaban {earlier.number}")
    guiding.approve(cast, request)
    answer = {"question": ASKED_OF_ALL, "text": ASK_FIRST}
    replaced = {f"pertentangan-{earlier.pk}": "supersede"}
    with nothing_recorded(), refused("Ada pertentangan yang belum diputuskan"):
        chair.open("guidance_publish", request).fill(answer)
    with nothing_recorded(), refused("Tulis alasan menerbitkannya"):
        chair.open("guidance_publish", request).fill({**answer, **replaced})
    chair.open("guidance_publish", request)
    with recorded("guidance.replaced", chair.actor):
        newer = guiding.publish(cast, ASK_FIRST, **replaced, reason=WHY)

    asn = guiding.checked(**FOLLOWED).follow(ASKED_OF_ALL)
    for words in (newer.number, ASK_FIRST, WHY):
        assert asn.sees(words), asn.text
    assert not asn.sees(SHE_MAY)
    assert Visitor().open("guidance_answer", earlier.pk).sees(f"Sudah diganti oleh {newer.number}")


def test_a_unit_confirms_by_its_link_that_it_read_the_answer(cast: Cast) -> None:
    published = answered(cast)
    assert reading_of(cast.personnel, "Dinas Kesehatan") == "Belum dibaca"
    reader = guiding.confirm(published, HEALTH)
    assert reader.sees("Sudah dikonfirmasi: Nirmala Rekaan")
    assert reading_of(cast.personnel, "Dinas Kesehatan") == "Sudah dibaca"
    assert reading_of(cast.officer, "Dinas Kesehatan") == "Sudah dibaca"
    assert not cast.officer_of_semarang.open("guidance_readings").sees("Dinas Kesehatan")


def reading_of(reader: Visitor, unit: str) -> str:
    """Return whether a unit confirmed, off a reader's board."""
    rows = reader.open("guidance_readings").table()
    return next(row["Keadaan"] for row in rows if row["Unit kerja"] == unit)
