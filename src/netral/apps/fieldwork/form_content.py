"""A form as it is kept beside its version: dumped as plain values, and read back."""

from typing import Any

from pydantic import TypeAdapter

from netral.engines.xforms.xlsform import XForm

_XFORM = TypeAdapter(XForm)


def dump(form: XForm) -> Any:
    """Return a form as plain values for a JSON column."""
    return _XFORM.dump_python(form, mode="json")


def load(content: Any) -> XForm:
    """Return a form from what `dump` made of it."""
    return _XFORM.validate_python(content)
