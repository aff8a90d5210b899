"""Forms of postings: whom to post where, the steps of a posting, the code of her phone, and lists."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.actions.absences import LeaveInput
from netral.apps.supervisors.actions.dismissals import DismissalDecision
from netral.apps.supervisors.domain.applications import Sex
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.forms.phones import PhoneField
from netral.apps.supervisors.inputs import Correction, Ending, Particulars, PostingTerm
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.list_layout import REQUIRED, TITLES, ListColumn
from netral.apps.supervisors.models import Dismissal, PollingStation, Posting
from netral.apps.supervisors.queries.areas import areas_of, heads_of
from netral.apps.supervisors.queries.postings import neighbours
from netral.foundation.elections.models import Election
from netral.foundation.files.domain import purposes
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import today_in
from netral.foundation.seals.typeface import NameField
from netral.foundation.ui.fields import DateField, Radios
from netral.foundation.ui.forms import PageForm
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField

KEEP, DISMISS = "tetap", "berhenti"
GOOD_ROWS, ALL_ROWS = "yang-benar", "semua"


def long_text(label: Any, most: int, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    """Return a field for several lines of text."""
    widget = forms.Textarea({"rows": 4})
    return forms.CharField(label=label, max_length=most, help_text=help_text, required=required, widget=widget)


class PersonFields(forms.Form):
    """Who is posted."""

    nama = NameField(label=_("Nama lengkap"), max_length=150, help_text=_("Seperti pada KTP."))
    nik = forms.CharField(
        label=_("NIK"),
        max_length=16,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        validators=[RegexValidator(r"^\d{16}\Z", _("NIK harus 16 angka. Periksa pada KTP."))],
    )
    tanggal_lahir = DateField(label=_("Tanggal lahir"))
    jenis_kelamin = forms.ChoiceField(
        label=_("Jenis kelamin"), choices=[(Sex.FEMALE, _("Perempuan")), (Sex.MALE, _("Laki-laki"))], widget=Radios()
    )
    telepon = PhoneField(label=_("Nomor telepon (tidak wajib)"), required=False)
    email = forms.EmailField(
        label=_("E-mail (tidak wajib)"),
        max_length=150,
        required=False,
        help_text=_("Dengan e-mail ia mendapat akun selama bertugas. Tanpa e-mail ia ditempatkan tanpa akun."),
    )

    def particulars(self) -> Particulars:
        """Return the person as filled in."""
        said = self.cleaned_data
        return Particulars(
            name=said["nama"],
            nik=said["nik"],
            birth_date=said["tanggal_lahir"],
            sex=said["jenis_kelamin"],
            phone=said["telepon"],
            email=said["email"],
        )


class PostingForm(PersonFields, PageForm):
    """Who is posted where, from when to when."""

    tugas = forms.ChoiceField(label=_("Tugas"), choices=[*POSTS.items()], widget=Radios())
    tps = forms.IntegerField(
        label=_("Nomor TPS"), required=False, min_value=1, max_value=9999, help_text=_("Hanya untuk pengawas TPS.")
    )
    mulai = PlannedDateField(label=_("Hari pertama bertugas"))
    selesai = PlannedDateField(label=_("Hari terakhir bertugas"))

    def __init__(self, *args: Any, actor: Actor, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.election = election
        self.fields["wilayah"] = forms.ModelChoiceField(
            areas_of(actor), label=_("Kecamatan, desa, atau kelurahan"), empty_label=_("Pilih wilayah")
        )
        self.fields["atasan"] = forms.ModelChoiceField(
            heads_of(actor), label=_("Atasan di Panwaslu kecamatan (tidak wajib)"), required=False
        )
        self.order_fields(["tugas", "wilayah", "tps", "mulai", "selesai", "atasan", *PersonFields.base_fields])

    def clean(self) -> dict[str, Any]:
        """Find the polling station of the village by its number."""
        said = super().clean() or {}
        said["station"] = None
        if said.get("tugas") == Post.POLLING_STATION and said.get("wilayah"):
            stations = PollingStation.objects.filter(election=self.election, village=said["wilayah"])
            said["station"] = stations.filter(number=said.get("tps") or 0).first()
            if said["station"] is None:
                self.add_error("tps", _("TPS ini belum terdaftar di desa itu. Periksa nomornya."))
        return said

    def term(self) -> PostingTerm:
        """Return the term as filled in."""
        said = self.cleaned_data
        return PostingTerm(
            election=self.election,
            post=Post(said["tugas"]),
            region=said["wilayah"],
            starts_on=said["mulai"],
            ends_on=said["selesai"],
            polling_station=said["station"],
            above=said["atasan"],
        )


class EndingForm(StepForm[Posting]):
    """Asks for the last day in office and why."""

    lasting = _("Masa tugas berakhir pada hari itu, dan akunnya tertutup sesudahnya. Ini tidak dapat dibatalkan.")
    hari_terakhir = PlannedDateField(label=_("Hari terakhir bertugas"))
    alasan = long_text(_("Alasan"), 500)

    def ending(self) -> Ending:
        """Return the ending as filled in."""
        return Ending(last_day=self.cleaned_data["hari_terakhir"], reason=self.cleaned_data["alasan"])


class ReplacementForm(PersonFields, EndingForm):
    """Asks for the last day, why, and who comes in her place."""

    field_order = ("hari_terakhir", "alasan", *PersonFields.base_fields)


class SupervisorCorrectionForm(StepForm[Posting]):
    """Asks for name, phone and e-mail as they should be, and why."""

    lasting = _("Kartu dengan nama yang lama dicabut, dan nomor telepon yang baru harus dipastikan lagi.")
    nama = NameField(label=_("Nama lengkap"), max_length=150)
    telepon = PhoneField(label=_("Nomor telepon (tidak wajib)"), required=False)
    email = forms.EmailField(label=_("E-mail (tidak wajib)"), max_length=150, required=False)
    alasan = long_text(_("Alasan perbaikan"), 500, _("Misalnya: salah ketik, dicocokkan dengan KTP."))

    def build(self) -> None:
        """Start from what is kept, and say what follows from a change."""
        her = self.subject.supervisor
        self.initial = {"nama": her.name, "telepon": her.phone, "email": her.address}
        self.fields["nama"].help_text = _("Seperti pada KTP. Bila diubah, kartu yang sudah disegel dicabut.")
        if her.phone_confirmed_at:
            self.fields["telepon"].help_text = _("Bila diubah, nomornya harus dipastikan lagi.")
        self.fields["email"].help_text = (
            _("Ia sudah punya akun: alamat ini hanya dapat ia ganti sendiri di halaman akunnya.")
            if her.account
            else _("Dengan e-mail ia mendapat akun selama bertugas. Tanpa e-mail ia ditempatkan tanpa akun.")
        )

    def correction(self) -> Correction:
        """Return the correction as filled in."""
        said = self.cleaned_data
        return Correction(name=said["nama"], phone=said["telepon"], email=said["email"], reason=said["alasan"])


class LeaveForm(StepForm[Posting]):
    """Asks from when to when somebody is away, why, and who covers."""

    mulai = PlannedDateField(label=_("Cuti mulai"))
    selesai = PlannedDateField(label=_("Cuti sampai"))
    alasan = long_text(_("Alasan"), 500)

    def build(self) -> None:
        """Propose the nearest neighbours."""
        near = {str(each.pk): each for each in neighbours(self.subject)}
        self.neighbours = near
        self.fields["pengganti"] = forms.ChoiceField(
            label=_("Siapa yang menjaga wilayahnya?"),
            help_text=_("Tetangga terdekat di kecamatan yang sama."),
            choices=[*((key, str(each)) for key, each in near.items()), ("", _("Belum ada"))],
            required=False,
            widget=Radios(),
        )

    def leave(self) -> LeaveInput:
        """Return the leave as filled in."""
        said = self.cleaned_data
        cover = self.neighbours.get(said["pengganti"])
        return LeaveInput(starts_on=said["mulai"], ends_on=said["selesai"], reason=said["alasan"], cover=cover)


class AbsenceReturnForm(StepForm[Posting]):
    """Asks on which day she came back."""

    kembali = DateField(label=_("Kembali bertugas pada"))


class AccusationForm(StepForm[Posting]):
    """Asks for the reasons, and when she is heard."""

    lasting = _("Ia diberi tahu alasan dan hari didengar. Pemberitahuan tidak dapat ditarik.")
    alasan = long_text(_("Alasan pemeriksaan"), 2000, _("Tulis perbuatan, hari, dan tempatnya. Ia akan membacanya."))
    didengar = PlannedDateField(label=_("Didengar pada"))


class HearingDayForm(StepForm[Dismissal]):
    """Asks for another day on which she is heard, and why."""

    lasting = _("Ia diberi tahu hari yang baru dan alasannya. Pemberitahuan tidak dapat ditarik.")
    didengar = PlannedDateField(label=_("Didengar pada"))
    alasan = long_text(_("Alasan dipindah"), 500, _("Ia akan membacanya."))


class HearingForm(StepForm[Dismissal]):
    """Asks whether she came and what she said."""

    lasting = _("Keterangan tidak dapat diubah sesudah dicatat.")
    hadir = forms.ChoiceField(
        label=_("Apakah ia hadir?"), choices=[("ya", _("Ya")), ("tidak", _("Tidak"))], widget=Radios()
    )
    keterangan = long_text(_("Keterangannya"), 4000, _("Wajib bila hadir."), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the statement of one who came."""
        said = super().clean() or {}
        if said.get("hadir") == "ya" and not said.get("keterangan"):
            self.add_error("keterangan", _("Tulis keterangannya, karena ia hadir."))
        return said


