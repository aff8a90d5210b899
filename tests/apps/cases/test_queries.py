"""Who sees which cases, what the totals count, and what comes next."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from netral.apps.cases import api, queries
from netral.apps.cases.actions import intake
from netral.apps.cases.domain import State, Verb
from netral.apps.cases.models import Case, CasePart
from netral.apps.reports.domain.answers import Person as Suspect
from netral.foundation.institutions.scopes import ScopedModel, elevated, reading_as
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from tests.apps.cases.desk import Office, file, later
from tests.ground import person
from tests.work import titles, waits

pytestmark = pytest.mark.django_db
ROWS: tuple[type[ScopedModel], ...] = (Case, *CasePart.__subclasses__())


def seen_by(role: str, path: str) -> list[str]:
    actor = person(role, path, name="Pembaca").actor
    with reading_as(actor):
        return sorted(str(case.institution) for case in queries.cases_of(actor))


def test_an_office_sees_its_own_cases_and_its_superiors_see_them_too(office: Office) -> None:
    file()
    file(region="33.74")
    assert seen_by("supervisor_officer", "bawaslu.14.03") == ["Bawaslu Kabupaten Bengkalis"]
    assert seen_by("supervisor_officer", "bawaslu.33.74") == ["Bawaslu Kota Semarang"]
    assert seen_by("supervisor_officer", "bawaslu.33") == ["Bawaslu Kota Semarang"]
    assert len(seen_by("supervisor_officer", "bawaslu")) == 2


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("personnel_officer", "pemda.14.03.bkpsdm"),
        ("ppk_secretary", "pemda.14.03.ppk"),
        ("ppk_official", "pemda.14.03.ppk"),
        ("inspectorate_officer", "pemda.14.03.inspektorat"),
        ("bkn_officer", "bkn"),
    ],
)
def test_the_employer_sees_no_row_of_a_case_even_when_a_filter_is_forgotten(
    office: Office, role: str, path: str
) -> None:
    case, _code = file()
    office.until_decision(case)
    with reading_as(person(role, path).actor):
        for model in ROWS:
            assert not model.objects.exists(), model.__name__
    for model in ROWS:
        assert not model.objects.exists(), model.__name__
    with elevated("test"):
        assert all(model.objects.exists() for model in ROWS)


def test_totals_count_persons_and_cases_apart_and_nothing_else(office: Office) -> None:
    two = (Suspect(name="Satu"), Suspect(name="Dua"))
    decided, _code = file(accused=two)
    office.until_decision(decided)
    file(region="33.74")
    file()
    counted = {row.code: (row.cases, row.persons) for row in api.counts("14.03")}
    assert counted == {
        "received": (2, 3),
        "in_review": (1, 1),
        "refused": (0, 0),
        "registered": (1, 2),
        "in_handling": (0, 0),
        "decided": (1, 2),
        "asn_violation": (1, 2),
        "not_violation": (0, 0),
        "other_law": (0, 0),
    }
    assert {row.code: row.cases for row in api.counts("14")}["received"] == 2
    assert {row.code: row.cases for row in api.counts()}["received"] == 3
    # "1" is the start of "14" but not a region above it.
    assert {row.code: row.cases for row in api.counts("1")}["received"] == 0


def test_a_term_that_nearly_ends_is_told_to_those_who_do_not_take_the_step(office: Office) -> None:
    first, _code = file()
    later(hours=30)
    second, _code = file()
    mine = waits(office.officer)
    assert [item.title for item in mine] == [first.reference, second.reference]
    assert [item.overdue_at(now()) for item in mine] == [False, False]
    assert titles(office.chair) == []
    later(days=2)
    told = waits(office.chair)
    assert [item.title for item in told] == [first.reference, second.reference]
    assert told[0].overdue_at(now())
    assert titles(person("supervisor_officer", "bawaslu.33.74")) == []
    assert titles(person("supervisor_member", "bawaslu.14")) == [first.reference, second.reference]


def test_the_next_step_names_whose_it_is(office: Office) -> None:
    case, _code = file()
    officer, chair = office.officer.actor, office.chair.actor

    def step(actor: Actor) -> tuple[Verb, bool] | None:
        with elevated("test"):
            found = queries.next_step(Case.objects.get(pk=case.pk), actor)
        with reading_as(actor):
            assert queries.waiting_for(actor).exists() == bool(found and found.mine)
        return (found.verb, found.mine) if found else None

    assert step(officer) == (Verb.PROPOSE, True)
    office.propose(case)
    assert (step(officer), step(chair)) == ((Verb.APPROVE, False), (Verb.APPROVE, True))
    with reading_as(chair):
        intake.approve_registration(case=case, by=chair)
    assert step(officer) == (Verb.INVITE, True)
    invitation = office.invite(case)
    assert step(officer) == (Verb.RECORD_CLARIFICATION, True)
    later(hours=21)
    office.hear(invitation)
    assert step(officer) == (Verb.WRITE_STUDY, True)
    office.study(case)
    assert (step(officer), step(chair)) == ((Verb.CONVENE, False), (Verb.CONVENE, True))
    office.convene(case)
    office.vote(case, office.chair)
    assert (step(chair), step(office.member.actor)) == ((Verb.VOTE, False), (Verb.VOTE, True))
    office.vote(case, office.member)
    assert step(chair) == (Verb.DECIDE, True)
    office.decide(case)
    assert step(chair) is None


def test_the_board_needs_one_query(office: Office) -> None:
    for _ in range(6):
        file()
    actor = office.officer.actor
    with reading_as(actor), CaptureQueriesContext(connection) as asked:
        rows = [(row.institution.name, vars(row)["persons"], vars(row)["due_at"]) for row in queries.cases_of(actor)]
        assert len(asked) == 1
    assert len(rows) == 6


def test_a_case_is_found_by_its_report_and_read_by_those_in_scope_only(office: Office) -> None:
    case, _code = file(happened_on=date(2024, 10, 1))
    with reading_as(office.officer.actor):
        assert case.report_id
        assert api.case_of_report(case.report_id, office.officer.actor) == str(case.pk)
        view = api.case(str(case.pk), office.officer.actor)
    assert (view.state, view.act_date, len(view.persons)) == (State.INITIAL_REVIEW, date(2024, 10, 1), 1)
    stranger = person("supervisor_officer", "bawaslu.33.74").actor
    with reading_as(stranger), pytest.raises(LookupError):
        api.case(str(case.pk), stranger)
    with pytest.raises(LookupError):
        api.decision_of(str(case.pk))
