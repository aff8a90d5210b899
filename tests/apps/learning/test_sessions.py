"""Sessions: planned, announced, changed, called off; attendance by poster, list and tick; who sees what."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.learning import events
from netral.apps.learning.links import poster_token_of, token_of
from netral.apps.learning.models import Attendance, Invitation, Material, Session
from netral.apps.learning.tasks import send_letters_about
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.clock import at
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from netral.foundation.registry.models import AsnPerson
from tests.apps.learning.conftest import BEGINS, BENGKALIS, fresh, make_session
from tests.foundation.registry.files import AGUS, HOTMAN, SITI, csv_file, sheets_file, xlsx_file
from tests.ground import Person, person
from tests.work import titles

pytestmark = pytest.mark.django_db

HEALTH, SCHOOLS = f"{BENGKALIS}.opd_dinas_kesehatan", f"{BENGKALIS}.opd_dinas_pendidikan"
NEW = {
    "judul": "Netralitas di grup WhatsApp",
    "hari_day": "8",
    "hari_month": "Oktober",
    "hari_year": "2024",
    "mulai": "09.00",
    "selesai": "11.00",
    "tempat": "Aula",
    "narasumber": "Narasumber Rekaan",
    "undang": "semua",
}
BORN = {"lahir_day": "1", "lahir_month": "6", "lahir_year": "1987"}


def url(name: str, session: Session, *more: object) -> str:
    return reverse(f"learning_{name}", args=[session.pk, *more])


def without_tokens(page: bytes) -> bytes:
    """Return a page without what guards its forms, which differs for every browser."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def poster_of(session: Session) -> str:
    return reverse("learning_attend", args=[poster_token_of(session.pk)])


def present(session: Session) -> dict[str, Attendance]:
    with elevated("the test looks at everything"):
        found = Attendance.objects.filter(session=session, undone_at=None).select_related("person")
        return {each.person.nip: each for each in found}


def person_id(nip: str) -> str:
    with elevated("the test looks at everything"):
        return str(AsnPerson.objects.get(nip=nip).pk)


def unit_id(nip: str) -> str:
    with elevated("the test looks at everything"):
        return str(AsnPerson.objects.get(nip=nip).unit_id)


def test_an_officer_plans_a_session_for_some_units(officer: Person, roster: None) -> None:
    client = officer.client
    refused = client.post(reverse("learning_session_plan"), NEW | {"undang": "sebagian"}).content.decode()
    assert "Pilih paling sedikit satu unit kerja" in refused
    page = client.post(
        reverse("learning_session_plan"), NEW | {"undang": "sebagian", "unit": HEALTH}, follow=True
    ).content.decode()
    assert "8 Oktober 2024, 09.00–11.00 WIB" in page
    assert "0 dari 2" in page
    assert "Dinas Kesehatan" in page
    assert "Netralitas di grup WhatsApp" in client.get(reverse("learning_sessions")).content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"selesai": "08.00"}, "Sesi selesai sebelum dimulai"),
        ({"mulai": "jam sembilan"}, "Pukul tidak dikenali"),
        ({"hari_day": "6"}, "Hari itu sudah lewat"),
        ({"tempat": ""}, "belum diisi"),
    ],
)
def test_a_session_that_cannot_be_is_refused(officer: Person, wrong: dict[str, str], words: str) -> None:
    assert words in officer.client.post(reverse("learning_session_plan"), NEW | wrong).content.decode()


def test_everybody_called_is_told_once_and_told_of_changes(officer: Person, session: Session) -> None:
    client = officer.client
    client.post(url("session_announce", session))
    send_letters_about(str(session.pk), 1)
    send_letters_about(str(session.pk), 1)
    (letter,) = Notice.objects.filter(template="learning_session_invitation")
    assert letter.address == "siti@contoh.test"
    assert "Waktu: 7 Oktober 2024 pukul 10.00 WIB" in letter.body
    again = client.post(url("session_announce", session), follow=True).content.decode()
    assert "sudah dikirim" in again
    changed = client.post(url("session_change", session), NEW, follow=True).content.decode()
    assert "Semua yang diundang diberi tahu" in changed
    send_letters_about(str(session.pk), 1)
    send_letters_about(str(session.pk), 2)
    (news,) = Notice.objects.filter(template="learning_session_changed")
    assert "8 Oktober 2024 pukul 09.00 WIB" in news.body
    assert Notice.objects.count() == 2


