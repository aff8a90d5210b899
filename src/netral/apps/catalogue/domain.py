"""What the catalogue says on a day: pure decisions over its rows."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

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
    Provision,
    Sanction,
    SanctionClaim,
    Status,
    Subject,
)
from netral.engines.deadlines.calculation import due
from netral.engines.deadlines.terms import Deadline, Suspension, TermError, WorkCalendar
from netral.engines.rules.dated import as_of, holds, in_force
from netral.foundation.elections.domain import Phase


def norms_in_force(norms: Iterable[Norm], on: date) -> tuple[Norm, ...]:
    """The norms that are the law on this day, in the order of the catalogue."""
    return in_force(norms, on)


def norm_as_of(norms: Iterable[Norm], norm_id: str, on: date) -> Norm:
    """The norm with this id as it stands on this day. Raises NotInForceError."""
    return as_of(norms, norm_id, on)


def norms_for_act(norms: Iterable[Norm], act: Act, on: date, phase: Phase | None) -> tuple[Norm, ...]:
    """The norms an act of this day may break; without a phase, those of every phase."""
    found = [norm for norm in norms_in_force(norms, on) if norm.id in act.norms]
    return tuple(norm for norm in found if phase is None or norm.phase.includes(phase))


def sanction_range(norm: Norm, on: date, subjects: Collection[Subject] = ()) -> tuple[SanctionClaim, ...]:
    """The levels of sanction that sources give for the norm on this day, contradictions included.

    For somebody who counts as some of its `subjects` only those of her own ladder.
    """
    return tuple(claim for claim in norm.sanctions if holds(claim, on) and _falls_on(claim, subjects))


def subjects_of(statuses: Iterable[Status], code: str, on: date) -> tuple[Subject, ...]:
    """As whom of the norms' subjects a status counts on this day.

    Where nothing is said of any status, as in data sets of old, each counts as the subject of its own name.
    """
    known = in_force(statuses, on)
    if not known:
        return (Subject(code),) if code in {*Subject} else ()
    return tuple(subject for status in known if status.code == code for subject in status.subjects)


def sanctions_of_level(sanctions: Iterable[Sanction], level: str, on: date) -> tuple[Sanction, ...]:
    """The concrete sanctions of a level on this day, lightest first."""
    of_level = (sanction for sanction in in_force(sanctions, on) if sanction.level == level)
    return tuple(sorted(of_level, key=lambda sanction: sanction.rank))


def handlers_of(norm: Norm, on: date) -> tuple[Handler, ...]:
    """Who handles a breach on this day, one for each route, in the order of the norm's routes."""
    return in_force(norm.handlers, on)


def handlers_ever(norm: Norm) -> tuple[Handler, ...]:
    """Who handles a breach on any day, each hand that a route passed through by its first day."""
    days = sorted({handler.valid_from for handler in norm.handlers})
    return tuple(dict.fromkeys(handler for day in days for handler in handlers_of(norm, day)))


def basis_of(norm: Norm, provisions: Iterable[Provision], on: date) -> tuple[BasisChoice, ...]:
    """The provisions in force on this day that the norm stands on."""
    current = {provision.code: provision for provision in in_force(provisions, on)}
    return tuple(
        BasisChoice(link=link, provision=current[link.provision]) for link in norm.basis if link.provision in current
    )


def conflicts_named(conflicts: Iterable[Conflict], codes: Collection[str]) -> tuple[Conflict, ...]:
    """The questions with these codes as they were last put, those about nearly every norm after the others."""
    newest = {conflict.code: conflict for conflict in conflicts}
    named = (conflict for conflict in newest.values() if conflict.code in codes)
    return tuple(sorted(named, key=lambda conflict: conflict.is_general))


def conflicts_of(norm: Norm, conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The questions about a norm on which sources disagree: those it names, and those its sanctions stand in."""
    return conflicts_named(
        conflicts, {*norm.conflicts, *(claim.conflict for claim in norm.sanctions if claim.conflict)}
    )


def conflicts_ever(norm: Norm, catalogue: Catalogue) -> tuple[Conflict, ...]:
    """The questions about a norm on which sources disagree, and those by which a rule on it stays open."""
    rows = (row for rules in catalogue.act_rules for row in rules.rules if norm.id in row.norms)
    codes = {row.because for row in rows if row.because}
    own = {conflict.code for conflict in conflicts_of(norm, catalogue.conflicts)}
    return conflicts_named(catalogue.conflicts, codes | own)


def deadline_term(terms: Iterable[LegalTerm], code: str, on: date) -> LegalTerm:
    """The term with this code as it stands on this day. Raises NotInForceError."""
    return as_of(terms, code, on)


def deadline_of(
    terms: Iterable[LegalTerm],
    code: str,
    start: datetime,
    zone: ZoneInfo,
    calendar: WorkCalendar,
    *,
    extended_by: Iterable[str] = (),
    suspensions: Sequence[Suspension] = (),
) -> Deadline:
    """When a term that started at this moment is over in a time zone, prolonged by the terms named.

    Raises:
        NotInForceError: a term is not the law on the day it starts.
        TermError: the start has no time zone, or a term named as an extension prolongs another one.
    """
    on = start.astimezone(zone).date()
    known = tuple(terms)
    extensions = [deadline_term(known, extension, on) for extension in extended_by]
    for extension in extensions:
        if extension.extends != code:
            raise TermError(f"{extension.code} does not extend {code}")
    term = deadline_term(known, code, on)
    return due(term, start, zone, calendar, extensions=extensions, suspensions=suspensions)


def conditions_of(conditions: Iterable[Condition], kind: ConditionKind, on: date) -> tuple[Condition, ...]:
    """The conditions of one kind that a report of this day has to meet."""
    return tuple(condition for condition in in_force(conditions, on) if condition.kind is kind)


def search_norms(norms: Iterable[Norm], text: str) -> tuple[Norm, ...]:
    """The norms whose titles or basis hold every word of the text; all of them for an empty text."""
    words = text.casefold().split()
    return tuple(norm for norm in norms if all(word in _searched(norm) for word in words))


def _falls_on(claim: SanctionClaim, subjects: Collection[Subject]) -> bool:
    return not (subjects and claim.subjects) or bool({*claim.subjects} & {*subjects})


def _searched(norm: Norm) -> str:
    return " ".join((norm.id, norm.title, norm.title_en, norm.condition, norm.reference)).casefold()
