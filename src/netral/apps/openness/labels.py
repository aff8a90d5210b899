"""The words of the public figures: what each stage is called, and what exactly it counts."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from netral.apps.openness.domain.disclosure import Mark
from netral.apps.openness.domain.figures import Figure, Unit
from netral.foundation.ui.formats import angka

COUNTRY = gettext_lazy("Indonesia")
WITHOUT_REGENCY = gettext_lazy("Tingkat provinsi, di luar kabupaten/kota")

LABELS: Mapping[str, Promise] = {
    "received": gettext_lazy("Laporan diterima"),
    "in_review": gettext_lazy("Dalam kajian awal"),
    "refused": gettext_lazy("Tidak diregister"),
    "registered": gettext_lazy("Perkara diregister"),
    "in_handling": gettext_lazy("Sedang ditangani"),
    "decided": gettext_lazy("Diputus"),
    "asn_violation": gettext_lazy("Melanggar netralitas"),
    "not_violation": gettext_lazy("Bukan pelanggaran"),
    "other_law": gettext_lazy("Pelanggaran hukum lain"),
    "recommended": gettext_lazy("Rekomendasi dikirim"),
    "acknowledged": gettext_lazy("Rekomendasi diterima PPK"),
    "proceeding": gettext_lazy("Diperiksa PPK"),
    "sanction_decided": gettext_lazy("Sanksi diputus"),
    "carried_out": gettext_lazy("Sanksi dijalankan"),
    "closed": gettext_lazy("Ditutup tanpa sanksi"),
}

# What a person is called at a stage; where it is the same as before, nothing.
PERSONS: Mapping[str, Promise] = {"registered": gettext_lazy("terlapor"), "asn_violation": gettext_lazy("terbukti")}

DEFINITIONS: Mapping[str, Promise] = {
    "received": gettext_lazy(
        "Laporan masyarakat yang sudah dikirim dan mendapat nomor. "
        "Satu laporan dihitung satu kali, berapa pun orang yang dilaporkan."
    ),
    "in_review": gettext_lazy(
        "Laporan yang syaratnya sedang diperiksa, sedang dilengkapi pelapor, atau menunggu persetujuan registrasi."
    ),
    "refused": gettext_lazy("Laporan yang ditutup karena syaratnya tidak terpenuhi. Pelapor diberi tahu alasannya."),
    "registered": gettext_lazy(
        "Laporan yang syaratnya lengkap dan mendapat nomor perkara. Perkara tetap dihitung di sini setelah selesai. "
        "Orangnya disebut terlapor; terlapor belum tentu bersalah."
    ),
    "in_handling": gettext_lazy("Perkara yang masih dalam klarifikasi, kajian, atau rapat pleno."),
    "decided": gettext_lazy("Perkara yang sudah diputus rapat pleno, apa pun hasilnya."),
    "asn_violation": gettext_lazy(
        "Perkara yang diputus sebagai pelanggaran netralitas ASN. Orangnya hanya yang dinyatakan terbukti."
    ),
    "not_violation": gettext_lazy("Perkara yang diputus bukan pelanggaran."),
    "other_law": gettext_lazy("Perkara yang diputus sebagai pelanggaran hukum lain, bukan netralitas ASN."),
    "recommended": gettext_lazy(
        "Rekomendasi pengawas atas orang yang terbukti. Satu orang dalam satu perkara mendapat satu rekomendasi."
    ),
    "acknowledged": gettext_lazy(
        "Rekomendasi yang sudah dinyatakan diterima oleh pejabat pembina kepegawaian (PPK), "
        "yaitu pejabat yang berwenang memberi sanksi."
    ),
    "proceeding": gettext_lazy("Rekomendasi yang pemeriksaannya sudah dibuka oleh PPK, termasuk yang sudah selesai."),
    "sanction_decided": gettext_lazy("Rekomendasi yang sanksinya sudah diputus oleh PPK."),
    "carried_out": gettext_lazy("Sanksi yang sudah dijalankan. Inilah akhir tindak lanjut."),
    "closed": gettext_lazy(
        "Rekomendasi yang ditutup PPK setelah pemeriksaan, tanpa sanksi dan dengan alasan tertulis."
    ),
}

UNITS: Mapping[Unit, Promise] = {
    Unit.REPORT: gettext_lazy("laporan"),
    Unit.CASE: gettext_lazy("perkara"),
    Unit.PERSON: gettext_lazy("orang"),
}


def written(figure: Figure, least: int) -> str:
    """Write a figure as every page and file shows it."""
    if figure.mark is Mark.SMALL:
        return _("kurang dari %(least)s") % {"least": least}
    return _("disembunyikan") if figure.value is None else angka(figure.value)
