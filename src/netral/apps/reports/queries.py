"""Reads of reports: an institution's inbox, one report, the checklist, what the reporter may see, totals."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Left
from django.utils.translation import get_language, gettext as _

from netral.apps.catalogue.api import LegalTerm, ProposedAct, acts_for_public, conditions, deadline, propose, term
from netral.apps.reports.domain.answers import Answers, Route
from netral.apps.reports.domain.conditions import Checked, Facts, checklist, facts_of
from netral.apps.reports.domain.statuses import MEANINGS, Status
from netral.apps.reports.models import Accused, Message, Report, StatusNote
from netral.engines.deadlines.terms import Deadline
from netral.engines.rules.dated import NotInForceError
from netral.engines.vault.codes import fingerprint, normalised
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import supervisor_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.regions.models import Tier
from netral.foundation.regions.queries import day_in, full_names, search, today_in, zone_of

REPORTING_TERM = "PK.LAPOR"
_MOST_REGIONS = 12
_REGENCY_LENGTH = 5


def inbox(actor: Actor) -> QuerySet[Report]:
    """Return the reports of the actor's institutions and of those below them, the newest first, without held ones."""
    return (
        Report.objects.visible_to(actor)
        .filter(held=False)
        .select_related("region", "institution")
        .annotate(evidence_count=Count("evidences", distinct=True))
        .order_by("-filed_at", "-id")
    )


def unanswered(actor: Actor) -> QuerySet[Any]:
    """Return the reports of the actor's institution whose last message is the reporter's, the longest waiting first."""
    last = Message.objects.filter(report=OuterRef("pk")).order_by("-at", "-id")
    own = Report.objects.visible_to(actor).filter(held=False, institution=actor.institution_id)
    asked: QuerySet[Any] = own.annotate(
        asks=Subquery(last.values("from_reporter")[:1]), asked_at=Subquery(last.values("at")[:1])
    )
    return asked.filter(asks=True).order_by("asked_at", "id")


def report_for(actor: Actor, report_id: UUID) -> Report:
    """Return one report the actor may see.

    Raises:
        Report.DoesNotExist: there is none, or it belongs to other institutions.
    """
    return Report.objects.visible_to(actor).select_related("region", "institution").get(pk=report_id)


def report_by_code(typed: str) -> Report | None:
    """Return the report a receipt code opens; a code that cannot be one takes the same way as a wrong one."""
    return report_by_hash(fingerprint(normalised(typed) or "", settings.RECEIPT_KEY.key()))


def report_by_hash(receipt_hash: bytes) -> Report | None:
    """Return the report with this receipt, with everything its reporter may see already read."""
    with elevated("receipt code"):
        rows = Report.objects.filter(receipt_hash=receipt_hash).select_related("region", "institution", "identity")
        return rows.prefetch_related("statusnotes", "messages", "evidences__file", "accuseds").first()


def sender_name(actor: Actor) -> str:
    """Return under what name an actor speaks to a reporter: her institution's, never her own."""
    if actor.institution_id is None:
        return ""
    return Institution.objects.filter(pk=actor.institution_id).values_list("name", flat=True).first() or ""


def act_title(code: str) -> str:
    """Return an act in plain words, in the language of the page; an act no longer known stays its code."""
    act = next((act for act in acts_for_public() if act.code == code), None)
    if act is None:
        return code
    return act.title_en if (get_language() or "").startswith("en") else act.title


def last_day_to_report(known_on: date, region: str) -> Deadline | None:
    """Return until when an event known since a day may be reported; None where no term is known for that day."""
    try:
        return deadline(REPORTING_TERM, datetime.combine(known_on, time(), zone_of(region, known_on)), region)
    except NotInForceError:
        return None


def in_time(known_on: date | None, region: str, moment: datetime) -> bool | None:
    """Say whether a report sent at a moment keeps the legal term; None when that cannot be told."""
    if not (known_on and region):
        return None
    last_day = last_day_to_report(known_on, region)
    return moment <= last_day.due if last_day else None


def draft_checklist(answers: Answers) -> tuple[Checked, ...]:
    """Judge the conditions of a report that is not sent yet."""
    moment = now()
    rows = _conditions(moment.date())
    return checklist(facts_of(answers, in_time(answers.known_on, answers.region, moment)), rows)


def checklist_of(report: Report) -> tuple[Checked, ...]:
    """Judge the conditions of a report, on the law of the day it was filed."""
    accused = list(report.accuseds.all())
    facts = Facts(
        identified=report.route == Route.FORMAL,
        accused_named=bool(accused) and all(person.name for person in accused),
        accused_located=bool(accused) and all(person.unit for person in accused),
        in_time=in_time(report.known_on, report.region_id, report.filed_at),
        time_and_place=bool(report.place),
        account=bool(report.account),
        evidence=len(report.evidences.all()),
    )
    return checklist(facts, _conditions(local_day(report)))


def local_day(report: Report) -> date:
    """Return the day a report was filed, where it happened."""
    return day_in(report.region_id, report.filed_at)


