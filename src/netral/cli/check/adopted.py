"""The rules this installation adopted, for `netral check --adopted`; needs Django and the database."""

from netral.apps.catalogue.judging.books import book
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.cli.editions import require_adopted


def adopted_rules() -> Rulebook:
    """The rulebook of the adopted edition, of the shipped one while none was adopted. Raises EditionFailed."""
    require_adopted()
    return book()
