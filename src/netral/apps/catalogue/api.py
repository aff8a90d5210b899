"""The front door of the catalogue: what the law says on a day, for the other apps."""

from collections.abc import Sequence
from datetime import date, datetime

from netral.apps.catalogue import domain
from netral.apps.catalogue.dataset import shipped
from netral.apps.catalogue.rows import (
    Act,
    BasisChoice,
    Condition,
    ConditionKind,
    Conflict,
    Handler,
    LegalTerm,
    Norm,
    SanctionChoice,
)
from netral.apps.catalogue.workdays import working_calendar
from netral.engines.deadlines.counting import due
from netral.engines.deadlines.terms import Deadline, Suspension, TermError
from netral.engines.rules.dated import in_force
from netral.foundation.elections.domain import Phase
from netral.foundation.regions.queries import zone_of

__all__ = [
    "Act",
    "BasisChoice",
    "Condition",
    "ConditionKind",
    "Conflict",
    "Handler",
    "LegalTerm",
    "Norm",
    "SanctionChoice",
    "acts_for_public",
    "basis_for",
    "catalogue_version",
    "conditions",
    "conflicts_of",
    "deadline",
    "handlers_for",
    "norm",
    "norms_for_act",
    "norms_in_force",
    "sanctions_for",
    "term",
    "terms_in_force",
]


def catalogue_version() -> str:
    """The fingerprint of the data set now in use, to be stored with every decision made under it."""
    return shipped().version


def norms_in_force(on: date) -> tuple[Norm, ...]:
    """The norms that are the law on this day."""
    return domain.norms_in_force(shipped().norms, on)


def norm(norm_id: str, on: date) -> Norm:
    """The norm with this id as it stands on this day. Raises NotInForceError."""
    return domain.norm_as_of(shipped().norms, norm_id, on)


def acts_for_public() -> tuple[Act, ...]:
    """The acts a citizen can choose from when reporting, in plain words."""
    return shipped().acts


def norms_for_act(act: str, on: date, phase: Phase | None = None) -> tuple[Norm, ...]:
    """The norms an act of this day may break, in this phase of the election or in any."""
    return domain.norms_for_act(shipped().norms, act, on, phase)


def sanctions_for(norm_id: str, on: date) -> tuple[SanctionChoice, ...]:
    """The levels sources give for a norm on this day, each with its concrete sanctions. Raises NotInForceError."""
    claims = domain.sanction_range(norm(norm_id, on), on)
    return tuple(
        SanctionChoice(claim=claim, sanctions=domain.sanctions_of_level(shipped().sanctions, claim.level, on))
        for claim in claims
    )


def handlers_for(norm_id: str, on: date) -> tuple[Handler, ...]:
    """Who handles a breach of a norm on this day, the main route first. Raises NotInForceError."""
    return domain.handlers_of(norm(norm_id, on), on)


def basis_for(norm_id: str, on: date) -> tuple[BasisChoice, ...]:
    """The provisions in force on this day that a norm stands on. Raises NotInForceError."""
    return domain.basis_of(norm(norm_id, on), shipped().provisions, on)


def conflicts_of(norm_id: str, on: date) -> tuple[Conflict, ...]:
    """The questions about a norm on which sources disagree. Raises NotInForceError."""
    wanted = norm(norm_id, on).conflicts
    return tuple(conflict for conflict in shipped().conflicts if conflict.code in wanted)


def conditions(kind: ConditionKind | str, on: date) -> tuple[Condition, ...]:
    """The conditions, "formal" or "material", that a report of this day has to meet."""
    return domain.conditions_of(shipped().conditions, ConditionKind(kind), on)


def terms_in_force(on: date) -> tuple[LegalTerm, ...]:
    """The legal terms that are the law on this day."""
    return in_force(shipped().terms, on)


def term(code: str, on: date) -> LegalTerm:
    """The term with this code as it stands on this day. Raises NotInForceError."""
    return domain.deadline_term(shipped().terms, code, on)


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
    zone = zone_of(region_code, start.date())
    on = start.astimezone(zone).date()
    extensions = [term(extension, on) for extension in extended_by]
    for extension in extensions:
        if extension.extends != code:
            raise TermError(f"{extension.code} does not extend {code}")
    return due(term(code, on), start, zone, working_calendar(), extensions=extensions, suspensions=suspensions)
