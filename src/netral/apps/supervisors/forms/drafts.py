"""The questions of an application, one form each; every form knows which answers it reads and shows."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translated, gettext_lazy as _

from netral.apps.supervisors.domain.applications import Employment, PartyTie
from netral.apps.supervisors.domain.drafts import BORN_LATER, NIK_DIGITS, NIK_LENGTH, ApplicationAnswers, DraftQuestion
from netral.apps.supervisors.domain.requirements import Requirement, RequirementCheck
from netral.apps.supervisors.forms.phones import PhoneField
from netral.apps.supervisors.labels import EDUCATIONS, EMPLOYMENTS, PARTY_TIES, SEXES
from netral.engines.identifiers.pasted import identifier
from netral.foundation.regions.models import Tier
from netral.foundation.regions.queries import full_names, search
from netral.foundation.registry.fields import NipField
from netral.foundation.seals.typeface import NameField, PrintedField
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.forms import Checkboxes, DateField, FoundRadios, PageForm, Radios, SearchInput

YES_NO = [("tidak", _("Tidak")), ("ya", _("Ya"))]
_MOST_VILLAGES = 12


class NikField(forms.CharField):
    """Gives the 16 digits of a NIK, however they were typed."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"})
        super().__init__(max_length=60, widget=widget, **options)

    def clean(self, value: Any) -> str:
        """Return the digits; raises ValidationError that says how many were read."""
        digits = "".join(letter for letter in identifier(super().clean(value)) if letter in "0123456789")
        if len(digits) != NIK_DIGITS:
            raise ValidationError(translated(NIK_LENGTH), "nik", {"count": len(digits)})
        return digits


class DraftQuestionForm(PageForm):
    """Base of the questions: `reads` names the answer behind each field."""

    reads: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, today: date, declared: tuple[Requirement, ...] = (), **kwargs: Any) -> None:
        self.today, self.statements = today, declared
        super().__init__(*args, **kwargs)
        self.build()

    def build(self) -> None:
        """Offer what depends on the day or on what was typed."""

    @classmethod
    def shown(cls, answers: ApplicationAnswers) -> dict[str, Any]:
        """Return what the fields show of answers given before."""
        return {field: getattr(answers, answer) for field, answer in cls.reads.items()}

    def answers(self) -> dict[str, Any]:
        """Return the answers of a valid form, by their names."""
        return {answer: self.cleaned_data[field] for field, answer in self.reads.items()}


class NameForm(DraftQuestionForm):
    """The applicant's name."""

    reads: ClassVar = {"nama": "name"}
    nama = NameField(label=_("Nama lengkap"), help_text=_("Seperti di KTP, tanpa gelar."), max_length=150)


class IdentityNumberForm(DraftQuestionForm):
    """NIK, and where and when she was born."""

    reads: ClassVar = {"nik": "nik", "tempat_lahir": "birth_place", "tanggal_lahir": "birth_date"}
    nik = NikField(label=_("NIK"), help_text=_("16 angka di KTP."))
    tempat_lahir = PrintedField(label=_("Tempat lahir"), max_length=100)
    tanggal_lahir = DateField(label=_("Tanggal lahir"), help_text=_("Misalnya: 2 3 1998."))

    def clean_tanggal_lahir(self) -> date:
        """Refuse a birthday that is still to come."""
        born: date = self.cleaned_data["tanggal_lahir"]
        if born > self.today:
            raise ValidationError(translated(BORN_LATER))
        return born


class SexForm(DraftQuestionForm):
    """Sex, as on the identity card."""

    reads: ClassVar = {"jenis_kelamin": "sex"}
    jenis_kelamin = forms.ChoiceField(
        label=_("Jenis kelamin"), help_text=_("Seperti di KTP."), choices=choices_of(SEXES), widget=Radios
    )


class HomeForm(DraftQuestionForm):
    """The village where she lives, found by its name, and the address."""

    reads: ClassVar = {"cari": "search", "desa": "village", "alamat": "address"}
    cari = forms.CharField(
        label=_("Cari desa atau kelurahan di KTP"),
        help_text=_("Misalnya: selat baru, bantan. Lalu tekan Cari."),
        max_length=120,
        required=False,
        widget=SearchInput,
    )
    desa = forms.ChoiceField(
        label=_("Pilih desa atau kelurahan"),
        required=False,
        widget=FoundRadios,
        error_messages={"invalid_choice": _("Pilih salah satu desa dari hasil pencarian.")},
    )
    alamat = PrintedField(label=_("Alamat"), help_text=_("Jalan, nomor, RT/RW."), max_length=300, required=False)

    def build(self) -> None:
        """Offer the villages that fit what was typed, after the one chosen before."""
        typed = self.data.get("cari", "") if self.is_bound else self.initial.get("cari", "")
        chosen = self.initial.get("desa", "")
        found = [region.code for region in search(str(typed), Tier.VILLAGE, limit=_MOST_VILLAGES)]
        codes = [*([chosen] if chosen else []), *(code for code in found if code != chosen)]
        names = full_names(codes)
        self.offer("desa", [(code, names[code]) for code in codes if code in names])
        self.found = bool(codes)

    def clean(self) -> dict[str, Any]:
        """Ask for village and address, unless she is only searching."""
        data = super().clean() or {}
        if "tekan_cari" in self.data:
            return data
        if not data.get("desa") and "desa" not in self.errors:
            self.add_error("desa" if self.found else "cari", _("Cari lalu pilih desa atau kelurahan di KTP Anda."))
        if not data.get("alamat") and "alamat" not in self.errors:
            self.add_error("alamat", _("Isi alamat Anda seperti di KTP."))
        return data


