"""The front door of the catalogue: what the law says on a day, for the other apps."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from netral.apps.catalogue import domain, queries
from netral.apps.catalogue.diffwords import ChangeLine, effect_words, in_words as in_plain_words
from netral.apps.catalogue.editions.current import in_use, in_use_in, kept, local_versions
from netral.apps.catalogue.editions.diff import differences
from netral.apps.catalogue.editions.effects import Claim, Comparison, Effect, EffectKind, RunningTerm
from netral.apps.catalogue.judging import judge as judging
from netral.apps.catalogue.judging.books import UnknownEdition, book
from netral.apps.catalogue.judging.judge import OUTSIDE_ACT, JudgedNorm, Judgement, UnknownFact, whole_story
from netral.apps.catalogue.judging.rule_service import RuleService
from netral.apps.catalogue.judging.rulebook import Rulebook, UnknownAct
from netral.apps.catalogue.judging.scenarios import Scenario, shipped_scenarios
from netral.apps.catalogue.labels import LEVELS, Titled
from netral.apps.catalogue.models import Acknowledgement, Adoption, Edition, Overlay
from netral.apps.catalogue.proposing.partisan_words import shipped_leanings
from netral.apps.catalogue.proposing.proposer import FoundFact, Proposal, ProposedAct, day_said, propose
from netral.apps.catalogue.rows import (
    Act,
    BasisChoice,
    Catalogue,
    Condition,
    ConditionKind,
    Conflict,
    Handler,
    LegalTerm,
    Norm,
    NormPhase,
    Sanction,
    SanctionChoice,
    Subject,
)
from netral.apps.catalogue.rule_rows import Fact
from netral.apps.catalogue.subjects import binds, status_names, subjects_of
from netral.apps.catalogue.work import work_of
from netral.apps.catalogue.workdays import working_calendar
from netral.engines.deadlines.terms import Deadline, Suspension
from netral.engines.rules.dated import in_force
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.receipt import ReceiptError, StatedFact, facts_of as facts_in_receipt
from netral.foundation.elections.domain import Phase
from netral.foundation.elections.queries import phase_on
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.formats import english

__all__ = [
    "OUTSIDE_ACT",
    "Act",
    "BasisChoice",
    "Claim",
    "Comparison",
    "Condition",
    "ConditionKind",
    "Conflict",
    "Effect",
    "EffectKind",
    "Fact",
    "FoundFact",
    "Handler",
    "JudgedNorm",
    "Judgement",
    "LegalTerm",
    "Norm",
    "Overlay",
    "Proposal",
    "ProposedAct",
    "ReceiptError",
    "RuleService",
    "RunningTerm",
    "Sanction",
    "SanctionChoice",
    "Scenario",
    "StatedFact",
    "Subject",
    "Titled",
    "UnknownAct",
    "UnknownEdition",
    "UnknownFact",
    "Verdict",
    "act",
    "acts",
    "acts_for_public",
    "adoption_in_use",
    "advice_for",
    "advice_on",
    "basis_for",
    "binds",
    "catalogue_version",
    "changes_of",
    "compared_with",
    "conditions",
    "confirmed_among",
    "confirmed_by",
    "conflicts_in_use",
    "conflicts_of",
    "day_said",
    "deadline",
    "edition_history",
    "edition_waiting",
    "facts_of",
    "handlers_for",
    "has_read",
    "in_words",
    "judge",
    "law_in",
    "law_known_at",
    "leanings",
    "level_name",
    "local_law",
    "local_versions",
    "norm",
    "norms_for_act",
    "norms_in_force",
    "phase_of_norms",
    "propose",
    "questions_on_term",
    "readers_of",
    "replay",
    "rulebook",
    "sanctions_for",
    "scenarios",
    "status_names",
    "subjects_of",
    "sure_from",
    "term",
    "terms_in_force",
    "work_of",
    "working_calendar",
]


def catalogue_version() -> str:
    """The fingerprint of the data set now in use, to be stored with every decision made under it."""
    return in_use().version


def law_known_at(moment: datetime) -> str:
    """The fingerprint of the data set this installation judged by at a moment."""
    return queries.catalogue_known_at(moment).version


def confirmed_by(norm_id: str, on: date) -> str:
    """Who confirmed a norm exactly as it stands on this day, empty when nobody has. Raises NotInForceError."""
    found = queries.confirmation_of(norm(norm_id, on))
    return found.by_name if found else ""


def confirmed_among(norms: Iterable[Norm]) -> frozenset[str]:
    """The ids of those norms that a named officer confirmed exactly as they stand."""
    return frozenset(queries.confirmations_of(norms))


def compared_with(edition: Edition) -> Comparison:
    """The catalogue in use beside that of an edition, to see what it would change for open cases."""
    return Comparison(in_use(), kept(edition.ruleset.version))


def law_in(region: str | None) -> Catalogue:
    """The data set that judges in a region, with what it and the regions above it added."""
    return in_use_in(region)


def local_law(region: str) -> list[Overlay]:
    """What a region and the regions above it add to the law of the centre, with its basis."""
    return queries.overlays_in(region)


def conflicts_in_use() -> tuple[Conflict, ...]:
    """Every question on which sources disagree."""
    return tuple({conflict.code: conflict for conflict in in_use().conflicts}.values())


def advice_on(act_code: str) -> str:
    """What to do instead of an act, in the reader's language; empty when nothing is advised. Raises UnknownAct."""
    rules = book().of(act_code)
    return rules.advice_en if english() and rules.advice_en else rules.advice


