"""Recruitment: seats of the three posts, opened once, seen by its institutions alone, closed after its last day."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.supervisors.actions.recruitment import cancel_recruitment, close_recruitment, open_recruitment
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models import Recruitment, Vacancy
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.ui.formats import persen
from netral.foundation.workflow.work import WorkItem
from tests.apps.supervisors.recruitments import (
    AFTER,
    FIRST,
    LAST,
    MIDDLE,
    OTHER,
    PANEL,
    REGENCY,
    applied,
    election,
    officer,
    opened,
    planned,
    station_added,
    vacancy_of,
    village_added,
)
from tests.ground import Person
from tests.look import send_through
from tests.work import waits

pytestmark = pytest.mark.usefixtures("ground")


def seats(recruitment: Recruitment) -> list[tuple[str, int]]:
    with elevated("the test reads what was written"):
        return [(row.region_id, row.seats) for row in Vacancy.objects.filter(recruitment=recruitment)]


def test_each_post_has_its_seats() -> None:
    village_added()
    station_added(1)
    station_added(2)
    assert seats(planned(officer(), Post.DISTRICT)) == [("14.03.02", 3)]
    panel = officer(PANEL)
    assert seats(planned(panel, Post.VILLAGE)) == [("14.03.02.2001", 1), ("14.03.02.2002", 1)]
    assert seats(planned(panel, Post.POLLING_STATION)) == [("14.03.02.2001", 1)] * 2


def test_who_does_not_form_a_post_is_refused_and_who_stands_in_is_told() -> None:
    with pytest.raises(StepRefused, match="tidak membentuk jabatan"):
        planned(officer(PANEL), Post.DISTRICT)
    who = officer()
    with pytest.raises(StepRefused, match="tidak membentuk jabatan"):
        planned(who, Post.POLLING_STATION)
    page = who.client.get(reverse("recruitment_plan"), {"pemilihan": "pilkada-2024", "jabatan": "village"})
    assert "belum dilantik" in page.content.decode()


def test_a_post_of_polling_stations_asks_for_their_list_first() -> None:
    with pytest.raises(StepRefused, match="Unggah daftar TPS"):
        planned(officer(PANEL), Post.POLLING_STATION)


def test_the_calendar_proposes_the_days_with_their_source() -> None:
    election()
    address = reverse("recruitment_plan")
    page = officer().client.get(address, {"pemilihan": "pilkada-2024", "jabatan": "village"}).content.decode()
    assert 'name="buka_day" value="18"' in page
    assert "Pedoman Bawaslu 215/HK.01.01/K1/05/2024" in page
    assert "belum diverifikasi" in page


def test_days_that_are_reversed_or_reach_polling_day_are_refused() -> None:
    who = officer()
    election()
    address = f"{reverse('recruitment_plan')}?pemilihan=pilkada-2024&jabatan=village"
    sent = {"buka_day": 10, "buka_month": 10, "buka_year": 2024, "tutup_day": 5, "tutup_month": 10, "tutup_year": 2024}
    answer = who.client.post(address, sent)
    assert answer.status_code == 422
    assert "lebih awal daripada hari pertama" in answer.content.decode()
    with pytest.raises(StepRefused, match="pemungutan suara"):
        planned(who, last=date(2024, 11, 27))
    with elevated("the test reads what was written"):
        assert not Recruitment.objects.exists()


def test_she_drafts_opens_once_and_gets_one_number() -> None:
    who = officer()
    election()
    with clock.at(MIDDLE):
        sent = {f"{name}_{part}": value for name, day in (("buka", FIRST), ("tutup", LAST)) for part, value in
                (("day", day.day), ("month", day.month), ("year", day.year))}  # fmt: skip
        answer = who.client.post(f"{reverse('recruitment_plan')}?pemilihan=pilkada-2024&jabatan=village", sent)
        assert answer.status_code == 302
        assert "Buka pendaftaran" in who.client.get(answer["Location"]).content.decode()
        with elevated("the test reads what was written"):
            recruitment = Recruitment.objects.get()
        address = reverse("recruitment_open", args=[recruitment.pk])
        assert send_through(who.client, address, {}).status_code == 302
        again = who.client.post(address, {}, follow=True).content.decode()
        assert "Langkah ini sudah Anda simpan barusan" in again
    with elevated("the test reads what was written"):
        assert Recruitment.objects.get().number == "001/PKD/14.03/2024"
    kinds = Event.objects.filter(subject_id=recruitment.pk).order_by("id").values_list("kind", flat=True)
    assert [*kinds] == ["supervisors.recruitment_planned", "supervisors.recruitment_opened"]


def test_numbers_have_no_gap_and_the_same_areas_are_open_once() -> None:
    who = officer()
    with clock.at(MIDDLE):
        opened(who)
        second = planned(who)
        with elevated("the test acts as another"), pytest.raises(StepRefused, match=r"001/PKD/14\.03/2024"):
            open_recruitment(recruitment=second, by=who.actor)
        panel = officer(PANEL)
        draft = planned(panel)
        with reading_as(panel.actor), pytest.raises(StepRefused, match="masih terbuka"):
            open_recruitment(recruitment=draft, by=panel.actor)
        assert opened(who, Post.DISTRICT).number == "001/PANWASCAM/14.03/2024"


def test_a_second_draft_of_the_same_is_refused_and_a_cancelled_one_is_not() -> None:
    who = officer()
    first = planned(who)
    with pytest.raises(StepRefused, match="sudah ada"):
        planned(who)
    assert send_through(who.client, reverse("recruitment_cancel", args=[first.pk]), {}).status_code == 302
    planned(who)


def test_an_open_one_cannot_be_cancelled_and_one_that_is_over_cannot_be_opened() -> None:
    who = officer()
    with clock.at(MIDDLE), elevated("the test acts as another"):
        recruitment = opened(who)
        with pytest.raises(StepRefused, match="tahap lain"):
            cancel_recruitment(recruitment=recruitment, by=who.actor)
        late = planned(who, Post.DISTRICT, date(2024, 9, 1), date(2024, 9, 2))
        with pytest.raises(StepRefused, match="sudah lewat"):
            open_recruitment(recruitment=late, by=who.actor)


def test_another_regency_sees_nothing(client: Client) -> None:
    with clock.at(MIDDLE):
        recruitment = opened(officer())
        stranger = officer(OTHER)
        assert stranger.client.get(reverse("recruitment", args=[recruitment.pk])).status_code == 404
        assert "14.03" not in stranger.client.get(reverse("recruitment_list")).content.decode()
        assert waits(stranger) == []
        with reading_as(stranger.actor):
            assert not Recruitment.objects.exists()
            assert not Vacancy.objects.exists()
    assert client.get(reverse("recruitment_list")).status_code == 302


def test_the_regency_sees_what_a_panel_recruits_and_takes_no_step_of_it() -> None:
    with clock.at(MIDDLE):
        recruitment = opened(officer(PANEL))
        above = officer(REGENCY)
        page = above.client.get(reverse("recruitment", args=[recruitment.pk])).content.decode()
        assert "001/PKD/14.03.02/2024" in page
        assert reverse("recruitment_close", args=[recruitment.pk]) not in page
        with reading_as(above.actor), pytest.raises(StepRefused, match="Panwaslu Kecamatan Bantan"):
            close_recruitment(recruitment=recruitment, by=above.actor)


def test_it_waits_until_closed_and_is_closed_after_the_last_day_only() -> None:
    who = officer()
    with clock.at(MIDDLE):
        recruitment = opened(who)
        vacancy = vacancy_of(recruitment)
        applied(vacancy, 1)
        applied(vacancy, 2, state="withdrawn")
        assert [item.due is not None for item in _about_recruitment(who)] == [True]
        applied(vacancy, 3, "P")
        assert _about_recruitment(who) == []
        with elevated("the test acts as another"), pytest.raises(StepRefused, match="masih berjalan"):
            close_recruitment(recruitment=recruitment, by=who.actor)
        page = who.client.get(reverse("recruitment", args=[recruitment.pk])).content.decode()
        assert persen(0.5) in page
    with clock.at(AFTER):
        assert [str(item.title) for item in _about_recruitment(who)] == [
            "001/PKD/14.03/2024 · Pengawas kelurahan/desa (PKD)"
        ]
        assert send_through(who.client, reverse("recruitment_close", args=[recruitment.pk]), {}).status_code == 302
        assert _about_recruitment(who) == []


def test_the_lists_are_downloaded_as_they_are_narrowed() -> None:
    who = officer()
    with clock.at(MIDDLE):
        opened(who)
        for route in ("recruitment_list", "recruitment_vacancies"):
            answer = who.client.get(reverse(route), {"unduh": "csv"})
            assert "Bengkalis" in (text := b"".join(answer).decode()) or "Selat Baru" in text
        empty = who.client.get(reverse("recruitment_list"), {"post": "district", "unduh": "csv"})
        assert "Bengkalis" not in b"".join(empty).decode()


def _about_recruitment(who: Person) -> list[WorkItem]:
    """Return what of recruitments waits for somebody, leaving applications to be checked aside."""
    return [item for item in waits(who) if "/rekrutmen/" in item.url]
