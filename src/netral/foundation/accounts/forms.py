"""Forms about people, their roles and their passkeys."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from netral.foundation.accounts.roles import roles
from netral.foundation.institutions.models import Institution
from netral.foundation.ui.forms import DateField, PageForm


class InvitationForm(PageForm):
    """A new colleague and her first role."""

    name = forms.CharField(label=_("Nama lengkap"), max_length=150)
    email = forms.EmailField(label=_("Alamat e-mail"), help_text=_("Tautan untuk membuat sandi dikirim ke sini."))
    role_code = forms.ChoiceField(label=_("Peran"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = [(role.code, role.label) for role in roles().values() if institution.kind in role.institution_kinds]
        self.offer("role_code", fitting)


class AnswerForm(PageForm):
    """What a second person says to a role, with a reason when she refuses."""

    jawaban = forms.ChoiceField(
        label=_("Jawaban Anda"), choices=[("setuju", _("Setuju")), ("tolak", _("Tolak"))], widget=forms.RadioSelect
    )
    alasan = forms.CharField(label=_("Alasan, kalau ditolak"), max_length=500, required=False, widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        """Ask for a reason when the role is refused."""
        answers = super().clean() or {}
        if answers.get("jawaban") == "tolak" and not answers.get("alasan"):
            self.add_error("alasan", _("Tulis alasannya, supaya pengelola akun tahu apa yang harus diperbaiki."))
        return answers


class EndRoleForm(PageForm):
    """The last day of a role."""

    valid_to = DateField(label=_("Hari terakhir"))


class NewPasskeyForm(AddWebAuthnForm):
    """A passkey that a device has just made, and the name its owner gives it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # django-allauth leaves this label in English.
        self.fields["name"].label = _("Nama kunci, misalnya: ponsel saya")


class PasskeyNameForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama kunci, misalnya: ponsel saya")
