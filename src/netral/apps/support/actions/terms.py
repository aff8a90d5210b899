"""Reminding both sides of the terms of a grant."""

from netral.apps.support.domain.terms import TermReminder
from netral.apps.support.events import GRANT_TERM_TOLD
from netral.apps.support.models import Grant, Instalment
from netral.apps.support.notifications import tell_both_sides
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record


@action
def tell_instalment_term(*, instalment: Instalment, reminder: TermReminder, by: Actor) -> int:
    """Tell both sides how the term of an instalment stands; return how many people were told."""
    row: Instalment = Instalment.objects.select_for_update().get(pk=instalment.pk)
    told = tell_both_sides(row.grant, row.title, row.due_on, f"{row.pk}-{reminder}", by)
    row.told = reminder
    row.save()
    facts = {"instalment": row.code, "due": row.due_on, "reminder": reminder, "told": told}
    record(GRANT_TERM_TOLD, subject=row.grant, by=by, data=facts)
    return told


@action
def tell_return_term(*, grant: Grant, title: str, reminder: TermReminder, by: Actor) -> int:
    """Tell both sides how the term for returning the remainder stands; return how many people were told."""
    row: Grant = Grant.objects.select_for_update().get(pk=grant.pk)
    due_on = row.return_due_on or row.today
    told = tell_both_sides(row, title, due_on, f"{row.pk}-return-{due_on}-{reminder}", by)
    row.return_told = reminder
    row.save()
    facts = {"instalment": "return", "due": due_on, "reminder": reminder, "told": told}
    record(GRANT_TERM_TOLD, subject=row, by=by, data=facts)
    return told
