"""The words in which the catalogue speaks to readers: labels of what the law data name by code."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.catalogue.rows import NormKind, NormPhase, Subject
from netral.engines.rules.evaluation import Verdict
from netral.foundation.ui.formats import english

PHASES: Mapping[NormPhase, Promise] = {
    NormPhase.BEFORE: _("Sebelum penetapan calon"),
    NormPhase.AFTER: _("Setelah penetapan calon"),
    NormPhase.ANY: _("Kapan saja"),
}
KINDS: Mapping[NormKind, Promise] = {
    NormKind.PROHIBITED: _("Dilarang"),
    NormKind.PERMITTED: _("Boleh"),
    NormKind.CONDITIONAL: _("Boleh dengan syarat"),
}
KIND_TONES = {NormKind.PROHIBITED: "bad", NormKind.PERMITTED: "good", NormKind.CONDITIONAL: "warning"}
SUBJECTS: Mapping[Subject, Promise] = {
    Subject.PNS: _("PNS"),
    Subject.PPPK: _("PPPK"),
    Subject.NON_ASN: _("Pegawai non-ASN"),
    Subject.VILLAGE_HEAD: _("Kepala desa"),
    Subject.VILLAGE_OFFICIAL: _("Perangkat desa"),
    Subject.VILLAGE_COUNCIL: _("Anggota BPD"),
    Subject.WARD_HEAD: _("Lurah"),
    Subject.STATE_OFFICIAL: _("Pejabat negara"),
    Subject.REGIONAL_OFFICIAL: _("Pejabat daerah"),
    Subject.ASN_OFFICIAL: _("Pejabat ASN"),
    Subject.ARMED_FORCES_AND_POLICE: _("TNI dan Polri"),
    Subject.HEAD_OF_REGION: _("Kepala daerah"),
    Subject.ACTING_HEAD_OF_REGION: _("Penjabat kepala daerah"),
    Subject.SPOUSE_OF_CANDIDATE: _("ASN yang suami atau istrinya menjadi calon"),
    Subject.CANDIDATE_PAIR: _("Pasangan calon"),
    Subject.SUPERIOR: _("Atasan langsung"),
}
LEVELS: Mapping[str, Promise] = {
    "moral": _("Sanksi moral"),
    "ringan": _("Hukuman disiplin ringan"),
    "sedang": _("Hukuman disiplin sedang"),
    "berat": _("Hukuman disiplin berat"),
    "pdth": _("Pemberhentian tidak dengan hormat"),
    "lebih_berat": _("Hukuman disiplin lebih berat"),
    "pppk": _("Sanksi bagi PPPK"),
    "nonasn": _("Sanksi bagi pegawai non-ASN"),
    "desa": _("Sanksi bagi kepala dan perangkat desa"),
    "pidana_162": _("Pidana"),
    "pidana_188": _("Pidana"),
    "pidana_189": _("Pidana"),
    "batal_calon": _("Pembatalan calon"),
}

# How examples end, in the order they are shown.
EXAMPLES: tuple[tuple[Verdict, Promise, str], ...] = (
    (Verdict.VIOLATION, _("Dilarang"), "bad"),
    (Verdict.CLEAR, _("Boleh"), "good"),
    (Verdict.ASK, _("Belum pasti, minta petunjuk dahulu"), "warning"),
)


class Titled(Protocol):
    """Anything with a title in both languages."""

    @property
    def title(self) -> str:
        """The title in Indonesian."""

    @property
    def title_en(self) -> str:
        """The title in English."""


def title_of(row: Titled) -> str:
    """The title in the reader's language."""
    return row.title_en if english() else row.title
