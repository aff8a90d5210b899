"""The field in which a person types or pastes a NIP."""

from typing import Any

from django import forms

from netral.engines.identifiers.pasted import identifier, visible
from netral.foundation.registry.domain import Fault, Faulty, Field, digits_of_nip
from netral.foundation.registry.labels import reason

# Room for blanks, marks and a word in front of the 18 digits.
LONGEST = 100


class NipField(forms.CharField):
    """Gives the 18 digits of a NIP; `error_messages["nip"]` replaces the reasons and may hold %(count)s digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"})
        )
        super().__init__(max_length=LONGEST, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return what can be seen of it, so that marks alone count as nothing."""
        return visible(super().to_python(value) or "").strip()

    def clean(self, value: Any) -> str:
        """Return the digits, or nothing where nothing was typed and nothing is needed."""
        written: str = super().clean(value)
        if not written:
            return ""
        try:
            return digits_of_nip(written)
        except Faulty as faulty:
            words = self.error_messages.get("nip")
            if words is None:
                words = reason(Fault(Field.NIP, written, faulty.problem, faulty.detail))
            count = sum(letter.isdecimal() for letter in identifier(written))
            raise forms.ValidationError(words, code="nip", params={"count": count}) from faulty
