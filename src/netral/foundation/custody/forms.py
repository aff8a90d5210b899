"""Forms about keys: the new password that locks the own key, and the code on paper."""

from typing import Any

from allauth.account.forms import ChangePasswordForm
from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from netral.engines.vault.boxes import Pair
from netral.engines.vault.recovery import CodeMistyped, pair_of
from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import actor_without_role
from netral.foundation.custody.actions.members import change_password
from netral.foundation.custody.unlock import relocked
from netral.foundation.ui.forms import PageForm


class KeyedChangePasswordForm(ChangePasswordForm):
    """The change of one's password, which locks one's own key anew."""

    user: User

    def save(self) -> None:
        """Save the new password and the key locked by it, both or neither."""
        old, new = self.cleaned_data["oldpassword"], self.cleaned_data["password1"]
        locked = relocked(self.user, old, new)
        self.user.set_password(new)
        change_password(user=self.user, locked=locked, by=actor_without_role(self.user))


class PaperForm(PageForm):
    """The whole code, typed from the paper."""

    code = forms.CharField(
        label=gettext_lazy("Kode di kertas"),
        help_text=gettext_lazy("Tujuh kelompok huruf. Besar-kecil huruf, spasi, dan tanda hubung tidak berpengaruh."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_code(self) -> Pair:
        """Return the pair of the code."""
        try:
            return pair_of(str(self.cleaned_data["code"]))
        except CodeMistyped as mistyped:
            if mistyped.group is None:
                raise forms.ValidationError(
                    _("Kode ini salah ketik. Bandingkan tiap kelompok dengan kertasnya.")
                ) from mistyped
            raise forms.ValidationError(
                _("Kelompok %(number)s salah ketik. Bandingkan dengan kertasnya, lalu ketik lagi.")
                % {"number": mistyped.group}
            ) from mistyped


class ConfirmPaperForm(PageForm):
    """One group of the code, typed back from the paper."""

    group = forms.CharField(
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Ketik kelompok ke-%(number)s dari kertas") % {"number": number}
        self.fields["group"].label = label
        self.fields["group"].error_messages["required"] = _("Ketik kelompok ke-%(number)s dulu.") % {"number": number}
