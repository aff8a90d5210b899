"""Words for the values of supervisors."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.domain.applications import (
    ApplicationState,
    Channel,
    DocumentKind,
    Education,
    Employment,
    PartyTie,
    Sex,
)
from netral.apps.supervisors.domain.appointments import AppointeeState, DecreeState, OathState
from netral.apps.supervisors.domain.coverage import Done
from netral.apps.supervisors.domain.postings import EndCause, PostingState
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.domain.requirements import RequirementVerdict
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
    EndCause.WITHDRAWN: _("Batal sebelum dimulai"),
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
APPLICATION_STATES: Mapping[str, Marked] = {
    ApplicationState.SUBMITTED: (_("Terkirim, menunggu pemeriksaan"), "neutral"),
    ApplicationState.INCOMPLETE: (_("Perlu dilengkapi"), "warning"),
    ApplicationState.QUALIFIED: (_("Memenuhi syarat administrasi"), "good"),
    ApplicationState.UNQUALIFIED: (_("Tidak memenuhi syarat"), "bad"),
    ApplicationState.CHOSEN: (_("Terpilih"), "good"),
    ApplicationState.RESERVE: (_("Cadangan"), "neutral"),
    ApplicationState.NOT_CHOSEN: (_("Tidak terpilih"), "neutral"),
    ApplicationState.WITHDRAWN: (_("Ditarik pelamar"), "neutral"),
}
APPLICATION_NEXT: Mapping[str, Promise] = {
    ApplicationState.SUBMITTED: _("Dua petugas memeriksa dokumen Anda. Bila ada yang kurang, terbaca di sini."),
    ApplicationState.INCOMPLETE: _("Tambahkan dokumen yang kurang, lalu kirim kelengkapannya."),
    ApplicationState.QUALIFIED: _("Nama Anda diumumkan untuk ditanggapi, lalu Anda dipanggil ke tahap berikut."),
    ApplicationState.UNQUALIFIED: _("Lamaran tidak dilanjutkan. Tanyakan alasannya di loket dengan nomor lamaran."),
    ApplicationState.CHOSEN: _("Anda dipanggil untuk pelantikan dan pengambilan sumpah."),
    ApplicationState.RESERVE: _("Anda dipanggil bila yang terpilih berhalangan."),
    ApplicationState.NOT_CHOSEN: _("Seleksi sudah selesai. Terima kasih sudah melamar."),
    ApplicationState.WITHDRAWN: _("Lamaran ini sudah ditarik. Selama pendaftaran dibuka, Anda boleh melamar lagi."),
}
SEXES: Mapping[str, Promise] = {Sex.FEMALE: _("Perempuan"), Sex.MALE: _("Laki-laki")}
EDUCATIONS: Mapping[str, Promise] = {
    Education.PRIMARY: _("SD atau sederajat"),
    Education.JUNIOR: _("SMP atau sederajat"),
    Education.SENIOR: _("SMA atau sederajat"),
    Education.DIPLOMA: _("Diploma"),
    Education.BACHELOR: _("Sarjana"),
    Education.MASTER: _("Pascasarjana"),
}
EMPLOYMENTS: Mapping[str, Promise] = {
    Employment.NONE: _("Bukan pegawai ASN"),
    Employment.PNS: _("PNS"),
    Employment.PPPK: _("PPPK"),
}
PARTY_TIES: Mapping[str, Promise] = {
    PartyTie.NEVER: _("Tidak pernah menjadi anggota"),
    PartyTie.LEFT: _("Pernah, sudah mengundurkan diri"),
    PartyTie.MEMBER: _("Masih anggota"),
}
CHANNELS: Mapping[str, Promise] = {Channel.ONLINE: _("Daring"), Channel.COUNTER: _("Loket")}
DOCUMENT_KINDS: Mapping[str, Promise] = {
    DocumentKind.IDENTITY_CARD: _("Foto KTP"),
    DocumentKind.DIPLOMA: _("Foto ijazah"),
    DocumentKind.PHOTO: _("Pas foto"),
    DocumentKind.HEALTH_LETTER: _("Surat keterangan sehat"),
    DocumentKind.LEAVE_LETTER: _("Izin tertulis dari PPK"),
    DocumentKind.OTHER: _("Dokumen lain"),
}
VERDICTS: Mapping[str, Marked] = {
    RequirementVerdict.MET: (_("Terpenuhi"), "good"),
    RequirementVerdict.PAPER: (_("Perlu dokumen"), "warning"),
    RequirementVerdict.UNKNOWN: (_("Diperiksa petugas"), "neutral"),
    RequirementVerdict.NOT_MET: (_("Belum terpenuhi"), "bad"),
}
DOUBLES: Mapping[str, Promise] = {
    "nik": _("NIK sama dalam rekrutmen lain"),
    "phone": _("Nomor ponsel sama"),
    "name": _("Tanggal lahir sama dan nama mirip"),
}
DECREE_STATES: Mapping[str, Marked] = {
    DecreeState.ISSUED: (_("Berlaku"), "good"),
    DecreeState.CORRECTED: (_("Sudah diganti"), "neutral"),
}
APPOINTEE_STATES: Mapping[str, Marked] = {
    AppointeeState.NAMED: (_("Menunggu sumpah"), "warning"),
    AppointeeState.SWORN: (_("Sudah disumpah"), "good"),
    AppointeeState.DROPPED: (_("Gugur"), "neutral"),
    AppointeeState.REPLACED: (_("Diangkat dengan keputusan lain"), "neutral"),
}
OATH_STATES: Mapping[str, Marked] = {
    OathState.PLANNED: (_("Direncanakan"), "warning"),
    OathState.CLOSED: (_("Selesai"), "good"),
    OathState.CANCELLED: (_("Dibatalkan"), "neutral"),
}
