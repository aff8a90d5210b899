"""Forms of the self-check."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.guidance.selfcheck.domain import NONE, OTHER_PERSON, SELF, TICKED
from netral.apps.guidance.selfcheck.rows import FactRow
from netral.foundation.ui.fields import Checkboxes, DateField, Radios, SearchInput

MOST_LETTERS = 2000
MOST_RECEIPT_BYTES = 200 * 1024
OTHER = "bukan-ini"
# What a radio says that stands for no value; no fact has it as a value.
UNKNOWN = "?"


class TextForm(forms.Form):
    """What somebody did or plans to do, in her own words."""

    kata = forms.CharField(
        label=_("Tulis perbuatannya dengan kata-kata Anda"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea,
        error_messages={
            "required": _("Tulis dulu apa yang dilakukan atau direncanakan, atau pilih dari daftar."),
            "max_length": _("Terlalu panjang. Cukup satu atau dua kalimat, paling banyak 2.000 huruf."),
        },
    )


class ActForm(forms.Form):
    """Which act is meant."""

    def __init__(self, *args: Any, acts: Iterable[tuple[str, str, str]], **kwargs: Any) -> None:
        """Offer acts as (code, title, example), and none of these."""
        super().__init__(*args, **kwargs)
        offered = list(acts)
        self.fields["pilihan"] = forms.ChoiceField(
            label=_("Mana yang paling sesuai?"),
            choices=[*((code, title) for code, title, _example in offered), (OTHER, _("Bukan ini. Lihat semuanya"))],
            widget=Radios(hints={code: example for code, _title, example in offered}),
            error_messages={"required": _("Pilih satu perbuatan, atau “Bukan ini” untuk melihat semuanya.")},
        )


class SearchForm(forms.Form):
    """Words to find an act by."""

    cari = forms.CharField(
        label=_("Cari perbuatan"),
        required=False,
        max_length=100,
        help_text=_("Misalnya: foto, baliho, partai."),
        widget=SearchInput,
    )


class FactsForm(forms.Form):
    """The day and the facts known so far, each to be left as it is or put right."""

    tanggal = DateField(
        label=_("Kapan itu terjadi atau akan terjadi?"),
        error_messages={"required": _("Isi tanggal, bulan, dan tahun.")},
    )

    pelaku = forms.ChoiceField(
        label=_("Anda sendiri atau orang lain?"),
        choices=[(SELF, _("Saya sendiri")), (OTHER_PERSON, _("Orang lain"))],
        required=False,
        widget=Radios(),
    )

    def __init__(
        self,
        *args: Any,
        rows: Iterable[FactRow],
        day: date,
        doer: str,
        regions: Mapping[str, str],
        region: str,
        **kwargs: Any,
    ) -> None:
        """Ask for each row; `day`, `doer`, `region` and the value of a row are what the page shows.

        The region is asked only while some, given with their names, have rules of their own.
        """
        super().__init__(*args, **kwargs)
        # Whoever names nobody is taken to speak of herself, as the questions do.
        self.initial["tanggal"], self.initial["pelaku"] = day, doer or SELF
        self.region_in_words = str(regions.get(region, _("Tidak tercantum di sini")))
        if regions:
            self.fields["daerah"] = forms.ChoiceField(
                label=_("Daerah Anda (bila ada aturan daerah)"),
                help_text=_("Boleh dikosongkan. Yang tercantum hanya daerah yang punya aturan sendiri."),
                choices=[("", _("Tidak tercantum di sini")), *regions.items()],
                initial=region,
                required=False,
            )
        self.rows = tuple(rows)
        for row in self.rows:
            choices = [*row.options, *([(UNKNOWN, _("Saya tidak tahu"))] if row.may_be_unknown else [])]
            self.fields[row.name] = forms.ChoiceField(
                label=row.question, choices=choices, initial=row.value or UNKNOWN, required=False, widget=Radios()
            )

    def changes(self) -> dict[str, str]:
        """The facts said otherwise than shown; an empty value says that she cannot tell."""
        said = {row.code: self.cleaned_data[row.name] or row.value or UNKNOWN for row in self.rows}
        shown = {row.code: row.value or UNKNOWN for row in self.rows}
        return {code: "" if value == UNKNOWN else value for code, value in said.items() if value != shown[code]}


class QuestionForm(forms.Form):
    """One question of the rules."""

    def __init__(self, *args: Any, question: str, hint: str, options: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Ask a question; she may always say that she does not know."""
        super().__init__(*args, **kwargs)
        self.fields["jawaban"] = forms.ChoiceField(
            label=question,
            help_text=hint,
            choices=[*options, (UNKNOWN, _("Saya tidak tahu"))],
            widget=Radios(),
            error_messages={"required": _("Pilih satu jawaban. Boleh “Saya tidak tahu”.")},
        )

    def value(self) -> str:
        """The answer, empty when she cannot tell."""
        answer: str = self.cleaned_data["jawaban"]
        return "" if answer == UNKNOWN else answer


def thing_of(answer: str) -> tuple[str, str]:
    """The fact and its value that an answer of the form names."""
    code, _sign, value = answer.partition("=")
    return code, value


class ConfirmForm(forms.Form):
    """What else was part of it: nothing, or what is ticked."""

    def __init__(self, *args: Any, question: str, things: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Offer things as (answer, words)."""
        super().__init__(*args, **kwargs)
        offered = list(things)
        self.things = [thing_of(answer) for answer, _words in offered]
        self.fields["lain"] = forms.MultipleChoiceField(
            label=question,
            help_text=_("Centang hanya yang Anda lakukan sendiri. Bila tidak ada, cukup satu ketukan."),
            choices=offered,
            required=False,
            widget=Checkboxes(),
        )
        self.fields["hal_lain"] = forms.ChoiceField(choices=[(NONE, ""), (TICKED, "")], required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse that nothing was part of it while something is ticked, and the other way round."""
        cleaned = super().clean() or {}
        said, things = cleaned.get("hal_lain"), cleaned.get("lain")
        if said == NONE and things:
            self.add_error("lain", _("Ada yang dicentang. Ketuk “Ya, yang saya centang”, atau hapus centangnya."))
        elif said != NONE and not things and "lain" not in self.errors:
            self.add_error("lain", _("Belum ada yang dicentang. Centang yang ada, atau ketuk “Tidak ada yang lain”."))
        return cleaned

    def ticked(self) -> list[tuple[str, str]]:
        """Each thing ticked as a fact and its value."""
        return [thing_of(each) for each in self.cleaned_data["lain"]]


class CodeForm(forms.Form):
    """The code of a kept receipt."""

    kode = forms.CharField(
        label=_("Kode resi"),
        max_length=200,
        help_text=_("Enam kata, misalnya bakimo-teruga-… Huruf besar atau kecil sama saja."),
        error_messages={"required": _("Isi kode resi.")},
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )


class ReceiptFileForm(forms.Form):
    """A receipt that was downloaded."""

    berkas = forms.FileField(
        label=_("Berkas resi (JSON)"),
        error_messages={"required": _("Pilih berkas resi."), "empty": _("Berkas itu kosong.")},
    )

    def clean_berkas(self) -> bytes:
        """The content of the file, unless it is far too large for a receipt."""
        file = self.cleaned_data["berkas"]
        if file.size > MOST_RECEIPT_BYTES:
            raise forms.ValidationError(_("Berkas itu terlalu besar untuk sebuah resi."))
        content: bytes = file.read()
        return content
