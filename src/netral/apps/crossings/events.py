"""Kinds of events of crossings. Their data name rows, codes and moments; words that somebody typed are personal."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

# Phones of port officers, and what they scanned.
PORT_PHONE_INVITED = event_kind("port_phone.invited", _("Kode ponsel dermaga dibuat"))
PORT_PHONE_ENROLLED = event_kind("port_phone.enrolled", _("Ponsel dermaga didaftarkan"), personal=("label",))
PORT_PHONE_REVOKED = event_kind("port_phone.revoked", _("Ponsel dermaga dicabut"), personal=("words",))
PORT_PHONE_SEEN = event_kind("port_phone.seen", _("Ponsel dermaga terhubung"))
PORT_PHONE_WIPED = event_kind("port_phone.wiped", _("Ponsel dermaga yang dicabut terhubung dan diberi tahu"))
SCANS_TAKEN = event_kind("scan.taken", _("Catatan pindai dari ponsel dermaga tiba"))
PASS_USED_TWICE = event_kind("scan.used_twice", _("Satu pas naik dua kali pada keberangkatan yang sama"))
PLATE_PHOTO_TAKEN = event_kind("scan.plate_photo", _("Foto nomor polisi tiba"))
