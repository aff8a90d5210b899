"""The kinds of events of the roster."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

ROSTER_UPLOADED = event_kind("registry.roster_uploaded", _("Daftar ASN diunggah"))
ROSTER_READ = event_kind("registry.roster_read", _("Kolom daftar ASN ditetapkan"))
ROSTER_CHECKED = event_kind("registry.roster_checked", _("Daftar ASN diperiksa"))
ROSTER_IMPORTED = event_kind("registry.roster_imported", _("Daftar ASN diimpor"))
ROSTER_CANCELLED = event_kind("registry.roster_cancelled", _("Impor daftar ASN dibatalkan"))
ROSTER_FAILED = event_kind("registry.roster_failed", _("Impor daftar ASN gagal"))
ROSTER_STARTED = event_kind("registry.roster_started", _("Impor daftar ASN dimulai"))
