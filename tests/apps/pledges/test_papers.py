"""What is printed: the same words by the general path and by the press, in every text, with and without rows."""

import subprocess
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from netral.apps.pledges import papers
from netral.apps.pledges.domain import Manner
from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.papers import Attestant, Holder, PledgeSheet
from netral.apps.pledges.texts import templates
from netral.engines.seal.documents.render import render
from netral.foundation.seals.issue import Issue
from tests.apps.pledges.conftest import pledge_of
from tests.foundation.registry.files import SITI

WIB = ZoneInfo("Asia/Jakarta")
MOMENT = datetime(2024, 10, 7, 10, 12, tzinfo=WIB)
CODE = "ABCD-EFGH-JKMN"
SENTENCE = "Disegel secara elektronik."
HOLDER = Holder("Tengku Nurhayati binti Abdul Rahman Al-Mansyur", "198706012010012001", "Dinas Kesehatan")


def sheet(code: str) -> PledgeSheet:
    """Return a sheet made of plain values."""
    return PledgeSheet(
        text=templates()[code],
        title="Ikrar netralitas Pilkada 2024",
        government="Pemerintah Kabupaten Bengkalis",
        institution="BKPSDM Kabupaten Bengkalis",
        region="14.03",
        place="Bengkalis",
        zone=WIB,
        manner=Manner.KIOSK,
        event="Pelantikan di Gedung Daerah",
        witnesses=(Attestant("Saksi Satu", "", "Sekretaris Daerah"),),
    )


def words_of(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    return " ".join(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode().split())


@pytest.mark.parametrize("code", list(templates()))
def test_a_form_filled_in_prints_what_the_document_prints(code: str) -> None:
    made = sheet(code)
    form = papers.form_of(made, SENTENCE)
    values = papers.printed_values(made, HOLDER, CODE, MOMENT)
    assert {*values, form.url_slot} == set(form.slots)
    filled = words_of(render(form.filled(values, url="https://netral.example.go.id/x", at=MOMENT)))
    for expected in (
        HOLDER.name,
        f"NIP {HOLDER.nip}",
        "IKRAR/14.03/2024/ABCD-EFGH-JKMN",
        "Bengkalis, 7 Oktober 2024",
        "7 Oktober 2024 pukul 10.12 WIB",
        "Saksi Satu",
        "Menyaksikan pada Pelantikan di Gedung Daerah",
        made.text.points[-1].title,
    ):
        assert expected in filled, expected


@pytest.mark.django_db
def test_a_campaigns_form_takes_the_values_of_its_pledges(campaign: Campaign, siti: Pledge) -> None:
    form = papers.press_form(campaign)
    issue = Issue("ABCDEFGHJKMN", MOMENT, campaign.institution)
    values = papers.values_of(pledge_of(SITI[0]), issue)
    assert set(form.slots) == {*values, form.url_slot}
    words = words_of(render(form.filled(values, url=issue.url, at=MOMENT)))
    assert "BKPSDM Kabupaten Bengkalis" in words
    assert "Siti Aisyah" in words
    # What is sealed later was signed when it was signed.
    late = pledge_of(SITI[0])
    late.signed_at = datetime(2024, 10, 3, 9, 0, tzinfo=WIB)
    assert "3 Oktober 2024" in papers.values_of(late, issue)["place_and_date"]


@pytest.mark.django_db
def test_the_example_says_that_it_is_one(campaign: Campaign) -> None:
    words = words_of(render(papers.sample_document(campaign, MOMENT, WIB)))
    assert "CONTOH" in words
    assert "belum disegel dan tidak berlaku" in words
