"""The panel's decision about a vacancy, with its minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from netral.apps.supervisors import minutes
from netral.apps.supervisors.domain.applications import APPLICATION_TABLE, ApplicationState, ApplicationVerb
from netral.apps.supervisors.domain.comments import check_over
from netral.apps.supervisors.domain.decisions import PanelOutcome, PlacedChoice, check_choices, check_members
from netral.apps.supervisors.domain.selection import VacancyVerb
from netral.apps.supervisors.events import APPLICATION_DECIDED, VACANCY_DECIDED
from netral.apps.supervisors.models import Application, DecidedPlace, Vacancy, VacancyDecision
from netral.apps.supervisors.parameters import tie_rules
from netral.apps.supervisors.queries.comments import unweighed
from netral.apps.supervisors.queries.interviews import members_of, recused_in
from netral.apps.supervisors.queries.merit import RankedApplication, Ranking, ranking_of
from netral.apps.supervisors.steps import VACANCIES
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.recording import action, record

_VERBS = {
    PanelOutcome.CHOSEN: ApplicationVerb.CHOOSE,
    PanelOutcome.RESERVE: ApplicationVerb.RESERVE,
    PanelOutcome.NOT_CHOSEN: ApplicationVerb.NOT_CHOOSE,
}


@dataclass(frozen=True)
class PanelChoice:
    """What the panel decided about one application, as its members wrote it."""

    outcome: PanelOutcome
    order: int | None = None
    reason: str = ""


@action
def decide_vacancy(
    *, vacancy: Vacancy, present: Sequence[str], choices: Mapping[UUID, PanelChoice], by: Actor
) -> VacancyDecision:
    """Decide who is chosen, who is a reserve in which order, and who is not; and seal the minutes.

    Raises:
        StepRefused: something it rests on is missing, members are too few or stand aside, or a departure from the
            ranking has no reason.
    """
    row = VACANCIES.begin(vacancy, VacancyVerb.DECIDE, by).subject
    # Marks, scores and withdrawals take the same locks, so that what is ranked here does not move meanwhile.
    list(Application.objects.filter(vacancy=row).select_for_update().order_by("pk"))
    ranking = _whole_ranking(row)
    members = {str(user.pk): user.name for user in members_of(row.recruitment)}
    check_members(present, members, recused_in(row), by.id)
    decided = [_choice(each, choices) for each in ranking.rows]
    check_choices(decided, row.seats)
    decision = _keep(row, ranking, {key: members[key] for key in sorted({*present})}, by)
    for choice, ranked in zip(decided, ranking.rows, strict=True):
        _place(decision, choice, ranked, by)
    facts = {"number": decision.number, "applications": len(decided), "seed": decision.seed, "members": sorted(present)}
    record(VACANCY_DECIDED, subject=row, by=by, data=facts)
    minutes.seal_minutes(decision, by)
    return decision


def _whole_ranking(row: Vacancy) -> Ranking:
    """Return the ranking once nothing is missing that it rests on."""
    check_over(row.recruitment.comments_until, today(zone_at(row.recruitment.institution)))
    if unweighed(row.pk).exists():
        raise StepRefused(_("Masih ada tanggapan masyarakat yang belum dipertimbangkan. Selesaikan dulu."))
    ranking = ranking_of(row)
    if ranking is None:
        raise StepRefused(
            _("Pemeriksaan, nilai tes, atau nilai wawancara belum lengkap. Lihat halaman formasi untuk yang kurang.")
        )
    if not ranking.rows:
        raise StepRefused(_("Tidak ada pelamar yang memenuhi syarat di formasi ini. Perpanjang rekrutmennya."))
    return ranking


def _choice(ranked: RankedApplication, choices: Mapping[UUID, PanelChoice]) -> PlacedChoice:
    application = ranked.application
    said = choices.get(application.pk)
    if said is None:
        raise StepRefused(_("%(name)s belum diputus. Muat ulang halaman ini."), name=application.name)
    place = ranked.place.rank if ranked.place else None
    return PlacedChoice(str(application.pk), application.name, place, said.outcome, said.order, said.reason)


def _keep(row: Vacancy, ranking: Ranking, members: Mapping[str, str], by: Actor) -> VacancyDecision:
    institution = row.recruitment.institution
    day = today(zone_at(institution))
    turn = next_in_year("supervisors.minutes", institution, day.year)
    decision: VacancyDecision = VacancyDecision.objects.create(
        scopes=row.scopes,
        vacancy=row,
        number=f"{turn:03d}/BA-SELEKSI/{institution.region_id or 'RI'}/{day.year}",
        members=[{"id": key, "name": name} for key, name in members.items()],
        seed=ranking.seed,
        digests=list(ranking.digests),
        rules=[*tie_rules()],
        decided_at=now(),
        decided_by=by.label,
    )
    return decision


def _place(decision: VacancyDecision, choice: PlacedChoice, ranked: RankedApplication, by: Actor) -> None:
    row, place = ranked.application, ranked.place
    line = APPLICATION_TABLE.check_step(ApplicationState(row.state), _VERBS[choice.outcome], by.permissions)
    DecidedPlace.objects.create(
        application=row,
        scopes=row.scopes,
        decision=decision,
        rank=choice.rank,
        test=ranked.test,
        interview=ranked.interview,
        total=place.total if place else None,
        tie=place.tie or "" if place else "",
        outcome=choice.outcome,
        order=choice.order,
        reason=choice.reason,
    )
    row.state = line.target
    row.save()
    # Where the application stands now tells the outcome, so neither end of the move is told in the clear.
    facts = {"decision": decision.pk, "outcome": choice.outcome, "order": choice.order, "reason": choice.reason}
    record(APPLICATION_DECIDED, subject=row, by=by, data=facts)
