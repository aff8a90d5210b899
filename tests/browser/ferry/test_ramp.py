"""At the ramp in flight mode: passes read from pictures, a forged one refused, double use found afterwards."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from netral.apps.crossings.models import Scan
from netral.apps.crossings.views.port_pages import APP
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.models import Event
from tests.apps.crossings.dock import dock
from tests.browser.ferry.ramp import picture_of, ramp_of
from tests.browser.soundness import axe

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.usefixtures("ground"),
]
MOST_BYTES = 1_300_000


def test_a_pass_is_judged_in_flight_mode(browser: Browser, small_site: str, tmp_path: Path) -> None:
    place = dock()
    good, typed = place.a_pass(place.first), place.a_pass()
    _phone, code = place.code()
    forged = good.text[:-2] + ("A" if good.text[-2] != "A" else "B") + good.text[-1]
    with ramp_of(browser, small_site) as ramp:
        ramp.begin_dock(code).lose_signal()
        assert axe(ramp.page) == []
        ramp.page.screenshot(path=str(tmp_path / "depan.png"), full_page=True)
        ramp.show_picture(picture_of(good.text))
        expect(ramp.page.get_by_role("heading", level=1)).to_have_text("NAIK")
        expect(ramp.page.locator("[data-slot='todo']")).to_have_text("Cocokkan plat BM1234XY.")
        assert axe(ramp.page) == []
        ramp.page.screenshot(path=str(tmp_path / "naik.png"), full_page=True)
        ramp.answers("NAIK", "Pas ini berlaku untuk keberangkatan ini.")
        ramp.show_picture(picture_of(good.text)).answers("JANGAN NAIK", "Pas ini sudah dipakai pukul")
        ramp.show_picture(picture_of(forged)).answers("JANGAN NAIK", "")
        ramp.show_picture(picture_of("https://contoh.test/promo")).answers("JANGAN NAIK", "Ini bukan kode pas.")
        ramp.type_number(typed.number).answers("NAIK", "cocokkan KTP")
        expect(ramp.page.locator("[data-slot='counter']")).to_have_text("2 naik dari 2 tempat prioritas.")
        expect(ramp.page.locator("[data-slot='box']")).to_have_text("5 catatan pindai menunggu dikirim.")
        ramp.page.reload()
        ramp.unlock()
        expect(ramp.page.locator("[data-slot='box']")).to_have_text("5 catatan pindai menunggu dikirim.")
        ramp.lose_signal(lost=False)
        expect(ramp.page.locator("[data-slot='box']")).to_have_text("Semua catatan pindai sudah terkirim.")
    with elevated("the test looks"):
        answers = sorted(Scan.objects.values_list("answer", flat=True))
    assert len(answers) == 5
    assert answers.count("board") == 2


def test_a_double_use_is_found_when_two_phones_meet_a_network_again(browser: Browser, small_site: str) -> None:
    place = dock()
    row = place.a_pass(place.first)
    with ramp_of(browser, small_site) as one, ramp_of(browser, small_site) as other:
        for ramp in (one, other):
            ramp.begin_dock(place.code()[1]).lose_signal()
            ramp.show_picture(picture_of(row.text)).answers("NAIK", "")
        one.lose_signal(lost=False)
        expect(one.page.locator("[data-slot='box']")).to_have_text("Semua catatan pindai sudah terkirim.")
        other.lose_signal(lost=False)
        expect(other.page.locator("[data-slot='doubles']")).to_contain_text(f"Pas {row.number} naik dua kali")
    with elevated("the test looks"):
        assert Event.objects.filter(kind="scan.used_twice").count() == 1


def test_the_app_is_small_enough_for_a_slow_line() -> None:
    assert sum(path.stat().st_size for path in APP.kept()) <= MOST_BYTES
