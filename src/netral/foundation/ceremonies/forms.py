"""Forms of ceremonies and their kiosks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.engines.json_reader import read_json
from netral.foundation.ceremonies.domain import FEWEST_WITNESSES, CeremonyInput, WitnessInput
from netral.foundation.ceremonies.protocol import Malformed, read_queue
from netral.foundation.outreach.forms import MeetingForm
from netral.foundation.registry.fields import NipField
from netral.foundation.ui.forms import PageForm
from netral.foundation.workflow.plans import PlannedDateField

MOST_WITNESSES = 4
LARGEST_QUEUE = 20 * 1024 * 1024


def refuse_same_person(form: forms.Form, fields: Iterable[str]) -> None:
    """Add an error to each field that names a person whom one before it named, whatever the case and the blanks."""
    seen: set[str] = set()
    for field in fields:
        if name := " ".join(str(form.cleaned_data.get(field) or "").casefold().split()):
            if name in seen:
                words = _("Orang yang sama tidak boleh tercantum dua kali: %(name)s. Pilih saksi lain.")
                form.add_error(field, words % {"name": form.cleaned_data[field]})
            seen.add(name)


class CeremonyForm(MeetingForm):
    """A ceremony: what, where, when, who officiates, who witnesses."""

    judul = forms.CharField(
        label=_("Nama pelantikan"), max_length=150, help_text=_("Misalnya: Pelantikan pejabat pengawas, angkatan II")
    )
    tempat = forms.CharField(label=_("Tempat"), max_length=200)
    hari = PlannedDateField(label=_("Hari"), help_text=_("Misalnya: 7 Oktober 2024"))
    pejabat = forms.CharField(label=_("Nama pejabat yang melantik"), max_length=150)
    jabatan_pejabat = forms.CharField(label=_("Jabatannya"), max_length=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_WITNESSES + 1):
            needed = number <= FEWEST_WITNESSES
            self.fields[f"saksi{number}_nama"] = forms.CharField(label=_("Nama"), max_length=150, required=needed)
            wrong = _("NIP harus 18 angka. Kosongkan bila saksi bukan ASN.")
            self.fields[f"saksi{number}_nip"] = NipField(label=_("NIP"), required=False, error_messages={"nip": wrong})
            self.fields[f"saksi{number}_jabatan"] = forms.CharField(label=_("Jabatan"), max_length=150, required=needed)
            if needed:
                name, position = _("Saksi %(n)s: tulis namanya."), _("Saksi %(n)s: tulis jabatannya.")
                self.fields[f"saksi{number}_nama"].error_messages["required"] = name % {"n": number}
                self.fields[f"saksi{number}_jabatan"].error_messages["required"] = position % {"n": number}

    def about(self) -> list[forms.BoundField]:
        """Return the fields about the ceremony itself."""
        return [self[name] for name in ("judul", "tempat", "hari", "pejabat", "jabatan_pejabat")]

    def witnesses(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the fields of each witness, with what they are headed."""
        return [
            (self._heading(number), [self[f"saksi{number}_{part}"] for part in ("nama", "nip", "jabatan")])
            for number in range(1, MOST_WITNESSES + 1)
        ]

    def _heading(self, number: int) -> Any:
        if number > FEWEST_WITNESSES:
            return _("Saksi %(n)s (tidak wajib)") % {"n": number}
        return _("Saksi %(n)s") % {"n": number}

    def clean(self) -> dict[str, Any]:
        """Refuse a witness without an office."""
        cleaned = super().clean() or {}
        for number in range(FEWEST_WITNESSES + 1, MOST_WITNESSES + 1):
            if bool(cleaned.get(f"saksi{number}_nama")) != bool(cleaned.get(f"saksi{number}_jabatan")):
                self.add_error(f"saksi{number}_nama", _("Isi nama dan jabatan saksi ini, atau kosongkan keduanya."))
        refuse_same_person(self, ("pejabat", *(f"saksi{number}_nama" for number in range(1, MOST_WITNESSES + 1))))
        return cleaned

    def inputs(self) -> CeremonyInput:
        """Return the ceremony as filled in."""
        given = self.cleaned_data
        witnesses = [
            WitnessInput(*(given[f"saksi{number}_{part}"] for part in ("nama", "nip", "jabatan")))
            for number in range(1, MOST_WITNESSES + 1)
            if given[f"saksi{number}_nama"]
        ]
        return CeremonyInput(
            given["judul"],
            given["tempat"],
            given["hari"],
            given["pejabat"],
            given["jabatan_pejabat"],
            tuple(witnesses),
        )


class KioskForm(PageForm):
    """A kiosk to be opened."""

    nama = forms.CharField(label=_("Nama kios"), max_length=60, help_text=_("Misalnya: Meja 1"))

    def __init__(self, *args: Any, taken: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = {name.casefold() for name in taken}

    def clean_nama(self) -> str:
        """Refuse a name that another kiosk of the ceremony has."""
        name: str = self.cleaned_data["nama"]
        if name.casefold() in self.taken:
            raise forms.ValidationError(_("Sudah ada kios dengan nama ini. Pilih nama lain."))
        return name


class WitnessForm(PageForm):
    """How a witness confirmed who did not do it at a kiosk."""

    catatan = forms.CharField(
        label=_("Bagaimana saksi mengonfirmasi?"),
        max_length=200,
        help_text=_("Misalnya: menandatangani berita acara di hadapan saya."),
    )


class QueueForm(PageForm):
    """The queue of a kiosk that got no network, as a file."""

    berkas = forms.FileField(label=_("Berkas antrean"), help_text=_("Berkas .json yang disimpan di kios."))

    def clean(self) -> dict[str, Any]:
        """Read the file."""
        cleaned = super().clean() or {}
        file = cleaned.get("berkas")
        if file is None:
            return cleaned
        try:
            if file.size > LARGEST_QUEUE:
                raise Malformed("too large")
            cleaned["queue"] = read_queue(read_json(file.read()))
        except (Malformed, ValueError):
            self.add_error("berkas", _("Ini bukan berkas antrean kios. Pilih berkas yang disimpan di kios."))
        return cleaned
