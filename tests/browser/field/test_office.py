"""The app and the real office: enrolled by a code, an observation of flight mode, the end."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings

from netral.apps.fieldwork.actions.devices import invite_supervisor, revoke_device
from netral.apps.fieldwork.boxes import take_box
from netral.apps.fieldwork.models import Device, Observation
from netral.foundation.institutions.scopes import elevated, reading_as
from tests.apps.fieldwork.field import Field, field
from tests.browser.field.phone import phone_of
from tests.browser.field.test_outbox import picture

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.usefixtures("ground"),
]


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep this test's files and keys apart."""
    settings.NETRAL_STORE = str(tmp_path_factory.mktemp("files"))
    settings.NETRAL_KEYS = str(tmp_path_factory.mktemp("keys"))


def invited(place: Field) -> tuple[Device, str]:
    """Let the office give the supervisor a code for one more phone."""
    with elevated("the test invites"):
        posting = place.phone.observer.posting
        assert posting is not None
        return invite_supervisor(posting=posting, by=place.office.officer.actor)


def test_a_box_that_came_by_flash_drive_is_known_when_the_phone_meets_a_network(
    browser: Browser, small_site: str, tmp_path: Path
) -> None:
    place = field()
    _device, code = invited(place)
    with phone_of(browser, small_site) as phone:
        phone.holder = "Siti Rahma"
        phone.enrol(code).lose_signal()
        phone.begin("Mobil dinas di kampanye").locate().photograph(picture(800, 600)).finish().expect(waiting=1)
        with phone.page.expect_download() as waiting:
            phone.press("Ekspor kotak keluar")
        waiting.value.save_as(tmp_path / "a.netral-kotak")
        with (tmp_path / "a.netral-kotak").open("rb") as file, reading_as(place.office.officer.actor):
            _phone, (outcome,) = take_box(file, place.office.officer.actor)
        assert outcome.receipt is not None
        assert outcome.receipt.is_complete
        phone.lose_signal(lost=False).expect(sent=1)
        expect(phone.rows("sent")).to_contain_text(outcome.receipt.number)
        with elevated("the test looks"):
            assert Observation.objects.count() == 1


def test_an_observation_of_flight_mode_is_at_the_office_once(browser: Browser, small_site: str) -> None:
    place = field()
    device, code = invited(place)
    with phone_of(browser, small_site) as phone:
        phone.holder = "Siti Rahma"
        phone.enrol(code).lose_signal()
        phone.begin("Lurah membagikan kaus di balai desa").locate().photograph(picture()).finish().expect(waiting=1)
        phone.reload().expect(waiting=1)
        phone.lose_signal(lost=False).expect(sent=1)
        phone.reload().expect(sent=1)
        with elevated("the test looks"):
            observation = Observation.objects.get()
            assert observation.number
            assert observation.files.exclude(stored=None).count() == 1
            expect(phone.rows("sent")).to_contain_text(observation.number)
            device.refresh_from_db()
            revoke_device(device=device, words="Ponsel hilang", by=place.office.officer.actor)
        phone.press("Kirim sekarang")
        expect(phone.page.locator("[data-slot='ended']")).to_contain_text("Kantor mencabut ponsel ini")
