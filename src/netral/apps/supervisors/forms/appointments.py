"""Forms of appointments: a decree, its correction, a ceremony, who came to it, and why others did not."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.actions.decrees import DecreeInput
from netral.apps.supervisors.actions.oaths import OathPlan, OathWitness
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models import Application, Appointee, Decree, OathCeremony, Recruitment
from netral.apps.supervisors.queries.appointments import called_to, legal_last_day, next_reserves
from netral.apps.supervisors.queries.recruitment import calendar_of
from netral.apps.supervisors.queries.roll_calls import confirmed_at_kiosk
from netral.foundation.ceremonies.forms import refuse_same_person
from netral.foundation.institutions.queries import zone_at
from netral.foundation.regions.queries import today_in
from netral.foundation.ui.fields import Checkboxes, DateField, Radios
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField, PlannedDateTimeField


class DecreeFields(StepForm[Any]):
    """What a decree says besides names."""

    lasting = _("Keputusan disegel dan tidak dapat diubah. Yang salah diganti dengan keputusan lain.")

    tanggal = DateField(label=_("Tanggal keputusan"))
    tempat = forms.CharField(label=_("Ditetapkan di"), max_length=100)
    penanda = forms.CharField(label=_("Nama penanda tangan"), max_length=150)
    jabatan = forms.CharField(label=_("Jabatan penanda tangan"), max_length=150)

    def ask_last_day(self, recruitment: Recruitment) -> None:
        """Ask for the last day in office where the law names none, and propose today and the office's place."""
        self.fields["tanggal"].initial = today_in(recruitment.region_id)
        self.fields["tempat"].initial = recruitment.region.name
        if legal_last_day(recruitment) is None:
            self.fields["sampai"] = PlannedDateField(
                label=_("Hari terakhir bertugas"),
                help_text=_("Aturan tidak menyebut tanggalnya: masa tugas sampai semua tahapan selesai."),
            )

    def inputs(self) -> DecreeInput:
        """Return the decree as filled in."""
        said = self.cleaned_data
        return DecreeInput(
            signed_on=said["tanggal"],
            place=said["tempat"],
            signer=said["penanda"],
            signer_title=said["jabatan"],
            ends_on=said.get("sampai"),
        )


class IssueForm(DecreeFields):
    """A decree for everybody chosen."""

    def build(self) -> None:
        """Ask for the last day in office where it is needed."""
        self.ask_last_day(self.subject)


class PromotionForm(DecreeFields):
    """A decree for one reserve."""

    def build(self) -> None:
        """Offer the next reserve of each area with a free seat."""
        self.ask_last_day(self.subject)
        self.reserves = {str(row.pk): row for row in next_reserves(self.subject)}
        choices = [(ident, f"{row.name} ({row.vacancy})") for ident, row in self.reserves.items()]
        self.fields["cadangan"] = forms.ChoiceField(label=_("Cadangan yang naik"), choices=choices, widget=Radios())
        self.order_fields(["cadangan"])

    def application(self) -> Application:
        """Return the reserve that was chosen."""
        return self.reserves[self.cleaned_data["cadangan"]]


class CorrectionForm(DecreeFields):
    """A decree in place of another, as that one stood, and why."""

    def build(self) -> None:
        """Begin with what the earlier decree says."""
        decree: Decree = self.subject
        self.ask_last_day(decree.recruitment)
        said = {"tempat": decree.place, "penanda": decree.signer, "jabatan": decree.signer_title}
        for name, value in {**said, "sampai": decree.ends_on}.items():
            if name in self.fields:
                self.fields[name].initial = value
        self.fields["alasan"] = forms.CharField(
            label=_("Alasan mengganti"), max_length=500, widget=forms.Textarea({"rows": 3})
        )


class ReasonForm(StepForm[Any]):
    """Why somebody is struck out, or a ceremony called off."""

    lasting = _("Ini tidak dapat dibatalkan.")

    alasan = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 3}))


