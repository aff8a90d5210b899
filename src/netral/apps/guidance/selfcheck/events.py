"""Kinds of events of the self-check. They say that a receipt came and went, never whose or what stands in it."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import Rate, event_kind

# Anybody may keep a receipt, as often as she likes, while all together keep no more than one a second.
RECEIPT_KEPT = event_kind("selfcheck.kept", _("Resi cek disimpan"), rate=Rate(timedelta(minutes=10), overall=600))
RECEIPT_ERASED = event_kind("selfcheck.erased", _("Resi cek dihapus"))
