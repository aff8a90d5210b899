"""What is said of calls to people, whatever they are asked for."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from netral.foundation.outreach.domain import CallStatus

CALL_STATUSES: Mapping[str, Promise] = {
    CallStatus.DRAFT: _("Konsep"),
    CallStatus.OPEN: _("Dibuka"),
    CallStatus.CLOSED: _("Ditutup"),
}
CALL_TONES: Mapping[str, str] = {
    CallStatus.DRAFT: "neutral",
    CallStatus.OPEN: "good",
    CallStatus.CLOSED: "neutral",
}


def invited_words(number: int) -> str:
    """Say how many were invited."""
    return ngettext("%(n)s ASN diundang.", "%(n)s ASN diundang.", number) % {"n": number}


def reminded_words(number: int) -> str:
    """Say how many were reminded, or why nobody was."""
    if not number:
        return now_("Tidak ada yang perlu diingatkan sekarang. Pengingat dikirim paling sering sekali dalam 20 jam.")
    return ngettext("%(n)s ASN diingatkan.", "%(n)s ASN diingatkan.", number) % {"n": number}
