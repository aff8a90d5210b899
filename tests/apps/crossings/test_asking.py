"""Asking for a pass: given by rule while places last, else it waits; what cannot be is refused in words."""

from datetime import timedelta

import pytest

from netral.apps.crossings.actions.passes import revoke_pass, withdraw_pass
from netral.apps.crossings.actions.requests import ask_pass
from netral.apps.crossings.domain.passes import PassKind, PassState
from netral.apps.crossings.models import FerryDeparture, PriorityPass, RevocationIssue
from netral.apps.crossings.pass_signatures import public_keys_of
from netral.engines.passes.keys import KeyRing
from netral.engines.passes.passes import PassFinding, verify
from netral.engines.passes.revocations import read_revocations
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from tests.apps.crossings.voyages import Voyages, fresh, lay_villages_of
from tests.ground import person

pytestmark = pytest.mark.usefixtures("ground")


def kinds(row: PriorityPass) -> list[str]:
    return [*Event.objects.filter(subject_id=str(row.pk)).order_by("at", "pk").values_list("kind", flat=True)]


def test_a_pass_by_rule_is_signed_and_its_holder_told() -> None:
    voyages = Voyages()
    first = voyages.departures[0]
    row = fresh(voyages.ask(voyages.posted(email="siti@contoh.test"), first))
    assert (row.state, row.kind, row.plate, row.holder) == ("granted", "trip", "BM1234XY", "Siti Rahma")
    keys = KeyRing(public_keys_of(voyages.instrument.government))
    verdict = verify(row.text, keys, at=first.departs_at, crossing="AP-SS")
    assert verdict.reason is PassFinding.GENUINE
    assert verdict.claims is not None
    assert (verdict.claims.serial, verdict.claims.name, verdict.claims.plate) == (row.serial, "Siti Rahma", "BM1234XY")
    assert verdict.claims.departs_at == first.departs_at
    assert verdict.claims.companions == 1
    assert kinds(row) == ["pass.asked", "pass.granted"]
    with elevated("test"):
        notice = Notice.objects.get(template="pass_granted")
    assert notice.address == "siti@contoh.test"
    assert "Anda mendapat tempat prioritas di Air Putih – Sungai Selari" in notice.body
    assert "Bawa juga: Kartu pengawas" in notice.body


def test_who_finds_no_place_waits_and_gets_the_first_that_is_free() -> None:
    voyages = Voyages(places=1)
    codes, first = lay_villages_of(count=3), voyages.departures[0]
    held, second, third = (voyages.ask(voyages.posted(f"Pengawas {code[-4:]}", code), first) for code in codes)
    assert [fresh(row).state for row in (held, second, third)] == ["granted", "waiting", "waiting"]
    with elevated("test"):
        places = [*Event.objects.filter(kind="pass.queued").order_by("at").values_list("data__place", flat=True)]
        assert places == [1, 2]
        assert (
            "urutan 2 daftar tunggu"
            in Notice.objects.filter(template="pass_waiting").order_by("-created_at", "-pk")[0].body
        )
        withdraw_pass(priority_pass=held, by=voyages.office.officer.actor)
    assert [fresh(row).state for row in (held, second, third)] == ["withdrawn", "granted", "waiting"]
    assert kinds(second) == ["pass.asked", "pass.queued", "pass.granted"]
    with elevated("test"):
        issue = RevocationIssue.objects.get()
        revoked = read_revocations(bytes(issue.content), KeyRing(public_keys_of(voyages.instrument.government)))
    assert (revoked.sequence, revoked.serials) == (1, (fresh(held).serial,))
    with elevated("test"):
        revoke_pass(priority_pass=fresh(second), words="Perjalanan pribadi", by=voyages.officer.actor)
    assert [fresh(row).state for row in (second, third)] == ["revoked", "granted"]
    with elevated("test"):
        newest = RevocationIssue.objects.order_by("-sequence").first()
        assert newest is not None
        keys = KeyRing(public_keys_of(voyages.instrument.government))
        revoked = read_revocations(bytes(newest.content), keys, held=revoked)
    assert revoked.sequence == 2
    verdict = verify(fresh(second).text, keys, at=first.departs_at, revoked=revoked)
    assert verdict.reason is PassFinding.REVOKED


def test_without_a_rule_an_officer_decides() -> None:
    voyages = Voyages(by_rule=False)
    row = fresh(voyages.ask(voyages.posted(), voyages.departures[0]))
    assert (row.state, row.text) == (PassState.ASKED, "")


def test_a_standing_pass_ends_with_the_instrument_or_the_term() -> None:
    voyages = Voyages()
    row = fresh(voyages.ask(voyages.posted(), None))
    assert (row.kind, row.state) == (PassKind.STANDING, PassState.GRANTED)
    assert row.valid_until.astimezone(row.zone).isoformat() == "2024-11-30T23:59:59+07:00"


def test_what_cannot_be_is_refused() -> None:
    voyages = Voyages(standing=False)
    posting, first = voyages.posted(), voyages.departures[0]
    voyages.ask(posting, first)
    with pytest.raises(StepRefused, match="Pas yang sama sudah ada: PP-"):
        voyages.ask(posting, first)
    with pytest.raises(StepRefused, match="tidak mengizinkan pas tetap"):
        voyages.ask(posting, None)
    with clock.at(first.departs_at + timedelta(minutes=1)), pytest.raises(StepRefused, match="sudah lewat"):
        voyages.ask(posting, first)
    with elevated("test"):
        assert PriorityPass.objects.count() == 1


def test_a_stranger_asks_for_nobody() -> None:
    voyages = Voyages()
    posting = voyages.posted()
    stranger = person("recruitment_officer", "bawaslu.33.74").actor
    with reading_as(stranger), pytest.raises(type(posting).DoesNotExist):
        ask_pass(posting=posting, wish=voyages.wish(voyages.departures[0]), by=stranger)
    with elevated("test"):
        assert FerryDeparture.objects.count() >= 3
        assert not PriorityPass.objects.exists()
