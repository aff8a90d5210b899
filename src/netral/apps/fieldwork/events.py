"""Kinds of events of fieldwork. Their data name rows, codes and days; words that somebody typed are personal."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import Rate, event_kind

FORM_DRAFTED = event_kind("form.drafted", _("Versi formulir diunggah"))
FORM_PROPOSED = event_kind("form.proposed", _("Versi formulir diajukan"))
FORM_PUBLISHED = event_kind("form.published", _("Versi formulir diterbitkan"))
FORM_REJECTED = event_kind("form.rejected", _("Versi formulir ditolak"), personal=("words",))
FORM_WITHDRAWN = event_kind("form.withdrawn", _("Versi formulir ditarik"), personal=("words",))
FORM_ENDED = event_kind("form.ended", _("Masa berlaku versi formulir diakhiri"), personal=("words",))
OBSERVER_ADDED = event_kind("observer.added", _("Pengamat ditambahkan"))
DEVICE_INVITED = event_kind("device.invited", _("Kode perangkat dibuat"))
DEVICE_ENROLLED = event_kind("device.enrolled", _("Perangkat didaftarkan"), personal=("label",))
DEVICE_REVOKED = event_kind("device.revoked", _("Perangkat dicabut"), personal=("words",))
DEVICE_SEEN = event_kind("device.seen", _("Perangkat terhubung"))
DEVICE_WIPED = event_kind("device.wiped", _("Perangkat yang dicabut terhubung dan diberi tahu"))
OBSERVATION_BEGUN = event_kind("observation.begun", _("Isi amatan tiba, lampirannya ditunggu"))
OBSERVATION_RECEIVED = event_kind("observation.received", _("Amatan diterima"))
OBSERVATION_CORRECTED = event_kind("observation.corrected", _("Perbaikan amatan tiba"))
OBSERVATION_FILE_ARRIVED = event_kind("observation.file_arrived", _("Lampiran amatan tiba"))
OBSERVATION_PIECE_ARRIVED = event_kind("observation.piece_arrived", _("Potongan lampiran tiba"))
OBSERVATION_FILE_REFUSED = event_kind(
    "observation.file_refused", _("Lampiran amatan tidak diterima"), personal=("words",)
)
OBSERVATION_ASKED = event_kind("observation.asked", _("Pertanyaan balik dikirim"), personal=("words",))
OBSERVATION_ANSWERED = event_kind("observation.answered", _("Pertanyaan balik dijawab"), personal=("words",))
FINDING_PROPOSED = event_kind("observation.finding_proposed", _("Temuan diusulkan"), personal=("words",))
FINDING_RETURNED = event_kind("observation.finding_returned", _("Usul temuan dikembalikan"), personal=("words",))
FINDING_DECIDED = event_kind("observation.finding_decided", _("Temuan ditetapkan"), personal=("words", "persons"))
OBSERVATION_CLOSED = event_kind("observation.closed", _("Amatan ditutup tanpa temuan"), personal=("words",))
OBSERVATION_REOPENED = event_kind("observation.reopened", _("Amatan dibuka lagi"), personal=("words",))
PICTURE_HASHED = event_kind("picture.hashed", _("Foto dibandingkan dengan foto lain"))
# Groups of monitors: who speaks for one and what was said to it is personal; that it was accepted is not.
GROUP_REGISTERED = event_kind(
    "monitors.registered",
    _("Kelompok pemantau mendaftar"),
    personal=("contact",),
    rate=Rate(within=timedelta(hours=1), overall=600),
)
GROUP_CHECKED = event_kind("monitors.checked", _("Kelompok pemantau diperiksa"))
GROUP_RETURNED = event_kind("monitors.returned", _("Pemeriksaan kelompok dikembalikan"), personal=("words",))
GROUP_ACCEPTED = event_kind("monitors.accepted", _("Kelompok pemantau diterima"))
GROUP_REFUSED = event_kind("monitors.refused", _("Kelompok pemantau ditolak"), personal=("words",))
GROUP_ENDED = event_kind("monitors.ended", _("Masa kelompok pemantau diakhiri"), personal=("words",))
MONITORS_ADDED = event_kind("monitors.people_added", _("Orang ditambahkan ke kelompok pemantau"))
MONITOR_REMOVED = event_kind("monitors.person_removed", _("Orang dikeluarkan dari kelompok pemantau"))
