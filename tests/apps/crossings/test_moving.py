"""A cancelled departure moves its passes to the next with a place; nobody is lost, and everybody is told."""

from datetime import timedelta

import pytest

from netral.apps.crossings.actions.departures import cancel_departure, close_departure
from netral.apps.crossings.actions.endings import end_passes_of
from netral.apps.crossings.actions.passes import move_pass
from netral.apps.crossings.cancellations import counted_moves
from netral.apps.crossings.domain.departures import CancelCause
from netral.apps.crossings.models import RevocationIssue, RevokedSerial
from netral.apps.crossings.pass_signatures import public_keys_of
from netral.apps.supervisors.actions.postings import resign_supervisor
from netral.apps.supervisors.inputs import Ending
from netral.engines.passes.keys import KeyRing
from netral.engines.passes.passes import PassFinding, verify
from netral.engines.passes.revocations import read_revocations
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from tests.apps.crossings.voyages import DAY, Voyages, fresh, lay_villages_of

pytestmark = pytest.mark.usefixtures("ground")


def test_a_storm_moves_the_passes_in_the_order_they_were_given() -> None:
    voyages = Voyages(places=2)
    first, second, third = voyages.departures
    codes = lay_villages_of(count=7)
    posts = [voyages.posted(f"Pengawas {code[-4:]}", code, email=f"p{code[-4:]}@contoh.test") for code in codes]
    later = voyages.ask(posts[0], second)
    held = [voyages.ask(post, first) for post in posts[1:3]]
    waiting = [voyages.ask(post, first) for post in posts[3:7]]
    old = fresh(held[0])
    with elevated("test"):
        told = {(target and target.pk, state): many for target, state, many in counted_moves(first)}
        assert told == {(second.pk, "granted"): 1, (third.pk, "granted"): 2, (second.pk, "waiting"): 3}
        by = voyages.officer.actor
        cancel_departure(departure=first, cause=CancelCause.WEATHER, words="Gelombang 3 meter.", by=by)
    rows = [fresh(row) for row in [*held, *waiting]]
    assert [(row.departure_id, row.state) for row in rows] == [
        (second.pk, "granted"),
        (third.pk, "granted"),
        (third.pk, "granted"),
        *[(second.pk, "waiting")] * 3,
    ]
    assert {row.moved_from_id for row in rows} == {first.pk}
    assert fresh(later).departure_id == second.pk
    keys = KeyRing(public_keys_of(voyages.instrument.government))
    with elevated("test"):
        newest = RevocationIssue.objects.order_by("-sequence")[0]
        assert {*RevokedSerial.objects.values_list("serial", flat=True)} == {row.serial for row in held}
        notice = Notice.objects.get(template="pass_moved", address="p2101@contoh.test")
    revoked = read_revocations(bytes(newest.content), keys)
    assert verify(old.text, keys, at=first.departs_at, revoked=revoked).reason is PassFinding.REVOKED
    assert verify(rows[0].text, keys, at=second.departs_at, revoked=revoked).reason is PassFinding.GENUINE
    assert rows[0].number != old.number
    assert "Sebab: Cuaca. Gelombang 3 meter." in notice.body
    assert "Kode QR yang lama tidak berlaku lagi" in notice.body
    event = Event.objects.get(kind="departure.cancelled")
    assert {key: event.data[key] for key in ("moved", "waiting", "ended")} == {"moved": 3, "waiting": 3, "ended": 0}


def test_the_last_departure_of_the_timetable_leaves_nobody_untold() -> None:
    voyages = Voyages(places=1)
    last = voyages.departures[-1]
    codes = lay_villages_of(count=2)
    held, waits = (voyages.ask(voyages.posted(f"Pengawas {code[-4:]}", code), last) for code in codes)
    with elevated("test"):
        cancel_departure(departure=last, cause=CancelCause.TIDE, words="", by=voyages.officer.actor)
    assert [fresh(row).state for row in (held, waits)] == ["revoked", "refused"]
    assert "Belum ada keberangkatan berikutnya" in fresh(held).reason


def test_a_cause_that_is_none_of_the_list_is_explained() -> None:
    voyages = Voyages()
    by = voyages.officer.actor
    with elevated("test"), pytest.raises(StepRefused, match="Sebab pembatalan belum dijelaskan"):
        cancel_departure(departure=voyages.departures[0], cause=CancelCause.OTHER, words=" ", by=by)


def test_closing_keeps_the_counts_and_ends_what_waited_in_vain() -> None:
    voyages = Voyages(places=1)
    first, by = voyages.departures[0], voyages.officer.actor
    codes = lay_villages_of(count=2)
    held, waits = (voyages.ask(voyages.posted(f"Pengawas {code[-4:]}", code), first) for code in codes)
    with elevated("test"):
        with pytest.raises(StepRefused, match="belum waktunya"):
            close_departure(departure=first, turned_away=0, ordinary_waiting=0, by=by)
        with clock.at(first.departs_at):
            row = close_departure(departure=first, turned_away=1, ordinary_waiting=14, by=by)
            with pytest.raises(StepRefused, match="sudah ditutup"):
                close_departure(departure=first, turned_away=0, ordinary_waiting=0, by=by)
    assert (row.state, row.turned_away, row.ordinary_waiting) == ("gone", 1, 14)
    assert [fresh(each).state for each in (held, waits)] == ["granted", "refused"]


def test_an_officer_moves_a_pass_and_the_next_in_the_list_gets_its_place() -> None:
    voyages = Voyages(places=1)
    first, second, _third = voyages.departures
    codes = lay_villages_of(count=3)
    held, waits = (voyages.ask(voyages.posted(f"Pengawas {code[-4:]}", code), first) for code in codes[:2])
    by = voyages.officer.actor
    with elevated("test"):
        move_pass(priority_pass=held, departure=second, words="Permintaan pemegang", by=by)
    assert (fresh(held).departure_id, fresh(held).state) == (second.pk, "granted")
    assert fresh(waits).state == "granted"
    third = voyages.ask(voyages.posted("Pengawas lain", codes[2]), first)
    with elevated("test"), pytest.raises(StepRefused, match="sudah habis"):
        move_pass(priority_pass=fresh(held), departure=first, words="Kembali", by=by)
    assert fresh(third).state == "waiting"


def test_passes_end_with_their_instrument() -> None:
    voyages = Voyages(places=1)
    codes = lay_villages_of(count=2)
    rows = [voyages.ask(voyages.posted(f"P {code[-4:]}", code), voyages.departures[0]) for code in codes]
    with elevated("test"):
        ended = end_passes_of(instrument=voyages.instrument, words="Surat dicabut.", by=voyages.officer.actor)
    assert ended == 2
    assert [fresh(row).state for row in rows] == ["revoked", "refused"]
    assert Notice.objects.filter(template="pass_ended").count() == 2


def test_passes_end_with_the_term_of_their_holder() -> None:
    voyages = Voyages(places=1)
    codes = lay_villages_of(count=2)
    leaves, waits = (voyages.posted(f"Pengawas {code[-4:]}", code) for code in codes)
    held, next_one = (voyages.ask(posting, voyages.departures[0]) for posting in (leaves, waits))
    by = voyages.office.officer.actor
    with elevated("test"):
        resign_supervisor(posting=leaves, ending=Ending(last_day=DAY - timedelta(1), reason="Pindah rumah"), by=by)
    assert [fresh(row).state for row in (held, next_one)] == ["revoked", "granted"]
    assert fresh(held).reason == "Masa tugas pemegang pas berakhir."
