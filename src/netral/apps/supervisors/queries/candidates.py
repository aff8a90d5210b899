"""Conditions by which the database finds applications through its indexes, where row security would read every row.

Row security lets an index serve only comparisons that cannot leak: of a key, not of a path or of letters in a name.
"""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BooleanField, Expression, F, Func, Q, UUIDField, Value

from netral.apps.supervisors.models import Recruitment, Vacancy
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.models import Region

# The index of letters needs three to find a word anywhere in a name.
_LETTERS_ANYWHERE = 3
_LIKE = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})
# A word that more applications hold is found sooner by going through the newest ones.
MOST_CANDIDATES = 10_000
_KEYS = ArrayField(UUIDField())


def came_in(actor: Actor) -> Q:
    """Return the condition of applications that came in to an actor's institutions, or for the areas of a panel."""
    recruitments = list(Recruitment.objects.visible_to(actor).order_by().values_list("pk", flat=True))
    wanted = Q(_one_of(F("recruitment_id"), _keys(recruitments)))
    panels = Institution.objects.filter(path__in=actor.paths, kind=Kind.PANEL).values_list("region_id", flat=True)
    for panel in panels:
        areas = Region.objects.filter(Q(pk=panel) | Q(parent_id=panel)).values_list("pk", flat=True)
        with elevated("which areas are recruited for is announced to everybody"):
            vacancies = list(Vacancy.objects.order_by().filter(region__in=list(areas)).values_list("pk", flat=True))
        wanted |= Q(_one_of(F("vacancy_id"), _keys(vacancies)))
    return wanted


def is_called(word: str) -> Q:
    """Return the condition that a name holds a word (begins with a short one), or that the number begins with it."""
    plain = word.lower().translate(_LIKE)
    pattern = f"%{plain}%" if len(word) >= _LETTERS_ANYWHERE else f"{plain}%"
    asked: tuple[str | int, ...] = (pattern, word.upper(), MOST_CANDIDATES + 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(supervisors_applications_named(%s, %s, %s))", asked)
        (found,) = cursor.fetchone()
    if found <= MOST_CANDIDATES:
        # The database keeps the keys to itself: thousands of them, sent here and back, take longer than the search.
        return Q(_one_of(F("pk"), _Named(*map(Value, asked))))
    begins = Q(name__icontains=word) if len(word) >= _LETTERS_ANYWHERE else Q(name__istartswith=word)
    return begins | Q(number__istartswith=word)


class _Named(Func):
    """The keys of the applications so named, found once for a query and not once for a row."""

    template = "(SELECT supervisors_applications_named(%(expressions)s))::uuid[]"
    output_field = _KEYS


def _one_of(key: F, found: Expression) -> Func:
    return Func(key, found, template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=BooleanField())


def _keys(found: Sequence[UUID]) -> Expression:
    return Value(list(found), output_field=_KEYS)
