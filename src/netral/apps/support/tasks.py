"""What happens every morning: terms of grants and overdue loans are told to both sides."""

from procrastinate.contrib.django import app

from netral.apps.support.actions.handovers import tell_overdue
from netral.apps.support.actions.terms import tell_instalment_term, tell_return_term
from netral.apps.support.domain.instalments import rule_of_return
from netral.apps.support.domain.terms import TermReminder, reminder_owed
from netral.apps.support.parameters import instalment_rules
from netral.apps.support.queries.facilities import late_and_untold
from netral.apps.support.queries.grants import unpaid_instalments, unreturned_grants
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM


def tell_of_late_loans() -> None:
    """Tell both sides of every loan that is late and of which nobody was told."""
    with elevated("late facilities are told to their two institutions"):
        for loan in late_and_untold():
            tell_overdue(loan=loan, by=SYSTEM)


def remind_of_terms() -> None:
    """Tell both sides of each grant what its terms owe them today, each term once for each reminder."""
    with elevated("terms are told to both sides of every grant"):
        for row in unpaid_instalments():
            if owed := reminder_owed(row.due_on, TermReminder(row.told), row.grant.today):
                tell_instalment_term(instalment=row, reminder=owed, by=SYSTEM)
        for grant in unreturned_grants():
            due_on, rule = grant.return_due_on, rule_of_return(instalment_rules(), grant.proposed_on or grant.today)
            if due_on and (owed := reminder_owed(due_on, TermReminder(grant.return_told), grant.today)):
                tell_return_term(grant=grant, title=rule.title, reminder=owed, by=SYSTEM)


# Two in the morning UTC is nine o'clock in western Indonesia.
@app.periodic(cron="0 2 * * *")
@app.task(name="support.remind", queueing_lock="support.remind")
def remind_every_morning(timestamp: int) -> None:
    """Do the morning's reminders; the time of the tick is not needed."""
    remind_of_terms()
    tell_of_late_loans()
