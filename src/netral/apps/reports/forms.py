"""The questions of the public form, one form each, and the small forms beside them."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as translated, gettext_lazy as _

from netral.apps.reports.domain.answers import Identity, Person, date_problems
from netral.foundation.seals.typeface import PrintedField
from netral.foundation.ui.fields import read_time
from netral.foundation.ui.forms import DateField, FoundRadios, PageForm, Radios, SearchInput

LONGEST_ACCOUNT = 8000
MOST_PEOPLE = 10
MOST_LINKS = 20
ANONYMOUS, NAMED = "tanpa_nama", "dengan_nama"
_ADDRESS = URLValidator(schemes=["http", "https"])


class WhatForm(PageForm):
    """What happened: the act in plain words, and the reporter's own."""

    act = forms.ChoiceField(
        label=_("Perbuatan apa yang Anda lihat?"),
        help_text=_("Pilih yang paling mirip. Kalau ragu, pilih yang terakhir."),
        error_messages={"required": _("Pilih perbuatan yang paling mirip. Kalau ragu, pilih yang terakhir.")},
    )
    account = forms.CharField(
        label=_("Ceritakan dengan kata-kata Anda"),
        help_text=_("Siapa melakukan apa, bagaimana, dan siapa lagi yang melihat. Jangan tulis nama Anda di sini."),
        max_length=LONGEST_ACCOUNT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Ceritakan dulu apa yang terjadi. Beberapa kalimat sudah cukup.")},
    )

    field_order = ("account", "act")

    def __init__(self, *args: Any, acts: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = choice_field(self, "act")
        field.widget = Radios(hints={code: example for code, _title, example in acts})
        field.choices = [(code, title) for code, title, _example in acts]


class PersonForm(PageForm):
    """One person the report is about."""

    name = PrintedField(
        label=_("Nama"),
        help_text=_("Atau nama panggilan."),
        max_length=200,
        required=False,
    )
    description = PrintedField(
        label=_("Ciri-ciri atau jabatan"),
        help_text=_("Misalnya: lurah, guru SD, berkacamata, mengemudikan mobil dinas."),
        max_length=1000,
        required=False,
    )
    unit = PrintedField(
        label=_("Kantor atau alamatnya"),
        help_text=_("Misalnya: Dinas Kesehatan, SDN 3 Bantan, atau desa tempat tinggalnya."),
        max_length=300,
        required=False,
    )

    def person(self) -> Person:
        """Return the person described; empty when nothing was written."""
        return Person(**{name: self.cleaned_data.get(name, "") for name in ("name", "description", "unit")})


class PeopleForms(forms.BaseFormSet[PersonForm]):
    """The persons of a report, at least one."""

    def add_fields(self, form: PersonForm, index: int | None) -> None:
        """Read every form, also one that says what it said before: Django would skip it."""
        super().add_fields(form, index)
        form.empty_permitted = False

    def clean(self) -> None:
        """Refuse a report about nobody, or about more people than one report holds."""
        if self.total_form_count() > MOST_PEOPLE:
            most = _("Paling banyak %(most)s orang dalam satu laporan. Gabungkan sebagian di cerita Anda.")
            raise ValidationError(most, params={"most": MOST_PEOPLE})
        if not any(self.errors) and not self.people():
            raise ValidationError(_("Tuliskan nama atau ciri-ciri orangnya. NIP tidak perlu."))

    def people(self) -> tuple[Person, ...]:
        """Return everybody described."""
        found = (form.person() for form in self.forms if form.is_valid())
        return tuple(person for person in found if person)


def people_forms(data: Any, known: Sequence[Person], blank: int) -> PeopleForms:
    """Return a form for each person known, and blank ones after them; one at least."""
    extra = blank if known else max(blank, 1)
    make = forms.formset_factory(PersonForm, formset=PeopleForms, extra=extra, max_num=MOST_PEOPLE, absolute_max=50)
    return cast(PeopleForms, make(data, prefix="orang", initial=[vars(person) for person in known]))


def choice_field(form: forms.Form, name: str) -> forms.ChoiceField:
    """Return a choice field of a form, to be given its choices."""
    return cast(forms.ChoiceField, form.fields[name])


class WhereForm(PageForm):
    """Where it happened: a region found by its name, and the place in words."""

    search = forms.CharField(
        label=_("Cari desa, kecamatan, atau kabupaten/kota"),
        help_text=_("Misalnya: selat baru, bantan. Lalu tekan Cari."),
        max_length=120,
        required=False,
        widget=SearchInput,
    )
    region = forms.ChoiceField(
        label=_("Pilih wilayahnya"),
        required=False,
        error_messages={"invalid_choice": _("Pilih salah satu wilayah dari hasil pencarian.")},
    )
    place = forms.CharField(
        label=_("Di mana tepatnya?"),
        help_text=_("Misalnya: lapangan bola, depan kantor camat. Kalau di media sosial: nama akun atau grupnya."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, regions: Sequence[tuple[str, str]], searching: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.searching = searching
        self.regions = choice_field(self, "region")
        self.regions.widget = FoundRadios()
        self.regions.choices = list(regions)

    def clean(self) -> dict[str, Any]:
        """Ask for region and place, unless the reporter is only searching."""
        data = super().clean() or {}
        if not self.searching:
            if not data.get("region") and "region" not in self.errors:
                self.add_error("region" if self.regions.choices else "search", _("Cari lalu pilih wilayah kejadian."))
            if not data.get("place"):
                self.add_error("place", _("Tuliskan di mana tepatnya, misalnya nama lapangan, kantor, atau akun."))
        return data


class WhenForm(PageForm):
    """When it happened, and when the reporter came to know."""

    happened_on = DateField(
        label=_("Tanggal kejadian"),
        help_text=_("Misalnya: 5 10 2024."),
        error_messages={"required": _("Isi tanggal kejadian. Kalau tidak pasti, isi perkiraan terdekat.")},
    )
    happened_at = forms.CharField(
        label=_("Pukul berapa"), help_text=_("Misalnya: 09.30. Perkiraan sudah cukup."), max_length=8, required=False
    )
    known_on = DateField(
        label=_("Tanggal Anda mengetahuinya"),
        help_text=_("Bisa sama dengan tanggal kejadian. Batas melapor dihitung dari tanggal ini."),
        error_messages={"required": _("Isi tanggal Anda mengetahui kejadian itu.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_happened_at(self) -> time | None:
        """Read the time of day, if one was written."""
        written = self.cleaned_data["happened_at"]
        return read_time(written) if written else None

    def clean(self) -> dict[str, Any]:
        """Compare both dates with each other and with today."""
        data = super().clean() or {}
        if data.get("happened_on") and data.get("known_on"):
            problems = date_problems(data["happened_on"], data["known_on"], self.today)
            for name, text in problems.items():
                self.add_error(name, translated(text))
        return data


class LinksField(forms.CharField):
    """Addresses, one on each line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Split the lines and complete addresses that lack their beginning."""
        lines = [line.strip() for line in str(value or "").splitlines()]
        return tuple(line if "://" in line else f"https://{line}" for line in lines if line)

    def prepare_value(self, value: Any) -> Any:
        """Write the addresses one on each line."""
        return value if isinstance(value, str) else "\n".join(value or ())

    def validate(self, value: Any) -> None:
        """Refuse what is no address, naming it."""
        if len(value) > MOST_LINKS:
            raise ValidationError(
                _("Paling banyak %(limit)s tautan. Pilih yang terpenting."), params={"limit": MOST_LINKS}
            )
        for link in value:
            if len(link) > 1000 or not _is_address(link):
                raise ValidationError(
                    _("“%(link)s” bukan alamat web. Salin alamatnya dari peramban, satu per baris."),
                    params={"link": link[:60]},
                )

    def run_validators(self, value: Any) -> None:
        """Validate nothing further: the lines were checked one by one."""


def _is_address(link: str) -> bool:
    try:
        _ADDRESS(link)
    except ValidationError:
        return False
    return True


class EvidenceForm(PageForm):
    """Links to posts; files come beside the form, because browsers send several under one name."""

    links = LinksField(
        label=_("Tautan ke unggahan"),
        help_text=_("Satu alamat per baris, misalnya alamat unggahan Facebook atau TikTok."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReporterForm(PageForm):
    """Whether the reporter gives her name, and her name, address and contact if she does."""

    mode = forms.ChoiceField(
        label=_("Bagaimana Anda ingin melapor?"),
        choices=[(ANONYMOUS, _("Tanpa nama")), (NAMED, _("Dengan nama dan alamat"))],
        widget=Radios(
            hints={
                ANONYMOUS: _("Laporan dibaca sebagai informasi awal. Nama boleh menyusul dengan kode tanda terima."),
                NAMED: _(
                    "Menjadi laporan resmi. Hanya petugas yang menangani dapat membuka nama Anda, dan itu dicatat."
                ),
            }
        ),
    )
    name = forms.CharField(label=_("Nama lengkap"), help_text=_("Seperti di KTP."), max_length=200, required=False)
    address = forms.CharField(label=_("Alamat"), max_length=500, required=False)
    contact = forms.CharField(
        label=_("Nomor telepon atau e-mail"),
        help_text=_("Bila petugas perlu menghubungi Anda."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for name and address when the reporter chose to give them."""
        data = super().clean() or {}
        if data.get("mode") == NAMED:
            require_identity(self, data)
        return data

    def identity(self) -> Identity:
        """Return what was written; nothing when the reporter stays anonymous."""
        return identity_in(self.cleaned_data) if self.cleaned_data["mode"] == NAMED else Identity()


class IdentityForm(PageForm):
    """The reporter's name, given after the report was sent."""

    name = forms.CharField(label=_("Nama lengkap"), help_text=_("Seperti di KTP."), max_length=200, required=False)
    address = forms.CharField(label=_("Alamat"), max_length=500, required=False)
    contact = forms.CharField(label=_("Nomor telepon atau e-mail"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for name and address."""
        data = super().clean() or {}
        require_identity(self, data)
        return data


def require_identity(form: forms.Form, data: dict[str, Any]) -> None:
    """Ask for what makes a report formal: a name and an address."""
    if not data.get("name"):
        form.add_error("name", _("Isi nama lengkap Anda, atau pilih melapor tanpa nama."))
    if not data.get("address"):
        form.add_error("address", _("Isi alamat Anda: laporan resmi memerlukannya."))


def identity_in(data: dict[str, Any]) -> Identity:
    """Return the identity in a form's cleaned data."""
    return Identity(**{name: data.get(name, "") for name in ("name", "address", "contact")})


class CodeForm(PageForm):
    """The receipt code."""

    code = forms.CharField(
        label=_("Kode tanda terima"),
        help_text=_("Enam kata. Huruf besar atau kecil, spasi, dan tanda hubung tidak berpengaruh."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Ketik kode tanda terima Anda.")},
    )


class AddForm(EvidenceForm):
    """A message, links and files added to a report."""

    text = forms.CharField(
        label=_("Pesan untuk petugas"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    field_order = ("text", "links")


class ActForm(PageForm):
    """Which act a report is about, as the officer sees it: those its words speak of first."""

    act = forms.ChoiceField(
        label=_("Perbuatan menurut Anda"),
        help_text=_("Mesin tidak menemukan usulan dalam isi laporan. Anda yang menetapkan."),
        error_messages={"required": _("Pilih satu perbuatan.")},
    )

    def __init__(self, *args: Any, proposed: Sequence[str], acts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = dict(acts)
        field = choice_field(self, "act")
        if proposed:
            field.help_text = translated("Mesin membaca dari isi laporan: %(acts)s. Anda yang menetapkan.") % {
                "acts": "; ".join(f"({place}) {titles[code]}" for place, code in enumerate(proposed, 1))
            }
        field.choices = [
            (translated("Usulan dari isi laporan"), [(code, titles[code]) for code in proposed]),
            (translated("Semua perbuatan"), [pair for pair in acts if pair[0] not in proposed]),
        ]


class AnswerForm(PageForm):
    """An officer's message to the reporter."""

    text = forms.CharField(
        label=_("Balasan untuk pelapor"),
        help_text=_("Pelapor membacanya dengan kode tanda terima. Nama Anda tidak ditampilkan, hanya nama lembaga."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
