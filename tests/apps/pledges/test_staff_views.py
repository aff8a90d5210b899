"""The officer's pages: preparing, choosing units, the board, a person, the archive, a new stage."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.pledges.links import token_of
from netral.apps.pledges.models import Campaign, Pledge
from netral.foundation.institutions.models import Institution
from tests.apps.pledges.conftest import RINA, YUSUF, opened, pledge_of, signed
from tests.foundation.registry.files import AGUS, HOTMAN, SITI
from tests.ground import Person, person

pytestmark = pytest.mark.django_db
DAYS = {
    "mulai_day": "7",
    "mulai_month": "Oktober",
    "mulai_year": "2024",
    "selesai_day": "31",
    "selesai_month": "10",
    "selesai_year": "2024",
}
NEW = {"judul": "Ikrar Bengkalis", "naskah": "ikrar_netralitas:1", "tahapan": "", **DAYS}
TURNS = {"kepala_dulu": "on", "kata_kepala": "Kepala Dinas\n\nCamat"}


def text_of(who: Client, name: str, *place: object, **asked: str) -> str:
    return who.get(reverse(name, args=place), asked).content.decode()


def test_a_draft_says_what_it_will_do_and_how_surely_its_text_is_known(officer: Person, heads: None) -> None:
    made = officer.client.post(reverse("campaign_create"), {**NEW, **TURNS, "naskah": "sumpah_janji:1"}, follow=True)
    page = made.content.decode()
    assert "Belum ada sumber tertulis, belum diverifikasi" in page
    assert "Lafal resmi sumpah/janji jabatan belum terbaca" in page
    assert "2 kepala unit ditemukan" in page
    place = made.context["campaign"].pk
    listed = text_of(officer.client, "campaign_heads", place)
    assert RINA[1] in listed
    assert YUSUF[1] in listed
    assert SITI[1] not in listed
    example = officer.client.get(reverse("campaign_preview", args=[place]))
    assert example.content.startswith(b"%PDF")


def test_units_are_searched_and_ticked_without_losing_what_was_ticked(officer: Person, draft: Campaign) -> None:
    client, address = officer.client, reverse("campaign_units", args=[draft.pk])
    health = Institution.objects.get(path="pemda.14.03.opd_dinas_kesehatan")
    school = Institution.objects.get(path="pemda.14.03.opd_dinas_pendidikan")
    client.post(address, {"unit": [str(health.pk)], "cari": "", "cari_lagi": "1"})
    found = client.get(address, {"cari": "pendidikan"}).content.decode()
    assert "Dinas Pendidikan" in found
    assert str(health.pk) not in found
    client.post(address, {"unit": [str(school.pk)], "cari": "pendidikan"})
    page = text_of(client, "campaign_draft", draft.pk)
    assert "Dinas Kesehatan" in page
    assert "Dinas Pendidikan" in page
    assert "Tidak ada unit dengan nama itu" in client.get(address, {"cari": "bulan"}).content.decode()
    client.post(address, {"semua": "1", "cari": ""})
    assert "Semua" in text_of(client, "campaign_draft", draft.pk)


def test_a_draft_is_changed_and_deleted_on_its_pages(officer: Person, draft: Campaign) -> None:
    client, place = officer.client, [draft.pk]
    assert draft.title in text_of(client, "campaign_edit", draft.pk)
    changed = client.post(reverse("campaign_edit", args=place), {**NEW, "ingatkan": ["7"]}, follow=True)
    assert "7 hari sebelum hari terakhir" in changed.content.decode()
    gone = client.post(reverse("campaign_delete", args=place), follow=True).content.decode()
    assert "dihapus" in gone
    assert client.get(reverse("campaign_draft", args=place)).status_code == 404


def test_bad_answers_say_what_to_do(officer: Person, roster: None) -> None:
    address = reverse("campaign_create")
    empty = officer.client.post(address, {**NEW, "kepala_dulu": "on", "kata_kepala": " \n "}).content.decode()
    assert "paling sedikit satu awal nama jabatan" in empty
    late = {"giliran_staf_day": "1", "giliran_staf_month": "12", "giliran_staf_year": "2024"}
    assert "Giliran staf harus antara" in officer.client.post(address, {**NEW, **TURNS, **late}).content.decode()
    long = officer.client.post(address, {**NEW, **TURNS, "kata_kepala": "Kepala " * 20}).content.decode()
    assert "terlalu panjang" in long


def test_an_open_campaign_cannot_be_prepared_any_more(officer: Person, campaign: Campaign) -> None:
    for name in ("campaign_edit", "campaign_units"):
        page = officer.client.get(reverse(name, args=[campaign.pk]), follow=True).content.decode()
        assert "sudah dibuka" in page
    assert (
        "tidak bisa dihapus"
        in officer.client.post(reverse("campaign_delete", args=[campaign.pk]), follow=True).content.decode()
    )


def test_every_figure_of_the_board_opens_its_rows(officer: Person, in_turns: Campaign) -> None:
    signed(RINA[0])
    client = officer.client
    page = text_of(client, "campaign", in_turns.pk)
    assert "Sekarang giliran kepala unit" in page
    assert 'hx-get="' + reverse("campaign_figures", args=[in_turns.pk]) in page
    part = client.get(reverse("campaign_figures", args=[in_turns.pk]))
    assert "<html" not in part.content.decode()
    for figure in part.context["figures"]:
        rows = client.get(figure.address).context["table"]
        assert rows.total == figure.number, figure


def test_a_page_of_a_person_shows_her_objection_her_papers_and_her_history(officer: Person, siti: Pledge) -> None:
    place = [siti.campaign_id, siti.pk]
    link = [token_of(siti.pk)]
    holder = Client()
    objection = {"apa": "butir", "keberatan": ["media_sosial"], "alasan": "Akun <i>bersama</i>."}
    assert (
        "paling sedikit satu butir"
        in holder.post(reverse("pledge_decline", args=link), {**objection, "keberatan": []}).content.decode()
    )
    told = holder.post(reverse("pledge_decline", args=link), objection, follow=True).content.decode()
    assert "Keberatan tercatat" in told
    assert "3. Bijak bermedia sosial" in told
    page = text_of(officer.client, "campaign_person", *place)
    assert "3. Bijak bermedia sosial" in page
    assert "Akun &lt;i&gt;bersama" in page
    holder.post(reverse("pledge_reconsider", args=link))
    paper = signed(SITI[0]).document
    assert paper is not None
    assert paper.shown_code in text_of(officer.client, "campaign_person", *place)
    officer.client.post(reverse("campaign_withdraw", args=place), {"alasan": "Keliru orang."})
    after = text_of(officer.client, "campaign_person", *place)
    assert "Dicabut" in after
    assert "Keliru orang." in after
    assert "Ikrar Anda dicabut" in holder.get(reverse("pledge_start", args=link)).content.decode()


def test_heads_are_corrected_on_the_page_of_a_person(officer: Person, in_turns: Campaign) -> None:
    place = [in_turns.pk, pledge_of(HOTMAN[0]).pk]
    page = officer.client.post(reverse("campaign_set_head", args=place), {"kepala": "ya"}, follow=True)
    assert "tercatat sebagai kepala unit" in page.content.decode()
    assert pledge_of(HOTMAN[0]).is_head


def test_staff_read_when_their_turn_comes(in_turns: Campaign) -> None:
    answer = Client().get(reverse("pledge_start", args=[token_of(pledge_of(SITI[0]).pk)]))
    assert answer.status_code == 403
    assert "Belum giliran Anda" in answer.content.decode()


def test_she_goes_on_where_she_stopped_on_another_device(siti: Pledge) -> None:
    link = [token_of(siti.pk)]
    one, other = Client(), Client()
    one.get(reverse("pledge_points", args=link))
    one.post(reverse("pledge_points", args=link), {"netral": "on", "simpan": "1"})
    assert "Anda sudah menyetujui 1 dari 4 butir" in other.get(reverse("pledge_start", args=link)).content.decode()
    assert other.get(reverse("pledge_points", args=link)).content.decode().count("checked") == 1


def test_the_holder_withdraws_on_her_page(siti: Pledge) -> None:
    signed(SITI[0])
    link, holder = [token_of(siti.pk)], Client()
    address = reverse("pledge_withdraw", args=link)
    assert "sisa percobaan" in holder.post(address, {"alasan": "Keliru.", "nip": AGUS[0]}).content.decode()
    gone = holder.post(address, {"alasan": "Keliru.", "nip": SITI[0]}, follow=True).content.decode()
    assert "Ikrar Anda dicabut" in gone
    assert holder.get(reverse("pledge_document", args=link)).status_code == 302


def test_the_archive_holds_every_sealed_pledge_and_its_list(officer: Person, siti: Pledge, neighbour: Person) -> None:
    assert "belum ada arsip" in text_of(officer.client, "campaign_archive", siti.campaign_id)
    document = signed(SITI[0]).document
    assert document is not None
    assert "Dinas Kesehatan" in text_of(officer.client, "campaign_archive", siti.campaign_id)
    sent = officer.client.get(reverse("campaign_whole_archive", args=[siti.campaign_id]))
    whole = zipfile.ZipFile(io.BytesIO(sent.getvalue()))
    assert whole.testzip() is None
    pdf, listed = whole.namelist()
    assert pdf == f"dinas-kesehatan/siti-aisyah-{document.shown_code}.pdf"
    assert whole.read(pdf).startswith(b"%PDF")
    assert document.sha256 in whole.read(listed).decode("utf-8-sig")
    unit = officer.client.get(reverse("campaign_unit_archive", args=[siti.campaign_id, siti.unit_id]))
    assert unit.getvalue().startswith(b"PK")
    for name, place in (("campaign_whole_archive", []), ("campaign_unit_archive", [siti.unit_id])):
        assert neighbour.client.get(reverse(name, args=[siti.campaign_id, *place])).status_code == 404


def test_a_new_stage_takes_one_step_and_shows_who_pledged_before(officer: Person, siti: Pledge) -> None:
    signed(SITI[0])
    address = reverse("campaign_renew", args=[siti.campaign_id])
    assert "Diulang dari" in officer.client.get(address).content.decode()
    made = officer.client.post(address, {**NEW, "judul": "Ikrar masa tenang"}, follow=True).context["campaign"]
    officer.client.post(reverse("campaign_open", args=[made.pk]))
    again = pledge_of(SITI[0], made)
    assert "7 Okt 2024" in text_of(officer.client, "campaign_people", made.pk)
    assert "Ikrar sebelumnya" in Client().get(reverse("pledge_start", args=[token_of(again.pk)])).content.decode()


def test_closing_by_mistake_is_taken_back_on_the_page(officer: Person, campaign: Campaign) -> None:
    officer.client.post(reverse("campaign_close", args=[campaign.pk]))
    assert "Keliru menutup?" in text_of(officer.client, "campaign", campaign.pk)
    page = officer.client.post(reverse("campaign_reopen", args=[campaign.pk]), follow=True).content.decode()
    assert "Kampanye dibuka lagi" in page


def test_the_inspectorate_and_strangers_change_nothing(siti: Pledge, neighbour: Person) -> None:
    auditor = person("inspectorate_officer", "pemda.14.03.inspektorat")
    place = [siti.campaign_id, siti.pk]
    opened(siti)
    assert SITI[1] in text_of(auditor.client, "campaign_person", *place)
    for name in ("campaign_set_head", "campaign_withdraw"):
        assert auditor.client.post(reverse(name, args=place)).status_code == 403
        assert neighbour.client.post(reverse(name, args=place)).status_code == 404
    for name in ("campaign_call_staff", "campaign_overviews", "campaign_reopen", "campaign_delete"):
        assert neighbour.client.post(reverse(name, args=place[:1])).status_code == 404
