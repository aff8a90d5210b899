"""What may be wrong with a form: where it stands, what happened and why, and what to do."""

from dataclasses import dataclass, field
from enum import StrEnum, unique


def gettext_noop(text: str) -> str:
    """Mark a text for the translators, for modules that do not know Django; pages translate it when they show it."""
    return text


@unique
class FaultKind(StrEnum):
    """One kind of fault; its words are in WORDS."""

    NOT_XLSX = "not_xlsx"
    MACROS = "macros"
    TOO_LARGE = "too_large"
    BUSY = "busy"
    DAMAGED = "damaged"
    NOT_TEXT = "not_text"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_CELLS = "hidden_cells"
    FORMULA = "formula"
    SHEET_TWICE = "sheet_twice"
    UNUSABLE_SHEET = "unusable_sheet"
    NO_SURVEY = "no_survey"
    NO_HEADS = "no_heads"
    HEAD_TWICE = "head_twice"
    HEAD_MISSPELT = "head_misspelt"
    TOO_MANY_QUESTIONS = "too_many_questions"
    TOO_MANY_CHOICES = "too_many_choices"
    ILLEGAL_CHARACTER = "illegal_character"
    NO_FORM_ID = "no_form_id"
    BAD_FORM_ID = "bad_form_id"
    OTHER_FORM_ID = "other_form_id"
    NO_VERSION = "no_version"
    BAD_VERSION = "bad_version"
    UNUSABLE_SETTING = "unusable_setting"
    UNKNOWN_TYPE = "unknown_type"
    NO_NAME = "no_name"
    BAD_NAME = "bad_name"
    NAME_TWICE = "name_twice"
    NAME_TAKEN = "name_taken"
    NO_LABEL = "no_label"
    NO_CALCULATION = "no_calculation"
    BROKEN_EXPRESSION = "broken_expression"
    UNKNOWN_REFERENCE = "unknown_reference"
    BROKEN_REFERENCE = "broken_reference"
    NO_LIST = "no_list"
    OR_OTHER = "or_other"
    CHOICE_WITHOUT_NAME = "choice_without_name"
    CHOICE_WITHOUT_LIST = "choice_without_list"
    CHOICE_TWICE = "choice_twice"
    UNPAIRED = "unpaired"
    PYXFORM = "pyxform"
    ODK = "odk"
    CYCLE = "cycle"
    ODK_LATE = "odk_late"