def advice_for(judgement: Judgement, *, other: bool = False) -> str:
    """What to do after a judgement, in the reader's language; `other` if she tells of another person's act."""
    return judgement.advice_for(other=other, english=english())


def edition_waiting() -> Edition | None:
    """The newest edition that was pulled and not adopted yet."""
    return queries.waiting()


def edition_history() -> list[Edition]:
    """Every edition kept here, the newest first."""
    return queries.editions()


def adoption_in_use() -> Adoption | None:
    """The adoption that counts now; None while the shipped data set judges."""
    return queries.adoption_in_use()


def changes_of(edition: Edition) -> list[tuple[Promise, list[ChangeLine]]]:
    """What an edition changes against the data set in use, in plain words under headings."""
    return in_plain_words(differences(queries.documents_in_use(), edition.ruleset.documents))


def readers_of(edition: Edition) -> list[Acknowledgement]:
    """Which units have read an edition, who of them and when."""
    return queries.acknowledgements(edition)


def has_read(edition: Edition, actor: Actor) -> bool:
    """Whether the actor's unit has read an edition."""
    return queries.has_acknowledged(edition, actor)


def phase_of_norms(on: date) -> NormPhase:
    """Whether a day lies before or after the candidates of the current election were determined. Raises NoElection."""
    return NormPhase.BEFORE if phase_on(on) is Phase.BEFORE_CANDIDATES else NormPhase.AFTER


def in_words(kind: EffectKind, value: str) -> str:
    """One side of an effect in words."""
    return effect_words(kind, value)


def norms_in_force(on: date) -> tuple[Norm, ...]:
    """The norms that are the law on this day."""
    return domain.norms_in_force(in_use().norms, on)


def norm(norm_id: str, on: date) -> Norm:
    """The norm with this id as it stands on this day. Raises NotInForceError."""
    return domain.norm_as_of(in_use().norms, norm_id, on)


def acts() -> tuple[Act, ...]:
    """All acts in plain words, in the order they are shown."""
    return in_use().acts


def act(code: str) -> Act:
    """The act with this code. Raises UnknownAct."""
    known = {act.code: act for act in acts()}
    if code not in known:
        raise UnknownAct(code, known)
    return known[code]


def acts_for_public() -> tuple[Act, ...]:
    """The acts a citizen can choose from when reporting, in plain words."""
    return tuple(act for act in acts() if act.reportable)


def facts_of(act_code: str, region: str | None = None) -> tuple[Fact, ...]:
    """The facts that may decide an act, in a region if one is named, as the rules read them. Raises UnknownAct."""
    return book(region=region).facts_of(act_code)


def judge(
    act_code: str,
    facts: Mapping[str, str] | Iterable[StatedFact],
    on: date,
    *,
    phase: Phase | None = None,
    declined: frozenset[str] = frozenset(),
    doubted: frozenset[str] = frozenset(),
    region: str | None = None,
) -> Judgement:
    """Judge an act of a day by the facts stated.

    Facts given as a mapping are taken as said by somebody who tells the whole story: nothing else was part of it.
    Without a phase it is that of the current election. `declined` are facts the person cannot tell, `doubted`
    facts not taken for granted. With a region, what it and the regions above it added to the law counts as well.

    Raises UnknownAct, UnknownFact.
    """
    stated = whole_story(book(region=region), facts) if isinstance(facts, Mapping) else facts
    before = (phase or phase_on(on)) is Phase.BEFORE_CANDIDATES
    named = NormPhase.BEFORE if before else NormPhase.AFTER
    return judging.judge(book(region=region), act_code, stated, on, named, declined, doubted)


