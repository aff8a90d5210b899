"""What the roster says to people: reasons of refusal, names of columns, states of an import."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, override

from netral.engines.tables.rows import Unreadable
from netral.engines.tables.sheets import Sheet
from netral.foundation.files import lists
from netral.foundation.registry.domain import Employment, Fault, Field, Problem, Sex, Status
from netral.foundation.ui.choices import Marked

FIELDS: Mapping[Field, Promise] = {
    Field.NIP: gettext_lazy("NIP"),
    Field.NAME: gettext_lazy("Nama"),
    Field.UNIT: gettext_lazy("Unit kerja"),
    Field.POSITION: gettext_lazy("Jabatan"),
    Field.EMPLOYMENT: gettext_lazy("Jenis ASN (PNS/PPPK)"),
    Field.EMAIL: gettext_lazy("E-mail"),
    Field.PHONE: gettext_lazy("Nomor telepon"),
    Field.VILLAGE: gettext_lazy("Desa/kelurahan tempat tinggal"),
}
EMPLOYMENTS: Mapping[str, str] = {
    Employment.PNS: "PNS",
    Employment.PPPK: "PPPK",
}
SEXES: Mapping[str, Promise] = {
    Sex.MALE: gettext_lazy("Laki-laki"),
    Sex.FEMALE: gettext_lazy("Perempuan"),
}

STATUSES: Mapping[str, Marked] = {
    Status.UPLOADED: (gettext_lazy("Diunggah"), "neutral"),
    Status.CHECKING: (gettext_lazy("Sedang diperiksa"), "neutral"),
    Status.CHECKED: (gettext_lazy("Menunggu keputusan"), "warning"),
    Status.IMPORTING: (gettext_lazy("Sedang diimpor"), "neutral"),
    Status.IMPORTED: (gettext_lazy("Selesai diimpor"), "good"),
    Status.CANCELLED: (gettext_lazy("Dibatalkan"), "neutral"),
    Status.FAILED: (gettext_lazy("Gagal"), "bad"),
}

UNREADABLE: Mapping[str, Promise] = {
    **lists.UNREADABLE,
    "empty": gettext_lazy("Berkas kosong. Pilih berkas daftar ASN yang berisi, lalu unggah lagi."),
    "broken_head": gettext_lazy(
        "Baris %(row)s tidak dapat dibaca sebelum judul kolom ditemukan: ada ganti baris di dalam sel atau tanda kutip "
        "yang tidak ditutup. Tulis judul dalam satu baris, lalu unggah lagi."
    ),
    "rounded": gettext_lazy(
        "%(rounded)s dari %(numbers)s NIP kehilangan digit akhir karena kolomnya pernah disimpan sebagai angka. "
        "Tidak ada yang dipakai. Ekspor lagi dari sumbernya dengan kolom NIP berformat Teks."
    ),
    "no_rows": gettext_lazy("Tidak ada baris ASN di bawah judul kolom. Periksa berkasnya, lalu unggah lagi."),
}

_REASONS: Mapping[Problem, Promise] = {
    Problem.EMPTY: gettext_lazy("Belum diisi."),
    Problem.LOST_DIGITS: gettext_lazy(
        "NIP tersimpan sebagai angka sehingga digit akhirnya hilang. Ubah kolom menjadi Teks, lalu isi ulang NIP."
    ),
    Problem.ROUNDED: gettext_lazy(
        "Tiga digit terakhir 000: NIP dibulatkan oleh lembar kerja. Isi ulang NIP lengkap pada kolom berformat Teks."
    ),
    Problem.NOT_DIGITS: gettext_lazy("NIP hanya boleh berisi angka."),
    Problem.LENGTH: gettext_lazy("NIP harus 18 digit; yang tertulis %(digits)s digit."),
    Problem.BIRTH_DATE: gettext_lazy("Digit 1-8 (%(digits)s) bukan tanggal lahir. Urutannya tahun, bulan, tanggal."),
    Problem.BIRTH_LATER: gettext_lazy("Digit 1-8 (%(digits)s) adalah tanggal yang belum terjadi."),
    Problem.TOO_OLD: gettext_lazy("Digit 1-8 (%(digits)s) berarti umur lebih dari 100 tahun."),
    Problem.APPOINTED_YOUNG: gettext_lazy(
        "Tahun pengangkatan %(year)s tidak cocok dengan tahun lahir %(born)s. Periksa digit 9-12."
    ),
    Problem.APPOINTED_LATER: gettext_lazy("Tahun pengangkatan %(year)s belum tiba. Periksa digit 9-14."),
    Problem.SEX: gettext_lazy("Digit ke-15 harus 1 (laki-laki) atau 2 (perempuan); yang tertulis %(digit)s."),
    Problem.REPEATED: gettext_lazy("NIP ini sudah ada di baris %(row)s berkas yang sama. Hapus salah satunya."),
    Problem.ELSEWHERE: gettext_lazy(
        "Sudah terdaftar di %(government)s. Periksa NIP; bila ia pindah, minta instansi itu menonaktifkannya dulu."
    ),
    Problem.RETYPE: gettext_lazy(
        "Digit akhir NIP ini hilang, atau barisnya terpotong. Periksa barisnya, lalu ketik lagi 18 digit NIP tanpa "
        "tanda tanya."
    ),
    Problem.OPEN_QUOTE: gettext_lazy(
        "Tanda kutip dibuka dan tidak ditutup di baris yang sama, atau ada ganti baris di dalam sel. "
        "Hapus salah satunya."
    ),
    Problem.INSIDE_QUOTE: gettext_lazy(
        "Baris ini terbaca sebagai lanjutan sel yang tanda kutipnya dibuka di baris %(row)s. Perbaiki baris itu dulu."
    ),
    Problem.TEXT_AFTER_QUOTE: gettext_lazy(
        "Ada teks sesudah tanda kutip penutup. Tulis tanda kutip di dalam teks dua kali, atau hapus."
    ),
    Problem.LINE_BREAK: gettext_lazy(
        "Ada ganti baris di dalam sel. Sel itu mungkin memuat baris ASN lain. Hapus ganti barisnya, atau hapus kolom "
        "ini bila tidak diperlukan."
    ),
    Problem.EXTRA_CELLS: gettext_lazy(
        "Ada lebih banyak kolom daripada judulnya. Apit teks yang berisi pemisah kolom dengan tanda kutip."
    ),
    Problem.TOO_LONG: gettext_lazy("Terlalu panjang: paling banyak %(limit)s huruf."),
    Problem.NO_LETTERS: gettext_lazy("Nama tidak berisi huruf."),
    Problem.EMAIL: gettext_lazy("Bukan alamat e-mail. Contoh yang benar: nama@instansi.go.id. Boleh dikosongkan."),
    Problem.PHONE: gettext_lazy("Bukan nomor telepon. Tulis 8-15 angka, misalnya 081234567890. Boleh dikosongkan."),
    Problem.UNIT: gettext_lazy("Unit kerja tidak dikenal."),
    Problem.UNIT_AMBIGUOUS: gettext_lazy("Lebih dari satu unit kerja bernama ini. Tulis kodenya: %(codes)s."),
    Problem.VILLAGE: gettext_lazy("Desa/kelurahan tidak dikenal di wilayah ini. Boleh dikosongkan."),
    Problem.VILLAGE_AMBIGUOUS: gettext_lazy("Lebih dari satu desa bernama ini. Tulis kodenya: %(codes)s."),
    Problem.EMPLOYMENT: gettext_lazy("Tidak cocok dengan NIP, yang menyatakan %(stated)s."),
}


# A spreadsheet took the last digits: what stands there is another person's number, or nobody's.
DAMAGE = (Problem.LOST_DIGITS, Problem.RETYPE)
# Cells of a line that was cut wrongly may stand in the wrong columns, so such a row waits for a person too.
UNSURE = (*DAMAGE, Problem.OPEN_QUOTE, Problem.INSIDE_QUOTE, Problem.TEXT_AFTER_QUOTE, Problem.LINE_BREAK)


def tells_of_damage(text: str) -> bool:
    """Say whether a reason that stands in a file of bad rows, in any language of ours, is that digits were lost."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            if any(str(_REASONS[problem]) in text for problem in DAMAGE):
                return True
    return False


def reason(fault: Fault) -> str:
    """Say what is wrong with a cell and what to do."""
    text = str(_REASONS[fault.problem]) % fault.detail
    if near := fault.detail.get("near"):
        text += " " + _("Mungkin maksudnya: %(near)s.") % {"near": near}
    return text


def column(fault: Fault) -> str:
    """Name the column of a fault."""
    return str(FIELDS[fault.field]) if fault.field else fault.detail.get("head", "")


def unreadable(error: Unreadable) -> str:
    """Say why a file cannot be read and what to do."""
    return str(UNREADABLE[error.reason]) % error.detail


def hidden_parts(sheet: Sheet | None) -> str:
    """Say which rows and columns of a sheet are read although whoever looks at it does not see them."""
    if sheet is None or not (sheet.hidden_rows or sheet.hidden_columns):
        return ""
    words = _(
        "Lembar %(sheet)s menyembunyikan %(rows)s baris dan %(columns)s kolom; semuanya ikut dibaca. "
        "Hapus dari berkas bila tidak dimaksud."
    )
    return words % {"sheet": sheet.name, "rows": sheet.hidden_rows, "columns": sheet.hidden_columns}
