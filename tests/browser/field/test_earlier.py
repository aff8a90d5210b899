"""What was sent long ago stands folded and may be taken off the list; what is unsent or asked about never is."""

import re
from typing import Any

from playwright.sync_api import Dialog, Locator, expect

from tests.browser.field.office import Office
from tests.browser.field.phone import Phone
from tests.browser.field.test_vault import hasten
from tests.browser.soundness import axe

WEEK = 7 * 24 * 3_600_000


def let_a_week_go_by(phone: Phone) -> Phone:
    """Turn the phone's clock on, and open the app again."""
    phone.page.evaluate("ms => { sessionStorage.ahead = Number(sessionStorage.ahead || 0) + ms; }", WEEK + 60_000)
    return phone.reload()


def earlier(phone: Phone) -> Locator:
    """Return what stands folded."""
    return phone.page.locator("[data-slot='earlier-list'] [data-status]")


def accept(dialog: Dialog) -> None:
    """Say yes."""
    dialog.accept()


def asked(office: Office) -> dict[str, Any]:
    """Return a question of the office about the first observation that came."""
    ident, arrival = next(iter(office.arrivals.items()))
    return {
        "instance_id": ident,
        "number": arrival.number,
        "words": "Siapa namanya?",
        "asked_at": "2024-10-20T01:00:00+00:00",
        "form_id": "kejadian_cepat",
        "title": {"id": "Kejadian cepat", "en": "Quick incident"},
        "summary": "Spanduk di sekolah",
        "sent_at": "2024-10-07T01:00:00+00:00",
    }


def test_what_was_sent_long_ago_is_folded_and_goes_when_somebody_says_so(phone: Phone, office: Office) -> None:
    hasten(phone)
    phone.enrol()
    for words in ("Spanduk di sekolah", "Rapat di rumah dinas"):
        phone.begin(words).locate().finish()
    phone.expect(sent=2)
    phone.lose_signal()
    phone.begin("Belum terkirim").locate().finish().expect(waiting=1)
    let_a_week_go_by(phone).expect(waiting=1, sent=0)
    expect(phone.page.get_by_text("Terkirim dahulu (2)")).to_be_visible()
    expect(earlier(phone).first).to_be_hidden()
    phone.page.get_by_text("Terkirim dahulu (2)").click()
    expect(earlier(phone)).to_contain_text([re.compile("Nomor A-000[12]")] * 2)
    assert axe(phone.page) == []
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360
    phone.page.on("dialog", accept)
    earlier(phone).filter(has_text="A-0002").get_by_role("button", name="Hapus dari daftar").click()
    expect(earlier(phone)).to_have_count(1)
    phone.reload().expect(waiting=1)
    expect(earlier(phone)).to_have_count(1)
    phone.lose_signal(lost=False).expect(sent=1)
    assert len(office.whole) == 3


def test_what_the_office_asks_about_comes_back_and_cannot_be_taken_off(phone: Phone, office: Office) -> None:
    hasten(phone)
    phone.enrol().begin("Spanduk di sekolah").locate().finish().expect(sent=1)
    let_a_week_go_by(phone)
    phone.page.get_by_text("Terkirim dahulu (1)").click()
    phone.page.on("dialog", accept)
    phone.press("Hapus dari daftar")
    expect(earlier(phone)).to_have_count(0)
    office.questions = [asked(office)]
    phone.reload().expect(asked=1)
    expect(phone.rows("asked")).to_contain_text("Kantor bertanya: Siapa namanya?")
    expect(phone.rows("asked").get_by_role("button", name="Hapus dari daftar")).to_have_count(0)
    phone.lose_signal()
    phone.press("Jawab")
    phone.page.get_by_label("Apa yang terjadi?").fill("Spanduk di SD Rekaan")
    phone.locate().finish().expect(waiting=1, asked=0)
    # The answer has not arrived, so what it answers stays, and is not asked again.
    expect(earlier(phone)).to_have_count(0)
    office.questions = []
    phone.lose_signal(lost=False).expect(waiting=0, sent=1)
    corrected = [each for each in office.whole if b"deprecatedID" in each.xml]
    assert len(corrected) == 1
