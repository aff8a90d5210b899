"""What the ledger remembers about keys; no event carries one."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

_MEMBER = ("member",)

KEY_ENTRUSTED = event_kind("custody.key_entrusted", _("Kunci lembaga dibuat dan dititipkan pada sistem"))
KEYS_ENTRUSTED = event_kind("custody.keys_entrusted", _("Kunci banyak lembaga dibuat dan dititipkan pada sistem"))
TAKEN_OVER = event_kind("custody.taken_over", _("Kunci lembaga diambil alih petugasnya"), personal=_MEMBER)
STARTED_ANEW = event_kind("custody.started_anew", _("Kunci baru dibuat karena tidak ada yang memegang yang lama"))
ACCESS_GRANTED = event_kind("custody.access_granted", _("Akses ke kunci lembaga diberikan"), personal=_MEMBER)
ACCESS_REVOKED = event_kind("custody.access_revoked", _("Akses ke kunci lembaga dicabut"), personal=_MEMBER)
KEY_ROTATED = event_kind("custody.key_rotated", _("Kunci lembaga diganti"))
KEYS_CARRIED = event_kind("custody.keys_carried", _("Kunci lama dibawa ke kunci baru"))
SLIPS_RESEALED = event_kind("custody.slips_resealed", _("Yang tersegel disegel ulang ke kunci baru"))
RESTORED = event_kind("custody.restored_with_paper", _("Akses dipulihkan dengan kode di kertas"), personal=_MEMBER)
MEMBER_KEY_MADE = event_kind("custody.member_key_made", _("Kunci pribadi dibuat"))
MEMBER_KEY_LOCKED_ANEW = event_kind("custody.member_key_locked_anew", _("Kunci pribadi dikunci dengan sandi baru"))
MEMBER_KEY_REPLACED = event_kind("custody.member_key_replaced", _("Kunci pribadi dibuang karena sandinya diatur ulang"))

# What everybody who holds the institution's key is told of.
GRAVE_CHANGES = (TAKEN_OVER, STARTED_ANEW, ACCESS_GRANTED, ACCESS_REVOKED, KEY_ROTATED, RESTORED)
