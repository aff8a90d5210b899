"""The pages of passes: asking, deciding, the pass itself, departures; another region's officer sees none of them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.crossings.links import PASS_LINK
from netral.apps.crossings.models import PriorityPass
from netral.apps.crossings.queries.passes import resting_on
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.recording import action, record
from netral.foundation.workflow.look import SEEN
from tests.apps.crossings.voyages import Voyages, fresh, lay_villages_of
from tests.ground import GROUND_LAID, Person, person
from tests.work import waits

pytestmark = pytest.mark.usefixtures("ground")


@action
def operator_elsewhere() -> None:
    """Register an operator of another regency."""
    Institution.objects.create(
        code="port.33.74", path="port.33.74", name="Pelabuhan Rekaan", kind=Kind.PORT, region_id="33.74"
    )
    record(GROUND_LAID, subject=("test", "operator"), by=SYSTEM)


def looked(who: Person, address: str, sent: dict[str, object]) -> int:
    """Fill in a lasting step, look, and confirm; return how the last answer ended."""
    page = who.client.post(address, sent)
    assert page.status_code == 200, page.content.decode()[-3000:]
    return who.client.post(address, {**sent, SEEN: page.context["look"]["mark"]}).status_code


def test_an_office_asks_and_the_officer_decides_on_pages() -> None:
    voyages = Voyages(by_rule=False)
    posting, first, asks = voyages.posted(), voyages.departures[0], voyages.office.officer
    found = asks.client.get(reverse("pass_ask"), {"cari": "siti"}).content.decode()
    address = reverse("pass_ask_for", args=[posting.pk])
    assert address in found
    assert "sisa: mobil 2" in asks.client.get(address).content.decode()
    sent = {"keberangkatan": first.pk, "golongan": "car", "nomor_polisi": "bm 1234 xy", "keperluan": "Kampanye"}
    assert asks.client.post(address, sent).status_code == 302
    with elevated("test"):
        row = PriorityPass.objects.get()
    shown = reverse("priority_pass", args=[row.pk])
    assert "Siti Rahma" in asks.client.get(reverse("pass_list")).content.decode()
    assert [item.url for item in waits(voyages.officer)] == [shown]
    page = voyages.officer.client.get(shown).content.decode()
    assert reverse("pass_grant", args=[row.pk]) in page
    assert reverse("pass_revoke", args=[row.pk]) not in page
    assert voyages.officer.client.post(reverse("pass_grant", args=[row.pk])).status_code == 302
    assert fresh(row).state == "granted"
    assert waits(voyages.officer) == []
    assert "Tunjukkan: http" in voyages.officer.client.get(shown).content.decode()
    manifest = voyages.officer.client.get(reverse("departure_manifest", args=[first.pk]), {"format": "csv"})
    assert "Siti Rahma" in b"".join(manifest).decode("utf-8-sig") if manifest.streaming else manifest.content.decode()


def test_the_page_of_a_pass_shows_its_symbol_while_it_boards(client: Client) -> None:
    voyages = Voyages(places=1)
    codes, first = lay_villages_of(count=2), voyages.departures[0]
    held, waits_for = (voyages.ask(voyages.posted(f"Pengawas {code[-4:]}", code), first) for code in codes)
    address = reverse("pass_page", args=[PASS_LINK.token_of(held.pk)])
    page = client.get(address).content.decode()
    assert "<svg" in page
    assert held.number in page
    assert client.get(reverse("pass_paper", args=[PASS_LINK.token_of(held.pk)])).content.startswith(b"%PDF")
    waiting = client.get(reverse("pass_page", args=[PASS_LINK.token_of(waits_for.pk)])).content.decode()
    assert "urutan 1 daftar tunggu" in waiting
    assert '<path fill="#fff"' not in waiting
    assert client.get(reverse("pass_paper", args=[PASS_LINK.token_of(waits_for.pk)])).status_code == 404
    with clock.at(first.departs_at + timedelta(hours=4)):
        assert "Sudah lewat" in client.get(address).content.decode()
    assert client.get(reverse("pass_page", args=["a" * 26])).status_code == 404


def test_a_cancellation_says_beforehand_where_the_passes_go() -> None:
    voyages = Voyages(places=1)
    first, second, _third = voyages.departures
    row = voyages.ask(voyages.posted(), first)
    address, officer = reverse("departure_cancel", args=[first.pk]), voyages.officer
    assert "1 pas pindah ke 7 Okt 2024, 16.00 WIB." in officer.client.get(address).content.decode()
    assert looked(officer, address, {"sebab": "weather", "keterangan": "Gelombang tinggi."}) == 302
    assert fresh(row).departure_id == second.pk
    shown = officer.client.get(reverse("departure", args=[second.pk])).content.decode()
    assert fresh(row).number in shown
    assert "Dibatalkan" in officer.client.get(reverse("departure_list")).content.decode()


def test_an_officer_of_another_region_sees_none_of_it() -> None:
    voyages = Voyages()
    row = voyages.ask(voyages.posted(), voyages.departures[0])
    operator_elsewhere()
    stranger = person("ferry_officer", "port.33.74")
    for route in ("priority_pass", "pass_grant", "pass_refuse", "pass_revoke", "pass_move", "pass_queue"):
        assert stranger.client.get(reverse(route, args=[row.pk])).status_code == 404, route
    for route in ("departure", "departure_manifest", "departure_close", "departure_cancel"):
        assert stranger.client.get(reverse(route, args=[voyages.departures[0].pk])).status_code == 404, route
    assert "Siti Rahma" not in stranger.client.get(reverse("pass_list")).content.decode()
    assert resting_on(voyages.instrument.pk) == {"granted": 1}
    government = person("grants_officer", "pemda.14.03", name="Pembaca Rekaan")
    assert "Siti Rahma" not in government.client.get(reverse("pass_list")).content.decode()
    assert government.client.get(reverse("priority_pass", args=[row.pk])).status_code == 404


def test_a_supervisor_asks_for_herself_and_takes_it_back() -> None:
    voyages = Voyages()
    posting = voyages.posted(email="siti@contoh.test")
    account = posting.supervisor.account
    assert account is not None
    her = Client()
    her.force_login(account)
    assert "Pas tetap" in her.get(reverse("own_pass_ask")).content.decode()
    sent = {"keberangkatan": "tetap", "golongan": "car", "nomor_polisi": "BM 1 A", "keperluan": "Kampanye"}
    assert her.post(reverse("own_pass_ask"), sent).status_code == 302
    with elevated("test"):
        row = PriorityPass.objects.get()
    page = her.get(reverse("own_passes")).content.decode()
    assert reverse("pass_page", args=[PASS_LINK.token_of(row.pk)]) in page
    address = reverse("own_pass_withdraw", args=[row.pk])
    mark = her.post(address).context["look"]["mark"]
    assert her.post(address, {SEEN: mark}).status_code == 302
    assert fresh(row).state == "withdrawn"
