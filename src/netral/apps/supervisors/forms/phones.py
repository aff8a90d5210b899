"""The field of a phone number."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from netral.engines.identifiers.pasted import identifier

_LEAST_DIGITS, _MOST_DIGITS = 8, 15
_NO_NUMBER = re.compile(r"[^\d\s()+./-]")


class PhoneField(forms.CharField):
    """Gives the digits of a phone number, those of the country written as at home; nothing where none was asked for."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "tel", "autocomplete": "tel"})
        super().__init__(max_length=40, widget=widget, **options)

    def clean(self, value: Any) -> str:
        """Return the digits; raises ValidationError where they are no phone number."""
        typed = identifier(super().clean(value))
        if not typed:
            return ""
        digits = "".join(letter for letter in typed if letter in "0123456789")
        digits = f"0{digits[2:]}" if digits.startswith("62") else digits
        if _NO_NUMBER.search(typed) or not _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS:
            raise ValidationError(_("Nomor itu tidak lengkap atau salah. Tulis seperti 0812 3456 7890."), "phone")
        return digits