def latest_day(region: str) -> date:
    """Return the present day in a region; where none is chosen yet, the latest day anywhere in the country."""
    return today_in(region or "91")


def term_of(report: Report, status: Status, moment: datetime) -> Deadline | None:
    """Return the legal term of a status that began at a moment; the review counts from the day of filing."""
    code = MEANINGS[status].term
    start = report.filed_at if status in (Status.FILED, Status.UNDER_REVIEW) else moment
    try:
        return deadline(code, start, report.region_id) if code else None
    except NotInForceError:
        return None


def statement_of(report: Report, accused: Iterable[Accused], evidence: Iterable[str]) -> dict[str, Any]:
    """Return what was filed, without the reporter's name; its digest stands on the proof of filing."""
    return {
        "number": report.number,
        "filed_at": report.filed_at.isoformat(),
        "institution": report.institution.path,
        "region": report.region_id,
        "act": report.act,
        "account": report.account,
        "place": report.place,
        "happened_on": report.happened_on.isoformat(),
        "happened_at": report.happened_at.isoformat() if report.happened_at else None,
        "known_on": report.known_on.isoformat(),
        "accused": [[person.name, person.description, person.unit] for person in accused],
        "evidence": sorted(evidence),
    }


def filed_statement(report: Report) -> dict[str, Any]:
    """Return what was filed as the rows hold it now, without what was added later."""
    filed = report.evidences.filter(added_at=report.filed_at).select_related("file")
    return statement_of(report, report.accuseds.all(), [row.file.sha256 if row.file else row.link for row in filed])


def totals(region_code: str, since: date | None) -> dict[str, int]:
    """Return how many reports a region received, by route, by where they stand, and by what they ever became."""
    inside = Q(region_id=region_code) | Q(region__code__startswith=f"{region_code}.") if region_code else Q()
    with elevated("public totals"):
        # A flood must not write the public numbers; what an officer opens is counted from then on.
        reports = Report.objects.filter(inside, held=False)
        if since:
            reports = reports.filter(filed_at__date__gte=since)
        rows = reports.values_list("route", "status").annotate(number=Count("pk"))
        reached = StatusNote.objects.filter(report__in=reports).values_list("status")
        return _summed(list(rows), dict(reached.annotate(number=Count("report", distinct=True))))


def received_by_regency() -> dict[str, int]:
    """Return how many reports each regency received, in one query."""
    with elevated("public totals"):
        rows = Report.objects.filter(held=False).order_by().values_list(Left("region_id", _REGENCY_LENGTH))
        return dict(rows.annotate(number=Count("pk")))


def _summed(rows: Sequence[tuple[str, str, int]], reached: dict[str, int]) -> dict[str, int]:
    numbers: Counter[str] = Counter()
    for route, status, number in rows:
        numbers["received"] += number
        numbers[f"route.{route}"] += number
        numbers[f"now.{status}"] += number
    numbers.update({f"reached.{status}": number for status, number in reached.items()})
    return dict(numbers)


def _conditions(on: date) -> list[Any]:
    return [*conditions("formal", on), *conditions("material", on)]


def reporting_term() -> LegalTerm | None:
    """Return the term within which an event must be reported, as it is the law today."""
    try:
        return term(REPORTING_TERM, now().date())
    except NotInForceError:
        return None


def regions_to_choose(typed: str, chosen: str) -> list[tuple[str, str]]:
    """Return the regencies, districts and villages that fit what was typed, after the one chosen before."""
    found = [region.code for region in search(typed, limit=_MOST_REGIONS) if region.tier != Tier.PROVINCE]
    codes = [*([chosen] if chosen else []), *(code for code in found if code != chosen)]
    names = full_names(codes)
    return [(code, names[code]) for code in codes if code in names]


def proposed_acts(report: Report) -> tuple[ProposedAct, ...]:
    """Return the acts the words of a report speak of, the likeliest first; an officer confirms one."""
    wanted = {act.code for act in acts_for_public()}
    return tuple(proposed for proposed in propose(report.account).acts if proposed.code in wanted)


def act_choices() -> list[tuple[str, str]]:
    """Return every act a reporter can choose, for a filter."""
    return [(act.code, act_title(act.code)) for act in acts_for_public()]


def receiver_name(region: str) -> str:
    """Return the name of the institution that would receive a report about a region."""
    return supervisor_of(region, Tier.REGENCY).name


def timeline_of(report: Report, zone: str, *, explained: bool = True) -> list[dict[str, Any]]:
    """Return what the reporter was told, the oldest first, each status in plain words."""
    return [
        {
            "at": note.at,
            "title": _(note.meaning.label),
            "by": note.by,
            "text": "\n\n".join(filter(None, (_(note.meaning.explanation) if explained else "", note.text))),
            "zone": zone,
        }
        for note in report.statusnotes.all()
    ]


def talk_of(report: Report, zone: str) -> list[dict[str, Any]]:
    """Return the messages between reporter and officers, the oldest first."""
    return [
        {
            "at": message.at,
            "title": _("Pelapor") if message.from_reporter else message.by,
            "text": message.text,
            "zone": zone,
        }
        for message in report.messages.all()
    ]
