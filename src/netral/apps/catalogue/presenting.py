"""Norms as pages show them: codes replaced by words, rows joined with what they name."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from netral.apps.catalogue import api
from netral.apps.catalogue.editions.current import in_use
from netral.apps.catalogue.rows import Conflict, Handler, Norm, NormPhase
from netral.apps.catalogue.wording import KIND_TONES, KINDS, LEVELS, PHASES, SUBJECTS, VERIFICATIONS, title_of
from netral.engines.rules.dated import Verification


@dataclass(frozen=True)
class Line:
    """A provision in words, how surely the norm stands on it, and a remark."""

    text: str
    verification: Promise
    note: str = ""


@dataclass(frozen=True)
class SanctionView:
    """A level of sanction with its concrete forms, and whether other sources say otherwise."""

    level: str
    forms: tuple[str, ...]
    verification: Promise
    is_disputed: bool
    note: str


@dataclass(frozen=True)
class NormItem:
    """A norm in a list."""

    id: str
    title: str
    kind: Promise
    tone: str
    is_verified: bool


@dataclass(frozen=True)
class NormView:
    """A norm on its own page."""

    item: NormItem
    norm: Norm
    phase: Promise
    subjects: str
    verification: Promise
    basis: tuple[Line, ...]
    sanctions: tuple[SanctionView, ...]
    handlers: tuple[Handler, ...]
    conflicts: tuple[Conflict, ...]
    sources: tuple[str, ...]
    version: str


def by_phase(norms: tuple[Norm, ...]) -> list[tuple[Promise, list[NormItem]]]:
    """The norms under the headings of their phases, empty headings left out."""
    groups = ((PHASES[phase], [_item(norm) for norm in norms if norm.phase is phase]) for phase in NormPhase)
    return [(heading, items) for heading, items in groups if items]


def norm_view(norm: Norm, on: date) -> NormView:
    """Everything the page of a norm tells, as the law stands on this day."""
    return NormView(
        item=_item(norm),
        norm=norm,
        phase=PHASES[norm.phase],
        subjects=", ".join(str(SUBJECTS[subject]) for subject in norm.subjects),
        verification=VERIFICATIONS[norm.verification],
        basis=_basis(norm, on),
        sanctions=_sanctions(norm, on),
        handlers=api.handlers_for(norm.id, on),
        conflicts=api.conflicts_of(norm.id, on),
        sources=tuple(in_use().sources[source] for source in norm.sources),
        version=in_use().version,
    )


def _item(norm: Norm) -> NormItem:
    return NormItem(
        id=norm.id,
        title=title_of(norm),
        kind=KINDS[norm.kind],
        tone=KIND_TONES[norm.kind],
        is_verified=norm.verification is Verification.OFFICIAL,
    )


def _basis(norm: Norm, on: date) -> tuple[Line, ...]:
    return tuple(
        Line(
            text=title_of(choice.provision), verification=VERIFICATIONS[choice.link.verification], note=choice.link.note
        )
        for choice in api.basis_for(norm.id, on)
    )


def _sanctions(norm: Norm, on: date) -> tuple[SanctionView, ...]:
    return tuple(
        SanctionView(
            level=str(LEVELS.get(choice.claim.level, _("Sanksi lain"))),
            forms=tuple(title_of(sanction) for sanction in choice.sanctions),
            verification=VERIFICATIONS[choice.claim.verification],
            is_disputed=choice.claim.conflict is not None,
            note=choice.claim.note,
        )
        for choice in api.sanctions_for(norm.id, on)
    )
