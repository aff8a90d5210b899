"""Kinds of events about editions of the law, what regions add to it, and who confirmed it."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

EDITION_PUBLISHED = event_kind("catalogue.edition_published", _("Terbitan norma diterbitkan"))
EDITION_PULLED = event_kind("catalogue.edition_pulled", _("Terbitan norma ditarik"))
EDITION_ACKNOWLEDGED = event_kind("catalogue.edition_acknowledged", _("Terbitan norma dibaca"))
EDITION_ADOPTED = event_kind("catalogue.edition_adopted", _("Terbitan norma dipakai"))
RULESET_KEPT = event_kind("catalogue.ruleset_kept", _("Katalog norma disimpan"))
OVERLAY_ADDED = event_kind("catalogue.overlay_added", _("Aturan daerah ditambahkan"))
OVERLAY_WITHDRAWN = event_kind("catalogue.overlay_withdrawn", _("Aturan daerah dicabut"))
NORM_CONFIRMED = event_kind("catalogue.norm_confirmed", _("Norma diverifikasi"))
ROW_CONFIRMED = event_kind(
    "catalogue.row_confirmed", _("Baris aturan diverifikasi lewat lembar kerja"), personal=("lawyer", "operator")
)
CONFIRMATION_WITHDRAWN = event_kind("catalogue.confirmation_withdrawn", _("Verifikasi norma dicabut"))
