"""The self-check where a region has rules of its own: asked for only then, judged by them, and shown as local."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from netral.apps.catalogue.actions.overlays import OverlayInput, add_overlay, withdraw_overlay
from netral.apps.catalogue.editions import current
from netral.apps.catalogue.models import Overlay
from netral.apps.guidance.selfcheck.views import pages
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.regions.models import Region
from tests.apps.catalogue.test_overlays import STRICTER
from tests.apps.guidance.test_selfcheck_views import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]

ASKED = "Daerah Anda (bila ada aturan daerah)"
TEXT = "saya melihat siaran langsung akun calon bupati"


@pytest.fixture
def overlay() -> Overlay:
    place = Region.objects.get(code="14.03")
    inputs = OverlayInput(place, "Aturan Bengkalis", "Perbup Bengkalis 12/2024", STRICTER)
    made = add_overlay(inputs=inputs, by=SYSTEM)
    current.watch()
    return made


def region_told(visitor: Visitor, code: str) -> Visitor:
    day = {"tanggal_day": "7", "tanggal_month": "10", "tanggal_year": "2024"}
    return visitor.send(pages.FACTS, daerah=code, **day)


def only_looked(visitor: Visitor) -> Visitor:
    return visitor.answer("tindakan_medsos", "melihat")


def test_nobody_is_asked_while_no_region_adds_anything() -> None:
    visitor = Visitor().check(TEXT, "media-sosial")
    assert "Pertanyaan 1" in visitor.page
    assert ASKED not in visitor.page


def test_a_local_rule_judges_who_names_her_region_and_is_shown_as_local(overlay: Overlay) -> None:
    visitor = Visitor().check(TEXT, "media-sosial")
    assert ASKED in visitor.page
    assert '<option value="14.03"' in visitor.page

    visitor = only_looked(region_told(visitor, "14.03")).answer("objek_akun", "calon")
    assert visitor.heading == "Melanggar"
    for said in ("Aturan Bengkalis, Perbup Bengkalis 12/2024", "aturan daerah", "Perbup Bengkalis 12/2024 Pasal 3"):
        assert said in visitor.page

    receipt = visitor.client.post(reverse("selfcheck_receipt"), {**visitor.carried, "cara": "unduh"})
    file = SimpleUploadedFile("resi.json", receipt.content)
    opened = visitor.client.post(reverse("selfcheck_reopen"), {"nilai": "1", "berkas": file}).content.decode()
    assert "Resi ini asli" in opened
    assert "masih dipakai" in opened
    assert "Hasilnya berubah" not in opened


def test_without_a_region_or_in_another_the_centre_judges(overlay: Overlay) -> None:
    left_out = only_looked(Visitor().check(TEXT, "media-sosial").tell()).confirm()
    assert left_out.heading == "Tidak melanggar"
    assert "aturan daerah</span>" not in left_out.page
    # Another place may have other rules, so that she confirms once more.
    assert region_told(left_out, "33.74").confirm().heading == "Tidak melanggar"


def test_a_rule_that_was_withdrawn_judges_nobody_anymore(overlay: Overlay) -> None:
    visitor = only_looked(region_told(Visitor().check(TEXT, "media-sosial"), "14.03")).answer("objek_akun", "calon")
    assert visitor.heading == "Melanggar"
    withdraw_overlay(overlay=overlay, reason="Dicabut bupati.", by=SYSTEM)
    current.watch()
    visitor.tell().confirm()
    assert visitor.heading == "Tidak melanggar"
    assert ASKED not in visitor.page
