"""The app and the real office: enrolled by a code, an observation of flight mode, the end."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings

from netral.apps.fieldwork.actions.devices import invite_supervisor, revoke_device
from netral.apps.fieldwork.models import Observation
from netral.foundation.institutions.scopes import elevated
from tests.apps.fieldwork.field import field
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


def test_an_observation_of_flight_mode_is_at_the_office_once(browser: Browser, small_site: str) -> None:
    place = field()
    with elevated("the test invites"):
        posting = place.phone.observer.posting
        assert posting is not None
        device, code = invite_supervisor(posting=posting, by=place.office.officer.actor)
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