def rulebook(region: str | None = None) -> Rulebook:
    """The rules in use, in a region if one is named."""
    return book(region=region)


def replay(receipt: Mapping[str, Any]) -> Judgement:
    """Judge the facts of a receipt again under the catalogue it names. Raises ReceiptError, UnknownEdition."""
    stated = facts_in_receipt(receipt)
    try:
        on, rulebook = date.fromisoformat(receipt["on"]), book(receipt["ruleset"])
        return judging.rejudge(rulebook, receipt["act"], stated, on, frozenset(receipt["declined"]))
    except (KeyError, TypeError, ValueError, UnknownAct, UnknownFact) as error:
        raise ReceiptError(f"the receipt cannot be judged again: {error}") from error


def scenarios(act_code: str | None = None) -> tuple[Scenario, ...]:
    """Short stories with their verdict and its reason, of one act or of all."""
    return tuple(scenario for scenario in shipped_scenarios() if act_code in (None, scenario.act))


def leanings(text: str) -> tuple[str, ...]:
    """The words of a text that speak of taking sides, as they were typed."""
    return shipped_leanings().find(text)


def sure_from() -> float:
    """The score from which the likeliest act of a proposal needs nobody's word."""
    return shipped_leanings().sure_from


def level_name(level: str) -> Promise | str:
    """The name of a level of sanction, in the reader's language."""
    return LEVELS.get(level, level)


def norms_for_act(act_code: str, on: date, phase: Phase | None = None) -> tuple[Norm, ...]:
    """The norms an act of this day may break, in this phase of the election or in any. Raises UnknownAct."""
    return domain.norms_for_act(in_use().norms, act(act_code), on, phase)


def sanctions_for(norm_id: str, on: date, status: str = "") -> tuple[SanctionChoice, ...]:
    """The levels sources give for a norm on this day, each with its concrete sanctions. Raises NotInForceError.

    With a status only those of the ladder of people who have it.
    """
    claims = domain.sanction_range(norm(norm_id, on), on, subjects_of(status, on) if status else ())
    return tuple(
        SanctionChoice(claim=claim, sanctions=domain.sanctions_of_level(in_use().sanctions, claim.level, on))
        for claim in claims
    )


def handlers_for(norm_id: str, on: date, sent_on: date | None = None) -> tuple[Handler, ...]:
    """Who handles a breach of this day that is sent on another, the main route first. Raises NotInForceError."""
    return domain.handlers_of(norm(norm_id, on), sent_on or on)


def basis_for(norm_id: str, on: date) -> tuple[BasisChoice, ...]:
    """The provisions in force on this day that a norm stands on. Raises NotInForceError."""
    return domain.basis_of(norm(norm_id, on), in_use().provisions, on)


def conflicts_of(norm_id: str, on: date) -> tuple[Conflict, ...]:
    """The questions about a norm on which sources disagree. Raises NotInForceError."""
    return domain.conflicts_ever(norm(norm_id, on), in_use())


def conditions(kind: ConditionKind | str, on: date) -> tuple[Condition, ...]:
    """The conditions, "formal" or "material", that a report of this day has to meet."""
    return domain.conditions_of(in_use().conditions, ConditionKind(kind), on)


def terms_in_force(on: date) -> tuple[LegalTerm, ...]:
    """The legal terms that are the law on this day."""
    return in_force(in_use().terms, on)


def term(code: str, on: date) -> LegalTerm:
    """The term with this code as it stands on this day. Raises NotInForceError."""
    return domain.deadline_term(in_use().terms, code, on)


def questions_on_term(code: str, on: date) -> tuple[str, ...]:
    """The questions about a term on which sources disagree; none where the term is not the law on this day."""
    rows = [row for row in terms_in_force(on) if row.code == code]
    wanted = {conflict for row in rows for conflict in row.conflicts}
    return tuple(conflict.question for conflict in conflicts_in_use() if conflict.code in wanted)


def deadline(
    code: str,
    start: datetime,
    region_code: str,
    *,
    extended_by: Sequence[str] = (),
    suspensions: Sequence[Suspension] = (),
) -> Deadline:
    """When a term that started at this moment is over in a region, prolonged by the terms named.

    Raises:
        NotInForceError: a term is not the law on the day it starts.
        TermError: the start has no time zone, or a term named as an extension prolongs another one.
    """
    zone, calendar = zone_of(region_code, start.date()), working_calendar()
    return domain.deadline_of(
        in_use().terms, code, start, zone, calendar, extended_by=extended_by, suspensions=suspensions
    )
