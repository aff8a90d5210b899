"""When two answers contradict each other, when one meets a case, and what must be decided before publication."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netral.apps.guidance.domain.states import Position
from netral.engines.rules.evaluation import Verdict
from netral.engines.steps.table import StepRefused, gettext_noop as _

CATALOGUE = "katalog"
_SETTLED = {Verdict.VIOLATION, Verdict.CLEAR}


class Choice(StrEnum):
    """What the approver does about a contradiction; sending the answer back is a step of its own."""

    KEEP = "keep"
    SUPERSEDE = "supersede"


@dataclass(frozen=True)
class Stand:
    """What an answer says, of which act with which facts, from when to when (both days included)."""

    key: str
    act: str
    facts: Mapping[str, str]
    position: Position
    valid_from: date
    valid_to: date | None = None


def compatible(some: Mapping[str, str], others: Mapping[str, str]) -> bool:
    """Say whether no fact known to both differs."""
    return all(others.get(code, value) == value for code, value in some.items())


def overlap(one: Stand, other: Stand) -> bool:
    """Say whether there is a day on which both hold."""
    last = date.max
    return one.valid_from <= (other.valid_to or last) and other.valid_from <= (one.valid_to or last)


def contradicts(one: Stand, other: Stand) -> bool:
    """Say whether two answers speak differently of an act that could be the same one."""
    same = one.act == other.act and compatible(one.facts, other.facts)
    return same and one.position != other.position and overlap(one, other)


def against_catalogue(position: Position, verdict: Verdict) -> bool:
    """Say whether the catalogue settles the same act and facts to another verdict."""
    return verdict in _SETTLED and verdict.value != position.value


def agreement(answer: Mapping[str, str], case: Mapping[str, str]) -> int:
    """Return how many facts an answer and a case have in common."""
    return sum(case.get(code) == value for code, value in answer.items())


def presumed(answer: Mapping[str, str], case: Mapping[str, str]) -> tuple[str, ...]:
    """Return the facts an answer rests on that are not known of the case."""
    return tuple(sorted(set(answer) - set(case)))


def check_decided(found: Collection[str], chosen: Mapping[str, Choice], reason: str) -> None:
    """Refuse to publish while a contradiction is not decided, or is decided without a reason.

    A contradiction that appeared after the approver looked is not decided either: she sees it and decides again.
    """
    if set(found) - set(chosen):
        raise StepRefused(
            _("Ada pertentangan yang belum diputuskan. Bandingkan keduanya, lalu pilih apa yang dilakukan.")
        )
    if chosen.get(CATALOGUE) is Choice.SUPERSEDE:
        raise StepRefused(_("Katalog tidak dapat diganti dari sini. Kembalikan jawaban, atau terbitkan dengan alasan."))
    if found and not reason.strip():
        raise StepRefused(
            _("Jawaban ini bertentangan dengan yang sudah ada. Tulis alasan menerbitkannya; alasan ikut dimuat.")
        )
