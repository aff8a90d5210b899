"""Reads of cases: those an actor may see, what happened in one, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case as SqlCase, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Left

from netral.apps.cases.domain import Finding, Outcome, State, Verb, is_deadlocked
from netral.apps.cases.models import Case, CasePerson, Clock, Invitation, Plenary
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event
from netral.foundation.regions.queries import zone_of

_REGENCY_LENGTH = 5
_NEARLY_OVER = timedelta(days=1)


@dataclass(frozen=True)
class NextStep:
    """The one step a case waits for, and whether the reader may take it."""

    verb: Verb
    permission: str
    mine: bool


def cases_of(actor: Actor) -> QuerySet[Case]:
    """Return the cases an actor may see, with the end of the term now running and the number of persons."""
    clock = Clock.objects.filter(case=OuterRef("pk"), ended_at=None).values("due_at")[:1]
    accused = CasePerson.objects.filter(case=OuterRef("pk")).order_by().values("case")
    persons = accused.annotate(number=Count("pk")).values("number")
    visible = Case.objects.visible_to(actor)
    return visible.select_related("institution").annotate(
        due_at=Subquery(clock), persons=Subquery(persons), due_state=_due_state(now())
    )


def _due_state(moment: datetime) -> SqlCase:
    running = Clock.objects.filter(case=OuterRef("pk"), ended_at=None)
    return SqlCase(
        When(Exists(running.filter(due_at__lt=moment)), then=Value("late")),
        When(Exists(running), then=Value("running")),
        default=Value("none"),
    )


def case_for(actor: Actor, case_id: UUID | str) -> Case:
    """Return one case an actor may see.

    Raises:
        Case.DoesNotExist: there is none with this identifier in her scope.
    """
    return Case.objects.visible_to(actor).select_related("institution", "region").get(pk=case_id)


def running_clock(case: Case) -> Clock | None:
    """Return the clock now running on a case."""
    return Clock.objects.filter(case=case, ended_at=None).first()


def timeline(case: Case) -> list[dict[str, Any]]:
    """Return what the ledger remembers of a case, the newest first."""
    events = Event.objects.filter(subject_type=Case._meta.label_lower, subject_id=str(case.pk)).order_by("-at", "-id")
    zone = zone_of(case.region_id).key
    return [
        {
            "at": event.at,
            "title": KINDS.label(event.kind),
            "by": event.actor_label,
            "text": _words(event.data),
            "zone": zone,
        }
        for event in events
    ]


def _words(data: Mapping[str, Any]) -> str:
    return "\n".join(str(data[key]) for key in ("number", "words", "late_reason") if data.get(key))


def next_step(case: Case, actor: Actor) -> NextStep | None:
    """Return the step a case waits for; None when it is finished."""
    found = _STEPS.get(State(case.state))
    if found is None:
        return None
    verb, permission = found
    if case.state == State.CLARIFICATION and pending_invitations(case).exists():
        verb = Verb.RECORD_CLARIFICATION
    if case.state == State.PLENARY and (end := _end_of_plenary(case)):
        verb, permission = end, "cases.decide"
    mine = case.institution_id == actor.institution_id and actor.may(permission)
    return NextStep(verb, permission, mine and _may_personally(case, verb, actor))


_STEPS = {
    State.INITIAL_REVIEW: (Verb.PROPOSE, "cases.handle"),
    State.NEEDS_COMPLETION: (Verb.RECEIVE_COMPLETION, "cases.handle"),
    State.REGISTRATION_PROPOSED: (Verb.APPROVE, "cases.approve"),
    State.REGISTERED: (Verb.INVITE, "cases.handle"),
    State.CLARIFICATION: (Verb.WRITE_STUDY, "cases.handle"),
    State.STUDY: (Verb.CONVENE, "cases.decide"),
    State.PLENARY: (Verb.VOTE, "cases.vote"),
}


def pending_invitations(case: Case) -> QuerySet[Invitation]:
    """Return the invitations whose result is not recorded yet."""
    return Invitation.objects.filter(case=case, recorded_at=None)


def has_voted(case: Case, actor: Actor) -> bool:
    """Say whether the actor's vote is in."""
    return current_plenary(case).votes.filter(member_id=actor.id).exists()


def current_plenary(case: Case) -> Plenary:
    """Return the plenary now open on a case, or the one that decided it.

    Raises:
        Plenary.DoesNotExist: none was convened yet.
    """
    return Plenary.objects.filter(case=case).latest("held_at", "id")


def votes_of(plenary: Plenary) -> list[Finding]:
    """Return the votes cast in a plenary."""
    return [Finding(found) for found in plenary.votes.values_list("finding", flat=True)]


def _end_of_plenary(case: Case) -> Verb | None:
    plenary = current_plenary(case)
    votes = votes_of(plenary)
    if is_deadlocked(votes, len(plenary.members)):
        return Verb.REOPEN
    return Verb.DECIDE if len(votes) >= plenary.quorum else None


def _may_personally(case: Case, verb: Verb, actor: Actor) -> bool:
    if verb is Verb.APPROVE:
        return case.proposed_by != actor.id
    if verb is Verb.VOTE:
        plenary = current_plenary(case)
        return actor.id in {member["id"] for member in plenary.members} and not has_voted(case, actor)
    return True


