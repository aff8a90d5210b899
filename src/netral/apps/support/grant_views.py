"""A grant as its page shows it: steps that can be taken, terms in words, lines, and payments with their flag."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.support.actions.grants import GRANTS
from netral.apps.support.domain.grants import GRANT, TABLE, GrantState, GrantVerb
from netral.apps.support.domain.incumbents import IncumbencyRule, flag_of
from netral.apps.support.domain.instalments import rule_of_return
from netral.apps.support.labels import LINES
from netral.apps.support.models import BudgetLine, Grant, GrantPayment
from netral.apps.support.parameters import incumbency_rules, instalment_rules
from netral.apps.support.queries.grants import instalments_of, lines_of, payments_of
from netral.apps.support.queries.incumbents import incumbencies
from netral.engines.steps.table import StepRefused
from netral.foundation.ledger.actors import Actor

PAID, LATE, PARTLY, OPEN = (
    (_("Lunas"), "good"),
    (_("Terlambat"), "bad"),
    (_("Dibayar sebagian"), "warning"),
    (_("Belum dibayar"), "neutral"),
)
RETURNED, TO_RETURN = (_("Tidak ada sisa"), "good"), (_("Belum dikembalikan"), "warning")


@dataclass(frozen=True)
class ShownTerm:
    """One term of a grant: an instalment, or the return of what is left."""

    title: str
    amount: int
    left: int
    due_on: date
    status: tuple[Promise, str]
    reference: str
    verification: str
    note: str


@dataclass(frozen=True)
class ShownLine:
    """One line of the budget with its words."""

    title: Promise
    row: BudgetLine


@dataclass(frozen=True)
class ShownPayment:
    """One payment with the rule that flags it; `lacks_letter` where it rests on none and this reader names it."""

    row: GrantPayment
    flag: IncumbencyRule | None
    lacks_letter: bool


def verbs_for(grant: Grant, actor: Actor) -> tuple[GrantVerb, ...]:
    """Return the steps an actor can take on a grant now and that lead somewhere."""
    sensible: Mapping[GrantVerb, bool] = {
        GrantVerb.PAY: grant.paid < (grant.agreed or 0),
        GrantVerb.SPEND: grant.available > 0,
        GrantVerb.PROPOSE: grant.today > grant.election.polling_day,
        GrantVerb.RETURN: grant.available > 0,
        GrantVerb.SETTLE: grant.proposed_on is not None and grant.available == 0,
    }
    verbs = TABLE.verbs(GrantState(grant.state))
    return tuple(verb for verb in verbs if sensible.get(verb, True) and may(grant, verb, actor))


def may(grant: Grant, verb: GrantVerb, actor: Actor) -> bool:
    """Say whether a step is possible now and an actor's."""
    try:
        GRANTS.check(grant, verb, actor)
    except StepRefused:
        return False
    return True


def terms_shown(grant: Grant) -> list[ShownTerm]:
    """Return the instalments of a grant and the return of its remainder, once its term runs."""
    today = grant.today
    shown = [
        ShownTerm(
            title=row.title,
            amount=row.amount,
            left=row.outstanding,
            due_on=row.due_on,
            status=_status(row.outstanding, row.paid, is_over=row.due_on < today),
            reference=row.reference,
            verification=row.verification,
            note=row.note,
        )
        for row in instalments_of(grant)
    ]
    if grant.proposed_on and grant.return_due_on:
        rule, left = rule_of_return(instalment_rules(), grant.proposed_on), grant.available
        late = LATE if grant.return_due_on < today else TO_RETURN
        shown.append(
            ShownTerm(
                title=rule.title,
                amount=left + grant.returned,
                left=left,
                due_on=grant.return_due_on,
                status=late if left else RETURNED,
                reference=rule.provenance.reference,
                verification=rule.provenance.verification,
                note=rule.provenance.note,
            )
        )
    return shown


def lines_shown(grant: Grant) -> list[ShownLine]:
    """Return the lines of a grant's budget with their words."""
    return [ShownLine(LINES[row.kind], row) for row in lines_of(grant)]


def payments_shown(grant: Grant, actor: Actor) -> list[ShownPayment]:
    """Return the payments on a grant, flagged where the head of its government is a candidate."""
    heads = incumbencies(grant.government_id)
    names_letters = actor.may(GRANT) and actor.institution_id == grant.government_id
    shown = []
    for row in payments_of(grant):
        rule = flag_of(row.paid_on, heads, incumbency_rules())
        shown.append(ShownPayment(row, rule, names_letters and rule is not None and not row.instrument_number))
    return shown


def _status(left: int, paid: int, *, is_over: bool) -> tuple[Promise, str]:
    if not left:
        return PAID
    if is_over:
        return LATE
    return PARTLY if paid else OPEN
