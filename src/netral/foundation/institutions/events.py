"""What the ledger remembers about institutions."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

INSTITUTIONS_SEEDED = event_kind("institutions.seeded", _("Daftar lembaga dibuat"))
UNITS_SEEDED = event_kind("institutions.units_seeded", _("Daftar unit kerja dibuat"))
