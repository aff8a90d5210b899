"""With a posting ends what cannot outlast it: her leave, who covers for her, and whom she covers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.supervisors.actions.absences import LeaveInput, grant_leave, record_return
from netral.apps.supervisors.actions.dismissals import open_dismissal, record_hearing
from netral.apps.supervisors.actions.postings import resign_supervisor
from netral.apps.supervisors.domain.coverage import Done
from netral.apps.supervisors.domain.postings import EndCause, PostingState
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.inputs import Ending
from netral.apps.supervisors.links import CARD
from netral.apps.supervisors.models import Absence, Posting, Tenure
from netral.apps.supervisors.queries.coverage import Asked, spots_of
from netral.apps.supervisors.queries.postings import postings_during
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from tests.apps.supervisors.posts import JANGKANG, MUNTAI, SELAT_BARU, PostingOffice, ready
from tests.ground import person
from tests.look import send_through
from tests.work import titles

TODAY = date(2024, 10, 7)
LATER = TODAY + timedelta(10)


@pytest.fixture
def office(ground: None) -> PostingOffice:
    return ready()


@pytest.fixture
def siti(office: PostingOffice) -> Posting:
    return office.post()


@pytest.fixture
def dewi(office: PostingOffice) -> Posting:
    return office.post(office.who("Dewi Lestari"), office.term(MUNTAI))


def _rest(office: PostingOffice, row: Posting, first: date, cover: Posting | None = None) -> None:
    leave = LeaveInput(starts_on=first, ends_on=first + timedelta(9), reason="Keluarga.", cover=cover)
    with reading_as(office.officer.actor):
        grant_leave(posting=row, leave=leave, by=office.officer.actor)


def _dated(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def _resign(office: PostingOffice, row: Posting) -> str:
    """Let somebody resign today through the page, and return the page that follows."""
    sent = {**_dated("hari_terakhir", TODAY), "alasan": "Pindah."}
    client = office.officer.client
    assert send_through(client, reverse("supervisor_resign", args=[row.pk]), sent).status_code == 302
    return client.get(reverse("supervisor_posting", args=[row.pk])).content.decode()


def _cover_of(row: Posting) -> Posting:
    with elevated("the test reads what was written"):
        return Posting.objects.select_related("tenure").get(covers=row)


def test_leave_ahead_is_withdrawn_and_its_cover_holds_no_day(
    office: PostingOffice, siti: Posting, dewi: Posting, client: Client
) -> None:
    _rest(office, siti, LATER, dewi)
    page = _resign(office, siti)
    assert "Cuti mulai 17 Oktober 2024 batal." in page
    assert "Dewi Lestari tidak lagi menjaga wilayahnya." in page
    assert "Dewi Lestari batal menjaga mulai 17 Oktober 2024." in page
    cover = _cover_of(siti)
    assert (cover.state, cover.end_cause) == (PostingState.ENDED, EndCause.WITHDRAWN)
    assert cover.tenure.last < cover.tenure.first
    with elevated("the test reads what was written"):
        assert cover not in postings_during(SELAT_BARU, LATER - timedelta(30), LATER + timedelta(30))
        assert Absence.objects.get().withdrawn_at is not None
        spots = {each.code: each.done for each in spots_of(Asked("14.03.02", Post.VILLAGE, LATER))}
        assert spots[SELAT_BARU] == Done.NOTHING
    card = client.get(reverse("supervisor_card_page", args=[CARD.token_of(cover.pk)])).content.decode()
    assert ("Batal sebelum dimulai" in card, "Belum mulai bertugas" in card) == (True, False)
    assert Event.objects.get(kind="supervisor.ended").data["ended"] == {"leave": 1, "covers": 1, "covered": 0}


def test_leave_that_runs_ends_with_the_posting(office: PostingOffice, siti: Posting, dewi: Posting) -> None:
    _rest(office, siti, TODAY - timedelta(2), dewi)
    assert "Cutinya berakhir 7 Oktober 2024." in _resign(office, siti)
    with elevated("the test reads what was written"):
        assert Absence.objects.get().ends_on == TODAY
    assert (_cover_of(siti).last_day, _cover_of(siti).end_cause) == (TODAY, EndCause.TERM)


def test_whom_she_covered_is_told_and_waits_for_another(office: PostingOffice, siti: Posting, dewi: Posting) -> None:
    _rest(office, siti, TODAY - timedelta(2), dewi)
    page = _resign(office, dewi)
    assert "Selat Baru, yang ia jaga, tanpa penjaga sejak 8 Oktober 2024." in page
    assert "tanpa penjaga sejak 8 Oktober 2024:" in page
    assert (_cover_of(siti).last_day, _cover_of(siti).end_cause) == (TODAY, EndCause.RESIGNED)
    assert [*Tenure.objects.filter(is_cover=True).values_list("last", flat=True)] == [TODAY]
    with clock.at(datetime(2024, 10, 8, 5, tzinfo=UTC)):
        assert titles(office.officer) == [str(siti)]


def test_another_leave_with_another_cover_hides_nothing(office: PostingOffice, siti: Posting, dewi: Posting) -> None:
    other = office.post(office.who("Rina Sari"), office.term(JANGKANG))
    _rest(office, siti, TODAY, dewi)
    _rest(office, siti, LATER + timedelta(20), other)
    assert "Selat Baru, yang ia jaga, tanpa penjaga sejak 8 Oktober 2024." in _resign(office, dewi)
    with elevated("the test reads what was written"):
        assert Posting.objects.get(covers=siti, supervisor=other.supervisor_id).state == PostingState.ACTIVE


def test_giving_up_a_cover_alone_is_told_too(office: PostingOffice, siti: Posting, dewi: Posting) -> None:
    _rest(office, siti, TODAY, dewi)
    assert "Selat Baru, yang ia jaga, tanpa penjaga sejak 8 Oktober 2024." in _resign(office, _cover_of(siti))
    with elevated("the test reads what was written"):
        dewi.refresh_from_db()
    assert dewi.state == PostingState.ACTIVE


def test_another_covers_for_the_rest_of_the_leave(office: PostingOffice, siti: Posting, dewi: Posting) -> None:
    other = office.post(office.who("Rina Sari"), office.term(JANGKANG))
    _rest(office, siti, TODAY, dewi)
    with pytest.raises(StepRefused, match="sudah dijaga"):
        _rest(office, siti, TODAY, other)
    _resign(office, _cover_of(siti))
    with pytest.raises(StepRefused, match="pilih siapa yang menjaga"):
        _rest(office, siti, TODAY)
    by, rest = office.officer.actor, (TODAY + timedelta(1), TODAY + timedelta(9))
    with reading_as(by):
        leave = LeaveInput(starts_on=rest[0], ends_on=rest[1], reason="Pengganti.", cover=other)
        grant_leave(posting=siti, leave=leave, by=by)
    with elevated("the test reads what was written"):
        assert Absence.objects.filter(posting=siti).count() == 1
        assert Posting.objects.filter(covers=siti, supervisor=other.supervisor_id, starts_on=rest[0]).exists()
    assert Event.objects.filter(kind="supervisor.covered").count() == 1


def test_nobody_away_covers_and_nobody_who_covers_goes_away(
    office: PostingOffice, siti: Posting, dewi: Posting
) -> None:
    _rest(office, siti, TODAY)
    with pytest.raises(StepRefused, match="sendiri cuti"):
        _rest(office, dewi, TODAY + timedelta(9), siti)
    other = office.post(office.who("Rina Sari"), office.term(JANGKANG))
    _rest(office, other, TODAY, dewi)
    with pytest.raises(StepRefused, match="ia menjaga Jangkang"):
        _rest(office, dewi, TODAY + timedelta(9))


def test_who_leaves_on_a_day_to_come_serves_until_then(office: PostingOffice, siti: Posting) -> None:
    by, client = office.officer.actor, office.officer.client
    with reading_as(by):
        resign_supervisor(posting=siti, ending=Ending(last_day=LATER, reason="Pindah."), by=by)
    addresses = [reverse("supervisor_posting", args=[siti.pk]), reverse("supervisor_postings")]
    assert all("Bertugas sampai 17" in client.get(each).content.decode() for each in addresses)
    page = client.get(addresses[0]).content.decode()
    assert (reverse("supervisor_correct", args=[siti.pk]) in page, "Segel kartu" in page) == (True, True)
    assert reverse("supervisor_leave", args=[siti.pk]) not in page
    with clock.at(datetime(2024, 10, 18, 5, tzinfo=UTC)):
        page = client.get(addresses[0]).content.decode()
        assert ("Berakhir" in page, reverse("supervisor_correct", args=[siti.pk]) in page) == (True, False)
        told = client.get(reverse("supervisor_correct", args=[siti.pk]), follow=True).content.decode()
    assert "masa tugas ini sudah berakhir" in told


def test_who_pays_reads_no_hearing_and_no_reason(office: PostingOffice, siti: Posting) -> None:
    by = office.officer.actor
    _rest(office, siti, TODAY)
    with reading_as(by):
        open_dismissal(posting=siti, reasons="Ikut rapat tim sukses.", hearing_on=LATER, by=by)
    address = reverse("supervisor_posting", args=[siti.pk])
    pays = person("treasurer", "bawaslu.14.03", name="Bendahara").client.get(address).content.decode()
    reads = office.officer.client.get(address).content.decode()
    for words in ("Keluarga.", "Pemeriksaan pengawas dibuka"):
        assert (words in reads, words in pays) == (True, False)
    assert "7 Oktober 2024" in pays


def test_who_only_covers_is_neither_replaced_nor_given_leave(
    office: PostingOffice, siti: Posting, dewi: Posting
) -> None:
    _rest(office, siti, TODAY, dewi)
    cover, client = _cover_of(siti), office.officer.client
    page = client.get(reverse("supervisor_posting", args=[cover.pk])).content.decode()
    for route in ("supervisor_replace", "supervisor_leave"):
        assert reverse(route, args=[cover.pk]) not in page
        told = client.get(reverse(route, args=[cover.pk]), follow=True).content.decode()
        assert "hanya penjagaan selama cuti" in told


def test_leave_over_before_the_last_day_stays(office: PostingOffice, siti: Posting, dewi: Posting) -> None:
    _rest(office, siti, TODAY, dewi)
    by = office.officer.actor
    with reading_as(by):
        resign_supervisor(posting=siti, ending=Ending(last_day=LATER, reason="Pindah."), by=by)
    assert (_cover_of(siti).state, _cover_of(siti).ended_on) == (PostingState.ACTIVE, None)
    assert Event.objects.get(kind="supervisor.ended").data["ended"] == {"leave": 0, "covers": 0, "covered": 0}


def test_a_replacement_and_a_dismissal_tell_it_too(office: PostingOffice, siti: Posting, dewi: Posting) -> None:
    _rest(office, siti, LATER)
    who = {"nama": "Rina", "nik": "1403020000000777", "jenis_kelamin": "P", **_dated("tanggal_lahir", date(1990, 1, 2))}
    sent = {**_dated("hari_terakhir", TODAY), "alasan": "Sakit.", **who}
    client, by = office.officer.client, office.officer.actor
    send_through(client, reverse("supervisor_replace", args=[siti.pk]), sent)
    assert "Pengawas diganti. Cuti mulai 17 Oktober 2024 batal." in _page(client, siti)
    _rest(office, dewi, LATER)
    with reading_as(by):
        opened = open_dismissal(posting=dewi, reasons="Tidak hadir.", hearing_on=TODAY, by=by)
        record_hearing(dismissal=opened, attended=True, statement="Saya sakit.", by=by)
    chair = person("supervisor_member", "bawaslu.14.03", name="Ketua")
    verdict = {"putusan": "berhenti", "pertimbangan": "Terbukti.", **_dated("hari_terakhir", TODAY)}
    send_through(chair.client, reverse("supervisor_verdict", args=[opened.pk]), verdict)
    assert "Cuti mulai 17 Oktober 2024 batal." in _page(chair.client, dewi)


def _page(client: Client, row: Posting) -> str:
    return client.get(reverse("supervisor_posting", args=[row.pk])).content.decode()


def test_a_return_leaves_the_cover_of_a_later_leave(office: PostingOffice, siti: Posting, dewi: Posting) -> None:
    other = office.post(office.who("Rina Sari"), office.term(JANGKANG))
    _rest(office, siti, TODAY, dewi)
    _rest(office, siti, LATER + timedelta(20), other)
    by = office.officer.actor
    with reading_as(by):
        record_return(posting=siti, returned_on=TODAY, by=by)
        first, second = Posting.objects.filter(covers=siti).order_by("starts_on")
    assert (first.end_cause, second.state) == (EndCause.WITHDRAWN, PostingState.ACTIVE)
