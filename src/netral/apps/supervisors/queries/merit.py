"""The ranking of a vacancy, read only when everything it rests on is in."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from netral.apps.supervisors.domain.applications import ApplicationState, Sex
from netral.apps.supervisors.domain.interviews import mean_of
from netral.apps.supervisors.domain.merit import Candidate, RankedPlace, affected_by_share, digest_of, rank, seed_of
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models import Application, DecidedPlace, InterviewAssessment, Vacancy, WrittenScore
from netral.apps.supervisors.parameters import read, tie_rules, weights_of
from netral.apps.supervisors.queries.selection import UNCHECKED, has_test, unready
from netral.engines.rules.dated import Provenance, Verification


@dataclass(frozen=True)
class RankedApplication:
    """An application with its scores and place; without a place where she did not come to the interview."""

    application: Application
    test: Decimal | None
    interview: Decimal | None
    place: RankedPlace | None


@dataclass(frozen=True)
class Ranking:
    """The ranking of a vacancy, and by what its lots are drawn again."""

    rows: tuple[RankedApplication, ...]
    seed: str
    digests: tuple[str, ...]


@dataclass(frozen=True)
class WomenShare:
    """The share of women among the applicants of a district, and what the rule would change; it is never applied."""

    women: int
    everyone: int
    least: Decimal
    affected: int
    source: Provenance

    @property
    def share(self) -> Decimal:
        """Return the share of women, 0 to 1."""
        return Decimal(self.women) / self.everyone if self.everyone else Decimal()


def ranking_of(vacancy: Vacancy) -> Ranking | None:
    """Return the ranking of the qualified; None while a check, a score or marks are missing, so that nothing leaks."""
    applications = Application.objects.filter(vacancy=vacancy)
    with_test = has_test(vacancy.recruitment)
    if applications.filter(state__in=UNCHECKED).exists() or unready(applications, with_test=with_test).exists():
        return None
    rows = list(applications.filter(state=ApplicationState.QUALIFIED).select_related("village"))
    tests, interviews = _tests(vacancy), _interviews(vacancy)
    candidates = [
        Candidate(str(row.pk), tests.get(row.pk, Decimal()), interviews[row.pk], digest_of(bytes(row.code_digest)))
        for row in rows
        if row.pk in interviews
    ]
    places = {place.key: place for place in rank(candidates, weights_of(Post(vacancy.recruitment.post)), tie_rules())}
    ranked = [
        RankedApplication(row, tests.get(row.pk), interviews.get(row.pk), places.get(str(row.pk))) for row in rows
    ]
    ranked.sort(key=lambda each: (each.place is None, each.place.rank if each.place else 0, str(each.application.pk)))
    digests = tuple(sorted(candidate.digest for candidate in candidates))
    return Ranking(tuple(ranked), seed_of(digests), digests)


def decided_places(vacancy: Vacancy) -> list[DecidedPlace]:
    """Return what was decided about each application of a vacancy."""
    return list(DecidedPlace.objects.filter(decision__vacancy=vacancy).select_related("application__village"))


def women_share(vacancy: Vacancy, ranking: Ranking | None) -> WomenShare | None:
    """Return the share of women in a district where a rule names the least, and how many seats it would touch."""
    rules = [row for row in read("extension.yaml") if row["post"] == vacancy.recruitment.post and row["least_women"]]
    if not rules:
        return None
    rule, district = rules[0], ".".join(vacancy.region_id.split(".")[:3])
    there = Application.objects.filter(recruitment=vacancy.recruitment, vacancy__region__code__startswith=district)
    applicants = there.exclude(state=ApplicationState.WITHDRAWN)
    least = Decimal(str(rule["least_women"]))
    order = [row.application.sex == Sex.FEMALE for row in ranking.rows if row.place] if ranking else []
    return WomenShare(
        women=applicants.filter(sex=Sex.FEMALE).count(),
        everyone=applicants.count(),
        least=least,
        affected=affected_by_share(order, vacancy.seats, least),
        source=Provenance(rule["reference"], Verification(rule["verification"]), rule.get("note", "")),
    )


def _tests(vacancy: Vacancy) -> dict[UUID, Decimal]:
    rows = WrittenScore.objects.filter(application__vacancy=vacancy, replaced_at=None)
    return dict(rows.values_list("application_id", "score"))


def _interviews(vacancy: Vacancy) -> dict[UUID, Decimal]:
    """Return the mean of the marks of each who came."""
    rows = InterviewAssessment.objects.filter(interview__application__vacancy=vacancy, withdrawn=False)
    found: dict[UUID, list[Decimal]] = {}
    for row in rows.filter(interview__absent_at=None).select_related("interview"):
        if row.score is not None:
            found.setdefault(row.interview.application_id, []).append(row.score)
    return {ident: mean_of(scores) for ident, scores in found.items()}
