"""Fields that several forms of support share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.foundation.files.domain import purposes
from netral.foundation.seals.typeface import require_printable
from netral.foundation.ui.fields import Radios
from netral.foundation.ui.forms import PageForm

LONGEST_TEXT = 10_000
PHOTO_FIELDS = ("foto_1", "foto_2", "foto_3")


class PaperForm(PageForm):
    """A form whose words may be printed on a sealed paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.validators.append(require_printable)


def long_text(label: Any, *, rows: int = 5, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Return a field for several lines of text."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": rows}),
    )


def short_text(label: Any, *, required: bool = True, help_text: Any = "", longest: int = 200) -> forms.CharField:
    """Return a field for one line of text."""
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=longest)


def one_of(label: Any, choices: Any, *, help_text: Any = "") -> forms.ChoiceField:
    """Return a field with radio buttons."""
    return forms.ChoiceField(label=label, choices=choices, widget=Radios, help_text=help_text)


def photo(position: int) -> forms.FileField:
    """Return a field for one photo, which may be left out."""
    accept = purposes()["facility"].accept
    return forms.FileField(
        label=_("Foto %(position)s") % {"position": position},
        required=False,
        widget=forms.FileInput({"accept": accept}),
    )
