"""Several windows of the app on one phone: what one learns holds in all of them, and the office's notice is read."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.field.office import Office
from tests.browser.field.phone import Phone
from tests.browser.field.test_vault import EVERYTHING, guess, hasten

WORDS = "Camat memasang spanduk calon"
NOTICE = "Masa kelompok pemantau ini berakhir 15 Desember 2024."


@pytest.fixture
def second(phone: Phone) -> Iterator[Phone]:
    """Hand out a second window of the same phone."""
    page = phone.context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Phone(phone.context, page, phone.site)
    assert not complaints, complaints


def test_a_second_window_hears_of_a_revocation_and_shows_nothing_any_more(
    phone: Phone, second: Phone, office: Office
) -> None:
    phone.enrol().lose_signal()
    phone.begin(WORDS).locate().finish().expect(waiting=1)
    second.open().unlock().at_home().expect(waiting=1)
    second.begin("Yang belum selesai")
    office.revoked = True
    phone.lose_signal(lost=False)
    for window in (phone, second):
        expect(window.page.locator("[data-slot='ended']")).to_contain_text("Kantor mencabut ponsel ini")
        expect(window.page.locator("#formulir")).to_be_empty()
        assert WORDS not in window.page.content()
    assert "observations:uuid:" not in str(second.page.evaluate(EVERYTHING))
    second.page.reload()
    expect(second.page.get_by_label("Kode dari kantor")).to_be_visible()


def test_a_locked_window_hears_of_a_revocation_too(phone: Phone, second: Phone, office: Office) -> None:
    phone.enrol()
    second.open()
    expect(second.page.locator("#pin")).to_be_visible()
    office.revoked = True
    phone.press("Kirim sekarang")
    for window in (phone, second):
        expect(window.page.locator("[data-slot='ended']")).to_contain_text("Kantor mencabut ponsel ini")


def test_ten_wrong_pins_in_one_window_close_the_open_one(phone: Phone, second: Phone, office: Office) -> None:
    hasten(phone)
    phone.enrol().begin(WORDS).locate().finish().expect(sent=1)
    second.open().unlock().at_home().expect(sent=1)
    phone.page.reload()
    guess(phone, 10)
    expect(phone.page.locator("#galat")).to_contain_text("Ponsel ini sudah dikosongkan")
    expect(second.page.locator("[data-slot='ended']")).to_contain_text("Ponsel ini sudah dikosongkan")
    assert WORDS not in second.page.content()


def test_what_the_office_gives_notice_of_is_shown_until_it_is_over(phone: Phone, office: Office) -> None:
    office.notice = NOTICE
    phone.enrol()
    shown = phone.page.locator("[data-slot='notice']")
    expect(shown).to_have_text(NOTICE)
    phone.lose_signal().reload()
    expect(shown).to_have_text(NOTICE)
    office.notice = ""
    phone.lose_signal(lost=False)
    phone.press("Kirim sekarang")
    expect(shown).to_be_hidden()
