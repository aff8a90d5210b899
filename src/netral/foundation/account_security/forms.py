"""The form of a new address."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from netral.foundation.ui.forms import PageForm


class AddressForm(PageForm):
    """The address the account is to have."""

    email = forms.EmailField(
        label=gettext_lazy("Alamat e-mail baru"),
        help_text=gettext_lazy("Kami kirim tautan ke sini. Alamat berganti setelah tautan itu dibuka."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, current: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._current = current

    def clean_email(self) -> str:
        """Return the address in small letters, as accounts keep it."""
        address = str(self.cleaned_data["email"]).lower()
        if address == self._current:
            raise forms.ValidationError(_("Ini alamat Anda sekarang. Tulis alamat yang baru."))
        return address
