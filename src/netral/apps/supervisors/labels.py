"""Words for the values of supervisors."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.domain.coverage import Done
from netral.apps.supervisors.domain.postings import EndCause, PostingState
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.foundation.ui.choices import Marked, Words

POSTS: Mapping[str, Promise] = {
    Post.DISTRICT: _("Panwaslu kecamatan"),
    Post.VILLAGE: _("Pengawas kelurahan/desa (PKD)"),
    Post.POLLING_STATION: _("Pengawas TPS"),
}
POSTING_STATES: Mapping[str, Marked] = {
    PostingState.ACTIVE: (_("Bertugas"), "good"),
    PostingState.ENDED: (_("Berakhir"), "neutral"),
    PostingState.DISMISSED: (_("Diberhentikan"), "bad"),
}
END_CAUSES: Mapping[str, Words] = {
    EndCause.TERM: _("Masa tugas habis"),
    EndCause.REPLACED: _("Diganti"),
    EndCause.RESIGNED: _("Mengundurkan diri"),
    EndCause.DISMISSED: _("Diberhentikan"),
}
DONE: Mapping[str, Marked] = {
    Done.FILLED: (_("Terisi"), "good"),
    Done.RECRUITING: (_("Sedang direkrut"), "warning"),
    Done.COVERED: (_("Dijaga tetangga"), "warning"),
    Done.NOTHING: (_("Belum ada tindakan"), "bad"),
}
RECRUITMENT_STATES: Mapping[str, Marked] = {
    RecruitmentState.DRAFT: (_("Draf"), "neutral"),
    RecruitmentState.OPEN: (_("Pendaftaran dibuka"), "good"),
    RecruitmentState.SELECTION: (_("Seleksi"), "warning"),
    RecruitmentState.DECIDED: (_("Ditetapkan"), "good"),
    RecruitmentState.CANCELLED: (_("Dibatalkan"), "bad"),
}
STATIONS_UNREADABLE: Mapping[str, Words] = {
    "empty": _("Berkas kosong. Pilih berkas daftar TPS yang berisi, lalu unggah lagi."),
    "no_columns": _(
        "Kolom kode desa atau nomor TPS tidak ditemukan. Tulis judul kode desa, nomor TPS, tempat, lalu unggah lagi."
    ),
    "no_stations": _("Tidak ada baris TPS di bawah judul kolom. Periksa berkasnya, lalu unggah lagi."),
}
