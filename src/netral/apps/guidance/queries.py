"""Reads of guidance: requests an actor may see, what comes next, the library, readings and reviews."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case as SqlCase, F, OuterRef, Q, QuerySet, Subquery, Value, When

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.domain.states import ANSWER, ASK, ASKING, DECIDE, OPEN, State, Verb, possible
from netral.apps.guidance.models import LANGUAGE, Answer, ConcernedUnit, Discrepancy, GuidanceRequest, PublishedAnswer
from netral.foundation.accounts.links import digest_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event
from netral.foundation.regions.queries import zone_of

LONGEST_SEARCH = 200


@dataclass(frozen=True)
class NextStep:
    """The one step a request waits for, and whether the reader may take it."""

    verb: Verb
    mine: bool


def requests_of(actor: Actor) -> QuerySet[GuidanceRequest]:
    """Return the requests an actor may see, each with the state of its due date."""
    visible = GuidanceRequest.objects.visible_to(actor)
    return visible.select_related("asker", "answerer", "government").annotate(due_state=_due_state(now()))


def request_for(actor: Actor, ident: UUID | str) -> GuidanceRequest:
    """Return one request an actor may see.

    Raises:
        GuidanceRequest.DoesNotExist: there is none with this identifier in her scope.
    """
    return requests_of(actor).select_related("region", "receiver").get(pk=ident)


def _due_state(moment: datetime) -> SqlCase:
    return SqlCase(
        When(state__in=[*OPEN], due_at__lt=moment, then=Value("late")),
        When(state__in=[*OPEN], then=Value("running")),
        default=Value("none"),
    )


def late(rows: QuerySet[GuidanceRequest]) -> QuerySet[GuidanceRequest]:
    """Return the requests among these whose answer is late."""
    return rows.filter(state__in=[*OPEN], due_at__lt=now())


def overdue() -> QuerySet[GuidanceRequest]:
    """Return every request whose answer is late."""
    return late(GuidanceRequest.objects.select_related("answerer", "asker"))


def waiting_for(actor: Actor) -> QuerySet[GuidanceRequest]:
    """Return the requests whose next step an actor takes, by the day their answer is due, as `next_step` says."""
    answers = Answer.objects.filter(request=OuterRef("pk"), returned_at=None).order_by("-version")
    wanted, held = Q(pk__in=[]), Q(answerer=actor.institution_id)
    if actor.may(ASK):
        wanted |= Q(state=State.CONCEPT, asker=actor.institution_id)
    if actor.may(ANSWER):
        wanted |= held & Q(state=State.RECEIVED)
    if actor.may(DECIDE):
        wanted |= held & Q(state__in=[State.DRAFTED, State.APPROVED], writer__isnull=False) & ~Q(writer=actor.id)
    rows = requests_of(actor).annotate(writer=Subquery(answers.values("written_by")[:1]))
    return rows.filter(wanted).order_by(F("due_at").asc(nulls_last=True), "created_at", "pk")


def verbs_of(request: GuidanceRequest, actor: Actor) -> tuple[Verb, ...]:
    """Return what the actor can do with a request now."""
    verbs = possible(State(request.state), actor.permissions)
    asks, answers = request.asker_id == actor.institution_id, request.answerer_id == actor.institution_id
    return tuple(verb for verb in verbs if (asks if verb in ASKING else answers))


_NEXT = {
    State.CONCEPT: Verb.SEND,
    State.RECEIVED: Verb.DRAFT,
    State.DRAFTED: Verb.APPROVE,
    State.APPROVED: Verb.PUBLISH,
}


def next_step(request: GuidanceRequest, actor: Actor) -> NextStep | None:
    """Return the step a request waits for; None when it is closed."""
    verb = _NEXT.get(State(request.state))
    if verb is None:
        return None
    mine = verb in verbs_of(request, actor)
    if mine and verb in {Verb.APPROVE, Verb.PUBLISH}:
        answer = Answer.objects.filter(request=request, returned_at=None).order_by("version").last()
        mine = answer is not None and answer.written_by != actor.id
    return NextStep(verb, mine)


def answers_to(request: GuidanceRequest) -> list[Answer]:
    """Return the versions of an answer that the reader may see, the newest first."""
    return list(Answer.objects.filter(request=request).order_by("-version"))


def published_of(request: GuidanceRequest) -> PublishedAnswer | None:
    """Return the published answer of a request, if there is one."""
    return PublishedAnswer.objects.filter(answer__request=request).first()


def units_asking(request: GuidanceRequest) -> list[ConcernedUnit]:
    """Return the units a request concerns."""
    return list(ConcernedUnit.objects.filter(request=request).select_related("unit"))


def discrepancies_of(request: GuidanceRequest) -> list[Discrepancy]:
    """Return the contradictions that were decided when a request was answered, as far as the reader may see them."""
    return list(Discrepancy.objects.filter(request=request).select_related("earlier"))


def readings_of(actor: Actor) -> QuerySet[ConcernedUnit]:
    """Return the units that were given an answer, as far as the actor may see them."""
    visible = ConcernedUnit.objects.visible_to(actor).exclude(published_at=None)
    state = SqlCase(When(read_at=None, then=Value("waiting")), default=Value("read"))
    return visible.select_related("request", "unit").annotate(reading=state)


def unread_by(actor: Actor) -> QuerySet[ConcernedUnit]:
    """Return the answers that the actor's own office was given and has not confirmed, the oldest first."""
    return readings_of(actor).filter(unit=actor.institution_id, read_at=None).order_by("published_at", "pk")


