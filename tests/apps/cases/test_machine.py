"""Whatever anyone tries, in any order: a case moves only by its table, is never decided alone, and never in silence."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from netral.apps.cases.actions import deciding, intake, investigation
from netral.apps.cases.domain import TRANSITIONS, Finding, Outcome, State, Verb
from netral.apps.cases.inputs import DecisionInput, InvitationInput, ReviewInput, StudyInput
from netral.apps.cases.models import Case, Clock, Decision, Invitation, Study, Vote
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from tests.apps.cases.desk import MET, UNMET, Office, at_noon, file, later
from tests.ground import Person

WHY = {"late_reason": "Banyak perkara sekaligus."}


def decision_inputs(case: Case) -> DecisionInput:
    accused = [str(row.pk) for row in case.caseperson_set.all()]
    return DecisionInput(
        finding=Finding.ASN_VIOLATION,
        words="Terbukti.",
        outcomes=dict.fromkeys(accused, Outcome.PROVEN),
        statuses=dict.fromkeys(accused, "pns"),
    )


def hear(case: Case, who: Person) -> object:
    invitation = Invitation.objects.filter(case=case).order_by("recorded_at").last()
    if invitation is None:
        raise StepRefused("nobody was invited")
    return investigation.record_clarification(
        invitation=invitation, attended=True, minutes="Hadir.", by=who.actor, **WHY
    )


def invite(case: Case, who: Person) -> object:
    inputs = InvitationInput("Terlapor", "accused", clock.now() + timedelta(seconds=1), "Kantor")
    sent = investigation.invite(case=case, inputs=inputs, by=who.actor, **WHY)
    later(seconds=2)
    return sent


STUDY = StudyInput(facts="F", analysis="A", proposed=Finding.ASN_VIOLATION, norm_id="B2")
COMPLETE, LACKING = ReviewInput(conditions=MET), ReviewInput(conditions=UNMET, words="Lengkapi.", reason_code="formal")
ATTEMPTS: dict[Verb, Callable[[Case, Person], object]] = {
    Verb.PROPOSE: lambda case, who: intake.propose_registration(case=case, inputs=COMPLETE, by=who.actor, **WHY),
    Verb.ASK_COMPLETION: lambda case, who: intake.ask_completion(case=case, inputs=LACKING, by=who.actor, **WHY),
    Verb.RECEIVE_COMPLETION: lambda case, who: intake.receive_completion(case=case, by=who.actor, **WHY),
    Verb.REFUSE: lambda case, who: intake.refuse_report(case=case, inputs=LACKING, by=who.actor, **WHY),
    Verb.APPROVE: lambda case, who: intake.approve_registration(case=case, by=who.actor, **WHY),
    Verb.SEND_BACK: lambda case, who: intake.send_back(case=case, words="Ulangi.", by=who.actor, **WHY),
    Verb.EXTEND: lambda case, who: investigation.extend_time(case=case, words="Perlu.", by=who.actor, **WHY),
    Verb.INVITE: invite,
    Verb.RECORD_CLARIFICATION: hear,
    Verb.WRITE_STUDY: lambda case, who: investigation.write_study(case=case, inputs=STUDY, by=who.actor, **WHY),
    Verb.CONVENE: lambda case, who: deciding.convene_plenary(case=case, by=who.actor, **WHY),
    Verb.VOTE: lambda case, who: deciding.cast_vote(case=case, finding=Finding.ASN_VIOLATION, by=who.actor, **WHY),
    Verb.REOPEN: lambda case, who: deciding.reopen_plenary(case=case, words="Lagi.", by=who.actor, **WHY),
    Verb.DECIDE: lambda case, who: deciding.decide(case=case, inputs=decision_inputs(case), by=who.actor, **WHY),
}
# A way to the end, so that the machine also gets there.
STRAIGHT = (
    Verb.PROPOSE, Verb.APPROVE, Verb.INVITE, Verb.RECORD_CLARIFICATION, Verb.WRITE_STUDY, Verb.CONVENE, Verb.VOTE,
    Verb.DECIDE,
)  # fmt: skip
TABLE = {(row.origin, row.verb): row for row in TRANSITIONS}


class CaseMachine(RuleBasedStateMachine):
    """Three people of one office, and everything they may try with one case."""

    office: ClassVar[Office]
    reached: ClassVar[set[str]] = set()

    @initialize()
    def report(self) -> None:
        clock.travel(at_noon(2024, 10, 7))
        self.case, _code = file()

    @rule(
        verb=st.sampled_from(list(Verb)), who=st.sampled_from(["officer", "chair", "member"]), hours=st.integers(0, 30)
    )
    def try_anything(self, verb: Verb, who: str, hours: int) -> None:
        later(hours=hours)
        self._try(verb, getattr(self.office, who))

    @rule(steps=st.integers(1, 8), who=st.sampled_from(["chair", "member"]))
    def go_straight_on(self, steps: int, who: str) -> None:
        for _ in range(steps):
            for verb in reversed(STRAIGHT):
                row = TABLE.get((State(self._now().state), verb))
                if row is None:
                    continue
                mine = self.office.officer if row.permission == "cases.handle" else getattr(self.office, who)
                if self._try(verb, mine):
                    break

    @invariant()
    def a_decision_rests_on_everything_before_it(self) -> None:
        with elevated("test"):
            case = Case.objects.get(pk=self.case.pk)
            running = Clock.objects.filter(case=case, ended_at=None).count()
            assert running == (1 if case.is_open else 0)
            if case.state != State.DECIDED:
                assert not Decision.objects.filter(case=case).exists()
                return
            voters = set(Vote.objects.filter(case=case).values_list("member_id", flat=True))
            assert len(voters) >= 2
            assert Study.objects.get(case=case).written_by not in voters
            assert Invitation.objects.filter(case=case).exclude(recorded_at=None).exists()
        kinds = self._events().values_list("kind", "actor")
        proposer = [actor for kind, actor in kinds if kind == "case.registration_proposed"][-1]
        approver = [actor for kind, actor in kinds if kind == "case.registered"]
        assert approver
        assert proposer not in approver

    def _now(self) -> Case:
        with elevated("test"):
            return Case.objects.get(pk=self.case.pk)

    def _events(self) -> Any:
        return Event.objects.filter(subject_type="cases.case", subject_id=str(self.case.pk)).order_by("at", "id")

    def _try(self, verb: Verb, who: Person) -> bool:
        before, heard = self._now(), self._events().count()
        try:
            with reading_as(who.actor):
                ATTEMPTS[verb](before, who)
        except StepRefused:
            assert self._now().state == before.state
            assert self._events().count() == heard
            return False
        row = TABLE[(State(before.state), verb)]
        assert row.permission in who.actor.permissions
        assert self._now().state == row.target
        self.reached.add(row.target)
        last = self._events().last()
        assert self._events().count() == heard + 1
        assert (last.data["from"], last.data["to"]) == (row.origin, row.target)
        return True


@pytest.mark.django_db
def test_a_case_cannot_be_led_astray(office: Office) -> None:
    CaseMachine.office = office
    CaseMachine.reached.clear()
    run_state_machine_as_test(
        CaseMachine,
        settings=settings(
            # An eighth of the profile's examples: each drives a whole office on PostgreSQL.
            max_examples=settings().max_examples // 8,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    # Where the machine never gets to the end, its invariants prove nothing about the end.
    assert State.DECIDED in CaseMachine.reached
