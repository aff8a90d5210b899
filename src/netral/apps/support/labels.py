"""Words and tones of what support shows."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.support.domain.facilities import Harm, LoanState, Ware
from netral.apps.support.domain.grants import GrantState, LineKind
from netral.apps.support.domain.meetings import AgreedOutcome, MeetingState
from netral.apps.support.domain.requests import LetterState
from netral.foundation.ui.choices import Marked

WARES: Mapping[str, Promise] = {
    Ware.ROOM: _("Ruang"),
    Ware.VEHICLE: _("Kendaraan"),
    Ware.BOAT: _("Kapal atau perahu"),
    Ware.STAFF: _("Personel"),
    Ware.DEVICE: _("Perangkat"),
    Ware.TRANSPORT: _("Angkutan logistik"),
}
LOAN_STATES: Mapping[str, Marked] = {
    LoanState.REQUESTED: (_("Diminta"), "warning"),
    LoanState.OFFERED: (_("Ditawarkan"), "warning"),
    LoanState.AGREED: (_("Disetujui"), "neutral"),
    LoanState.HANDED_OVER: (_("Dipakai"), "neutral"),
    LoanState.RETURNED: (_("Kembali, belum ditutup"), "warning"),
    LoanState.CLOSED: (_("Selesai"), "good"),
    LoanState.REFUSED: (_("Ditolak"), "bad"),
    LoanState.WITHDRAWN: (_("Ditarik"), "bad"),
}
HARMS: Mapping[str, Marked] = {
    Harm.NONE: (_("Baik"), "good"),
    Harm.DAMAGED: (_("Rusak"), "bad"),
    Harm.LOST: (_("Hilang"), "bad"),
}
LETTER_STATES: Mapping[str, Marked] = {
    LetterState.OPEN: (_("Menunggu jawaban"), "warning"),
    LetterState.ANSWERED: (_("Dijawab"), "good"),
    LetterState.WITHDRAWN: (_("Ditarik"), "bad"),
}
MEETING_STATES: Mapping[str, Marked] = {
    MeetingState.PLANNED: (_("Direncanakan"), "warning"),
    MeetingState.HELD: (_("Sudah dinotulakan"), "good"),
    MeetingState.CALLED_OFF: (_("Dibatalkan"), "bad"),
}
OUTCOMES: Mapping[str, Marked] = {
    AgreedOutcome.OPEN: (_("Belum"), "warning"),
    AgreedOutcome.DONE: (_("Dilaksanakan"), "good"),
    AgreedOutcome.NOT_DONE: (_("Tidak dilaksanakan"), "bad"),
}
LATE: Marked = (_("Terlambat"), "bad")
GRANT_STATES: Mapping[str, Marked] = {
    GrantState.ASKED: (_("Menunggu persetujuan pemda"), "warning"),
    GrantState.AGREED: (_("Disetujui, menunggu NPHD"), "warning"),
    GrantState.SIGNED: (_("NPHD ditandatangani, belum dibayar"), "neutral"),
    GrantState.PAYING: (_("Dibayar bertahap"), "neutral"),
    GrantState.SETTLED: (_("Selesai"), "good"),
}
LINES: Mapping[str, Promise] = {
    LineKind.HONORARIUM: _("Honorarium pengawas"),
    LineKind.OPERATIONS: _("Operasional dan sekretariat"),
    LineKind.GOODS: _("Barang dan perlengkapan"),
    LineKind.TRAVEL: _("Perjalanan dinas dan transportasi"),
    LineKind.OTHER: _("Lain-lain"),
}
