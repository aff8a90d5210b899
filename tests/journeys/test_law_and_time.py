"""The same act on both sides of a day that changes the law, and steps that come too late."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record
from tests.ground import GROUND_LAID
from tests.journeys import citizen, supervisor
from tests.journeys.cast import Cast
from tests.journeys.citizen import WIB, Sighting
from tests.journeys.supervisor import answers
from tests.journeys.visitor import Visitor, refused
from tests.journeys.witness import nothing_recorded, recorded

pytestmark = pytest.mark.django_db

SEEN = Sighting()
REVIEW = SEEN.at + timedelta(days=1)
# On 22 September 2024 the pairs of candidates were fixed; on 24 August 2024 KASN ended.
CANDIDATES_FIXED = date(2024, 9, 22)
KASN_ENDS = date(2024, 8, 24)


def seen_on(day: date, act: str) -> Sighting:
    """Return an act of that day, told the day after in the morning."""
    told = day + timedelta(days=1)
    return Sighting(at=datetime(told.year, told.month, told.day, 9, tzinfo=WIB), happened_on=day, act=act)


@pytest.mark.parametrize(
    ("day", "norm", "other", "level"),
    [
        (CANDIDATES_FIXED - timedelta(days=1), "A2", "B2", "moral"),
        (CANDIDATES_FIXED + timedelta(days=1), "B2", "A2", "berat"),
    ],
)
def test_one_act_is_judged_by_the_norm_of_its_own_day(cast: Cast, day: date, norm: str, other: str, level: str) -> None:
    seen = seen_on(day, "media-sosial")
    review = seen.at + timedelta(hours=1)
    with clock.at(review):
        case = supervisor.until_heard(cast, citizen.report(seen), review)
    later = review + timedelta(days=1, hours=5)
    with clock.at(later):
        offered = cast.officer.open("case_study", case).choices("norm")
        assert (norm in offered, other in offered) == (True, False)
        study = {"facts": "Fakta.", "analysis": "Analisis.", "proposed": supervisor.VIOLATION}
        with nothing_recorded():
            cast.officer.post("case_study", case, **study, norm=other)
        assert "Norma itu tidak berlaku pada tanggal perbuatan." in cast.officer.complaint
    supervisor.until_decided_after_hearing(cast, case, later, norm)
    page = cast.secretary.open("recommendation_register").follow("001/Reg")
    assert page.sees(f"Norma {norm} ")
    assert page.sees(f"({level})")


@pytest.mark.parametrize(
    ("decided_on", "receiver", "other"),
    [
        (KASN_ENDS, "Komisi Aparatur Sipil Negara", "Badan Kepegawaian Negara"),
        (KASN_ENDS + timedelta(days=1), "Badan Kepegawaian Negara", "Komisi Aparatur Sipil Negara"),
    ],
)
def test_a_decision_goes_to_kasn_until_it_ended_and_to_bkn_after(
    cast: Cast, decided_on: date, receiver: str, other: str
) -> None:
    found_kasn()
    seen = seen_on(decided_on - timedelta(days=3), "hadir-kampanye")
    with clock.at(seen.at):
        filed = citizen.report(seen)
        supervisor.until_decided(cast, filed, seen.at + timedelta(hours=1), "A3")
    assert Event.objects.get(kind="case.decided").at.astimezone(WIB).date() == decided_on
    page = cast.secretary.open("recommendation_register").follow("001/Reg")
    assert page.sees(f"Dikirim kepada {receiver}; Bupati Bengkalis")
    assert not page.sees(other)
    assert citizen.status_by_code(filed, clock.now()).sees(f"Putusan diteruskan kepada {receiver}")


@action
def found_kasn() -> None:
    """Add the commission that received such cases until it ended."""
    Institution.objects.create(
        code="kasn", path="kasn", name="Komisi Aparatur Sipil Negara", kind=Kind.KASN, valid_to=KASN_ENDS
    )
    record(GROUND_LAID, subject=("test", "kasn"), by=SYSTEM)


def test_a_late_step_needs_a_reason_and_stays_late(cast: Cast) -> None:
    filed = citizen.report(SEEN)
    officer, case = cast.officer, supervisor.case_on_the_board(cast.officer, filed)
    late = SEEN.at + timedelta(days=4)
    proposal = answers(late.date(), conclusion="propose")
    with clock.at(late):
        assert late_on_the_board(officer) == ["bad"]
        with nothing_recorded(), refused("Mengapa langkah ini terlambat?"):
            officer.open("case_review", case).fill(proposal)
        with recorded("case.registration_proposed", officer.actor):
            officer.open("case_review", case).fill({**proposal, "late_reason": "Jembatan putus, petugas tertahan."})
        page = officer.open("case", case)
    event = Event.objects.get(kind="case.registration_proposed")
    assert (event.data["late"], event.data["late_reason"]) == ("PK.KAJIAN_AWAL", "Jembatan putus, petugas tertahan.")
    assert page.sees("Terlambat")
    with clock.at(late), recorded("case.registered", cast.chair.actor):
        reason = {"conclusion": "approve", "late_reason": "Pleno baru lengkap hari ini."}
        cast.chair.open("case_registration", case).fill(reason)
    page = officer.open("case", case)
    for words in ("Terlambat", "Alasan terlambat: Pleno baru lengkap hari ini."):
        assert page.sees(words), page.text


def late_on_the_board(officer: Visitor) -> list[str]:
    """Return how the board marks the cases whose term is over."""
    rows = officer.get("/petugas/perkara/?due_state=late").table()
    return ["bad" for row in rows if row["Sisa waktu"].startswith("lewat")]


def test_extra_time_is_given_once_and_counted_from_the_end_of_the_first(cast: Cast) -> None:
    filed = citizen.report(SEEN)
    case: Any = supervisor.until_registered(cast, filed, REVIEW)
    words = {"words": "Saksi kedua masih di laut."}
    with clock.at(REVIEW + timedelta(days=1)):
        with recorded("case.time_extended", cast.chair.actor):
            cast.chair.open("case_extend", case).fill(words)
        page = cast.officer.open("case", case)
        assert page.sees("13 Oktober 2024")
        with nothing_recorded(), refused("Waktu tambahan sudah dipakai"):
            cast.chair.open("case_extend", case).fill(words)
