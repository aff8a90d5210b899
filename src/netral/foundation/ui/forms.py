"""The form class every page builds on."""

import unicodedata
from collections.abc import Iterable
from functools import partial
from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from netral.foundation.ui.fields import (
    Checkboxes,
    DateField,
    DateTimeField,
    FoundRadios,
    Radios,
    RupiahField,
    SearchInput,
)

__all__ = [
    "Checkboxes",
    "DateField",
    "DateTimeField",
    "FoundRadios",
    "PageForm",
    "PageModelForm",
    "Radios",
    "RupiahField",
    "SearchInput",
]


class PageMixin:
    """Words errors with the question they belong to, and leaves all checking to the server."""

    use_required_attribute = False
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            word_required(name, field)
            if isinstance(field, forms.CharField) and field.required:
                field.validators.append(partial(require_visible, field))

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Set what a field of choices offers, where only the request tells it."""
        cast(forms.ChoiceField, self.fields[name]).choices = list(choices)


class PageForm(PageMixin, forms.Form):
    """A form shown on a page of its own; render its fields with `{% field %}`."""


class PageModelForm(PageMixin, forms.ModelForm[Any]):
    """A page form over a model; write through an action, never through `save()`."""


def require_visible(field: forms.Field, value: object) -> None:
    """Take an answer of which nothing can be seen for none, whatever the field makes of it; raises ValidationError."""
    if not any(unicodedata.category(letter)[0] not in "CZM" for letter in str(value)):
        raise forms.ValidationError(field.error_messages["required"], code="required")


def word_required(name: str, field: forms.Field) -> None:
    """Say which question lacks an answer, unless the form has words of its own."""
    if field.error_messages.get("required") != forms.Field.default_error_messages["required"]:
        return
    label = field.label or name.replace("_", " ").capitalize()
    if isinstance(field, forms.FileField):
        text = _("“{label}”: pilih berkasnya dulu.")
    elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        text = _("“{label}”: pilih salah satu.")
    elif isinstance(field, forms.BooleanField):
        text = _("“{label}”: centang dulu untuk melanjutkan.")
    else:
        text = _("“{label}” belum diisi.")
    field.error_messages["required"] = format_lazy(text, label=label)
