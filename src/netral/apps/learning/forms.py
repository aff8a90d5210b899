"""Forms of sessions, attendance, rounds, the quiz and local texts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from netral.apps.learning.actions.rounds import RoundInput
from netral.apps.learning.actions.sessions import PURPOSE, SessionInput
from netral.apps.learning.actions.texts import LocalTextInput
from netral.apps.learning.curriculum import ANSWERS
from netral.apps.learning.labels import ANSWER_HINTS, ANSWER_LABELS
from netral.apps.learning.models import Session
from netral.engines.seal.documents.fonts import UnprintableText, printable
from netral.foundation.files.domain import purposes
from netral.foundation.institutions.models import Institution
from netral.foundation.outreach.forms import CallForm, DatedForm, MeetingForm
from netral.foundation.registry.domain import Fault, Faulty, Field, parse_nip
from netral.foundation.registry.fields import NipField
from netral.foundation.registry.labels import reason
from netral.foundation.ui.fields import read_time
from netral.foundation.ui.forms import Checkboxes, DateField, PageForm, Radios
from netral.foundation.workflow.plans import PlannedDateField

WHOLE, SOME = "semua", "sebagian"


def _time_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=20, help_text=_("Misalnya: 09.00"), widget=forms.TextInput({"inputmode": "decimal"})
    )


class SessionForm(MeetingForm):
    """A session: what, when, where, who speaks, who is called."""

    judul = forms.CharField(
        label=_("Judul sesi"), max_length=150, help_text=_("Misalnya: Netralitas ASN di media sosial")
    )
    hari = PlannedDateField(label=_("Hari"), help_text=_("Misalnya: 7 Oktober 2024"))
    mulai = _time_field(_("Mulai pukul"))
    selesai = _time_field(_("Selesai pukul"))
    tempat = forms.CharField(label=_("Tempat"), max_length=200)
    narasumber = forms.CharField(label=_("Narasumber"), max_length=200, required=False)
    undang = forms.ChoiceField(
        label=_("Siapa yang diundang?"),
        choices=[(WHOLE, _("Semua ASN pemerintah daerah ini")), (SOME, _("Unit kerja tertentu"))],
        widget=Radios(),
        initial=WHOLE,
    )
    unit = forms.MultipleChoiceField(
        label=_("Unit kerja"),
        required=False,
        widget=Checkboxes(),
        help_text=_("Diisi bila Anda memilih unit kerja tertentu."),
    )

    def __init__(
        self,
        *args: Any,
        government: Institution,
        units: Sequence[Institution],
        zone: ZoneInfo,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.government, self.zone = government, zone
        self.offer("unit", ((unit.path, unit.name) for unit in units))

    def clean_mulai(self) -> time:
        """Return the time of day the session begins."""
        return read_time(self.cleaned_data["mulai"])

    def clean_selesai(self) -> time:
        """Return the time of day the session ends."""
        return read_time(self.cleaned_data["selesai"])

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, and a choice of units without any."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("mulai"), cleaned.get("selesai")
        if first and last and last <= first:
            self.add_error("selesai", _("Sesi selesai sebelum dimulai. Periksa kedua jam pada hari yang sama."))
        if cleaned.get("undang") == SOME and not cleaned.get("unit"):
            self.add_error("unit", _("Pilih paling sedikit satu unit kerja, atau undang semua ASN."))
        return cleaned

    def inputs(self) -> SessionInput:
        """Return the session as filled in."""
        given = self.cleaned_data
        return SessionInput(
            title=given["judul"],
            invited=given["unit"] if given["undang"] == SOME else [self.government.path],
            starts_at=datetime.combine(given["hari"], given["mulai"], tzinfo=self.zone),
            ends_at=datetime.combine(given["hari"], given["selesai"], tzinfo=self.zone),
            place=given["tempat"],
            speaker=given["narasumber"],
        )


def initial_of(session: Session, zone: ZoneInfo) -> dict[str, Any]:
    """Return a session as its form shows it."""
    first, last = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
    is_whole = session.invited == [session.government.path]
    return {
        "judul": session.title,
        "hari": first.date(),
        "mulai": f"{first:%H.%M}",
        "selesai": f"{last:%H.%M}",
        "tempat": session.place,
        "narasumber": session.speaker,
        "undang": WHOLE if is_whole else SOME,
        "unit": [] if is_whole else session.invited,
    }


class CancelForm(PageForm):
    """Why a session is called off."""

    alasan = forms.CharField(
        label=_("Mengapa sesi dibatalkan?"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Alasan ini dibaca oleh semua yang diundang."),
    )


class UndoForm(PageForm):
    """Why an entry was wrong."""

    alasan = forms.CharField(
        label=_("Mengapa kehadiran ini dibatalkan?"), max_length=300, help_text=_("Misalnya: salah centang.")
    )


class MaterialForm(PageForm):
    """A file handed out at a session."""

    berkas = forms.FileField(
        label=_("Berkas materi"), help_text=_("PDF, Word (docx), JPEG, atau PNG, paling besar 20 MB.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["berkas"].widget.attrs["accept"] = purposes()[PURPOSE].accept


class ListForm(PageForm):
    """An attendance list from elsewhere."""

    berkas = forms.FileField(
        label=_("Daftar hadir"),
        help_text=_("XLSX atau CSV dengan kolom berjudul NIP. Kolom lain tidak dibaca."),
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
    )
    lembar = forms.CharField(label=_("Lembar yang berisi daftar hadir"), required=False)

    def __init__(self, *args: Any, sheets: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks_for_sheet = bool(sheets)
        if sheets:
            lembar = self.fields["lembar"] = forms.ChoiceField(
                label=self.fields["lembar"].label, choices=[(name, name) for name in sheets], widget=Radios()
            )
            lembar.error_messages["required"] = _("Berkas ini berisi beberapa lembar. Pilih satu lembar.")
            # A browser sends a file once.
            self.fields["berkas"].error_messages["required"] = _("Pilih berkasnya sekali lagi.")

    def clean_berkas(self) -> UploadedFile[bytes]:
        """Refuse a file above the limit of a roster."""
        file: UploadedFile[bytes] = self.cleaned_data["berkas"]
        if (file.size or 0) > purposes()["roster"].limit:
            raise forms.ValidationError(_("Berkas terlalu besar. Pisahkan menjadi beberapa berkas."))
        return file


class AttendForm(DatedForm):
    """Who somebody at the poster is; both answers are checked against each other, never against the roster."""

    nip = NipField(label=_("NIP Anda"), help_text=_("18 angka. Spasi boleh ada."))
    lahir = DateField(label=_("Tanggal lahir Anda"), help_text=_("Misalnya: 17 8 1990"))

    def clean_nip(self) -> str:
        """Refuse what cannot be a NIP, by its form alone."""
        written = self.cleaned_data["nip"]
        try:
            return parse_nip(written, self.today).digits
        except Faulty as faulty:
            raise forms.ValidationError(reason(Fault(Field.NIP, written, faulty.problem, faulty.detail))) from faulty

    def clean(self) -> dict[str, Any]:
        """Refuse a birth date that is not the one in the number."""
        cleaned = super().clean() or {}
        nip, born = cleaned.get("nip"), cleaned.get("lahir")
        if nip and born and nip[:8] != f"{born:%Y%m%d}":
            self.add_error("lahir", _("Tanggal lahir tidak cocok dengan delapan angka pertama NIP. Periksa keduanya."))
        return cleaned


class RoundForm(CallForm):
    """A new round of quizzes."""

    judul = forms.CharField(
        label=_("Nama putaran"), max_length=150, help_text=_("Misalnya: Kuis netralitas masa kampanye")
    )
    mulai = PlannedDateField(label=_("Hari pertama"), help_text=_("Misalnya: 7 Oktober 2024"))
    selesai = PlannedDateField(
        label=_("Hari terakhir"), help_text=_("Setelah hari ini kuis tidak bisa dikerjakan lagi.")
    )

    def inputs(self) -> RoundInput:
        """Return the round as filled in."""
        return RoundInput(self.cleaned_data["judul"], self.cleaned_data["mulai"], self.cleaned_data["selesai"])


class AnswerForm(PageForm):
    """What somebody thinks of a scenario."""

    jawaban = forms.ChoiceField(
        label=_("Menurut Anda, bagaimana perbuatan ini?"),
        choices=[(answer.value, ANSWER_LABELS[answer.value]) for answer in ANSWERS],
        widget=Radios(hints={answer.value: ANSWER_HINTS[answer.value] for answer in ANSWERS}),
        error_messages={"required": _("Pilih satu jawaban dulu.")},
    )


class LocalTextForm(PageForm):
    """A text in a local language for the poster of an act."""

    perbuatan = forms.ChoiceField(label=_("Poster tentang"))
    bahasa = forms.CharField(label=_("Nama bahasa"), max_length=60, help_text=_("Misalnya: Melayu Riau"))
    teks = forms.CharField(
        label=_("Teks"),
        max_length=400,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Dicetak di bawah teks Indonesia. Paling banyak 400 huruf, huruf Latin."),
    )

    def __init__(self, *args: Any, subjects: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("perbuatan", [("", _("Pilih perbuatan")), *subjects.items()])

    def clean_bahasa(self) -> str:
        """Refuse a name that cannot be printed."""
        return self._printable("bahasa")

    def clean_teks(self) -> str:
        """Refuse letters that the typeface lacks, before they are missing on paper."""
        return self._printable("teks")

    def _printable(self, name: str) -> str:
        try:
            return printable(self.cleaned_data[name].replace("\r\n", "\n"))
        except UnprintableText as error:
            raise forms.ValidationError(
                _("Huruf ini tidak ada dalam huruf cetak poster: %(signs)s. Tulis dengan huruf Latin.")
                % {"signs": " ".join(error.characters)}
            ) from error

    def inputs(self) -> LocalTextInput:
        """Return the text as filled in."""
        given = self.cleaned_data
        return LocalTextInput(given["perbuatan"], given["bahasa"], given["teks"])
