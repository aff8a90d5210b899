"""What a step of a posting tells beyond that it is done."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from netral.apps.supervisors.actions.corrections import EMAIL, NAME, PHONE


def told_of_correction(changed: Collection[str]) -> str:
    """Say what follows from a correction."""
    words = {
        NAME: _("Kartu dengan nama lama tidak berlaku lagi. Segel yang baru."),
        PHONE: _("Nomor teleponnya belum dipastikan."),
        EMAIL: _("E-mailnya diganti."),
    }
    return " ".join(words[field] for field in changed)
