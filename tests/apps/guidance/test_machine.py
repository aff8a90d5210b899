"""Whatever anyone tries: nobody approves her own draft, nothing unapproved is published, nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.actions import release, replies, requests
from netral.apps.guidance.comparison import contradictions
from netral.apps.guidance.domain.answers import Choice
from netral.apps.guidance.domain.states import ANSWER, DECIDE, TRANSITIONS, Position, State, Verb
from netral.apps.guidance.inputs import AnswerInput, PublicationInput
from netral.apps.guidance.models import Answer, ConcernedUnit, GuidanceRequest, PublishedAnswer
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.models import Event
from tests.apps.guidance.desk import ACT, ACT_DATE, LIKED, PUBLIC_QUESTION, PUBLIC_TEXT, Desk, later, noon
from tests.ground import person

WORDS = "Alasannya begini."


def publication(row: GuidanceRequest) -> PublicationInput:
    answer = Answer.objects.filter(request=row, returned_at=None).order_by("version").last()
    found = contradictions(answer.stand, row.act_date, row.region_id) if answer else ()
    choices = {each.key: Choice.SUPERSEDE if each.replaceable else Choice.KEEP for each in found}
    return PublicationInput(PUBLIC_QUESTION, PUBLIC_TEXT, choices, WORDS)


def answer_inputs(position: Position) -> AnswerInput:
    norms = ["B2"] if position is Position.VIOLATION else []
    return AnswerInput(ACT, LIKED, position, norms, "Jawaban.", ACT_DATE)


Attempt = Callable[[GuidanceRequest, Actor, Position], object]
ATTEMPTS: dict[Verb, Attempt] = {
    Verb.EDIT: lambda row, by, _: requests.confirm_facts(request=row, facts=LIKED, by=by),
    Verb.SEND: lambda row, by, _: requests.send_request(request=row, by=by),
    Verb.WITHDRAW: lambda row, by, _: requests.withdraw_request(request=row, words=WORDS, by=by),
    Verb.ESCALATE: lambda row, by, _: replies.pass_up(request=row, words=WORDS, by=by),
    Verb.HAND_BACK: lambda row, by, _: replies.hand_back(request=row, words=WORDS, by=by),
    Verb.REFUSE: lambda row, by, _: replies.refuse_request(request=row, words=WORDS, by=by),
    Verb.DRAFT: lambda row, by, position: replies.draft_answer(request=row, inputs=answer_inputs(position), by=by),
    Verb.SEND_BACK: lambda row, by, _: replies.send_back(request=row, words=WORDS, by=by),
    Verb.APPROVE: lambda row, by, _: replies.approve_answer(request=row, by=by),
    Verb.PUBLISH: lambda row, by, _: release.publish_answer(request=row, inputs=publication(row), by=by),
}
STRAIGHT = (Verb.SEND, Verb.DRAFT, Verb.APPROVE, Verb.PUBLISH)
TABLE = {(row.origin, row.verb): row for row in TRANSITIONS}


class GuidanceMachine(RuleBasedStateMachine):
    """Those who ask, answer and approve at two tiers, one who does both, and a stranger; whatever they may try."""

    desk: ClassVar[Desk]
    people: ClassVar[dict[str, Actor]] = {}
    reached: ClassVar[set[str]] = set()

    @initialize()
    def begin(self) -> None:
        clock.travel(noon(2024, 10, 7))
        by = self.people["asker"]
        self.versions = 0
        with reading_as(by):
            self.row = requests.start_request(inputs=self.desk.question(), by=by)
            requests.confirm_act(request=self.row, act=ACT, by=by)

    @rule(
        verb=st.sampled_from(list(Verb)),
        who=st.sampled_from(["asker", "officer", "chair", "both", "upper", "upper_chair", "stranger"]),
        position=st.sampled_from(Position),
        hours=st.integers(0, 40),
    )
    def try_anything(self, verb: Verb, who: str, position: Position, hours: int) -> None:
        later(hours=hours)
        self._try(verb, self.people[who], position)

    @rule(steps=st.integers(1, 4), position=st.sampled_from(Position), writer=st.sampled_from(["officer", "both"]))
    def go_straight_on(self, steps: int, position: Position, writer: str) -> None:
        for _ in range(steps):
            for verb in STRAIGHT:
                who = {Verb.SEND: "asker", Verb.DRAFT: writer}.get(verb, "chair")
                if (State(self._now().state), verb) in TABLE and self._try(verb, self.people[who], position):
                    break

    @rule(verb=st.sampled_from([Verb.REFUSE, Verb.WITHDRAW, Verb.SEND_BACK]))
    def turn_aside(self, verb: Verb) -> None:
        self._try(Verb.SEND, self.people["asker"], Position.ASK)
        self._try(verb, self.people["asker" if verb is Verb.WITHDRAW else "chair"], Position.ASK)

    @invariant()
    def nobody_judged_her_own_and_nothing_went_out_unjudged(self) -> None:
        with elevated("test"):
            row = GuidanceRequest.objects.get(pk=self.row.pk)
            answers = list(Answer.objects.filter(request=row).order_by("version"))
            published = list(PublishedAnswer.objects.filter(answer__request=row).select_related("answer"))
            unread = ConcernedUnit.objects.filter(request=row, published_at__isnull=False).exists()
        assert all(answer.approved_by != answer.written_by for answer in answers)
        assert len(published) == (1 if row.state == State.PUBLISHED else 0)
        assert unread == bool(published)
        for found in published:
            assert found.answer.approved_at is not None
            assert found.answer.returned_at is None
            publisher = Event.objects.get(kind="guidance.published", subject_id=str(row.pk)).actor
            assert publisher != f"staff:{found.answer.written_by}"
        # Every version ever written is still there, numbered without a gap.
        assert [answer.version for answer in answers] == list(range(1, self.versions + 1))

    @invariant()
    def no_two_standing_answers_of_one_act_contradict_in_silence(self) -> None:
        standing = list(PublishedAnswer.objects.filter(replaced_at=None))
        assert all(row.differs_because for row in standing if self._differs(row, standing))

    def _differs(self, row: PublishedAnswer, standing: list[PublishedAnswer]) -> bool:
        said = catalogue.judge(row.act, row.facts, row.judged_on).verdict.value
        return row.position != said or any(other.position != row.position for other in standing)

    def _now(self) -> GuidanceRequest:
        with elevated("test"):
            return GuidanceRequest.objects.get(pk=self.row.pk)

    def _events(self) -> Any:
        return Event.objects.filter(subject_type="guidance.guidancerequest", subject_id=str(self.row.pk)).order_by(
            "at", "id"
        )

    def _try(self, verb: Verb, by: Actor, position: Position) -> bool:
        before, heard = self._now(), self._events().count()
        try:
            with reading_as(by):
                ATTEMPTS[verb](before, by, position)
        except (StepRefused, GuidanceRequest.DoesNotExist):
            assert self._now().state == before.state
            assert self._events().count() == heard
            return False
        row = TABLE[(State(before.state), verb)]
        assert row.permission in by.permissions
        if row.permission in {ANSWER, DECIDE}:
            assert by.institution_id == before.answerer_id
        assert self._now().state == row.target
        self.reached.add(row.target)
        self.versions += verb is Verb.DRAFT
        last = self._events().last()
        assert self._events().count() == heard + 1
        assert (last.data["from"], last.data["to"]) == (row.origin, row.target)
        return True


@pytest.mark.django_db
def test_a_request_cannot_be_led_astray(desk: Desk) -> None:
    chair = desk.chair.actor
    GuidanceMachine.desk = desk
    GuidanceMachine.people = {
        "asker": desk.asker.actor,
        "officer": desk.officer.actor,
        "chair": chair,
        # One person with both roles of the office.
        "both": replace(chair, id="seorang", permissions=chair.permissions | desk.officer.actor.permissions),
        "upper": person("supervisor_officer", "bawaslu.14").actor,
        "upper_chair": person("supervisor_member", "bawaslu.14").actor,
        "stranger": person("supervisor_member", "bawaslu.33.74").actor,
    }
    GuidanceMachine.reached.clear()
    run_state_machine_as_test(
        GuidanceMachine,
        settings=settings(
            # A third of the profile's examples: each drives two offices on PostgreSQL.
            max_examples=settings().max_examples // 3,
            stateful_step_count=15,
            # The same walks every time: whether all ends are reached must not be a matter of luck.
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    # Where the machine never gets to the ends, its invariants prove nothing about them.
    assert {State.PUBLISHED, State.REFUSED, State.WITHDRAWN} <= GuidanceMachine.reached