def test_a_session_is_called_off_with_a_reason_and_the_invited_are_told(officer: Person, session: Session) -> None:
    client = officer.client
    client.post(url("session_announce", session))
    assert "belum diisi" in client.post(url("session_cancel", session), {"alasan": ""}).content.decode()
    page = client.post(url("session_cancel", session), {"alasan": "Aula dipakai KPU."}, follow=True).content.decode()
    assert "Dibatalkan pada 7 Oktober 2024" in page
    assert "Aula dipakai KPU." in page
    send_letters_about(str(session.pk), 2)
    assert "Alasan: Aula dipakai KPU." in Notice.objects.get(template="learning_session_cancelled").body
    late = client.post(url("session_hold", session), follow=True).content.decode()
    assert "Langkah ini tidak bisa lagi" in late
    closed = Client().get(poster_of(session))
    assert closed.status_code == 410
    assert "Aula dipakai KPU." in closed.content.decode()


def test_a_session_is_held_after_it_began_and_is_overdue_when_nobody_says_so(officer: Person, roster: None) -> None:
    tomorrow = make_session(officer, BEGINS + timedelta(days=1))
    early = officer.client.post(url("session_hold", tomorrow), follow=True).content.decode()
    assert "Sesi belum dimulai" in early
    neighbours = person("personnel_officer", "pemda.33.74.bkpsdm"), person("supervisor_officer", "bawaslu.14.03")
    assert titles(officer) == []
    with at(BEGINS + timedelta(days=2)):
        assert "Lewat, belum dicatat" in officer.client.get(url("session", tomorrow)).content.decode()
        assert (titles(officer), *map(titles, neighbours)) == ([tomorrow.title], [], [])
        held = officer.client.post(url("session_hold", tomorrow), follow=True).content.decode()
        assert "Sesi dicatat terlaksana" in held
        assert titles(officer) == []
    assert fresh(tomorrow).status == "held"


def test_the_poster_records_by_nip_and_birth_date(session: Session) -> None:
    client = Client()
    typed = {"nip": "19870601 201001 2 001", **BORN}
    answer = client.post(poster_of(session), typed, follow=True).content.decode()
    assert "Terima kasih" in answer
    assert present(session)[SITI[0]].way == "qr"
    assert not present(session)[SITI[0]].is_late
    client.post(poster_of(session), typed)
    assert list(present(session)) == [SITI[0]]


def test_nobody_learns_from_the_poster_whether_a_number_exists(session: Session) -> None:
    known, unknown = Client(), Client()
    stranger = "198706012010012999"
    there = known.post(poster_of(session), {"nip": SITI[0], **BORN}, follow=True)
    nowhere = unknown.post(poster_of(session), {"nip": stranger, **BORN}, follow=True)
    assert there.redirect_chain == nowhere.redirect_chain
    assert without_tokens(there.content) == without_tokens(nowhere.content)
    assert stranger not in present(session)
    asked = Event.objects.filter(kind=events.ATTENDANCE_ASKED.code)
    assert [event.data for event in asked] == [{}, {}]


def test_a_birth_date_that_is_not_the_numbers_is_told_without_the_roster(session: Session) -> None:
    for nip in (SITI[0], "198706012010012999"):
        page = Client().post(poster_of(session), {"nip": nip, **BORN, "lahir_day": "2"}).content.decode()
        assert "tidak cocok dengan delapan angka pertama" in page
    assert "NIP harus 18 digit" in Client().post(poster_of(session), {"nip": "1987", **BORN}).content.decode()
    assert not present(session)


def test_one_phone_enters_five_people(session: Session) -> None:
    client = Client()
    for last in range(1, 6):
        client.post(poster_of(session), {"nip": f"19870601201001200{last}", **BORN})
    sixth = client.post(poster_of(session), {"nip": "198706012010012006", **BORN}).content.decode()
    assert "sudah mencatat 5 orang" in sixth


def test_the_poster_works_on_its_day_only(session: Session) -> None:
    token = poster_of(session)
    with at(BEGINS - timedelta(minutes=46)):
        early = Client().get(token)
        assert early.status_code == 403
        assert "7 Oktober 2024 pukul 09.15 WIB" in early.content.decode()
    with at(BEGINS + timedelta(hours=2, minutes=31)):
        assert Client().post(token, {"nip": SITI[0], **BORN}).status_code == 410
    with at(BEGINS + timedelta(days=1)):
        assert Client().get(token).status_code == 410
    assert Client().get(reverse("learning_attend", args=["a" * 26])).status_code == 404
    assert not present(session)


def test_whoever_comes_late_is_marked(session: Session, officer: Person) -> None:
    with at(BEGINS + timedelta(minutes=20)):
        Client().post(poster_of(session), {"nip": SITI[0], **BORN})
    assert present(session)[SITI[0]].is_late
    assert "Terlambat" in officer.client.get(url("attendance", session)).content.decode()


