"""Forms of the network: ports, crossings, vessels, timetables, a day left out, an extra departure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.domain.network import MAX_PLACES, VehicleClass
from netral.apps.crossings.inputs import CrossingInput, PortInput, TimetableInput
from netral.apps.crossings.labels import VEHICLES, WEEKDAYS
from netral.apps.crossings.queries.network import crossings_at, ports_at, vessels_at
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import zone_at
from netral.foundation.regions.models import Region, Tier
from netral.foundation.seals.typeface import PrintedField
from netral.foundation.ui.fields import read_time
from netral.foundation.ui.forms import Checkboxes, PageForm, word_required
from netral.foundation.workflow.plans import PlannedDateField, PlannedDateTimeField

LONGEST_CODE = 8
_CODE_HINT = _("Huruf, angka, dan tanda hubung, paling banyak 8. Misalnya AP-SS. Kode ini tertulis di pas.")
_MOST_MINUTES = 24 * 60


class TimeOfDayField(forms.CharField):
    """A time of day written 9.30, 09:30 or 0930."""

    def clean(self, value: Any) -> Any:
        """Return the time of day."""
        return read_time(super().clean(value))


class OperatorForm(PageForm):
    """Base of the forms whose choices are those of an operator."""

    def __init__(self, *args: Any, operator: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.operator = operator
        self.build()
        for name, field in self.fields.items():
            word_required(name, field)

    def build(self) -> None:
        """Offer what the operator has."""


class PortForm(OperatorForm):
    """A landing."""

    nama = PrintedField(label=_("Nama pelabuhan"), max_length=80, help_text=_("Misalnya Air Putih."))
    wilayah = forms.ModelChoiceField(Region.objects.none(), label=_("Kecamatan atau pulau"))

    def build(self) -> None:
        """Offer the districts and islands of the operator's regency."""
        inside = Region.objects.filter(parent_id=self.operator.region_id, tier__in=[Tier.DISTRICT, Tier.ISLAND])
        self.fields["wilayah"] = forms.ModelChoiceField(
            inside.order_by("tier", "name"), label=_("Kecamatan atau pulau"), empty_label=_("Pilih satu")
        )

    def inputs(self) -> PortInput:
        """Return the port as filled in."""
        return PortInput(self.cleaned_data["nama"], self.cleaned_data["wilayah"])


class CrossingForm(OperatorForm):
    """A way between two ports, and the way back."""

    kode = forms.RegexField(r"^[A-Za-z0-9-]+$", label=_("Kode"), max_length=LONGEST_CODE, help_text=_CODE_HINT)
    menit = forms.IntegerField(label=_("Lama penyeberangan (menit)"), min_value=1, max_value=_MOST_MINUTES)
    pulang = forms.RegexField(
        r"^[A-Za-z0-9-]+$",
        label=_("Kode arah pulang"),
        max_length=LONGEST_CODE,
        required=False,
        help_text=_("Kosongkan bila arah pulang didaftarkan sendiri. Misalnya SS-AP."),
    )

    def build(self) -> None:
        """Offer the operator's ports."""
        ports = ports_at(self.operator)
        ends = {
            "asal": forms.ModelChoiceField(ports, label=_("Dari pelabuhan"), empty_label=_("Pilih satu")),
            "tujuan": forms.ModelChoiceField(ports, label=_("Ke pelabuhan"), empty_label=_("Pilih satu")),
        }
        self.fields = {"kode": self.fields["kode"], **ends, **self.fields}

    def inputs(self) -> CrossingInput:
        """Return the crossing as filled in."""
        said = self.cleaned_data
        return CrossingInput(said["kode"], said["asal"], said["tujuan"], said["menit"], said["pulang"])


class VesselForm(OperatorForm):
    """A ferry and its places."""

    nama = PrintedField(label=_("Nama kapal"), max_length=80)

    def build(self) -> None:
        """Ask for the places of each class."""
        for vehicle, words in VEHICLES.items():
            self.fields[place_field(vehicle)] = forms.IntegerField(
                label=_("Tempat: %(class)s") % {"class": words}, min_value=0, max_value=MAX_PLACES, initial=0
            )

    def places(self) -> dict[VehicleClass, int]:
        """Return the places of each class as filled in."""
        return places_in(self.cleaned_data)


class TimetableForm(OperatorForm):
    """When a crossing departs."""

    hari = forms.TypedMultipleChoiceField(
        label=_("Berangkat pada hari"), coerce=int, choices=[*WEEKDAYS.items()], widget=Checkboxes()
    )
    jam = TimeOfDayField(label=_("Jam berangkat"), max_length=5, help_text=_("Misalnya 08.30."))
    mulai = PlannedDateField(label=_("Berlaku sejak"))
    selesai = PlannedDateField(label=_("Berlaku sampai"))

    def build(self) -> None:
        """Offer the operator's crossings and vessels."""
        first: dict[str, forms.Field] = {
            "penyeberangan": forms.ModelChoiceField(
                crossings_at(self.operator), label=_("Penyeberangan"), empty_label=_("Pilih satu")
            ),
            "kapal": forms.ModelChoiceField(vessels_at(self.operator), label=_("Kapal"), empty_label=_("Pilih satu")),
        }
        self.fields = {**first, **self.fields}

    def inputs(self) -> TimetableInput:
        """Return the timetable as filled in."""
        said = self.cleaned_data
        return TimetableInput(
            crossing=said["penyeberangan"],
            vessel=said["kapal"],
            weekdays=said["hari"],
            departs=said["jam"],
            valid_from=said["mulai"],
            valid_until=said["selesai"],
        )


class DayOutForm(PageForm):
    """A day on which a timetable does not hold."""

    hari = PlannedDateField(label=_("Hari yang ditiadakan"))
    alasan = PrintedField(
        label=_("Sebabnya"), max_length=200, help_text=_("Misalnya: kapal docking. Pemegang pas membacanya.")
    )


class TimetableEndForm(PageForm):
    """The last day of a timetable."""

    terakhir = PlannedDateField(label=_("Hari terakhir jadwal ini"))


class CrossingEndForm(PageForm):
    """From when on a crossing does not run."""

    sejak = PlannedDateField(label=_("Tidak berangkat lagi sejak"))


class ExtraDepartureForm(OperatorForm):
    """An extra departure."""

    def build(self) -> None:
        """Offer the operator's crossings and vessels, and ask for the moment in its zone."""
        self.fields["penyeberangan"] = forms.ModelChoiceField(
            crossings_at(self.operator), label=_("Penyeberangan"), empty_label=_("Pilih satu")
        )
        self.fields["kapal"] = forms.ModelChoiceField(
            vessels_at(self.operator), label=_("Kapal"), empty_label=_("Pilih satu")
        )
        self.fields["waktu"] = PlannedDateTimeField(label=_("Berangkat"), zone=zone_at(self.operator))


def place_field(vehicle: str) -> str:
    """Return the name of the field that asks for the places of a class."""
    return f"tempat_{vehicle}"


def places_in(said: dict[str, Any]) -> dict[VehicleClass, int]:
    """Return the places of each class that a form was given."""
    return {vehicle: said.get(place_field(vehicle)) or 0 for vehicle in VehicleClass}
