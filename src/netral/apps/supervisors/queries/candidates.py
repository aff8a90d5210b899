"""Conditions by which the database finds applications through its indexes, where row security would read every row.

The functions stand in migration 0002. They give out identifiers alone, so a reader learns nothing from them: the rows
still pass the policy and `visible_to`.
"""

from django.db.models import BooleanField, F, Func, Value

# The index of letters needs three to find a word anywhere in a name.
_LETTERS_ANYWHERE = 3
_LIKE = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


def lies_under(path: str) -> Func:
    """Return the condition that a scope of an application is a path or lies below it."""
    return _among(Func(Value(path), function="supervisors_applications_in"))


def is_called(word: str) -> Func:
    """Return the condition that a name holds a word (begins with a short one), or that the number begins with it."""
    plain = word.lower().translate(_LIKE)
    pattern = f"%{plain}%" if len(word) >= _LETTERS_ANYWHERE else f"{plain}%"
    return _among(Func(Value(pattern), Value(word.upper()), function="supervisors_applications_named"))


def _among(found: Func) -> Func:
    return Func(F("pk"), found, template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=BooleanField())