def test_a_phone_that_opened_the_personal_link_needs_no_number(session: Session, siti: Invitation) -> None:
    phone = Client()
    phone.get(reverse("learning_start", args=[token_of(siti.pk)]))
    assert "Ponsel ini pernah membuka tautan pribadi Siti Aisyah" in phone.get(poster_of(session)).content.decode()
    done = phone.post(poster_of(session), {"saya": "ya"}).content.decode()
    assert "Kehadiran tercatat" in done
    assert present(session)[SITI[0]].way == "link"
    other = phone.post(poster_of(session), {"orang_lain": "ya"}, follow=True).content.decode()
    assert "Siti Aisyah" not in other
    assert "NIP Anda" in other


def test_a_link_of_a_unit_not_called_is_told_so(officer: Person, siti: Invitation) -> None:
    schools = make_session(officer, invited=(SCHOOLS,))
    phone = Client()
    phone.get(reverse("learning_start", args=[token_of(siti.pk)]))
    assert "tidak mengundang unit kerja Anda" in phone.post(poster_of(schools), {"saya": "ya"}).content.decode()
    assert not present(schools)


def test_an_officer_ticks_undoes_with_a_reason_and_ticks_again(session: Session, officer: Person) -> None:
    client, unit = officer.client, unit_id(SITI[0])
    page = client.get(url("attendance_tick", session, unit)).content.decode()
    assert "Siti Aisyah" in page
    assert "Agus Santoso" not in page
    ticked = {"orang": [person_id(SITI[0]), person_id(AGUS[0])]}
    done = client.post(url("attendance_tick", session, unit), ticked, follow=True).content.decode()
    assert "1 kehadiran dicatat" in done
    entry = present(session)[SITI[0]]
    undo = url("attendance_undo", session, entry.pk)
    assert "belum diisi" in client.post(undo, {"alasan": ""}).content.decode()
    undone = client.post(undo, {"alasan": "Salah centang."}, follow=True).content.decode()
    assert "Salah centang." in undone
    assert not present(session)
    assert "sudah dibatalkan sebelumnya" in client.post(undo, {"alasan": "Lagi."}, follow=True).content.decode()
    client.post(url("attendance_tick", session, unit), ticked)
    assert list(present(session)) == [SITI[0]]


def test_nobody_can_be_present_before_the_doors_open(officer: Person, roster: None) -> None:
    tomorrow = make_session(officer, BEGINS + timedelta(days=1))
    tick = url("attendance_tick", tomorrow, unit_id(SITI[0]))
    page = officer.client.post(tick, {"orang": [person_id(SITI[0])]}, follow=True).content.decode()
    assert "Sesi belum dibuka" in page
    assert not present(tomorrow)


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_a_list_records_who_was_called_and_says_what_is_wrong_with_the_rest(
    session: Session, officer: Person, make: type
) -> None:
    listed = make(
        SITI, HOTMAN, HOTMAN, ("19750312", "Salah Ketik", "", "", ""), ("198706012010012999", "Asing", "", "", "")
    )
    page = officer.client.post(url("attendance_upload", session), {"berkas": listed}).content.decode()
    assert set(present(session)) == {SITI[0], HOTMAN[0]}
    assert present(session)[SITI[0]].way == "list"
    assert "Baris 4" in page
    assert "Sudah ada di baris sebelumnya" in page
    assert "NIP harus 18 digit" in page
    assert "Tidak ada di daftar ASN yang diundang" in page


def test_a_file_without_numbers_is_refused(session: Session, officer: Person) -> None:
    upload = url("attendance_upload", session)
    nothing = csv_file(("Siti", "Perawat"), heads=("Nama", "Jabatan"))
    assert "Tidak ada kolom NIP" in officer.client.post(upload, {"berkas": nothing}).content.decode()
    assert "pilih berkasnya dulu" in officer.client.post(upload, {}).content.decode()
    picture = csv_file()
    picture.file.seek(0)
    picture.file.write(b"\x89PNG\r\n\x1a\n")
    picture.file.seek(0)
    assert "bukan tabel" in officer.client.post(upload, {"berkas": picture}).content.decode()


def test_of_several_sheets_the_officer_chooses_one(session: Session, officer: Person) -> None:
    upload = url("attendance_upload", session)
    assert "lembar" not in officer.client.get(upload).content.decode()
    page = officer.client.post(upload, {"berkas": sheets_file(Pagi=[SITI], hidden_x=[SITI], Siang=[HOTMAN])})
    assert "Pilih satu lembar" in page.content.decode()
    assert 'value="Siang"' in page.content.decode()
    assert "hidden_x" not in page.content.decode()
    assert not present(session)
    chosen = {"berkas": sheets_file(Pagi=[SITI], Siang=[HOTMAN]), "lembar": "Siang"}
    assert officer.client.post(upload, chosen).status_code == 200
    assert set(present(session)) == {HOTMAN[0]}
    absent = officer.client.post(upload, {"berkas": sheets_file(Pagi=[SITI]), "lembar": "Malam"}).content.decode()
    assert "Tidak ada lembar terlihat bernama Malam" in absent


