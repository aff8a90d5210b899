"""Words and marks for what the domain only names."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from netral.apps.fieldwork.domain.form_versions import FormState
from netral.apps.fieldwork.domain.monitors import GroupKind, GroupState
from netral.apps.fieldwork.domain.observations import ObservationState, ObservationVerb
from netral.engines.xforms.instance import InstanceInvalid
from netral.foundation.ui.choices import Marked

FORM_STATES: Mapping[str, Marked] = {
    FormState.DRAFT: (_("Rancangan"), "neutral"),
    FormState.PROPOSED: (_("Menunggu diterbitkan"), "warning"),
    FormState.PUBLISHED: (_("Terbit"), "good"),
    FormState.REJECTED: (_("Ditolak"), "bad"),
    FormState.WITHDRAWN: (_("Ditarik"), "neutral"),
}
OBSERVATION_STATES: Mapping[str, Marked] = {
    ObservationState.INCOMPLETE: (_("Lampiran belum tiba"), "warning"),
    ObservationState.RECEIVED: (_("Menunggu diperiksa"), "warning"),
    ObservationState.ASKED: (_("Ditanya balik"), "warning"),
    ObservationState.PROPOSED: (_("Diusulkan sebagai temuan"), "warning"),
    ObservationState.FINDING: (_("Temuan"), "good"),
    ObservationState.CLOSED: (_("Ditutup tanpa temuan"), "neutral"),
}
NOTE_VERBS: Mapping[str, Promise] = {
    ObservationVerb.ASK: _("Ditanyakan kepada pengawas"),
    ObservationVerb.RETURN: _("Usul temuan dikembalikan"),
    ObservationVerb.CLOSE: _("Ditutup"),
    ObservationVerb.REOPEN: _("Dibuka lagi"),
}

GROUP_KINDS: Mapping[str, Promise] = {
    GroupKind.INSTITUTION: _("Lembaga pemantau terakreditasi"),
    GroupKind.STUDENTS: _("Kelompok mahasiswa"),
    GroupKind.ACADEMICS: _("Kelompok akademisi"),
}
GROUP_STATES: Mapping[str, Marked] = {
    GroupState.APPLIED: (_("Menunggu diperiksa"), "warning"),
    GroupState.CHECKED: (_("Menunggu diterima"), "warning"),
    GroupState.ACCEPTED: (_("Diterima"), "good"),
    GroupState.REFUSED: (_("Ditolak"), "bad"),
}
GROUP_NEXT: Mapping[str, Promise] = {
    GroupState.APPLIED: _("Petugas Bawaslu mencocokkan isian Anda. Buka halaman ini lagi dengan kode yang sama."),
    GroupState.CHECKED: _("Isian sudah dicocokkan dan menunggu petugas kedua menerimanya."),
    GroupState.ACCEPTED: _("Kirim daftar nama anggota kepada Bawaslu setempat. Setiap orang mendapat kode ponselnya."),
    GroupState.REFUSED: _("Pendaftaran ini ditolak. Perbaiki menurut alasannya, lalu daftar lagi."),
}
GROUP_OVER: Marked = (_("Masanya berakhir"), "neutral")
GROUP_COMING: Marked = (_("Diterima, belum mulai"), "good")


def invalid_words(invalid: InstanceInvalid) -> str:
    """Say in the reader's language why what a phone sent is no observation."""
    return gettext(invalid.template) % invalid.values
