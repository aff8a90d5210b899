"""Applications in the hands of staff: the counter, hints of doubles, the roster, and nobody else's rows."""

from typing import Any

import pytest
from django.urls import reverse

from netral.apps.supervisors.actions.applications import complete_application
from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.models import Application
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM, holder_of_link
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.registry.models import AsnPerson
from tests.apps.supervisors.applicant import ALL, LAID, NIK, Applicant, only_application, photo, vacancy_in_village
from tests.ground import person
from tests.work import waits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]
NIP = "199803022022032001"
ASKED = EventKind("test.completion_asked", "Kelengkapan diminta")


def words(page: Any) -> str:
    text: str = page.content.decode()
    return text


@action
def lay_civil_servant() -> None:
    """Put the applicant's NIP on the roster."""
    unit = Institution.objects.get(path="pemda.14.03.opd_dinas_kesehatan")
    facts = {"employment": "pns", "birth_date": "1998-03-02", "sex": "2", "unit": unit}
    AsnPerson.objects.create(scopes=[unit.path], nip=NIP, name="Siti Rekaan", **facts)
    record(LAID, subject=("test", "roster"), by=SYSTEM)


@action
def ask_completion(row: Application) -> None:
    """Move an application to where selection asks for more."""
    row.state = ApplicationState.INCOMPLETE
    row.save()
    record(ASKED, subject=row, by=SYSTEM)


def test_the_counter_enters_with_the_same_checks_and_prints_the_code_once() -> None:
    clerk = person("recruitment_officer", "bawaslu.14.03.02")
    vacancy = vacancy_in_village()
    assert "Selat Baru" in words(clerk.client.get(reverse("application_counters")))
    address = reverse("application_counter", args=[vacancy.pk])
    wrong = clerk.client.post(address, {**ALL, "nik": "1403"})
    assert wrong.status_code == 422
    assert "terbaca 4" in words(wrong)
    assert "Siti Rekaan" in words(wrong)
    done = clerk.client.post(address, {**ALL, "ktp": photo()})
    code = done.context["code"]
    row = only_application()
    assert row.channel == "counter"
    slip = reverse("application_slip", args=[row.pk])
    assert clerk.client.post(slip, {"kode": code}).content.startswith(b"%PDF")
    assert clerk.client.post(slip, {"kode": "salah"}).status_code == 404
    again = clerk.client.post(address, ALL, follow=True)
    renewal = reverse("application_recode", args=[row.pk])
    assert again.redirect_chain == [(reverse("application_detail", args=[row.pk]), 302)]
    assert renewal in words(again)
    other = person("recruitment_officer", "bawaslu.14.03.02", name="Umar")
    assert "tidak dikirim dua kali" in words(other.client.post(address, ALL))
    assert renewal not in words(other.client.get(reverse("application_detail", args=[row.pk])))
    assert "hanya dibuat oleh petugas" in words(other.client.post(renewal, follow=True))
    assert person("recruitment_officer", "bawaslu.33.74").client.post(renewal).status_code == 404
    lost, code = code, clerk.client.post(renewal).context["code"]
    who = Applicant()
    assert "tidak cocok" in words(who.post("application_status", {"kode": lost}))
    assert who.post("application_status", {"kode": code}).headers["Location"] == reverse("application_opened")
    assert who.get("application_receipt").content.startswith(b"%PDF")


