"""A second client by OpenRosa: Enketo renders the shipped form and submits it, and the office has it exactly once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings

from netral.apps.fieldwork.domain.observations import ObservationState
from netral.apps.fieldwork.models import Observation, ObservationContent
from netral.apps.fieldwork.queries.devices import secret_of
from netral.engines.xforms.instance import read_instance
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.models import Event
from tests.apps.fieldwork.field import Field, field
from tests.apps.supervisors.posts import SELAT_BARU
from tests.browser.field.enketo import Enketo
from tests.browser.field.test_outbox import picture

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.usefixtures("ground"),
]
NUMBER = "AMT/14.03/2024/00001"
TAKEN = f"Amatan diterima dengan nomor {NUMBER}."
WORDS, CORRECTED = "Lurah membagikan kaus di balai desa", "Sekretaris lurah membagikan kaus di balai desa"


@pytest.fixture
def place(settings: Settings, tmp_path: Path, small_site: str) -> Field:
    """Keep this test's files and keys apart, and lay the field."""
    settings.NETRAL_STORE, settings.NETRAL_KEYS = str(tmp_path / "files"), str(tmp_path / "keys")
    settings.SITE_URL = small_site
    return field()


@pytest.fixture
def client(browser: Browser, small_site: str, place: Field) -> Iterator[Enketo]:
    """Give Enketo the phone's name and secret."""
    context = browser.new_context(locale="id-ID")
    enketo = Enketo(context.new_page(), small_site, place.phone.login, secret_of(place.phone))
    yield enketo
    enketo.office.close()
    context.close()


def fill(client: Enketo) -> None:
    """Fill in the quick form as somebody does, by what she reads on it."""
    page = client.page
    assert page.evaluate("sheet.validate()") is False
    page.get_by_label("Apa yang terjadi?").fill(WORDS)
    page.get_by_label("Kapan?").fill("2024-10-07T09:00")
    # No GPS point is given, so the form asks for the village.
    page.locator("input.autocomplete").fill("Selat Baru (Bantan)")
    page.locator("input[name='/data/foto']").set_input_files(
        {"name": "spanduk.jpg", "mimeType": "image/jpeg", "buffer": picture(640, 480)}
    )
    expect(page.locator(".file-preview img").first).to_be_visible()
    page.get_by_role("radio", name="Tidak").check()


def kept() -> tuple[Observation, list[ObservationContent]]:
    """Return the one observation that the office has, with its versions."""
    with elevated("the test looks"):
        row = Observation.objects.select_related("region").get()
        return row, [*row.contents.order_by("ordinal")]


def test_a_form_that_enketo_renders_and_submits_is_one_observation(client: Enketo, place: Field) -> None:
    client.take_form("kejadian_cepat").show()
    assert client.offered["version"] == place.form.version
    fill(client)
    xml, (name, photo) = client.finish(), client.photo()
    assert client.post(xml) == (201, f"Isi amatan diterima. Menunggu lampiran: {name}.")
    assert kept()[0].state == ObservationState.INCOMPLETE
    assert client.post(xml, **{name: photo}) == (201, TAKEN)
    # The answer to the last post got lost, so everything comes again: with the photo, and without it.
    assert client.post(xml, **{name: photo}) == (201, TAKEN)
    assert client.post(xml) == (201, TAKEN)
    row, [content] = kept()
    assert (row.number, row.title, row.region_id) == (NUMBER, WORDS, SELAT_BARU)
    assert bytes(content.xml).decode() == xml
    with elevated("the test looks"):
        assert row.files.filter(stored__size=len(photo)).count() == row.files.count() == 1
        assert Event.objects.filter(kind="observation.received", subject_id=str(row.pk)).count() == 1


def test_what_enketo_corrects_becomes_a_version_of_the_same_observation(client: Enketo, place: Field) -> None:
    client.take_form("kejadian_cepat").show()
    fill(client)
    xml, (name, photo) = client.finish(), client.photo()
    assert client.post(xml, **{name: photo}) == (201, TAKEN)
    client.show(filled=xml)
    words = client.page.get_by_label("Apa yang terjadi?")
    expect(words).to_have_value(WORDS)
    words.fill(CORRECTED)
    words.blur()
    corrected = client.finish()
    assert f"<deprecatedID>{read_instance(xml.encode()).instance_id}</deprecatedID>" in corrected
    # The photo is named again and need not come again; a correction that comes twice is one.
    assert client.post(corrected) == (201, TAKEN)
    assert client.post(corrected) == (201, TAKEN)
    row, contents = kept()
    assert (row.number, row.title) == (NUMBER, CORRECTED)
    assert [bytes(each.xml).decode() for each in contents] == [xml, corrected]
    with elevated("the test looks"):
        assert Event.objects.filter(kind="observation.corrected", subject_id=str(row.pk)).count() == 1
