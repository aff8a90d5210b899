"""The app itself: small, sound for everybody, there without a network, and renewed without losing anything."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Response, Route, expect

from netral.foundation.phones.installed import PhoneApp
from tests.browser.album import pictured
from tests.browser.field.office import Office
from tests.browser.field.phone import Phone
from tests.browser.field.test_outbox import picture
from tests.browser.soundness import axe, faults

MOST_BYTES = 300_000


def test_the_app_is_small_before_a_form_is_opened(browser: Browser, office: Office, small_site: str) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    sizes: dict[str, int] = {}

    def weigh(response: Response) -> None:
        sizes[response.url] = len(response.body())

    page.on("response", weigh)
    page.goto(f"{small_site}/lapangan/")
    expect(page.get_by_role("heading", name="Sambungkan ponsel ini")).to_be_visible()
    page.wait_for_load_state("networkidle")
    context.close()
    weighed = {url: size for url, size in sizes.items() if "/fonts/" not in url}
    assert not [url for url in weighed if "/vendor/" in url]
    assert sum(weighed.values()) <= MOST_BYTES, json.dumps(weighed, indent=1)


def test_every_page_of_the_app_is_sound(phone: Phone, office: Office) -> None:
    phone.open()
    expect(phone.page.get_by_role("heading", name="Sambungkan ponsel ini")).to_be_visible()
    assert faults(phone.page) == []
    phone.enrol()
    assert faults(phone.page) == []
    phone.lose_signal().begin("Sembako bergambar calon").locate().finish().expect(waiting=1)
    assert faults(phone.page) == []
    phone.page.reload()
    expect(phone.page.get_by_role("heading", name="Masukkan PIN")).to_be_visible()
    assert faults(phone.page) == []


def test_the_app_stands_in_the_guide_as_it_is(phone: Phone, office: Office) -> None:
    phone.enrol().lose_signal().begin("Lurah membagikan kaus di balai desa").locate()
    phone.page.mouse.move(0, 0)
    pictured(phone.page, "lapangan-2-formulir", "Kejadian cepat")
    phone.finish().expect(waiting=1)
    pictured(phone.page, "lapangan-1-kotak", phone.holder)


def test_a_form_on_the_screen_is_sound_and_fits_a_small_phone(phone: Phone, office: Office) -> None:
    phone.enrol()
    for form, question in (("Kejadian cepat", "Apa yang terjadi?"), ("Form A", "Uraian singkat")):
        phone.press(form)
        expect(phone.page.get_by_label(question)).to_be_visible()
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360
        assert axe(phone.page) == []
        phone.press("Simpan draf dan kembali")
        phone.at_home()


def test_the_app_opens_in_flight_mode(phone: Phone, office: Office) -> None:
    phone.enrol().lose_signal()
    phone.open().unlock().at_home()
    expect(phone.page.locator("[data-slot='network']")).to_have_text("Tanpa jaringan")
    phone.press("Form A")
    expect(phone.page.get_by_label("Uraian singkat")).to_be_visible()


@pytest.fixture
def renewed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give a call by which the office has a newer app."""
    return lambda: monkeypatch.setattr(PhoneApp, "version", lambda _app: "baru")


def test_a_new_version_waits_and_changes_nothing_of_the_outbox(
    phone: Phone, office: Office, renewed: Callable[[], None]
) -> None:
    phone.enrol()
    office.busy = {"Retry-After": "600"}
    phone.begin("Menunggu versi baru").locate().finish().expect(waiting=1)
    phone.begin("Masih ditulis").locate()
    expect(phone.page.get_by_text("Draf tersimpan")).to_be_visible()
    renewed()
    phone.reload().expect(waiting=1, draft=1)
    expect(phone.page.get_by_text("Versi baru siap")).to_be_visible()
    assert len(phone.page.evaluate("caches.keys()")) == 2
    phone.press("Lanjutkan")
    phone.page.get_by_label("Apa yang terjadi?").fill("Masih ditulis, dengan versi lama")
    with phone.page.expect_navigation():
        phone.press("Muat ulang")
    phone.unlock().at_home().expect(waiting=1, draft=1)
    expect(phone.rows("draft")).to_contain_text("dengan versi lama")
    assert phone.page.evaluate("caches.keys()") == ["netral-lapangan-baru"]
    office.busy = {}
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert office.arrivals == {}


def test_a_reload_in_the_middle_of_an_upload_sends_once(phone: Phone, office: Office) -> None:
    phone.enrol()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.page.route("**/api/amatan/*/*", hold)
    phone.begin("Spanduk di kantor").locate().photograph(picture()).finish()
    phone.expect(sending=1)
    phone.page.wait_for_timeout(500)
    assert len(held) == 1
    phone.page.unroute_all(behavior="ignoreErrors")
    phone.reload().expect(sent=1)
    assert len(office.whole) == 1


def test_two_windows_of_one_phone_send_once(phone: Phone, office: Office) -> None:
    phone.enrol().lose_signal()
    phone.begin("Dua jendela").locate().finish().expect(waiting=1)
    other = Phone(phone.context, phone.context.new_page(), phone.site).open().unlock().at_home().expect(waiting=1)
    phone.lose_signal(lost=False).expect(sent=1)
    other.reload().expect(sent=1)
    (arrival,) = office.whole
    assert arrival.posts == 1