def reviews_of(actor: Actor) -> QuerySet[PublishedAnswer]:
    """Return the answers the actor's institutions have to look at again, those not looked at the longest first."""
    return held_by(to_review(now().date()), actor).order_by("checked_at", "pk")


def unit_for(actor: Actor, ident: UUID | str) -> ConcernedUnit:
    """Return one unit of a request an actor may see.

    Raises:
        ConcernedUnit.DoesNotExist: there is none in her scope.
    """
    visible = ConcernedUnit.objects.visible_to(actor)
    return visible.select_related("request", "unit").get(pk=ident)


def unit_by_token(token: str) -> ConcernedUnit | None:
    """Return the unit of a personal link; call it where every row may be read."""
    return ConcernedUnit.objects.filter(token_digest=digest_of(token)).select_related("request", "unit").first()


def units_to_remind() -> QuerySet[ConcernedUnit]:
    """Return the units whose term to read is over and who were not reminded since it was."""
    unread = ConcernedUnit.objects.filter(read_at=None, remind_from__lte=now())
    return unread.filter(Q(reminded_at=None) | Q(reminded_at__lt=F("remind_from"))).select_related("request", "unit")


def timeline(request: GuidanceRequest) -> list[dict[str, Any]]:
    """Return what the ledger remembers of a request, the newest first."""
    events = Event.objects.filter(subject_type=GuidanceRequest._meta.label_lower, subject_id=str(request.pk))
    zone = zone_of(request.region_id).key
    return [
        {"at": event.at, "title": KINDS.label(event.kind), "by": event.actor_label, "text": _words(event), "zone": zone}
        for event in events.order_by("-at", "-id")
    ]


def _words(event: Event) -> str:
    return "\n".join(str(event.data[key]) for key in ("number", "words") if event.data.get(key))


def library() -> QuerySet[PublishedAnswer]:
    """Return every published answer, the newest first."""
    found = PublishedAnswer.objects.select_related("institution", "replaced_by")
    standing = SqlCase(When(replaced_at=None, then=Value("standing")), default=Value("replaced"))
    return found.annotate(standing=standing)


def searched(rows: QuerySet[PublishedAnswer], words: str) -> QuerySet[PublishedAnswer]:
    """Return the answers that hold the words typed, by Indonesian stems; where none holds all, those that hold some."""
    typed = " ".join(words.replace("\0", "").split())[:LONGEST_SEARCH]
    if not typed:
        return rows
    number = rows.filter(number__iexact=typed)
    if number.exists():
        return number
    every = SearchQuery(typed, config=LANGUAGE, search_type="websearch")
    found = rows.filter(search=every)
    if not found.exists():
        every = SearchQuery(" or ".join(typed.split()), config=LANGUAGE, search_type="websearch")
        found = rows.filter(search=every)
    return found.order_by(SearchRank(F("search"), every).desc(), "-published_at", "-id")


def standing_on(act: str, day: date) -> QuerySet[PublishedAnswer]:
    """Return the answers on an act that hold on a day and were not replaced."""
    rows = library().filter(act=act, replaced_at=None, valid_from__lte=day)
    return rows.filter(Q(valid_to=None) | Q(valid_to__gte=day))


def to_review(on: date) -> QuerySet[PublishedAnswer]:
    """Return the answers that still hold and were last looked at under another catalogue."""
    rows = library().filter(replaced_at=None).exclude(checked_version=catalogue.catalogue_version())
    return rows.filter(Q(valid_to=None) | Q(valid_to__gte=on))


def held_by(rows: QuerySet[PublishedAnswer], actor: Actor) -> QuerySet[PublishedAnswer]:
    """Return the answers of the actor's institution and those below it."""
    wanted = Q(pk__in=[])
    for path in actor.paths:
        wanted |= Q(institution__path__under=path)
    return rows.filter(wanted)


def norms_in_use() -> list[str]:
    """Return the ids of the norms that published answers name."""
    named = PublishedAnswer.objects.values_list("norms", flat=True)
    return sorted({norm for norms in named for norm in norms})
