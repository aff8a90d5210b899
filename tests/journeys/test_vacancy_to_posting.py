"""One village without a supervisor: from the vacancy to somebody who is posted there, and to her honorarium."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.supervisors.models import Application, Recruitment, Vacancy
from netral.apps.supervisors.parameters import requirements, rubric
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from tests.apps.supervisors.applicant import NIK, Applicant
from tests.conftest import CAMPAIGN_DAY
from tests.ground import Person, person
from tests.look import send_through

pytestmark = pytest.mark.usefixtures("ground")

PANEL, REGENCY, VILLAGE = "bawaslu.14.03.02", "bawaslu.14.03", "14.03.02.2001"
OPENS, CLOSES = CAMPAIGN_DAY.date(), CAMPAIGN_DAY.date() + timedelta(3)
OTHER = {"nama": {"nama": "Rina Rekaan"}, "identitas": {"nik": "1403024203980002"}}
CLOSED, COMMENTED = CAMPAIGN_DAY + timedelta(4), CAMPAIGN_DAY + timedelta(5)
WEIGHED, INTERVIEWED = CAMPAIGN_DAY + timedelta(7), CAMPAIGN_DAY + timedelta(8, hours=4)
SWORN, PAYDAY = CAMPAIGN_DAY + timedelta(10), CAMPAIGN_DAY + timedelta(32)


def parts(name: str, day: date | datetime) -> dict[str, Any]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def done(client: Client, route: str, *place: Any, **sent: Any) -> None:
    """Take a step on its page, through the look where it has one."""
    answer = send_through(client, reverse(route, args=place), sent)
    wrong = re.findall(r"govuk-error-message[^>]*>(.*?)</", answer.content.decode(), re.DOTALL)
    assert answer.status_code == 302, wrong


def only(model: Any) -> Any:
    with elevated("the test looks at everything"):
        return model.objects.get()


def applications() -> list[Application]:
    with elevated("the test looks at everything"):
        return list(Application.objects.order_by("number"))


def told(code: str) -> str:
    """Return what an applicant reads by her code, on another phone."""
    phone = Client()
    assert phone.post(reverse("application_status"), {"kode": code}).status_code == 302
    return phone.get(reverse("application_opened")).content.decode()


def announcement_of(vacancy: Vacancy, public: Client) -> str:
    """Return what the public reads of a recruitment, found from the list of announcements."""
    page = reverse("selection_announcement", args=[vacancy.recruitment_id])
    assert page in public.get(reverse("selection_announcements")).content.decode()
    return public.get(page).content.decode()


def owed_by(treasurer: Person) -> str:
    """Set a rate, reckon October from the postings, and return the page of honoraria."""
    day = parts("mulai", date(2024, 1, 1))
    done(treasurer.client, "honorarium_rates", jabatan="village", jumlah="1.100.000", keputusan="SK 1/2024", **day)
    done(treasurer.client, "honorarium_reckon", bulan="2024-10-01")
    page = treasurer.client.get(reverse("honorarium_list")).content.decode()
    assert "Rp532.258" in page
    return page


def recruit(officer: Person) -> Vacancy:
    """Draft and open a recruitment of the panel; one village means one vacancy."""
    address = f"{reverse('recruitment_plan')}?pemilihan=pilkada-2024&jabatan=village"
    assert officer.client.post(address, {**parts("buka", OPENS), **parts("tutup", CLOSES)}).status_code == 302
    done(officer.client, "recruitment_open", only(Recruitment).pk)
    vacancy: Vacancy = only(Vacancy)
    return vacancy


def select(officers: tuple[Person, Person], members: tuple[Person, Person], vacancy: Vacancy, code: str) -> None:
    """Take the applications from the check by two to the announced decision."""
    recruitment = vacancy.recruitment_id
    with clock.at(CLOSED):
        done(officers[0].client, "recruitment_close", recruitment)
        asked = [row for row in requirements() if "village" in row.posts]
        met = {f"nilai_{row.code}": "met" for row in asked}
        met |= {f"alasan_{row.code}": "Dilihat aslinya di loket" for row in asked if row.paper}
        for row in applications():
            for officer in officers:
                done(officer.client, "selection_check", row.pk, **met)
        days = {**parts("dari", CLOSED), **parts("sampai", COMMENTED)}
        done(officers[0].client, "selection_announce", recruitment, **days)
    with clock.at(WEIGHED):
        when = {**parts("waktu", INTERVIEWED), "waktu_time": f"{INTERVIEWED.hour - 1}.00"}
        assessors = [each.actor.id for each in members]
        sent = {**when, "tempat": "Kantor camat", "jarak": 0, "penilai": assessors}
        done(officers[0].client, "selection_schedule", vacancy.pk, **sent)
    with clock.at(INTERVIEWED):
        for row, points in zip(applications(), (4, 3), strict=True):
            marks = {f"nilai_{each.code}": points for each in rubric()}
            for member in members:
                done(member.client, "selection_mark", row.pk, **marks)
        said = {
            f"putusan_{row.pk.hex}": outcome
            for row, outcome in zip(applications(), ("chosen", "reserve_1"), strict=True)
        }
        done(members[0].client, "selection_decide", vacancy.pk, hadir=[each.actor.id for each in members], **said)
        assert "Memenuhi syarat administrasi" in told(code)
        done(members[0].client, "selection_results", recruitment)


def test_a_village_gets_its_supervisor() -> None:
    load_election(schedule=shipped(), by=SYSTEM)
    officers = person("recruitment_officer", PANEL, name="Rina"), person("recruitment_officer", PANEL, name="Sari")
    members = person("panel_member", PANEL, name="Tuti"), person("panel_member", PANEL, name="Umar")
    poster, treasurer, public = person("recruitment_officer", REGENCY), person("treasurer", REGENCY), Client()
    vacancy = recruit(officers[0])
    assert (
        reverse("application_start", args=[vacancy.pk])
        in public.get(reverse("vacancies_area", args=["14.03.02"])).content.decode()
    )
    first, second = Applicant().answer(vacancy), Applicant().answer(vacancy, **OTHER)
    code = first.code
    assert [each.send().status_code for each in (first, second)] == [302, 302]
    select(officers, members, vacancy, code)
    chosen, reserve = applications()
    assert (chosen.state, reserve.state) == ("chosen", "reserve")
    announced = announcement_of(vacancy, public)
    assert (chosen.name in announced, NIK in announced) == (True, False)
    assert "Terpilih" in told(code)
    with clock.at(SWORN):
        term = {**parts("mulai", SWORN), **parts("selesai", date(2025, 1, 31))}
        her = {"nama": chosen.name, "nik": chosen.nik, "telepon": chosen.phone, "email": ""}
        born = {"jenis_kelamin": chosen.sex, **parts("tanggal_lahir", chosen.birth_date)}
        sent = {"tugas": "village", "wilayah": VILLAGE, **term, **her, **born}
        done(poster.client, "supervisor_post", **sent)
        totals = public.get(reverse("supervisor_totals_region", args=["14.03"])).content.decode()
        assert chosen.name not in totals
    with clock.at(PAYDAY):
        assert chosen.name in owed_by(treasurer)
    assert not Event.objects.filter(data__icontains=NIK).exists()
