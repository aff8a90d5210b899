"""The instalments of a grant: which rules hold on the day of signing, what each is worth, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from netral.apps.support.domain.grants import dated
from netral.engines.deadlines.calculation import due
from netral.engines.deadlines.terms import StartRule, Term, Unit, WorkCalendar
from netral.engines.rules.dated import Provenance, in_force
from netral.engines.steps.table import StepRefused, gettext_noop as _


class CountsFrom(StrEnum):
    """What a term is counted from."""

    SIGNING = "signing"
    POLLING_DAY = "polling_day"
    PROPOSAL = "proposal"


# What each unit of the data is counted in, and whether backwards.
_UNITS = {
    "working_days": (Unit.WORKING_DAYS, 1),
    "months_before": (Unit.MONTHS, -1),
    "months_after": (Unit.MONTHS, 1),
}


@dataclass(frozen=True)
class InstalmentRule:
    """One step of payment as a regulation orders it; `share` is its part of the agreed sum, none for the return."""

    scheme: str
    code: str
    position: int
    share: Decimal | None
    counts_from: CountsFrom
    length: int
    unit: str
    title: str
    valid_from: date
    valid_to: date | None
    provenance: Provenance
    published_at: datetime | None = None

    @property
    def key(self) -> str:
        """The stable name of the rule."""
        return f"{self.scheme}.{self.code}"


@dataclass(frozen=True)
class Planned:
    """One instalment of a grant as its rule has it: how much, and until which day; `doubts` on how it was counted."""

    rule: InstalmentRule
    share: Decimal
    amount: int
    due_on: date
    doubts: tuple[str, ...]


def plan(
    rules: Sequence[InstalmentRule], agreed: int, signed_on: date, polling_day: date, calendar: WorkCalendar
) -> tuple[Planned, ...]:
    """Return the instalments of a sum agreed to on a day, by the rules in force that day.

    Raises:
        StepRefused: no rule is known for that day.
    """
    found = [(rule, rule.share) for rule in in_force(rules, signed_on) if rule.share is not None]
    steps = sorted(found, key=lambda step: step[0].position)
    if not steps:
        raise StepRefused(
            _("Aturan tahap pembayaran untuk tanggal %(day)s tidak tercatat di Netral. Periksa tanggal NPHD."),
            day=dated(signed_on),
        )
    starts = {CountsFrom.SIGNING: signed_on, CountsFrom.POLLING_DAY: polling_day}
    amounts = amounts_of(agreed, [share for _rule, share in steps])
    planned = []
    for (rule, share), amount in zip(steps, amounts, strict=True):
        day, doubts = due_day(rule, starts[rule.counts_from], calendar)
        planned.append(Planned(rule, share, amount, day, doubts))
    return tuple(planned)


def amounts_of(agreed: int, shares: Sequence[Decimal]) -> tuple[int, ...]:
    """Return the part of a sum of each share in whole rupiah; the last takes what rounding leaves.

    Raises:
        ValueError: the shares are not the whole.
    """
    if sum(shares) != 1:
        raise ValueError(f"the shares of the instalments make {sum(shares)}, not 1")
    parts = [int(agreed * share) for share in shares[:-1]]
    return (*parts, agreed - sum(parts))


def due_day(rule: InstalmentRule, start: date, calendar: WorkCalendar) -> tuple[date, tuple[str, ...]]:
    """Return the last day of a rule's term that runs from a day, and what is doubtful in how it was counted."""
    unit, direction = _UNITS[rule.unit]
    term = Term(
        code=rule.key,
        length=rule.length * direction,
        unit=unit,
        from_event=rule.counts_from,
        start_rule=StartRule.EXCLUDED,
        basis=rule.provenance.reference,
        verification=rule.provenance.verification,
        valid_from=rule.valid_from,
    )
    # The zone does not matter to a term of days.
    zone = ZoneInfo("Asia/Jakarta")
    counted = due(term, datetime.combine(start, time(12), zone), zone, calendar)
    return counted.due.date(), counted.warnings


def rule_of_return(rules: Sequence[InstalmentRule], on: date) -> InstalmentRule:
    """Return the rule by which the remainder of a grant goes back, as it stands on a day.

    Raises:
        StepRefused: none is known for that day.
    """
    found = [rule for rule in in_force(rules, on) if rule.counts_from is CountsFrom.PROPOSAL]
    if not found:
        raise StepRefused(
            _("Aturan pengembalian sisa hibah untuk tanggal %(day)s tidak tercatat di Netral. Periksa tanggalnya."),
            day=dated(on),
        )
    return found[0]


def end_of_return(rule: InstalmentRule, proposed_on: date) -> date:
    """Return the last day on which the remainder of a grant may go back."""
    day, _doubts = due_day(rule, proposed_on, WorkCalendar())
    return day
