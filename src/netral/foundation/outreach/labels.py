"""What is said of calls to people, whatever they are asked for."""

from collections.abc import Mapping

from django.utils.translation import gettext as now_, gettext_lazy as _, ngettext

from netral.foundation.outreach.domain import CallStatus
from netral.foundation.ui.choices import Marked

CALL_STATUSES: Mapping[str, Marked] = {
    CallStatus.DRAFT: (_("Konsep"), "neutral"),
    CallStatus.OPEN: (_("Dibuka"), "good"),
    CallStatus.CLOSED: (_("Ditutup"), "neutral"),
}


def invited_words(number: int) -> str:
    """Say how many were invited."""
    return ngettext("%(n)s ASN diundang.", "%(n)s ASN diundang.", number) % {"n": number}


def reminded_words(number: int) -> str:
    """Say how many were reminded, or why nobody was."""
    if not number:
        return now_("Tidak ada yang perlu diingatkan sekarang. Pengingat dikirim paling sering sekali dalam 20 jam.")
    return ngettext("%(n)s ASN diingatkan.", "%(n)s ASN diingatkan.", number) % {"n": number}
