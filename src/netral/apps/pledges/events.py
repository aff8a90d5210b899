"""The kinds of events of pledges."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

CAMPAIGN_CREATED = event_kind("pledge.campaign_created", _("Kampanye ikrar dibuat"))
CAMPAIGN_OPENED = event_kind("pledge.campaign_opened", _("Kampanye ikrar dibuka"))
CAMPAIGN_EXTENDED = event_kind("pledge.campaign_extended", _("ASN baru diundang berikrar"))
CAMPAIGN_CLOSED = event_kind("pledge.campaign_closed", _("Kampanye ikrar ditutup"))
LINKS_SENT = event_kind("pledge.links_sent", _("Tautan ikrar dikirim"))
REMINDED = event_kind("pledge.reminded", _("Pengingat ikrar dikirim"))
SLIPS_PRINTED = event_kind("pledge.slips_printed", _("Slip ikrar dicetak"))
PLEDGE_OPENED = event_kind("pledge.opened", _("Tautan ikrar dibuka"))
PLEDGE_CONFIRMED = event_kind("pledge.confirmed", _("Butir ikrar disetujui"))
PLEDGE_SIGNED = event_kind("pledge.signed", _("Ikrar ditandatangani"))
PLEDGE_DECLINED = event_kind("pledge.declined", _("Ikrar ditolak"), personal=("reason",))
NUMBER_MISTYPED = event_kind("pledge.number_mistyped", _("NIP pada tautan ikrar salah"))
DOCUMENT_TAKEN = event_kind("pledge.document_taken", _("Salinan ikrar diunduh"))
