"""A government with a small roster, an officer, a seal key, an election, a session of the day and an open round."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client

from netral.apps.learning.actions import rounds, sessions
from netral.apps.learning.actions.rounds import RoundInput
from netral.apps.learning.actions.sessions import SessionInput
from netral.apps.learning.curriculum import lesson
from netral.apps.learning.models import Attempt, Invitation, Round, Session
from netral.apps.learning.queries.rounds import whole_invitations
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.registry.import_steps import import_file
from netral.foundation.seals.actions.keys import create_seal_key
from tests.foundation.registry.files import AGUS, HOTMAN, SITI, csv_file
from tests.ground import Person, person

BENGKALIS, SEMARANG = "pemda.14.03", "pemda.33.74"
# The day of every test is 7 October 2024, 10.12 in the west: the session is under way.
BEGINS = datetime(2024, 10, 7, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def places(settings: SimpleNamespace, tmp_path: Path) -> Path:
    settings.NETRAL_STORE = str(tmp_path / "store")
    settings.NETRAL_KEYS = str(tmp_path / "keys")
    settings.SITE_URL = "https://netral.example.go.id"
    return tmp_path


@pytest.fixture
def election(ground: None) -> None:
    load_election(schedule=shipped(), by=SYSTEM)


@pytest.fixture
def officer(election: None) -> Person:
    return person("personnel_officer", f"{BENGKALIS}.bkpsdm")


@pytest.fixture
def neighbour(election: None) -> Person:
    return person("personnel_officer", f"{SEMARANG}.bkpsdm")


@pytest.fixture
def supervisor(election: None) -> Person:
    return person("supervisor_officer", "bawaslu.14.03")


@pytest.fixture
def roster(officer: Person, tmp_path: Path) -> None:
    file = tmp_path / "asn.csv"
    file.write_bytes(csv_file(SITI, AGUS, HOTMAN).read())
    import_file(file, Institution.objects.get(path=BENGKALIS), officer.actor)


@pytest.fixture
def session(officer: Person, roster: None) -> Session:
    return make_session(officer)


@pytest.fixture
def round_(officer: Person, roster: None) -> Round:
    create_seal_key(institution=officer.membership.institution, by=SYSTEM)
    made = make_round(officer)
    with reading_as(officer.actor):
        rounds.open_round(found=made, by=officer.actor)
    return made


@pytest.fixture
def siti(round_: Round) -> Invitation:
    return invitation_of(SITI[0])


def session_inputs(begins: datetime = BEGINS, invited: tuple[str, ...] = (BENGKALIS,)) -> SessionInput:
    """Return a session of two hours."""
    return SessionInput(
        title="Netralitas di media sosial",
        invited=invited,
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        place="Aula BKPSDM",
        speaker="Narasumber Rekaan",
    )


def make_session(
    who: Person, begins: datetime = BEGINS, invited: tuple[str, ...] = (BENGKALIS,), government: str = BENGKALIS
) -> Session:
    """Plan a session; it starts at ten o'clock on the day of the tests unless told otherwise."""
    return sessions.plan_session(
        inputs=session_inputs(begins, invited),
        institution=who.membership.institution,
        government=Institution.objects.get(path=government),
        by=who.actor,
    )


def send_roster(who: Person, file: Path, *people: tuple[str, ...]) -> None:
    """Take over a roster that lists everybody of an officer's government: whoever is missing in it has left."""
    file.write_bytes(csv_file(*people).read())
    government = Institution.objects.get(path=who.membership.institution.path.rpartition(".")[0])
    taken = import_file(file, government, who.actor, is_full=True, deactivate_missing=True)
    assert taken.counts["bad"] == 0


def make_round(who: Person, government: str = BENGKALIS) -> Round:
    """Prepare a round from 1 October to 30 November 2024."""
    return rounds.create_round(
        inputs=RoundInput("Kuis netralitas 2024", date(2024, 10, 1), date(2024, 11, 30)),
        institution=who.membership.institution,
        government=Institution.objects.get(path=government),
        by=who.actor,
    )


def invitation_of(nip: str) -> Invitation:
    """Return somebody's invitation as it stands now."""
    with elevated("the test looks at everything"):
        return whole_invitations().get(person__nip=nip)


def attempts_of(invitation: Invitation) -> list[Attempt]:
    """Return somebody's quizzes, the first begun first."""
    with elevated("the test looks at everything"):
        return list(Attempt.objects.filter(invitation=invitation).select_related("document").order_by("number"))


def fresh(session: Session) -> Session:
    """Return a session as it stands now."""
    with elevated("the test looks at everything"):
        return Session.objects.select_related("government__region", "institution").get(pk=session.pk)


def right_answer(attempt: Attempt) -> str:
    """Return the right answer to the next question."""
    return lesson(attempt.questions[attempt.at - 1]).expected


def wrong_answer(attempt: Attempt) -> str:
    """Return a wrong answer to the next question."""
    return "tidak" if right_answer(attempt) != "tidak" else "melanggar"


def take_quiz(client: Client, invitation: Invitation, token: str, *, right: bool = True) -> str:
    """Walk through a whole quiz in a browser; return the page of its result."""
    client.post(f"/belajar/{token}/kuis/", {"mulai": "ya"})
    while attempt := next((each for each in attempts_of(invitation) if each.finished_at is None), None):
        answer = right_answer(attempt) if right else wrong_answer(attempt)
        client.post(f"/belajar/{token}/kuis/", {"nomor": str(attempt.at), "jawaban": answer})
    return client.get(f"/belajar/{token}/hasil/").content.decode()