# What happened and why; what to do now.
WORDS: dict[FaultKind, tuple[str, str]] = {
    FaultKind.NOT_XLSX: (
        gettext_noop("Berkas ini bukan buku kerja XLSX, jadi formulir tidak dapat dibaca."),
        gettext_noop("Simpan formulir sebagai .xlsx (Buku Kerja Excel), lalu unggah lagi."),
    ),
    FaultKind.MACROS: (
        gettext_noop("Buku kerja ini berisi makro; formulir dengan makro tidak diterima karena makro adalah program."),
        gettext_noop("Simpan sebagai .xlsx tanpa makro, lalu unggah lagi."),
    ),
    FaultKind.TOO_LARGE: (
        gettext_noop("Berkas lebih besar daripada yang dapat dibaca (paling besar 2 MB)."),
        gettext_noop("Hapus gambar dan lembar yang tidak dipakai, lalu unggah lagi."),
    ),
    FaultKind.BUSY: (
        gettext_noop("Server sedang membaca berkas lain, jadi formulir ini belum dibaca."),
        gettext_noop("Coba lagi sebentar lagi; berkasnya tidak perlu diubah."),
    ),
    FaultKind.DAMAGED: (
        gettext_noop("Buku kerja ini rusak atau terkunci kata sandi, jadi tidak dapat dibuka."),
        gettext_noop("Buka dengan Excel atau LibreOffice, lepas kata sandinya, simpan ulang sebagai .xlsx."),
    ),
    FaultKind.NOT_TEXT: (
        gettext_noop("Berkas ini bukan teks UTF-8, jadi tabel formulir tidak dapat dibaca."),
        gettext_noop("Simpan berkas sebagai teks UTF-8."),
    ),
    FaultKind.HIDDEN_SHEET: (
        gettext_noop("Lembar “%(sheet)s” tersembunyi, padahal isinya bagian dari formulir."),
        gettext_noop("Tampilkan lembar itu agar pemeriksa melihatnya, atau hapus."),
    ),
    FaultKind.HIDDEN_CELLS: (
        gettext_noop("Lembar “%(sheet)s” mempunyai baris atau kolom tersembunyi, padahal isinya bagian dari formulir."),
        gettext_noop("Tampilkan semua baris dan kolom, atau hapus yang tidak dipakai."),
    ),
    FaultKind.FORMULA: (
        gettext_noop("Sel %(place)s berisi rumus; hasil rumus tidak dibaca."),
        gettext_noop("Ganti rumus dengan teksnya (Tempel sebagai nilai)."),
    ),
    FaultKind.SHEET_TWICE: (
        gettext_noop("Ada dua lembar bernama “%(sheet)s”, jadi tidak jelas mana yang berlaku."),
        gettext_noop("Hapus salah satunya."),
    ),
    FaultKind.UNUSABLE_SHEET: (
        gettext_noop("Lembar “%(sheet)s” tidak didukung di sini, jadi isinya tidak akan sampai ke ponsel."),
        gettext_noop("Hapus lembar itu; daftar pilihan ditulis pada lembar choices."),
    ),
    FaultKind.NO_SURVEY: (
        gettext_noop("Tidak ada lembar “survey”, padahal pertanyaan dibaca dari sana. Lembar yang ada: %(found)s."),
        gettext_noop("Beri nama “survey” pada lembar berisi pertanyaan."),
    ),
    FaultKind.NO_HEADS: (
        gettext_noop("Lembar ini tidak mempunyai kolom “%(missing)s” pada baris pertama."),
        gettext_noop("Tulis nama kolom pada baris pertama."),
    ),
    FaultKind.HEAD_TWICE: (
        gettext_noop("Kolom “%(head)s” ada dua kali, jadi tidak jelas mana yang berlaku."),
        gettext_noop("Hapus atau ganti nama salah satunya."),
    ),
    FaultKind.HEAD_MISSPELT: (
        gettext_noop("Kolom “%(head)s” tidak dikenal, jadi isinya tidak akan dipakai; mungkin maksudnya “%(near)s”."),
        gettext_noop("Perbaiki nama kolomnya; kolom catatan sendiri beri nama yang jauh berbeda, misalnya catatan."),
    ),
    FaultKind.TOO_MANY_QUESTIONS: (
        gettext_noop("Formulir ini mempunyai %(count)s baris pertanyaan; paling banyak %(most)s."),
        gettext_noop("Bagi formulir menjadi beberapa formulir."),
    ),
    FaultKind.TOO_MANY_CHOICES: (
        gettext_noop("Formulir ini mempunyai %(count)s pilihan; paling banyak %(most)s."),
        gettext_noop("Kurangi pilihan, atau pakai select_one_from_file dengan daftar dari gawai."),
    ),
    FaultKind.ILLEGAL_CHARACTER: (
        gettext_noop("Sel ini berisi tanda kendali (%(code)s) yang tidak boleh ada di XML; ponsel akan menolaknya."),
        gettext_noop("Ketik ulang isi sel itu."),
    ),
    FaultKind.NO_FORM_ID: (
        gettext_noop("form_id kosong, jadi ponsel dan server tidak tahu formulir mana ini."),
        gettext_noop("Isi kolom form_id pada lembar settings."),
    ),
    FaultKind.BAD_FORM_ID: (
        gettext_noop("form_id “%(form_id)s” tidak dapat dipakai: hanya huruf kecil, angka, dan garis bawah."),
        gettext_noop("Ganti form_id pada lembar settings, misalnya form_a."),
    ),
    FaultKind.OTHER_FORM_ID: (
        gettext_noop("form_id “%(form_id)s” milik formulir lain; di sini ditunggu “%(expected)s”."),
        gettext_noop("Perbaiki form_id pada lembar settings, atau unggah di halaman formulir yang benar."),
    ),
    FaultKind.NO_VERSION: (
        gettext_noop("version kosong, jadi ponsel tidak tahu bahwa formulir ini baru."),
        gettext_noop("Isi kolom version pada lembar settings, misalnya 2026120101 (tanggal dan nomor urut)."),
    ),
    FaultKind.BAD_VERSION: (
        gettext_noop("version “%(version)s” tidak dapat dipakai: paling panjang 32 huruf, angka, titik, _ atau -."),
        gettext_noop("Ganti version pada lembar settings, misalnya 2026120101 (tanggal dan nomor urut)."),
    ),
    FaultKind.UNUSABLE_SETTING: (
        gettext_noop("Setelan “%(setting)s” tidak boleh dipakai: laporan bisa tersesat atau tidak terbaca."),
        gettext_noop("Hapus kolom itu dari lembar settings."),
    ),
    FaultKind.UNKNOWN_TYPE: (
        gettext_noop("Jenis pertanyaan “%(type)s” tidak dikenal."),
        gettext_noop("Pilih jenis XLSForm, misalnya text, integer, date, geopoint, image, select_one nama_daftar."),
    ),
    FaultKind.NO_NAME: (
        gettext_noop("Pertanyaan ini tidak mempunyai name, jadi jawabannya tidak dapat disimpan."),
        gettext_noop("Isi kolom name, misalnya uraian."),
    ),
    FaultKind.BAD_NAME: (
        gettext_noop("name “%(name)s” tidak dapat dipakai: diawali huruf, lalu huruf, angka, _ atau -, tanpa spasi."),
        gettext_noop("Ganti name, misalnya %(better)s."),
    ),
    FaultKind.NAME_TWICE: (
        gettext_noop("name “%(name)s” sudah dipakai di baris %(first)s, jadi jawaban keduanya akan tertukar."),
        gettext_noop("Beri name lain pada salah satunya."),
    ),
    FaultKind.NAME_TAKEN: (
        gettext_noop("name “%(name)s” dipakai oleh aplikasi sendiri untuk nomor laporan (instanceID)."),
        gettext_noop("Beri name lain."),
    ),
    FaultKind.NO_LABEL: (
        gettext_noop("Kolom %(column)s kosong di baris ini, jadi pemakai bahasa itu tidak dapat membacanya."),
        gettext_noop("Isi kolom itu; setiap teks ada dalam bahasa Indonesia dan Inggris."),
    ),
    FaultKind.NO_CALCULATION: (
        gettext_noop("Baris calculate ini tidak mempunyai hitungan."),
        gettext_noop("Isi kolom calculation, atau hapus barisnya."),
    ),
    FaultKind.BROKEN_EXPRESSION: (
        gettext_noop("Syarat atau hitungan “%(expression)s” tidak dapat dibaca: salah di dekat “%(near)s”."),
        gettext_noop("Periksa tanda kurung, tanda kutip, dan tanda = < > di sel itu."),
    ),
    FaultKind.UNKNOWN_REFERENCE: (
        gettext_noop("${%(name)s} menunjuk pertanyaan yang tidak ada."),
        gettext_noop("Samakan ejaannya dengan kolom name, atau tambahkan pertanyaannya."),
    ),
    FaultKind.BROKEN_REFERENCE: (
        gettext_noop("Tanda ${ di sel ini tidak diikuti nama pertanyaan dan }, jadi maksudnya tidak jelas."),
        gettext_noop("Tulis misalnya ${uraian}, atau hapus tanda ${."),
    ),
    FaultKind.NO_LIST: (
        gettext_noop("Daftar pilihan “%(list)s” tidak ada pada lembar choices."),
        gettext_noop("Tambahkan daftarnya pada lembar choices, atau perbaiki ejaannya."),
    ),
    FaultKind.OR_OTHER: (
        gettext_noop("or_other menambah pilihan yang teksnya hanya bahasa Inggris, jadi tidak dipakai di sini."),
        gettext_noop("Tulis pilihan “lain” pada lembar choices, lalu satu pertanyaan text dengan relevant."),
    ),
    FaultKind.CHOICE_WITHOUT_NAME: (
        gettext_noop("Pilihan ini tidak mempunyai name, jadi tidak dapat disimpan."),
        gettext_noop("Isi kolom name."),
    ),
    FaultKind.CHOICE_WITHOUT_LIST: (
        gettext_noop("Pilihan ini tidak mempunyai list_name, jadi tidak akan pernah tampil."),
        gettext_noop("Isi kolom list_name, atau hapus barisnya."),
    ),
    FaultKind.CHOICE_TWICE: (
        gettext_noop("Pilihan “%(name)s” sudah ada dalam daftar “%(list)s” di baris %(first)s."),
        gettext_noop("Beri name lain pada salah satunya."),
    ),
    FaultKind.UNPAIRED: (
        gettext_noop("“%(type)s” di baris ini tidak mempunyai pasangan."),
        gettext_noop("Setiap begin_group dan begin_repeat ditutup dengan end_group dan end_repeat, berurutan."),
    ),
    FaultKind.PYXFORM: (
        gettext_noop("pyxform berkata: %(words)s"),
        gettext_noop("Perbaiki sel yang disebut; bila tidak jelas, bandingkan dengan formulir bawaan."),
    ),
    FaultKind.ODK: (
        gettext_noop("ODK Validate berkata: %(words)s"),
        gettext_noop("Perbaiki pertanyaan yang disebut; ponsel dengan ODK Collect tidak dapat membuka formulir ini."),
    ),
    FaultKind.CYCLE: (
        gettext_noop("Syarat atau hitungan saling menunjuk berputar-putar, jadi tidak pernah selesai: %(paths)s."),
        gettext_noop("Periksa relevant dan calculation: pertanyaan tidak boleh bergantung pada jawabannya sendiri."),
    ),
    FaultKind.ODK_LATE: (
        gettext_noop("ODK Validate belum selesai setelah %(seconds)s detik, jadi formulir belum terbukti baik."),
        gettext_noop("Coba lagi ketika server tidak sibuk; bila tetap, kurangi pertanyaan atau syaratnya."),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One fault: its kind, and the sheet, row (as a spreadsheet numbers it, 0 for none) and column where it stands."""

    kind: FaultKind
    sheet: str = ""
    row: int = 0
    column: str = ""
    values: dict[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What happened and why, as a template for `values`; to be translated first."""
        return WORDS[self.kind][0]

    @property
    def remedy(self) -> str:
        """What to do now, as a template for `values`; to be translated first."""
        return WORDS[self.kind][1]

    @property
    def words(self) -> str:
        """What happened, why and what to do, in Indonesian."""
        return f"{self.message % self.values} {self.remedy % self.values}"

    @property
    def place(self) -> str:
        """Where it stands, such as "survey 12 relevant"; empty when it concerns the whole file."""
        return " ".join(part for part in (self.sheet, str(self.row or ""), self.column) if part)


class FormInvalid(ValueError):
    """A form was not accepted; `faults` says everything that was found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        """Every fault in one line each."""
        return "\n".join(f"{fault.place}: {fault.words}" if fault.place else fault.words for fault in self.faults)
