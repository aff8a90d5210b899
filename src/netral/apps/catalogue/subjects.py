"""Whom a norm binds, by the statuses people can have, under the data set in use."""

from datetime import date

from netral.apps.catalogue import domain
from netral.apps.catalogue.editions.current import in_use
from netral.apps.catalogue.judging.books import book
from netral.apps.catalogue.judging.rulebook import STATUS
from netral.apps.catalogue.rows import Subject
from netral.foundation.ui.formats import english


def status_names() -> dict[str, str]:
    """The statuses a person can have by their code, in the reader's language."""
    options = next((fact.options for fact in in_use().facts if fact.code == STATUS), {})
    return {code: words[1 if english() else 0] for code, words in options.items()}


def subjects_of(status: str, on: date) -> tuple[Subject, ...]:
    """As whom of the norms' subjects a status counts on this day."""
    return domain.subjects_of(in_use().statuses, status, on)


def binds(norm_id: str, status: str, on: date) -> bool:
    """Whether a norm binds people of a status on this day, as the rules have it. Raises NotInForceError."""
    catalogue = in_use()
    bound = book().bound_by(domain.norm_as_of(catalogue.norms, norm_id, on))
    # Data sets of old had no rows of statuses: there a norm for others is not limited by status.
    return status in bound or not (bound or catalogue.statuses)
