"""What the reporter is told: each status in plain words, what follows, by which term, and what may come next."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from netral.engines.steps.table import gettext_noop as _, moves


class Status(StrEnum):
    """Where a report stands, as its reporter sees it."""

    FILED = "filed"
    UNDER_REVIEW = "under_review"
    NEEDS_COMPLETION = "needs_completion"
    REGISTERED = "registered"
    IN_CLARIFICATION = "in_clarification"
    UNDER_STUDY = "under_study"
    DECIDED = "decided"
    REFUSED = "refused"
    FORWARDED = "forwarded"
    CONCLUDED = "concluded"


@dataclass(frozen=True)
class Meaning:
    """A status for people: its name and tone, what it means, what comes next, and the legal term of that step."""

    label: str
    tone: str
    explanation: str
    next_step: str
    term: str = ""


MEANINGS: Mapping[Status, Meaning] = {
    Status.FILED: Meaning(
        _("Diterima"),
        "neutral",
        _("Laporan Anda sudah sampai di pengawas."),
        _("Petugas memeriksa apakah syaratnya lengkap (kajian awal)."),
        "PK.KAJIAN_AWAL",
    ),
    Status.UNDER_REVIEW: Meaning(
        _("Sedang diperiksa syaratnya"),
        "neutral",
        _("Petugas sedang memeriksa kelengkapan laporan Anda."),
        _("Anda diberi tahu apakah laporan diregister atau perlu dilengkapi."),
        "PK.KAJIAN_AWAL",
    ),
    Status.NEEDS_COMPLETION: Meaning(
        _("Perlu dilengkapi"),
        "warning",
        _("Ada syarat yang belum lengkap. Baca pesan petugas di bawah."),
        _("Lengkapi lewat halaman ini: tambahkan bukti, keterangan, atau identitas Anda."),
        "PK.PERBAIKAN",
    ),
    Status.REGISTERED: Meaning(
        _("Diregister"),
        "good",
        _("Syaratnya lengkap dan laporan sudah diberi nomor register. Sejak ini laporan tidak dapat dicabut."),
        _("Pengawas meminta keterangan dan mengkaji laporan, lalu memutuskan."),
        "PK.TANGANI",
    ),
    Status.IN_CLARIFICATION: Meaning(
        _("Klarifikasi"),
        "neutral",
        _("Pengawas sedang meminta keterangan dari para pihak."),
        _("Setelah klarifikasi, laporan dikaji dan diputus dalam rapat pleno."),
    ),
    Status.UNDER_STUDY: Meaning(
        _("Sedang dikaji"),
        "neutral",
        _("Pengawas sedang menilai bukti dan aturannya."),
        _("Rapat pleno memutuskan hasilnya."),
    ),
    Status.DECIDED: Meaning(
        _("Diputus"),
        "good",
        _("Rapat pleno pengawas sudah memutuskan laporan ini. Hasilnya ada di catatan di bawah."),
        _("Bila terbukti, hasilnya diteruskan ke instansi yang berwenang memberi sanksi."),
    ),
    Status.REFUSED: Meaning(
        _("Tidak diregister"),
        "bad",
        _("Laporan ini tidak memenuhi syarat. Alasannya ada di catatan di bawah."),
        _("Anda masih dapat menambah bukti di sini, membuat laporan baru, atau menanyakan alasannya lewat pesan."),
    ),
    Status.FORWARDED: Meaning(
        _("Diteruskan"),
        "good",
        _("Hasilnya sudah dikirim ke instansi yang berwenang."),
        _("Instansi itu menindaklanjuti. Setiap langkahnya dicatat di sini."),
    ),
    Status.CONCLUDED: Meaning(
        _("Selesai"),
        "good",
        _("Penanganan laporan ini sudah selesai. Hasil akhirnya ada di catatan di bawah."),
        _("Tidak ada langkah lagi. Terima kasih sudah ikut menjaga pemilihan."),
    ),
}

# A report beyond the rate of arrivals, until an officer opens it: filed, and honestly said to wait.
HELD = Meaning(
    _("Diterima, menunggu dibuka"),
    "warning",
    _("Laporan Anda sudah sampai dan tersimpan. Saat itu banyak laporan masuk, jadi petugas melihatnya satu per satu."),
    _("Petugas membuka laporan Anda, lalu memeriksa syaratnya. Anda tidak perlu mengirim lagi."),
    "PK.KAJIAN_AWAL",
)

_OPEN = frozenset({Status.FILED, Status.UNDER_REVIEW, Status.NEEDS_COMPLETION})
TRANSITIONS: Mapping[Status, frozenset[Status]] = {
    Status.FILED: frozenset({Status.UNDER_REVIEW, Status.NEEDS_COMPLETION, Status.REGISTERED, Status.REFUSED}),
    Status.UNDER_REVIEW: frozenset({Status.NEEDS_COMPLETION, Status.REGISTERED, Status.REFUSED}),
    Status.NEEDS_COMPLETION: frozenset({Status.UNDER_REVIEW, Status.REGISTERED, Status.REFUSED}),
    Status.REGISTERED: frozenset({Status.IN_CLARIFICATION, Status.UNDER_STUDY, Status.DECIDED}),
    Status.IN_CLARIFICATION: frozenset({Status.UNDER_STUDY, Status.DECIDED}),
    Status.UNDER_STUDY: frozenset({Status.IN_CLARIFICATION, Status.DECIDED}),
    Status.DECIDED: frozenset({Status.FORWARDED, Status.CONCLUDED}),
    Status.FORWARDED: frozenset({Status.CONCLUDED}),
    # New evidence may bring a refused report back to the desk.
    Status.REFUSED: frozenset({Status.UNDER_REVIEW, Status.REGISTERED}),
    Status.CONCLUDED: frozenset(),
}
# The way a report goes when nothing goes wrong, for the steps that are still ahead.
USUAL_WAY = (
    Status.FILED,
    Status.UNDER_REVIEW,
    Status.REGISTERED,
    Status.UNDER_STUDY,
    Status.DECIDED,
    Status.FORWARDED,
    Status.CONCLUDED,
)


# Telling the reporter more about the same status is always allowed.
check_step = moves(
    {present: ways | {present} for present, ways in TRANSITIONS.items()},
    elsewhere=_("Status laporan ini sudah lain, jadi langkah ini tidak bisa diambil. Buka lagi halaman laporan."),
).transition


def may_complete(status: Status) -> bool:
    """Say whether the reporter can still add her name; evidence and messages are welcome at any time."""
    return status in _OPEN | {Status.REFUSED}