def test_panel_and_regency_see_it_and_another_region_does_not() -> None:
    Applicant().answer(vacancy_in_village(path="bawaslu.14.03")).send()
    row = only_application()
    assert row.scopes == ["bawaslu.14.03", "bawaslu.14.03.02"]
    address = reverse("application_detail", args=[row.pk])
    for path in ("bawaslu.14.03", "bawaslu.14.03.02"):
        reader = person("recruitment_officer", path)
        page = reader.client.get(address)
        assert page.status_code == 200, path
        assert NIK in words(page)
        assert "Perppu 1/2022" in words(page)
    listed = person("recruitment_officer", "bawaslu.14.03", name="Lain").client
    assert row.number in words(listed.get(reverse("application_list"), {"cari": "reka LMR"}))
    assert row.number not in words(listed.get(reverse("application_list"), {"cari": "tidakada"}))
    national = person("supervisor_member", "bawaslu").client
    assert row.number in words(national.get(reverse("application_list"), {"cari": "reka LMR si"}))
    assert row.number not in words(national.get(reverse("application_list"), {"cari": "re_a"}))
    exported = b"".join(listed.get(reverse("application_list"), {"unduh": "csv", "kecamatan": "14.03.02"}))
    assert row.number.encode() in exported
    assert NIK.encode() not in exported
    stranger = person("recruitment_officer", "bawaslu.33.74")
    assert stranger.client.get(address).status_code == 404
    assert row.number not in words(stranger.client.get(reverse("application_list")))


def test_the_roster_proposes_and_a_person_decides() -> None:
    lay_civil_servant()
    servant = {"kepegawaian": "pppk", "nip": NIP}
    who = Applicant().answer(vacancy_in_village(), pekerjaan=servant)
    assert "Dinas Kesehatan" not in words(who.get("application_check"))
    who.send()
    row = only_application()
    clerk = person("recruitment_officer", "bawaslu.14.03.02")
    page = words(clerk.client.get(reverse("application_detail", args=[row.pk])))
    assert "Dinas Kesehatan" in page
    address = reverse("application_person", args=[row.pk])
    clerk.client.post(address, {"sama": "1"})
    found = {each["code"]: each for each in only_application().findings}
    assert found["leave"]["verdict"] == "paper"
    clerk.client.post(reverse("application_bring", args=[row.pk]), {"surat_izin": photo("izin.jpg")})
    assert {each["code"]: each for each in only_application().findings}["leave"]["verdict"] == "met"
    clerk.client.post(address, {"lain": "1"})
    settled = only_application()
    assert settled.person_id is None
    assert settled.person_settled_at is not None


def test_likely_doubles_are_hints() -> None:
    vacancy = vacancy_in_village()
    Applicant().answer(vacancy).send()
    other = {"nik": "1403024203980002"}
    Applicant().answer(
        vacancy, nama={"nama": "Sitti Rekaan"}, identitas=other, kontak={"telepon": "081300000000"}
    ).send()
    with elevated("test"):
        row = Application.objects.get(nik=NIK)
    clerk = person("recruitment_officer", "bawaslu.14.03.02")
    page = words(clerk.client.get(reverse("application_detail", args=[row.pk])))
    assert "Sitti Rekaan" in page
    assert "nama mirip" in page


def test_what_is_missing_is_added_and_sent_and_after_that_nothing() -> None:
    who = Applicant()
    vacancy = vacancy_in_village()
    who.answer(vacancy)
    who.send()
    who.get("application_sent")
    row = only_application()
    by = holder_of_link(f"application:{row.pk}")
    with pytest.raises(StepRefused, match="tahap lain"):
        complete_application(application_id=row.pk, by=by)
    with elevated("test"):
        ask_completion(row)
    assert "Kirim kelengkapan" in words(who.get("application_opened"))
    assert "Belum ada berkas" in words(who.post("application_add"))
    assert who.post("application_add", {"lainnya": photo("lain.jpg")}).status_code == 302
    assert who.post("application_complete").status_code == 302
    assert only_application().state == ApplicationState.SUBMITTED


def test_an_application_without_documents_waits_for_the_counter() -> None:
    clerk = person("recruitment_officer", "bawaslu.14.03.02")
    clerk.client.post(reverse("application_counter", args=[vacancy_in_village().pk]), ALL)
    application = reverse("application_detail", args=[only_application().pk])
    missing, unchecked = waits(clerk)
    assert (missing.url, unchecked.url) == (application, application)
    assert "Belum ada dokumen" in str(missing.why)