def waiting_for(actor: Actor) -> QuerySet[Case]:
    """Return the cases of the actor's institution whose next step she may take, by the end of the term now running.

    The same as `next_step` says of each of them; `enough` tells whether the votes of a plenary suffice to end it.
    """
    held = cases_of(actor).filter(institution=actor.institution_id)
    states = [state for state, (_verb, permission) in _STEPS.items() if actor.may(permission)]
    mine = Q(state__in={*states} - {State.PLENARY, State.REGISTRATION_PROPOSED})
    if State.REGISTRATION_PROPOSED in states:
        mine |= Q(state=State.REGISTRATION_PROPOSED) & ~Q(proposed_by=actor.id)
    if actor.may("cases.vote"):
        mine |= Q(state=State.PLENARY, enough=False, called=True)
    if actor.may("cases.decide"):
        mine |= Q(state=State.PLENARY, enough=True)
    return _by_term(held.annotate(**_plenary_of(actor)).filter(mine))


def watched_by(actor: Actor) -> QuerySet[Case]:
    """Return the cases an actor sees whose term is over or nearly so, while another has to take the step."""
    near = Clock.objects.filter(case=OuterRef("pk"), ended_at=None, due_at__lt=now() + _NEARLY_OVER)
    return _by_term(cases_of(actor).filter(Exists(near)).exclude(pk__in=waiting_for(actor).order_by().values("pk")))


def _by_term(rows: QuerySet[Case]) -> QuerySet[Case]:
    clock = Clock.objects.filter(case=OuterRef("pk"), ended_at=None)
    terms = {"term": clock.values("title")[:1], "term_since": clock.values("started_at")[:1]}
    named = {name: Subquery(found) for name, found in terms.items()}
    return rows.annotate(**named).order_by(F("due_at").asc(nulls_last=True), "opened_at", "pk")


def _plenary_of(actor: Actor) -> dict[str, Exists]:
    """Return what a plenary now open waits for: its end, or a vote of the actor."""
    last = Plenary.objects.filter(case=OuterRef("case")).order_by("-held_at", "-id").values("pk")[:1]
    plenary = Plenary.objects.filter(case=OuterRef("pk"), pk=Subquery(last)).annotate(cast=Count("votes"))
    called = plenary.filter(members__contains=[{"id": actor.id}]).exclude(votes__member_id=actor.id)
    return {"enough": Exists(plenary.filter(cast__gte=F("quorum"))), "called": Exists(called)}


# Each stage by what is true of its cases. Of a violation, only the persons found to have committed it count.
STAGES: dict[str, dict[str, Any]] = {
    "received": {},
    "in_review": {"state__in": [State.INITIAL_REVIEW, State.NEEDS_COMPLETION, State.REGISTRATION_PROPOSED]},
    "refused": {"state": State.REFUSED},
    "registered": {"registered_at__isnull": False},
    "in_handling": {"state__in": [State.REGISTERED, State.CLARIFICATION, State.STUDY, State.PLENARY]},
    "decided": {"state": State.DECIDED},
    "asn_violation": {"finding": Finding.ASN_VIOLATION},
    "not_violation": {"finding": Finding.NOT_VIOLATION},
    "other_law": {"finding": Finding.OTHER_LAW},
}


def stage_counts(region_code: str) -> dict[str, tuple[int, int]]:
    """Return, of each stage, how many cases and how many accused persons a region and those inside it have."""
    cases = _counted(Case.objects.filter(_inside(region_code, "")), "")
    accused = CasePerson.objects.filter(_inside(region_code, "case__"))
    persons = _counted(accused, "case__")
    persons["asn_violation"] = _counted(accused.filter(outcome=Outcome.PROVEN), "case__")["asn_violation"]
    return {code: (cases[code], persons[code]) for code in STAGES}


def stage_counts_by_regency() -> dict[str, dict[str, tuple[int, int]]]:
    """Return the cases and the accused persons of each stage in each regency, in two queries."""
    cases = {row["regency"]: row for row in _by_regency(Case.objects.all(), "")}
    persons = {row["regency"]: row for row in _by_regency(CasePerson.objects.all(), "case__")}
    nobody = dict.fromkeys(STAGES, 0)
    return {
        regency: {code: (row[code], persons.get(regency, nobody)[code]) for code in STAGES}
        for regency, row in cases.items()
    }


def _by_regency(rows: QuerySet[Any], prefix: str) -> QuerySet[Any]:
    wanted = _stage_filters(prefix)
    if prefix:
        wanted["asn_violation"] &= Q(outcome=Outcome.PROVEN)
    counted = {code: Count("pk", filter=where) for code, where in wanted.items()}
    regency = Left(f"{prefix}region_id", _REGENCY_LENGTH)
    found: QuerySet[Any] = rows.order_by().values(regency=regency).annotate(**counted)
    return found


def _inside(region_code: str, prefix: str) -> Q:
    """Return the condition for a region and all inside it; an empty code is the whole country."""
    if not region_code:
        return Q()
    return Q(**{f"{prefix}region": region_code}) | Q(**{f"{prefix}region__code__startswith": f"{region_code}."})


def _counted(rows: QuerySet[Any], prefix: str) -> dict[str, int]:
    wanted = {code: Count("pk", filter=where) for code, where in _stage_filters(prefix).items()}
    return rows.order_by().aggregate(**wanted)


def _stage_filters(prefix: str) -> dict[str, Q]:
    return {
        code: Q(pk__isnull=False, **{f"{prefix}{key}": value for key, value in where.items()})
        for code, where in STAGES.items()
    }