class OathForm(StepForm[Decree]):
    """When, where and before whom the oath is taken."""

    waktu = PlannedDateTimeField(label=_("Hari dan jam pelantikan"))
    tempat = forms.CharField(label=_("Tempat"), max_length=300)
    pelantik = forms.CharField(label=_("Nama yang melantik"), max_length=150)
    jabatan_pelantik = forms.CharField(label=_("Jabatan yang melantik"), max_length=150)
    saksi_1 = forms.CharField(label=_("Saksi pertama"), max_length=150)
    jabatan_saksi_1 = forms.CharField(label=_("Jabatan saksi pertama"), max_length=150)
    saksi_2 = forms.CharField(label=_("Saksi kedua"), max_length=150)
    jabatan_saksi_2 = forms.CharField(label=_("Jabatan saksi kedua"), max_length=150)

    def build(self) -> None:
        """Understand the moment in the zone of the region, and propose who signed the decree."""
        recruitment = self.subject.recruitment
        moment = self.fields["waktu"]
        if isinstance(moment, PlannedDateTimeField):
            moment.set_zone(zone_at(recruitment.institution))
        for name, value in (("pelantik", self.subject.signer), ("jabatan_pelantik", self.subject.signer_title)):
            self.fields[name].initial = value
        self.calendar = [
            day for day in calendar_of(recruitment.election.code, Post(recruitment.post)) if day.kind == "oath"
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse who witnesses twice, or witnesses her own act."""
        said = super().clean() or {}
        refuse_same_person(self, ("pelantik", "saksi_1", "saksi_2"))
        return said

    def plan(self) -> OathPlan:
        """Return the ceremony as filled in."""
        said = self.cleaned_data
        witnesses = tuple(OathWitness(said[f"saksi_{turn}"], said[f"jabatan_saksi_{turn}"]) for turn in (1, 2))
        return OathPlan(
            at=said["waktu"],
            place=said["tempat"],
            officiant=said["pelantik"],
            officiant_title=said["jabatan_pelantik"],
            witnesses=witnesses,
        )


class AttendanceForm(StepForm[OathCeremony]):
    """Who came, district by district, everybody in one page but those who confirmed their oath at a kiosk."""

    def build(self) -> None:
        """Tick who was ticked before; nobody at first."""
        confirmed = confirmed_at_kiosk(self.subject)
        everybody = list(called_to(self.subject))
        self.at_kiosks = [(row, confirmed[row.pk]) for row in everybody if row.pk in confirmed]
        came = {str(each) for each in self.subject.attendance.filter(present=True).values_list("appointee", flat=True)}
        self.called: dict[str, list[str]] = {}
        for code, (title, people) in _by_district(row for row in everybody if row.pk not in confirmed).items():
            choices = [
                (str(row.pk), f"{row.order}. {row.application.name}, {row.application.vacancy}") for row in people
            ]
            name = f"hadir_{code.replace('.', '_')}"
            self.called[name] = [ident for ident, _words in choices]
            self.fields[name] = forms.MultipleChoiceField(
                label=title,
                choices=choices,
                required=False,
                initial=[ident for ident in self.called[name] if ident in came],
                widget=Checkboxes,
            )

    def tick_everybody(self) -> None:
        """Tick all, so that only who is away needs to be unticked."""
        for name, idents in self.called.items():
            self.fields[name].initial = idents

    def present(self) -> set[UUID]:
        """Return who came."""
        return {UUID(ident) for idents in self.cleaned_data.values() for ident in idents}


class AbsenceReasonsForm(StepForm[OathCeremony]):
    """Why each of those who were away did not come."""

    def build(self) -> None:
        """Ask for one reason each."""
        self.absent = {}
        for each in self.subject.attendance.filter(present=False).select_related("appointee__application"):
            self.absent[f"alasan_{each.pk.hex}"] = each.pk
            self.fields[f"alasan_{each.pk.hex}"] = forms.CharField(
                label=each.appointee.application.name, max_length=300, initial=each.reason
            )

    def reasons(self) -> dict[UUID, str]:
        """Return the reason of each, by the row of her attendance."""
        return {ident: self.cleaned_data[name] for name, ident in self.absent.items()}


class OathClosingForm(StepForm[OathCeremony]):
    """Closing a ceremony."""

    lasting = _(
        "Berita acara dan sertifikat disegel, dan yang hadir ditempatkan sejak hari pelantikan. Ini tidak dapat "
        "dibatalkan."
    )


def _by_district(people: Iterable[Appointee]) -> dict[str, tuple[str, list[Appointee]]]:
    found: dict[str, tuple[str, list[Appointee]]] = {}
    grouped: defaultdict[str, list[Appointee]] = defaultdict(list)
    for row in people:
        region = row.application.vacancy.region
        district = (
            region if row.application.recruitment.post == Post.DISTRICT or region.parent is None else region.parent
        )
        grouped[district.code].append(row)
        found[district.code] = (district.name, grouped[district.code])
    return found
