"""Kinds of events of the follow-up. Their data hold identifiers, never names; free text of officials is personal."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

SANCTION_RECOMMENDED = event_kind("sanction.recommended", _("Rekomendasi dikirim"))
RECOMMENDATION_ACKNOWLEDGED = event_kind("sanction.acknowledged", _("Rekomendasi diterima PPK"))
PROCEEDING_OPENED = event_kind("sanction.proceeding_opened", _("Pemeriksaan dibuka"), personal=("words",))
EXAMINED = event_kind("sanction.examined", _("Pemeriksaan dicatat"), personal=("words",))
SANCTION_DECIDED = event_kind("sanction.decided", _("Sanksi diputus"))
SANCTION_CARRIED_OUT = event_kind("sanction.carried_out", _("Sanksi dijalankan"))
RECOMMENDATION_CLOSED = event_kind("sanction.closed", _("Ditutup tanpa sanksi"), personal=("words",))
