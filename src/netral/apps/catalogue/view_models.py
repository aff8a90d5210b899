"""Norms as pages show them: codes replaced by words, rows joined with what they name."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from netral.apps.catalogue import api, domain, queries
from netral.apps.catalogue.judging.scenarios import Scenario
from netral.apps.catalogue.labels import EXAMPLES, KIND_TONES, KINDS, LEVELS, PHASES, SUBJECTS, title_of
from netral.apps.catalogue.models import Confirmation
from netral.apps.catalogue.rows import Act, Catalogue, Conflict, Handler, Norm, NormPhase
from netral.engines.rules.grades import Grade, grade_of
from netral.foundation.ui.grades import long_grade


@dataclass(frozen=True)
class Line:
    """A provision in words, how surely the norm stands on it, and a remark."""

    text: str
    grade: str
    note: str = ""


@dataclass(frozen=True)
class SanctionView:
    """A level of sanction with its concrete forms, and whether other sources say otherwise."""

    level: str
    forms: tuple[str, ...]
    grade: str
    is_disputed: bool
    note: str


@dataclass(frozen=True)
class HandlerLine:
    """Who handles a breach; `has_turn` where the route changes hands, and `is_now` who has it on the day shown."""

    handler: Handler
    has_turn: bool
    is_now: bool


@dataclass(frozen=True)
class NormItem:
    """A norm in a list."""

    id: str
    title: str
    kind: Promise
    tone: str
    grade: Grade


@dataclass(frozen=True)
class NormView:
    """A norm on its own page."""

    item: NormItem
    norm: Norm
    phase: Promise
    subjects: str
    grade: str
    basis: tuple[Line, ...]
    sanctions: tuple[SanctionView, ...]
    handlers: tuple[HandlerLine, ...]
    conflicts: tuple[Conflict, ...]
    sources: tuple[str, ...]
    version: str
    confirmation: Confirmation | None


@dataclass(frozen=True)
class ActView:
    """An act on its own page: its norms, and examples by how they end."""

    act: Act
    title: str
    phases: list[tuple[Promise, list[NormItem]]]
    examples: tuple[tuple[Promise, str, tuple[Scenario, ...]], ...]
    conflicts: tuple[Conflict, ...]
    advice: str


def by_phase(norms: tuple[Norm, ...]) -> list[tuple[Promise, list[NormItem]]]:
    """The norms under the headings of their phases, empty headings left out."""
    confirmed = queries.confirmations_of(norms)
    items = [(norm.phase, _item(norm, norm.id in confirmed)) for norm in norms]
    groups = ((PHASES[phase], [item for each, item in items if each is phase]) for phase in NormPhase)
    return [(heading, found) for heading, found in groups if found]


def act_view(act: Act, on: date) -> ActView:
    """Everything the page of an act tells, as the law stands on this day."""
    norms = api.norms_for_act(act.code, on)
    told = api.scenarios(act.code)
    wanted = {conflict.code for norm in norms for conflict in api.conflicts_of(norm.id, on)}
    return ActView(
        act=act,
        title=title_of(act),
        phases=by_phase(norms),
        examples=tuple(
            (heading, tone, tuple(scenario for scenario in told if scenario.expected is verdict))
            for verdict, heading, tone in EXAMPLES
        ),
        conflicts=domain.conflicts_named(api.conflicts_in_use(), wanted),
        advice=api.advice_on(act.code),
    )


def norm_view(law: Catalogue, norm_id: str, on: date) -> NormView:
    """Everything the page of a norm tells, as the law stands on this day. Raises NotInForceError."""
    norm = domain.norm_as_of(law.norms, norm_id, on)
    confirmation = queries.confirmation_of(norm)
    return NormView(
        item=_item(norm, confirmation is not None),
        norm=norm,
        phase=PHASES[norm.phase],
        subjects=", ".join(str(SUBJECTS[subject]) for subject in norm.subjects),
        grade=long_grade(norm.verification),
        basis=_basis(law, norm, on),
        sanctions=_sanctions(law, norm, on),
        handlers=_handlers(norm, on),
        conflicts=domain.conflicts_ever(norm, law),
        sources=tuple(law.sources[source] for source in norm.sources),
        version=law.version,
        confirmation=confirmation,
    )


def _item(norm: Norm, is_confirmed: bool) -> NormItem:
    return NormItem(
        id=norm.id,
        title=title_of(norm),
        kind=KINDS[norm.kind],
        tone=KIND_TONES[norm.kind],
        grade=grade_of(norm.verification, is_confirmed=is_confirmed),
    )


def _handlers(norm: Norm, on: date) -> tuple[HandlerLine, ...]:
    """Every hand a breach may come into, in the order of the routes, each of them by its days."""
    ever, now = domain.handlers_ever(norm), domain.handlers_of(norm, on)
    hands = Counter(handler.code for handler in ever)
    ordered = sorted(ever, key=lambda handler: norm.routes.index(handler.code))
    return tuple(HandlerLine(handler, hands[handler.code] > 1, handler in now) for handler in ordered)


def _basis(law: Catalogue, norm: Norm, on: date) -> tuple[Line, ...]:
    return tuple(
        Line(text=title_of(choice.provision), grade=long_grade(choice.link.verification), note=choice.link.note)
        for choice in domain.basis_of(norm, law.provisions, on)
    )


def _sanctions(law: Catalogue, norm: Norm, on: date) -> tuple[SanctionView, ...]:
    return tuple(
        SanctionView(
            level=str(LEVELS.get(claim.level, _("Sanksi lain"))),
            forms=tuple(title_of(sanction) for sanction in domain.sanctions_of_level(law.sanctions, claim.level, on)),
            grade=long_grade(claim.verification),
            is_disputed=claim.conflict is not None,
            note=claim.note,
        )
        for claim in domain.sanction_range(norm, on)
    )
