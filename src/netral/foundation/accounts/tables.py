"""The list of an institution's people."""

from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.foundation.accounts.models import Membership
from netral.foundation.ui.tables import Column, SearchFilter, Table


def _end_link(membership: Membership) -> str | None:
    return None if membership.valid_to else reverse("accounts_end_role", args=[membership.pk])


def _state(membership: Membership) -> tuple[str, str]:
    return (str(_("Berakhir")), "neutral") if membership.valid_to else (str(_("Berlaku")), "good")


class PeopleTable(Table):
    """Who holds which role in the institution, from when to when."""

    caption = _("Orang dan peran")
    filename = "orang-dan-peran"
    default_sort = "user__name"
    columns: ClassVar = [
        Column(_("Nama"), "user.name", sortable="user.name", link=_end_link),
        Column(_("E-mail"), "user.email"),
        Column(_("Peran"), "role.label", key="peran"),
        Column(_("Mulai"), "valid_from", sortable=True, kind="date"),
        Column(_("Sampai"), "valid_to", sortable=True, kind="date"),
        Column(_("Keadaan"), _state, key="keadaan", kind="status"),
    ]
    filters: ClassVar = [SearchFilter(("user__name", "user__email"))]
    empty = _("Belum ada orang lain di lembaga ini. Tambahkan rekan pertama Anda.")
