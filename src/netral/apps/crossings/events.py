"""Kinds of events of crossings. Their data hold identifiers, days and counts; what somebody typed is personal."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

PORT_LISTED = event_kind("crossing.port_listed", _("Pelabuhan didaftarkan"))
CROSSING_LISTED = event_kind("crossing.listed", _("Penyeberangan didaftarkan"))
CROSSING_CLOSED = event_kind("crossing.closed", _("Penyeberangan berhenti"))
VESSEL_LISTED = event_kind("crossing.vessel_listed", _("Kapal didaftarkan"))
TIMETABLE_SET = event_kind("crossing.timetable_set", _("Jadwal ditetapkan"))
TIMETABLE_ENDED = event_kind("crossing.timetable_ended", _("Jadwal diakhiri"))
DAY_LEFT_OUT = event_kind("crossing.day_left_out", _("Jadwal ditiadakan satu hari"), personal=("words",))
DEPARTURES_MADE = event_kind("crossing.departures_made", _("Keberangkatan dibuat dari jadwal"))
DEPARTURE_ADDED = event_kind("crossing.departure_added", _("Keberangkatan tambahan"))
INSTRUMENT_DRAFTED = event_kind("instrument.drafted", _("Surat prioritas disusun"), personal=("issuer",))
INSTRUMENT_QUOTA_SET = event_kind("instrument.quota_set", _("Kuota surat prioritas diisi"))
INSTRUMENT_CONFIRMED = event_kind("instrument.confirmed", _("Surat prioritas disahkan"))
INSTRUMENT_WITHDRAWN = event_kind("instrument.withdrawn", _("Rancangan surat prioritas ditarik"), personal=("words",))
INSTRUMENT_REVOKED = event_kind("instrument.revoked", _("Surat prioritas dicabut"), personal=("words",))

PASS_ASKED = event_kind("pass.asked", _("Pas diminta"), personal=("purpose",))
PASS_GRANTED = event_kind("pass.granted", _("Pas diberikan"))
PASS_QUEUED = event_kind("pass.queued", _("Masuk daftar tunggu"))
PASS_REFUSED = event_kind("pass.refused", _("Permintaan pas ditolak"), personal=("words",))
PASS_WITHDRAWN = event_kind("pass.withdrawn", _("Permintaan atau pas ditarik"), personal=("words",))
PASS_REVOKED = event_kind("pass.revoked", _("Pas dicabut"), personal=("words",))
PASS_MOVED = event_kind("pass.moved", _("Pas dipindahkan ke keberangkatan lain"), personal=("words",))
PASS_SHORTENED = event_kind("pass.shortened", _("Pas tetap dipendekkan"))
PASSES_ENDED = event_kind("pass.ended_together", _("Pas berakhir bersama dasarnya"), personal=("words",))
PASS_KEY_MADE = event_kind("pass_key.made", _("Kunci pas dibuat"))
REVOCATIONS_ISSUED = event_kind("pass_revocations.issued", _("Daftar pas yang dicabut diterbitkan"))
DEPARTURE_GONE = event_kind("departure.closed", _("Keberangkatan ditutup"))
DEPARTURE_CANCELLED = event_kind("departure.cancelled", _("Keberangkatan dibatalkan"), personal=("words",))

# Phones of port officers, and what they scanned.
PORT_PHONE_INVITED = event_kind("port_phone.invited", _("Kode ponsel dermaga dibuat"))
PORT_PHONE_ENROLLED = event_kind("port_phone.enrolled", _("Ponsel dermaga didaftarkan"), personal=("label",))
PORT_PHONE_REVOKED = event_kind("port_phone.revoked", _("Ponsel dermaga dicabut"), personal=("words",))
PORT_PHONE_SEEN = event_kind("port_phone.seen", _("Ponsel dermaga terhubung"))
PORT_PHONE_WIPED = event_kind("port_phone.wiped", _("Ponsel dermaga yang dicabut terhubung dan diberi tahu"))
SCANS_TAKEN = event_kind("scan.taken", _("Catatan pindai dari ponsel dermaga tiba"))
PASS_USED_TWICE = event_kind("scan.used_twice", _("Satu pas naik dua kali pada keberangkatan yang sama"))
PLATE_PHOTO_TAKEN = event_kind("scan.plate_photo", _("Foto nomor polisi tiba"))
