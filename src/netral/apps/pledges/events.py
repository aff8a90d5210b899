"""The kinds of events of pledges."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import Rate, event_kind

# What the holder of one link does by hand; a wrong NIP is not among it, because each one has to be counted.
_BY_HAND = Rate(timedelta(hours=1), per_subject=60)
# A kiosk that comes back to the network empties its queue at once, twenty confirmations a time.
_BY_KIOSK = Rate(timedelta(minutes=1), per_subject=600)
_REFUSED = Rate(timedelta(hours=1), per_subject=2000)

CAMPAIGN_CREATED = event_kind("pledge.campaign_created", _("Kampanye ikrar dibuat"))
CAMPAIGN_CHANGED = event_kind("pledge.campaign_changed", _("Konsep kampanye ikrar diubah"))
CAMPAIGN_DELETED = event_kind("pledge.campaign_deleted", _("Konsep kampanye ikrar dihapus"))
CAMPAIGN_OPENED = event_kind("pledge.campaign_opened", _("Kampanye ikrar dibuka"))
CAMPAIGN_EXTENDED = event_kind("pledge.campaign_extended", _("ASN baru diundang berikrar"))
PEOPLE_INVITED = event_kind("pledge.people_invited", _("ASN diundang berikrar"))
STAFF_CALLED = event_kind("pledge.staff_called", _("Staf dipanggil berikrar"))
HEAD_CHANGED = event_kind("pledge.head_changed", _("Kepala unit dalam kampanye ikrar diubah"))
CAMPAIGN_REOPENED = event_kind("pledge.campaign_reopened", _("Penutupan kampanye ikrar dibatalkan"))
CAMPAIGN_CLOSED = event_kind("pledge.campaign_closed", _("Kampanye ikrar ditutup"))
LINKS_SENT = event_kind("pledge.links_sent", _("Tautan ikrar dikirim"))
REMINDED = event_kind("pledge.reminded", _("Pengingat ikrar dikirim"))
OVERVIEWS_SENT = event_kind("pledge.overviews_sent", _("Ringkasan ikrar dikirim ke kepala unit"))
SLIPS_PRINTED = event_kind("pledge.slips_printed", _("Slip ikrar dicetak"))
PLEDGE_OPENED = event_kind("pledge.opened", _("Tautan ikrar dibuka"), rate=_BY_HAND)
PLEDGE_CONFIRMED = event_kind("pledge.confirmed", _("Butir ikrar disetujui"), rate=_BY_HAND)
PLEDGE_SIGNED = event_kind("pledge.signed", _("Ikrar ditandatangani"))
PLEDGE_DECLINED = event_kind("pledge.declined", _("Ikrar ditolak"), personal=("reason", "objections"), rate=_BY_HAND)
PLEDGE_RECONSIDERED = event_kind("pledge.reconsidered", _("Penolakan atau pencabutan ikrar ditarik"), rate=_BY_HAND)
PLEDGE_WITHDRAWN = event_kind("pledge.withdrawn", _("Ikrar dicabut"), personal=("reason",), rate=_BY_HAND)
NUMBER_MISTYPED = event_kind("pledge.number_mistyped", _("NIP pada tautan ikrar salah"))
NUMBER_NOT_READ = event_kind("pledge.number_not_read", _("NIP tidak diperiksa, tautan ikrar ditahan"), rate=_BY_HAND)
DOCUMENT_TAKEN = event_kind("pledge.document_taken", _("Salinan ikrar diunduh"), rate=_BY_HAND)
ARCHIVE_TAKEN = event_kind("pledge.archive_taken", _("Arsip ikrar diunduh"))
CEREMONY_PLANNED = event_kind("pledge.ceremony_planned", _("Pelantikan direncanakan"), personal=("officiant",))
CEREMONY_CALLED = event_kind("pledge.ceremony_called", _("Peserta pelantikan ditetapkan"))
CEREMONY_PREPARED = event_kind("pledge.ceremony_prepared", _("PIN peserta pelantikan disiapkan"))
CEREMONY_PRINTED = event_kind("pledge.ceremony_printed", _("Slip pelantikan dicetak"))
CEREMONY_OPENED = event_kind("pledge.ceremony_opened", _("Pelantikan dimulai"))
CEREMONY_DONE = event_kind("pledge.ceremony_done", _("Pelantikan selesai"))
WITNESS_CONFIRMED = event_kind("pledge.witness_confirmed", _("Saksi pelantikan mengonfirmasi"), personal=("note",))
KIOSK_OPENED = event_kind("pledge.kiosk_opened", _("Kios pelantikan dibuka"))
KIOSK_REVOKED = event_kind("pledge.kiosk_revoked", _("Kios pelantikan dicabut"))
KIOSK_LOADED = event_kind("pledge.kiosk_loaded", _("Kios memuat daftar peserta"), rate=_BY_HAND)
KIOSK_SEEN = event_kind("pledge.kiosk_seen", _("Kios mengirim antreannya"), rate=_BY_KIOSK)
KIOSK_REFUSED = event_kind("pledge.kiosk_refused", _("Konfirmasi dari kios ditolak"), rate=_REFUSED)
PLEDGES_SEALED = event_kind("pledge.sealed", _("Ikrar disegel massal"))
