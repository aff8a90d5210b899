"""Kinds of events of the self-check. They say that a receipt came and went, never whose or what stands in it."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

RECEIPT_KEPT = event_kind("selfcheck.kept", _("Resi cek disimpan"))
RECEIPT_ERASED = event_kind("selfcheck.erased", _("Resi cek dihapus"))
