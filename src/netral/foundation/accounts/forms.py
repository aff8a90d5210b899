"""Forms about people and their roles."""

from typing import Any

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
        role_field = self.fields["role_code"]
        if isinstance(role_field, forms.ChoiceField):
            role_field.choices = fitting


class EndRoleForm(PageForm):
    """The last day of a role."""

    valid_to = DateField(label=_("Hari terakhir"))
