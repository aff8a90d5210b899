"""Nobody is posted twice, a seat is held by one, accounts come and go, and nobody is dismissed unheard."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.urls import reverse

from netral.apps.supervisors.actions.absences import LeaveInput, grant_leave, record_return
from netral.apps.supervisors.actions.dismissals import (
    DismissalDecision,
    decide_dismissal,
    move_hearing,
    open_dismissal,
    record_hearing,
)
from netral.apps.supervisors.actions.phone_codes import make_phone_code, try_phone_code
from netral.apps.supervisors.actions.postings import post_supervisor, replace_supervisor, resign_supervisor
from netral.apps.supervisors.domain.postings import EndCause, PostingState, SeatHolder, crowded
from netral.apps.supervisors.inputs import Ending
from netral.apps.supervisors.models import Posting, Supervisor, Tenure
from netral.apps.supervisors.queries.postings import neighbours
from netral.apps.supervisors.tasks import end_terms
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.models import Membership
from netral.foundation.accounts.queries import actor_from, memberships_on
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from tests.apps.supervisors.posts import FIRST, LAST, MUNTAI, SELAT_BARU, PostingOffice, ready
from tests.ground import person
from tests.look import send_through
from tests.work import titles

TODAY = date(2024, 10, 7)


@pytest.fixture
def office(ground: None) -> PostingOffice:
    return ready()


def test_a_held_seat_is_refused_by_name_and_day(office: PostingOffice) -> None:
    office.post(office.who("Siti Rahma"))
    with pytest.raises(StepRefused, match="Siti Rahma sampai 15 Desember 2024"):
        office.post(office.who("Dewi Lestari"))
    after = office.term(first=LAST + timedelta(1), last=LAST + timedelta(30))
    assert office.post(office.who("Dewi Lestari"), after).state == PostingState.ACTIVE


def test_nobody_serves_in_two_places_on_one_day(office: PostingOffice) -> None:
    who = office.who()
    row = office.post(who)
    with pytest.raises(StepRefused, match="masih bertugas di Selat Baru"):
        office.post(who, office.term(MUNTAI))
    with (
        elevated("the test asks the database itself"),
        pytest.raises(IntegrityError, match="posting_one_at_a_time"),
        transaction.atomic(),
    ):
        _insert_twin(row)


def _insert_twin(twin: Posting) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO supervisors_posting SELECT (jsonb_populate_record(p, jsonb_build_object("
            "'id', gen_random_uuid(), 'number', 'x', 'token_digest', '\\x00'))).* "
            "FROM supervisors_posting p WHERE id = %s",
            [twin.pk],
        )


def test_one_nik_is_one_person(office: PostingOffice) -> None:
    office.post(office.who("Siti Rahma", nik="1403020000000099"))
    with pytest.raises(StepRefused, match="NIK ini sudah dipakai orang lain"):
        office.post(office.who("Dewi Lestari", nik="1403020000000099"), office.term(MUNTAI))


@pytest.mark.parametrize(("first", "last"), [(LAST, FIRST)], ids=["ends-before-it-starts"])
def test_a_term_has_an_order(office: PostingOffice, first: date, last: date) -> None:
    with pytest.raises(StepRefused, match="mendahului hari pertama"):
        office.post(term=office.term(first=first, last=last))


def test_three_seats_are_counted_by_day() -> None:
    days = [date(2024, 1, day) for day in range(1, 11)]
    held = [SeatHolder("A", days[0], days[4]), SeatHolder("B", days[5], days[9]), SeatHolder("C", days[0], days[9])]
    assert crowded(held, 3, days[0], days[9]) == []
    assert [each.name for each in crowded(held, 2, days[0], days[9])] == ["A", "C"]


def test_an_account_comes_and_goes_with_the_posting(office: PostingOffice) -> None:
    row = office.post(office.who(email="siti@contoh.test"))
    given = row.membership
    assert isinstance(given, Membership)
    assert (given.role_code, given.valid_from, given.valid_to) == ("village_supervisor", FIRST, LAST)
    assert Notice.objects.filter(key=f"supervisor-posted-{row.pk}").exists()
    with reading_as(office.officer.actor):
        ending = Ending(last_day=TODAY, reason="Pindah rumah.")
        resign_supervisor(posting=row, ending=ending, by=office.officer.actor)
    assert list(memberships_on(given.user, TODAY))
    assert not list(memberships_on(given.user, TODAY + timedelta(1)))


def test_without_an_email_the_page_says_so(office: PostingOffice) -> None:
    row = office.post()
    page = office.officer.client.get(reverse("supervisor_posting", args=[row.pk])).content.decode()
    assert "Ia tidak punya akun" in page


def test_nobody_gives_herself_a_role(office: PostingOffice) -> None:
    own = office.officer.membership.user
    with pytest.raises(StepRefused, match="dirinya sendiri"):
        office.post(office.who("Lain Sekali", email=own.email))


def test_a_term_ends_by_itself(office: PostingOffice) -> None:
    row = office.post()
    assert end_terms() == 0
    with clock.at(datetime(2024, 12, 16, 12, tzinfo=UTC)):
        assert end_terms() == 1
        assert end_terms() == 0
    with elevated("the test reads what was written"):
        row.refresh_from_db()
    assert (row.state, row.end_cause, row.ended_on) == (PostingState.ENDED, EndCause.TERM, LAST)


def test_a_replacement_takes_over_the_next_day(office: PostingOffice) -> None:
    row, by = office.post(), office.officer.actor
    with reading_as(by):
        ending = Ending(last_day=TODAY, reason="Sakit.")
        new = replace_supervisor(posting=row, ending=ending, who=office.who("Dewi Lestari"), by=by)
        assert (new.starts_on, new.ends_on) == (TODAY + timedelta(1), LAST)
        with pytest.raises(StepRefused, match="sudah berakhir"):
            replace_supervisor(posting=row, ending=ending, who=office.who("Rina"), by=by)
    assert [each.last for each in Tenure.objects.order_by("first")] == [TODAY, LAST]


def test_a_neighbour_covers_until_she_returns(office: PostingOffice) -> None:
    row, by = office.post(), office.officer.actor
    near = office.post(office.who("Dewi Lestari"), office.term(MUNTAI))
    with reading_as(by):
        assert neighbours(row) == [near]
        leave = LeaveInput(starts_on=TODAY, ends_on=TODAY + timedelta(9), reason="Melahirkan.", cover=near)
        grant_leave(posting=row, leave=leave, by=by)
        with pytest.raises(StepRefused, match="sudah ada cuti"):
            grant_leave(posting=row, leave=leave, by=by)
        record_return(posting=row, returned_on=TODAY + timedelta(5), by=by)
        cover = Posting.objects.get(covers=row)
    assert (cover.last_day, cover.state) == (TODAY + timedelta(4), PostingState.ENDED)


def test_only_steps_that_apply_are_offered(office: PostingOffice) -> None:
    row, by, client = office.post(), office.officer.actor, office.officer.client
    page, back = reverse("supervisor_posting", args=[row.pk]), reverse("supervisor_return", args=[row.pk])
    accuse = reverse("supervisor_accuse", args=[row.pk])
    before = client.get(page).content.decode()
    assert (back in before, accuse in before) == (False, True)
    assert "Tidak ada cuti" in client.get(back, follow=True).content.decode()
    with reading_as(by):
        grant_leave(posting=row, leave=LeaveInput(starts_on=TODAY, ends_on=TODAY, reason="Keluarga."), by=by)
        open_dismissal(posting=row, reasons="Tidak hadir tiga kali.", hearing_on=TODAY, by=by)
    after = client.get(page).content.decode()
    assert (back in after, accuse in after) == (True, False)


def test_leave_without_cover_waits(office: PostingOffice) -> None:
    row, by = office.post(), office.officer.actor
    with reading_as(by):
        leave = LeaveInput(starts_on=TODAY, ends_on=TODAY, reason="Keluarga.")
        grant_leave(posting=row, leave=leave, by=by)
    assert titles(office.officer) == [str(row)]


def test_nobody_is_dismissed_unheard(office: PostingOffice) -> None:
    row, by = office.post(office.who(email="siti@contoh.test")), office.officer.actor
    chair = person("supervisor_member", "bawaslu.14.03", name="Ketua")
    with reading_as(by):
        opened = open_dismissal(posting=row, reasons="Tidak hadir tiga kali.", hearing_on=TODAY, by=by)
        with pytest.raises(StepRefused, match="sudah dibuka"):
            open_dismissal(posting=row, reasons="Lagi.", hearing_on=TODAY, by=by)
    verdict = DismissalDecision(words="Terbukti.", last_day=TODAY)
    with reading_as(chair.actor), pytest.raises(StepRefused, match="belum didengar"):
        decide_dismissal(dismissal=opened, decision=verdict, by=chair.actor)
    assert titles(office.officer) == [str(row)]
    with reading_as(by):
        with pytest.raises(StepRefused, match="belum lewat"):
            record_hearing(dismissal=opened, attended=False, statement="", by=by)
        record_hearing(dismissal=opened, attended=True, statement="Saya sakit.", by=by)
    assert titles(chair) == [str(row)]
    sent = {"putusan": "berhenti", "pertimbangan": "Terbukti.", **_typed("hari_terakhir", TODAY)}
    assert send_through(chair.client, reverse("supervisor_verdict", args=[opened.pk]), sent).status_code == 302
    with elevated("the test reads what was written"):
        row.refresh_from_db()
    assert (row.state, row.ended_on) == (PostingState.DISMISSED, TODAY)
    kinds = Event.objects.filter(subject_id=opened.pk).order_by("id").values_list("kind", flat=True)
    assert [*kinds] == ["supervisor.dismissal_opened", "supervisor.heard", "supervisor.dismissal_decided"]


def test_a_hearing_is_moved_and_told_until_she_was_heard(office: PostingOffice) -> None:
    row, by = office.post(office.who(email="siti@contoh.test")), office.officer.actor
    later = TODAY + timedelta(3)
    with reading_as(by):
        opened = open_dismissal(posting=row, reasons="Tidak hadir tiga kali.", hearing_on=TODAY, by=by)
        for day, why in ((TODAY, "sama dengan"), (TODAY - timedelta(1), "sudah lewat"), (LAST + timedelta(1), "sesud")):
            with pytest.raises(StepRefused, match=why):
                move_hearing(dismissal=opened, hearing_on=day, reason="Banjir.", by=by)
    sent = {"alasan": "Jalan terputus banjir.", **_typed("didengar", later)}
    url = reverse("supervisor_hearing_day", args=[opened.pk])
    assert send_through(office.officer.client, url, sent).status_code == 302
    notice = Notice.objects.get(template="supervisor_recalled")
    assert notice.address == "siti@contoh.test"
    for words in ("7 Oktober 2024", "10 Oktober 2024", "Jalan terputus banjir."):
        assert words in notice.body
    chair = person("supervisor_member", "bawaslu.14.03", name="Ketua")
    page = chair.client.get(reverse("supervisor_dismissal", args=[opened.pk])).content.decode()
    assert ("10 Oktober 2024" in page, "Pindahkan hari didengar" in page) == (True, False)
    with reading_as(by):
        move_hearing(dismissal=opened, hearing_on=TODAY, reason="Jalan terbuka lagi.", by=by)
        move_hearing(dismissal=opened, hearing_on=later, reason="Hujan lagi.", by=by)
        with clock.at(datetime(2024, 10, 10, 5, tzinfo=UTC)):
            record_hearing(dismissal=opened, attended=True, statement="Saya sakit.", by=by)
            with pytest.raises(StepRefused, match="sudah dicatat"):
                move_hearing(dismissal=opened, hearing_on=LAST, reason="Lagi.", by=by)
    assert Notice.objects.filter(template="supervisor_recalled").count() == 3


def test_a_phone_is_confirmed_by_her_alone_and_not_by_guessing(office: PostingOffice) -> None:
    row, by = office.post(office.who(email="siti@contoh.test")), office.officer.actor
    assert row.membership is not None
    her = actor_from(row.membership)
    with reading_as(by):
        code = make_phone_code(posting=row, by=by)
        with pytest.raises(StepRefused, match="Tidak ada kode"):
            try_phone_code(supervisor=row.supervisor, code=code, by=by)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    with reading_as(her):
        assert not any(try_phone_code(supervisor=row.supervisor, code=wrong, by=her) for _ in range(5))
        with pytest.raises(StepRefused, match="Tidak ada kode"):
            try_phone_code(supervisor=row.supervisor, code=code, by=her)
    with reading_as(by):
        code = make_phone_code(posting=row, by=by)
    with reading_as(her):
        assert try_phone_code(supervisor=row.supervisor, code=code, by=her)
        assert Supervisor.objects.get().phone_confirmed_at is not None
        assert code not in str([*Event.objects.values_list("data", flat=True)])


def test_another_regency_sees_nothing(office: PostingOffice) -> None:
    row = office.post()
    stranger = person("recruitment_officer", "bawaslu.33.74")
    assert "Siti Rahma" not in stranger.client.get(reverse("supervisor_postings")).content.decode()
    for route in ("supervisor_posting", "supervisor_replace", "supervisor_card_file", "supervisor_photo"):
        assert stranger.client.get(reverse(route, args=[row.pk])).status_code == 404
    with reading_as(stranger.actor):
        assert not Posting.objects.exists()
        with pytest.raises(StepRefused, match="bukan wilayah lembaga Anda"):
            post_supervisor(who=office.who("Rina"), term=office.term(MUNTAI), by=stranger.actor)


def _typed(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_of_two_who_post_at_once_one_is_told_who_holds_it(office: PostingOffice) -> None:
    people = [office.who("Siti Rahma"), office.who("Dewi Lestari")]
    term = office.term(SELAT_BARU)

    def post(place: int) -> str:
        try:
            return office.post(people[place], term).number
        except StepRefused as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(post, range(2)))
    assert told[0] == "PGW/14.03/2024/00001"
    assert "sudah terisi" in told[1]