class ApplicantContactForm(DraftQuestionForm):
    """How she is reached."""

    reads: ClassVar = {"telepon": "phone", "surel": "email"}
    telepon = PhoneField(label=_("Nomor ponsel"), help_text=_("Untuk memanggil Anda. Boleh nomor keluarga."))
    surel = forms.EmailField(label=_("Alamat e-mail"), max_length=150, required=False)


class EducationForm(DraftQuestionForm):
    """The highest diploma, and what she does."""

    reads: ClassVar = {"pendidikan": "education", "kegiatan": "occupation"}
    pendidikan = forms.ChoiceField(label=_("Ijazah terakhir"), choices=choices_of(EDUCATIONS), widget=Radios)
    kegiatan = PrintedField(
        label=_("Pekerjaan sekarang"), help_text=_("Misalnya: petani, guru honorer, belum bekerja."), max_length=150
    )


class EmploymentForm(DraftQuestionForm):
    """Whether she works for the state."""

    reads: ClassVar = {"kepegawaian": "employment", "nip": "nip"}
    kepegawaian = forms.ChoiceField(label=_("Apakah Anda pegawai ASN?"), choices=choices_of(EMPLOYMENTS), widget=Radios)
    nip = NipField(label=_("NIP"), help_text=_("Hanya bila Anda PNS atau PPPK."), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask civil servants for their number, and keep none of others."""
        data = super().clean() or {}
        if data.get("kepegawaian") == Employment.NONE:
            data["nip"] = ""
        elif data.get("kepegawaian") and not data.get("nip") and "nip" not in self.errors:
            self.add_error("nip", _("Isi NIP Anda: 18 angka."))
        return data


class PartyForm(DraftQuestionForm):
    """Whether she belongs to a party, and when she left."""

    reads: ClassVar = {"keanggotaan": "party", "keluar_pada": "party_left_on"}
    keanggotaan = forms.ChoiceField(
        label=_("Apakah Anda anggota partai politik?"), choices=choices_of(PARTY_TIES), widget=Radios
    )
    keluar_pada = DateField(
        label=_("Tanggal mengundurkan diri"), help_text=_("Hanya bila pernah menjadi anggota."), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the day of leaving where there was one."""
        data = super().clean() or {}
        if data.get("keanggotaan") != PartyTie.LEFT:
            data["keluar_pada"] = None
        elif not data.get("keluar_pada") and "keluar_pada" not in self.errors:
            self.add_error("keluar_pada", _("Isi tanggal pada surat pengunduran diri dari partai."))
        elif data.get("keluar_pada") and data["keluar_pada"] > self.today:
            self.add_error("keluar_pada", _("Tanggal itu belum tiba. Isi tanggal pada surat pengunduran diri."))
        return data


class SpouseForm(DraftQuestionForm):
    """Whether husband or wife is an organiser too."""

    pasangan = forms.ChoiceField(
        label=_("Apakah suami atau istri Anda penyelenggara pemilihan?"),
        help_text=_("Anggota KPU, PPK, PPS, KPPS, Bawaslu, Panwaslu, atau pengawas lain."),
        choices=YES_NO,
        widget=Radios,
    )

    @classmethod
    def shown(cls, answers: ApplicationAnswers) -> dict[str, Any]:
        """Return what was answered before."""
        return {"pasangan": {None: None, True: "ya", False: "tidak"}[answers.spouse_is_organiser]}

    def answers(self) -> dict[str, Any]:
        """Return the answer."""
        return {"spouse_is_organiser": self.cleaned_data["pasangan"] == "ya"}


class DeclarationForm(DraftQuestionForm):
    """What only the applicant herself can declare."""

    reads: ClassVar = {"pernyataan": "declared"}
    pernyataan = forms.MultipleChoiceField(
        label=_("Centang yang benar tentang Anda"),
        help_text=_("Yang tidak dicentang berarti tidak Anda nyatakan."),
        required=False,
        widget=Checkboxes,
    )

    def build(self) -> None:
        """Offer the statements of the law of the day."""
        rows = [row for row in self.statements if row.check is RequirementCheck.DECLARED]
        self.offer("pernyataan", [(row.code, row.title) for row in rows])

    def clean_pernyataan(self) -> tuple[str, ...]:
        """Return what was ticked."""
        return tuple(self.cleaned_data["pernyataan"])


QUESTION_FORMS: dict[DraftQuestion, type[DraftQuestionForm]] = {
    DraftQuestion.NAME: NameForm,
    DraftQuestion.IDENTITY: IdentityNumberForm,
    DraftQuestion.SEX: SexForm,
    DraftQuestion.HOME: HomeForm,
    DraftQuestion.CONTACT: ApplicantContactForm,
    DraftQuestion.EDUCATION: EducationForm,
    DraftQuestion.EMPLOYMENT: EmploymentForm,
    DraftQuestion.PARTY: PartyForm,
    DraftQuestion.SPOUSE: SpouseForm,
    DraftQuestion.DECLARATION: DeclarationForm,
}


class ApplicationCodeForm(PageForm):
    """The code by which an application is written further, and looked at later."""

    kode = forms.CharField(
        label=_("Kode lamaran"),
        help_text=_("Enam kata. Huruf besar atau kecil, spasi, dan tanda hubung tidak berpengaruh."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Ketik kode lamaran Anda.")},
    )
