"""What the ledger remembers about the territory."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

REGIONS_LOADED = event_kind("regions.loaded", _("Data wilayah dimuat"))
