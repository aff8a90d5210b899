"""Forms of the steps of an observation."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.fieldwork.inputs import AccusedInput, FindingInput
from netral.apps.fieldwork.models import Observation
from netral.foundation.regions.queries import day_in, zone_of
from netral.foundation.ui.fields import DateField, DateTimeField
from netral.foundation.workflow.forms import StepForm

MOST_PERSONS, SHOWN_PERSONS = 6, 2
_PARTS = (("nama", _("Nama"), 200), ("jabatan", _("Jabatan"), 200), ("unit", _("Unit kerja"), 200))


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=2000, widget=forms.Textarea({"rows": 4}))


class BackQuestionForm(StepForm[Observation]):
    """What is asked back."""

    pertanyaan = _words(
        _("Pertanyaan"), _("Muncul di ponsel pengawas saat terhubung. Ia menjawab dengan memperbaiki amatannya.")
    )


class ProposalReturnForm(StepForm[Observation]):
    """Why a proposal goes back."""

    alasan = _words(_("Yang masih kurang"))


class NoFindingForm(StepForm[Observation]):
    """Why an observation is no finding."""

    alasan = _words(_("Mengapa bukan temuan"))


class ReopeningForm(StepForm[Observation]):
    """Why a closed observation is looked at again."""

    alasan = _words(_("Mengapa dibuka lagi"))


class FindingForm(StepForm[Observation]):
    """What is proposed as a finding: in short what, when it happened and was known, and who is concerned."""

    judul = forms.CharField(
        label=_("Temuan dalam satu kalimat"), max_length=200, help_text=_("Misalnya: lurah ikut konvoi kampanye.")
    )
    tanggal = DateField(label=_("Tanggal perbuatan"))
    diketahui = DateTimeField(
        label=_("Kapan pengawas mengetahuinya"), help_text=_("Tenggat penanganan dihitung sejak saat ini.")
    )
    alasan_waktu = forms.CharField(
        label=_("Mengapa waktunya diubah"),
        help_text=_("Hanya bila berbeda dari yang ditulis pengawas."),
        max_length=500,
        required=False,
    )

    def build(self) -> None:
        """Read moments in the zone of the observation, and add three fields for each person."""
        self.fields["diketahui"] = DateTimeField(
            label=self.fields["diketahui"].label,
            help_text=self.fields["diketahui"].help_text,
            zone=zone_of(self.subject.region_id),
        )
        self.order_fields(["judul", "tanggal", "diketahui", "alasan_waktu"])
        for number in range(1, MOST_PERSONS + 1):
            for part, label, most in _PARTS:
                self.fields[f"orang_{number}_{part}"] = forms.CharField(label=label, max_length=most, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a name or an office where only the unit of somebody is given."""
        cleaned = super().clean() or {}
        for number in range(1, MOST_PERSONS + 1):
            if cleaned.get(f"orang_{number}_unit") and not (
                cleaned.get(f"orang_{number}_nama") or cleaned.get(f"orang_{number}_jabatan")
            ):
                self.add_error(f"orang_{number}_nama", _("Tulis nama atau jabatannya, atau kosongkan unit kerjanya."))
        return cleaned

    @property
    def shown_persons(self) -> list[list[forms.BoundField]]:
        """The fields of the persons that the page shows at once."""
        return [self._person(number) for number in range(1, SHOWN_PERSONS + 1)]

    @property
    def more_persons(self) -> list[list[forms.BoundField]]:
        """The fields of the persons that stand below."""
        return [self._person(number) for number in range(SHOWN_PERSONS + 1, MOST_PERSONS + 1)]

    @property
    def has_more(self) -> bool:
        """Say whether anything stands in the fields below."""
        return any(bound.value() or bound.errors for person in self.more_persons for bound in person)

    def _person(self, number: int) -> list[forms.BoundField]:
        return [self[f"orang_{number}_{part}"] for part, _label, _most in _PARTS]

    def inputs(self) -> FindingInput:
        """Return what is proposed."""
        data = self.cleaned_data
        persons = (
            AccusedInput(*(data[f"orang_{number}_{part}"].strip() for part, _label, _most in _PARTS))
            for number in range(1, MOST_PERSONS + 1)
        )
        return FindingInput(
            title=data["judul"],
            act_date=data["tanggal"],
            known_at=data["diketahui"],
            known_reason=data["alasan_waktu"],
            persons=tuple(each for each in persons if each.name or each.office),
        )


class FindingDecisionForm(StepForm[Observation]):
    """The decision by a second person."""

    lasting: ClassVar[Any] = _(
        "Temuan tidak dapat ditarik. Perkaranya langsung dibuka dan tenggatnya dihitung sejak pengawas mengetahuinya."
    )
    berita_acara = forms.CharField(
        label=_("Nomor berita acara pleno"),
        max_length=100,
        required=False,
        help_text=_("Kosongkan bila tidak ditetapkan dalam pleno."),
    )


def finding_initial(observation: Observation, proposed: Any) -> dict[str, Any]:
    """Return what a proposal starts from: the one that was returned, or what the observer wrote."""
    if proposed is None:
        known = observation.known_at
        day = day_in(observation.region_id, known) if known else None
        return {"judul": observation.title, "tanggal": day, "diketahui": known}
    found: dict[str, Any] = {
        "judul": proposed.title,
        "tanggal": proposed.act_date,
        "diketahui": proposed.known_at,
        "alasan_waktu": proposed.known_reason,
    }
    for number, each in enumerate(proposed.persons[:MOST_PERSONS], start=1):
        found[f"orang_{number}_nama"] = each["name"]
        found[f"orang_{number}_jabatan"] = each["office"]
        found[f"orang_{number}_unit"] = each["unit"]
    return found