class DismissalForm(StepForm[Dismissal]):
    """Asks for the decision, and the last day of one who is dismissed."""

    lasting = _("Keputusan tidak dapat diubah, dan ia diberi tahu.")
    putusan = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[(KEEP, _("Tetap bertugas")), (DISMISS, _("Diberhentikan"))],
        widget=Radios(),
    )
    hari_terakhir = PlannedDateField(
        label=_("Hari terakhir bertugas"), required=False, help_text=_("Bila diberhentikan.")
    )
    pertimbangan = long_text(_("Pertimbangan"), 2000)

    def build(self) -> None:
        """Suggest today as the last day."""
        self.fields["hari_terakhir"].initial = today_in(self.subject.posting.region_id)

    def clean(self) -> dict[str, Any]:
        """Ask for the last day of one who is dismissed."""
        said = super().clean() or {}
        if said.get("putusan") == DISMISS and not said.get("hari_terakhir"):
            self.add_error("hari_terakhir", _("Isi hari terakhir bertugas, karena ia diberhentikan."))
        return said

    def decision(self) -> DismissalDecision:
        """Return the decision as filled in."""
        said = self.cleaned_data
        last_day = said["hari_terakhir"] if said["putusan"] == DISMISS else None
        return DismissalDecision(words=said["pertimbangan"], last_day=last_day)


