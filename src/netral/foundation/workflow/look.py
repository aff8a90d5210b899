"""What a filled-in form will leave behind, shown before a step that cannot be taken back."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.forms import BoundField, FileField
from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr
from django.utils.choices import flatten_choices
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from netral.foundation.ui.fields import RupiahField
from netral.foundation.ui.formats import rupiah, tanggal, waktu
from netral.foundation.workflow.forms import StepForm

# What the two buttons of the look send; the first with the mark of what was seen.
SEEN, CHANGE = "diperiksa", "ubah"


def rows(form: StepForm[Any], zone: str | None) -> list[tuple[str, str]]:
    """Return what was filled in, by label and in the words of the page; moments are told in `zone`."""
    answered = ((bound, form.cleaned_data.get(bound.name)) for bound in form if not isinstance(bound.field, FileField))
    return [
        (str(bound.label), _worded(bound, value, zone))
        for bound, value in answered
        if value is not None and (value not in ("", []) or bound.name in form.told_blank)
    ]


def mark(about: str, told: list[tuple[str, str]]) -> str:
    """Return a digest of what a look showed, by which the step knows that this is what was seen."""
    return salted_hmac("netral.look", json.dumps([about, told])).hexdigest()


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was posted, for the look to post again."""
    kept = (name for name in request.POST if name not in ("csrfmiddlewaretoken", SEEN, CHANGE))
    return [(name, value) for name in kept for value in request.POST.getlist(name)]


def _worded(bound: BoundField, value: object, zone: str | None) -> str:
    choices = getattr(bound.field, "choices", None) or getattr(bound.field.widget, "choices", ())
    if choices:
        flat: Iterable[tuple[object, object]] = flatten_choices(choices)
        names = {str(code): str(name) for code, name in flat}
        chosen = value if isinstance(value, list | tuple | set) else [value]
        return ", ".join(names.get(str(code), str(code)) for code in chosen)
    if isinstance(bound.field, RupiahField) and isinstance(value, int):
        return rupiah(value)
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, datetime):
        return waktu(value, zone)
    return tanggal(value) if isinstance(value, date) else linebreaksbr(str(value))
