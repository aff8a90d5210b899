"""Forms of interviews: the schedule, the marks, an absence, and standing aside."""

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.actions.interviews import InterviewPlan
from netral.apps.supervisors.domain.interviews import HIGHEST, LOWEST, InterviewMark
from netral.apps.supervisors.models import Application, Vacancy
from netral.apps.supervisors.parameters import rubric
from netral.apps.supervisors.queries.interviews import assessors_of
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ui.fields import Checkboxes, Radios
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateTimeField


class ScheduleForm(StepForm[Vacancy]):
    """When and where the applicants of a vacancy are interviewed, and by whom."""

    tempat = forms.CharField(label=_("Tempat"), max_length=300)
    jarak = forms.IntegerField(
        label=_("Jarak antarpelamar (menit)"),
        help_text=_("0 bila semua diminta datang pada waktu yang sama."),
        min_value=0,
        max_value=240,
        initial=0,
    )

    def build(self) -> None:
        """Ask for the moment in the zone of the institution, and offer its assessors."""
        recruitment = self.subject.recruitment
        self.fields["waktu"] = PlannedDateTimeField(label=_("Waktu mulai"), zone=zone_at(recruitment.institution))
        self.fields["penilai"] = forms.MultipleChoiceField(
            label=_("Penilai"),
            help_text=_("Sekurang-kurangnya dua. Mereka tidak melihat nilai satu sama lain sebelum semuanya masuk."),
            choices=[(str(user.pk), user.name) for user in assessors_of(recruitment)],
            widget=Checkboxes,
        )
        self.order_fields(["waktu", "tempat", "jarak", "penilai"])

    def plan(self) -> InterviewPlan:
        """Return the schedule as filled in."""
        data = self.cleaned_data
        return InterviewPlan(data["waktu"], data["tempat"], tuple(data["penilai"]), data["jarak"])


class MarksForm(StepForm[Application]):
    """A mark for each criterion, with a reason for the lowest and the highest."""

    lasting = _("Nilai tidak dapat diubah sesudah disimpan.")

    def build(self) -> None:
        """Ask for each criterion of the rubric."""
        for criterion in rubric():
            self.fields[f"nilai_{criterion.code}"] = forms.TypedChoiceField(
                label=criterion.title,
                help_text=_("Bobot %(weight)s %%.") % {"weight": criterion.weight},
                choices=[(number, str(number)) for number in range(LOWEST, HIGHEST + 1)],
                coerce=int,
                widget=Radios,
            )
            self.fields[f"alasan_{criterion.code}"] = forms.CharField(
                label=_("Alasan"),
                help_text=_("Wajib untuk nilai 1 dan 5."),
                required=False,
                max_length=1000,
                widget=forms.Textarea({"rows": 2}),
            )

    def marks(self) -> tuple[InterviewMark, ...]:
        """Return the marks as filled in."""
        data = self.cleaned_data
        return tuple(
            InterviewMark(each.code, data[f"nilai_{each.code}"], data[f"alasan_{each.code}"]) for each in rubric()
        )


class AbsenceForm(StepForm[Application]):
    """How it is known that an applicant did not come."""

    lasting = _("Pelamar yang dicatat tidak hadir tidak diperingkat.")

    keterangan = forms.CharField(label=_("Keterangan"), max_length=500)


class RecusalForm(StepForm[Application]):
    """Why somebody stands aside from an applicant."""

    lasting = _("Anda tidak dapat menilai pelamar ini atau ikut memutus formasinya lagi.")

    alasan = forms.CharField(
        label=_("Alasan"), help_text=_("Misalnya: saudara kandung, atau pernah berperkara."), max_length=500
    )
