"""Kinds of events about stored files."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

FILE_STORED = event_kind("file.stored", _("Berkas disimpan"))
FILE_OPENED = event_kind("file.opened", _("Berkas diunduh"))
FILE_COPIED = event_kind("file.copied", _("Salinan tanpa metadata dibuat"))
FILE_NOT_COPIED = event_kind("file.not_copied", _("Salinan tanpa metadata tidak bisa dibuat"))
ORIGINAL_OPENED = event_kind("file.original_opened", _("Berkas asli dibuka"))
FILE_REMOVED = event_kind("file.removed", _("Berkas dihapus"))