class PhoneCodeForm(PageForm):
    """The code that staff read to her."""

    kode = forms.CharField(
        label=_("Kode 6 angka"),
        max_length=12,
        help_text=_("Dari petugas yang menempatkan Anda. Berlaku 24 jam."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_kode(self) -> str:
        """Return the code without blanks."""
        return "".join(str(self.cleaned_data["kode"]).split())


class CardPhotoForm(PageForm):
    """The photo for her card."""

    foto = forms.FileField(label=_("Foto"), help_text=_("JPEG atau PNG, wajah terlihat jelas, paling besar 5 MB."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["foto"].widget.attrs["accept"] = purposes()["supervisor_photo"].accept


class ListUploadForm(PageForm):
    """A list of supervisors that exists already."""

    berkas = forms.FileField(
        label=_("Berkas daftar pengawas"),
        help_text=_("XLSX atau CSV, paling besar 10 MB dan 2.000 baris, dengan judul kolom di atasnya."),
    )


class ListColumnsForm(PageForm):
    """Which column of a list holds what, and what happens to good rows beside bad ones."""

    baris = forms.ChoiceField(
        label=_("Bila ada baris yang salah"),
        choices=[
            (GOOD_ROWS, _("Masukkan yang benar, kembalikan yang salah")),
            (ALL_ROWS, _("Jangan masukkan apa pun")),
        ],
        initial=GOOD_ROWS,
        widget=Radios(),
    )

    def __init__(self, *args: Any, headers: list[str], columns: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heads = [("", _("Tidak ada")), *((str(index), head or f"({index + 1})") for index, head in enumerate(headers))]
        for column in ListColumn:
            self.fields[column.name.lower()] = forms.ChoiceField(
                label=str(TITLES[column]),
                choices=heads,
                required=column in REQUIRED,
                initial=str(columns.get(column.value, "")),
            )
        self.order_fields([*(column.name.lower() for column in ListColumn), "baris"])

    def clean(self) -> dict[str, Any]:
        """Refuse one column of the file for two things."""
        said = super().clean() or {}
        chosen = [said[name] for name in self._names() if said.get(name)]
        if len(chosen) != len(set(chosen)):
            self.add_error(None, _("Satu kolom dipilih untuk dua hal. Pilih kolom yang berbeda."))
        return said

    @property
    def columns(self) -> dict[ListColumn, int]:
        """Return which column holds what, as chosen."""
        said = self.cleaned_data
        names = zip(ListColumn, self._names(), strict=True)
        return {column: int(said[name]) for column, name in names if said.get(name)}

    @staticmethod
    def _names() -> list[str]:
        return [column.name.lower() for column in ListColumn]