def test_the_list_leaves_as_pdf_csv_and_xlsx(session: Session, officer: Person) -> None:
    Client().post(poster_of(session), {"nip": SITI[0], **BORN})
    client = officer.client
    assert client.get(url("attendance_pdf", session)).content.startswith(b"%PDF")
    assert "Siti Aisyah" in client.get(url("attendance", session), {"unduh": "csv"}).getvalue().decode("utf-8-sig")
    assert client.get(url("attendance", session), {"unduh": "xlsx"}).getvalue().startswith(b"PK")
    assert client.get(url("session_poster", session)).content.startswith(b"%PDF")


def test_materials_reach_who_was_called(session: Session, officer: Person, siti: Invitation) -> None:
    client = officer.client
    script = csv_file(name="catatan.csv")
    refused = client.post(url("material_add", session), {"berkas": script}, follow=True).content.decode()
    assert "Jenis berkas ini tidak diterima" in refused
    paper = client.get(url("session_poster", session)).content
    upload = csv_file(name="paparan.pdf")
    upload.file.seek(0)
    upload.file.truncate()
    upload.file.write(paper)
    upload.file.seek(0)
    assert (
        "Materi ditambahkan"
        in client.post(url("material_add", session), {"berkas": upload}, follow=True).content.decode()
    )
    (material,) = materials_of(session)
    phone, token = Client(), token_of(siti.pk)
    assert "paparan.pdf" in phone.get(reverse("learning_start", args=[token])).content.decode()
    file = phone.get(reverse("learning_material", args=[token, material.pk]))
    assert file.getvalue() == paper
    removed = client.post(url("material_remove", session, material.pk), follow=True).content.decode()
    assert "Materi dihapus" in removed
    assert phone.get(reverse("learning_material", args=[token, material.pk])).status_code == 404


def materials_of(session: Session) -> list[Material]:
    with elevated("the test looks at everything"):
        return list(session.materials.all())


def test_semarang_sees_nothing_of_bengkalis(session: Session, officer: Person, neighbour: Person) -> None:
    Client().post(poster_of(session), {"nip": SITI[0], **BORN})
    client, entry = neighbour.client, present(session)[SITI[0]]
    assert "Netralitas di media sosial" not in client.get(reverse("learning_sessions")).content.decode()
    assert b"media sosial" not in client.get(reverse("learning_sessions"), {"unduh": "csv"}).getvalue()
    for name in ("session", "session_change", "attendance", "attendance_pdf", "attendance_upload", "session_poster"):
        assert client.get(url(name, session)).status_code == 404, name
    for name in ("session_announce", "session_hold", "session_cancel", "material_add"):
        assert client.post(url(name, session), {"alasan": "x"}).status_code == 404, name
    assert client.get(url("attendance_tick", session, unit_id(SITI[0]))).status_code == 404
    assert client.post(url("attendance_undo", session, entry.pk), {"alasan": "x"}).status_code == 404
    assert fresh(session).status == "planned"
    assert SITI[0] in present(session)


def test_the_supervisor_of_the_region_sees_numbers_and_no_names(session: Session, supervisor: Person) -> None:
    Client().post(poster_of(session), {"nip": SITI[0], **BORN})
    page = supervisor.client.get(url("session", session)).content.decode()
    assert "1 dari 3" in page
    assert "Dinas Kesehatan" in page
    assert "Siti Aisyah" not in page
    for name in ("attendance", "attendance_pdf", "attendance_upload"):
        assert supervisor.client.get(url(name, session)).status_code == 404
    refused = supervisor.client.post(url("session_hold", session), follow=True).content.decode()
    assert "diselenggarakan oleh BKPSDM Kabupaten Bengkalis" in refused


def test_a_supervisor_holds_a_session_of_her_own_and_the_officer_records_it(
    supervisor: Person, officer: Person, roster: None
) -> None:
    page = supervisor.client.post(reverse("learning_session_plan"), NEW | {"hari_day": "7"}, follow=True)
    own = page.context["session"]
    assert own.institution.path == "bawaslu.14.03"
    assert "Untuk pemerintah daerah mana" not in page.content.decode()
    recorded = officer.client.post(
        url("attendance_tick", own, unit_id(SITI[0])), {"orang": [person_id(SITI[0])]}, follow=True
    ).content.decode()
    assert "1 kehadiran dicatat" in recorded


def test_a_province_says_first_for_which_government(election: None) -> None:
    province = person("supervisor_officer", "bawaslu")
    page = province.client.get(reverse("learning_session_plan")).content.decode()
    assert "Pemerintah Kabupaten Bengkalis" in page
    assert "Pemerintah Kota Semarang" in page
    member = person("supervisor_member", "bawaslu.33.74")
    assert member.client.get(reverse("learning_sessions")).status_code == 200
    assert member.client.get(reverse("learning_session_plan")).status_code == 403
