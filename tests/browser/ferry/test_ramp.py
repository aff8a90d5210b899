"""At the ramp in flight mode: passes read from pictures, a forged one refused, double use found afterwards."""

import pytest
from playwright.sync_api import Browser, expect

from netral.apps.crossings.models import Scan
from netral.apps.crossings.views.port_pages import APP
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.models import Event
from tests.apps.crossings.dock import dock
from tests.browser.album import pictured
from tests.browser.ferry.ramp import picture_of, ramp_of
from tests.browser.soundness import axe

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.usefixtures("ground"),
]
MOST_BYTES = 1_300_000
# 500 scans kept one after the other in a vault of their own, then sent to whoever takes them all; says how they went.
FIVE_HUNDRED = """async () => {
  const [{ openVault }, { openLog }] = await Promise.all(
    ["/static/phones/vault.js", "/static/crossings/dock/scans.js"].map((each) => import(each)),
  );
  const vault = await openVault({ name: "uji", stores: ["scans", "plates"], written: "scans" });
  await vault.create("482915", {});
  const batches = [];
  const office = {
    scans: async (scans) => {
      batches.push(scans.length);
      return { taken: scans.map(({ ident }) => ident), doubles: [] };
    },
  };
  const log = await openLog(vault, office, { changed: () => {}, doubled: () => {} });
  const seen = { number: "", departure: null, answer: "foreign", boarded: false };
  for (let n = 0; n < 501; n += 1) await log.add({ ...seen, at: n });
  const before = [log.rows().length, log.waiting(), await vault.unsent()];
  await log.sender.send();
  await log.sender.send();
  return [...before, log.waiting(), await vault.unsent(), batches];
}"""


def test_a_pass_is_judged_in_flight_mode(browser: Browser, small_site: str) -> None:
    place = dock()
    good, typed = place.a_pass(place.first), place.a_pass()
    _phone, code = place.code()
    forged = good.text[:-2] + ("A" if good.text[-2] != "A" else "B") + good.text[-1]
    with ramp_of(browser, small_site) as ramp:
        ramp.begin_dock(code).lose_signal()
        assert axe(ramp.page) == []
        pictured(ramp.page, "dermaga-1-depan", "Air Putih")
        ramp.show_picture(picture_of(good.text))
        expect(ramp.page.get_by_role("heading", level=1)).to_have_text("NAIK")
        expect(ramp.page.locator("[data-slot='todo']")).to_have_text("Cocokkan plat BM1234XY.")
        assert axe(ramp.page) == []
        pictured(ramp.page, "dermaga-2-naik", "NAIK")
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


def test_five_hundred_scans_in_a_row_are_kept_and_go_in_batches(browser: Browser, small_site: str) -> None:
    with ramp_of(browser, small_site) as ramp:
        ramp.page.goto(f"{small_site}/dermaga/")
        assert ramp.page.evaluate(FIVE_HUNDRED) == [501, 501, 501, 0, 0, [500, 1]]


def test_the_app_is_small_enough_for_a_slow_line() -> None:
    assert sum(path.stat().st_size for path in APP.kept()) <= MOST_BYTES
