"""Asking for a grant, agreeing to it, signing it, and settling it."""

from netral.apps.catalogue import api as catalogue
from netral.apps.support.domain import grants as domain, instalments
from netral.apps.support.domain.grants import GrantState, GrantVerb, LineKind
from netral.apps.support.events import GRANT_AGREED, GRANT_ASKED, GRANT_REVISED, GRANT_SETTLED, GRANT_SIGNED
from netral.apps.support.inputs.grants import AgreementInput, Sums
from netral.apps.support.models import BudgetLine, Grant, Instalment
from netral.apps.support.parameters import instalment_rules
from netral.apps.support.queries.grants import lines_of
from netral.engines.steps.table import StepRefused, check_permission, gettext_noop as _
from netral.foundation.elections.models import Election
from netral.foundation.files.actions import store_file
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.queries import region
from netral.foundation.workflow.steps import Workflow, finish

PURPOSE = "grant_paper"


def _own_side(row: Grant, verb: GrantVerb, by: Actor) -> None:
    holder = row.government if domain.is_of_government(verb) else row.receiver
    domain.check_own_side(by.institution_id, holder.pk, holder.name)


GRANTS = Workflow(Grant, GrantState, domain.TABLE, _own_side)


@action
def ask_grant(*, receiver: Institution, government: Institution, election: Election, lines: Sums, by: Actor) -> Grant:
    """Ask a government for a grant, line by line.

    Raises:
        StepRefused: nothing is asked for, it was asked for already, or the actor may not.
    """
    check_permission(domain.SPEND, by.permissions)
    domain.check_own_side(by.institution_id, receiver.pk, receiver.name)
    asked = domain.check_asked(lines)
    year = today(zone_at(receiver)).year
    # Others of this institution who ask wait here, so that none of them slips past the look that follows.
    sequence = next_in_year("grant", receiver, year)
    if known := Grant.objects.filter(election=election, government=government, receiver=receiver).first():
        raise StepRefused(
            _("Hibah untuk pemilihan ini sudah diminta dengan nomor %(number)s. Buka hibah itu, jangan minta lagi."),
            number=known.number,
        )
    grant: Grant = Grant.objects.create(
        scopes=[receiver.path, government.path],
        number=domain.grant_number(sequence, receiver.region_id or "RI", year),
        election=election,
        government=government,
        receiver=receiver,
        region=region(receiver.region_id or ""),
        asked_at=now(),
        asked=asked,
    )
    _add_lines(grant, lines)
    facts = {"number": grant.number, "government": government.path, "asked": asked, "lines": dict(lines)}
    record(GRANT_ASKED, subject=grant, by=by, data=facts)
    return grant


@action
def revise_grant(*, grant: Grant, lines: Sums, by: Actor) -> None:
    """Ask for other sums while nothing is agreed to yet; the ledger keeps what was asked for before.

    Raises:
        StepRefused: nothing is asked for, or the step is not possible.
    """
    step = GRANTS.begin(grant, GrantVerb.REVISE, by)
    row = step.subject
    row.asked = domain.check_asked(lines)
    lines_of(row).delete()
    _add_lines(row, lines)
    finish(step, GRANT_REVISED, asked=row.asked, lines=dict(lines))


@action
def agree_to_grant(*, grant: Grant, agreed: Sums, by: Actor) -> None:
    """Agree to the whole or a part of what was asked for, line by line.

    Raises:
        StepRefused: a line is higher than asked for, nothing is agreed to, or the step is not possible.
    """
    step = GRANTS.begin(grant, GrantVerb.AGREE, by)
    row, lines = step.subject, list(lines_of(grant))
    row.agreed = domain.check_agreed(agreed, {LineKind(line.kind): line.asked for line in lines})
    row.agreed_at = now()
    for line in lines:
        line.agreed = agreed.get(LineKind(line.kind), 0)
        line.save()
    finish(step, GRANT_AGREED, agreed=row.agreed, lines=dict(agreed))


@action
def sign_grant(*, grant: Grant, inputs: AgreementInput, by: Actor) -> None:
    """Record the signed agreement, and make its instalments by the rules in force on the day of signing.

    Raises:
        StepRefused: the day cannot be, no rule is known for it, or the step is not possible.
        FileRefused: the scan is no picture or PDF, empty, or too large.
    """
    step = GRANTS.begin(grant, GrantVerb.SIGN, by)
    row = step.subject
    domain.check_signing(inputs.signed_on, row.today)
    planned = instalments.plan(
        instalment_rules(),
        row.agreed or 0,
        inputs.signed_on,
        row.election.polling_day,
        catalogue.working_calendar(),
    )
    for each in planned:
        _add_instalment(row, each)
    row.agreement_number, row.signed_on = inputs.number, inputs.signed_on
    row.agreement = store_file(upload=inputs.document, purpose=PURPOSE, scopes=row.scopes, by=by)
    facts = {"number": inputs.number, "on": inputs.signed_on, "scheme": planned[0].rule.scheme}
    finish(step, GRANT_SIGNED, **facts, due=[each.due_on for each in planned])


@action
def settle_grant(*, grant: Grant, by: Actor) -> None:
    """Close a grant of which nothing is left.

    Raises:
        StepRefused: a remainder is left, the election is not over, or the step is not possible.
    """
    step = GRANTS.begin(grant, GrantVerb.SETTLE, by)
    row = step.subject
    domain.check_settled(row.available, row.proposed_on)
    row.settled_at = now()
    finish(step, GRANT_SETTLED, paid=row.paid, spent=row.spent, returned=row.returned)


def _add_lines(grant: Grant, lines: Sums) -> None:
    for kind, amount in lines.items():
        if amount:
            BudgetLine.objects.create(grant=grant, scopes=grant.scopes, kind=kind, asked=amount)


def _add_instalment(grant: Grant, planned: instalments.Planned) -> None:
    rule, source = planned.rule, planned.rule.provenance
    Instalment.objects.create(
        grant=grant,
        scopes=grant.scopes,
        code=rule.code,
        position=rule.position,
        title=rule.title,
        share=planned.share,
        amount=planned.amount,
        due_on=planned.due_on,
        reference=source.reference,
        verification=source.verification,
        note=" ".join(filter(None, [source.note, *planned.doubts])),
    )
