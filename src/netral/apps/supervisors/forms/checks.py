"""Forms of the administrative check and of what follows from it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.domain.checks import JudgedRequirement, RequirementJudgement, Verdict
from netral.apps.supervisors.models import Application
from netral.apps.supervisors.queries.checks import requirement_rows, requirements_of, without_paper
from netral.apps.supervisors.selection_labels import JUDGEMENTS, VERDICTS
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.fields import Radios
from netral.foundation.ui.grades import short_grade
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField

WHY_NOT = _("Wajib bila tidak terpenuhi atau berkas belum ada.")
WHY_WITHOUT_PAPER = _(
    "Wajib, karena berkasnya tidak ada di lamaran. Bila terpenuhi, tulis dari mana Anda tahu, misalnya: dilihat "
    "aslinya di loket."
)


def source_of(row: Mapping[str, Any]) -> str:
    """Return what the programme found of a requirement and where it stands, with how surely it is known."""
    known = f"{row['reference']} ({short_grade(row['verification'])})" if row.get("verification") else ""
    return " ".join(part for part in (row.get("how", ""), known) if part)


class CheckForm(StepForm[Application]):
    """Every requirement with what the officer found, and why where it is not met or its paper did not come."""

    def build(self) -> None:
        """Ask about each requirement of the post."""
        missing = without_paper(self.subject)
        for row in requirement_rows(self.subject):
            code = row["code"]
            self.fields[f"nilai_{code}"] = forms.ChoiceField(
                label=row["title"], help_text=source_of(row), choices=choices_of(JUDGEMENTS), widget=Radios
            )
            self.fields[f"alasan_{code}"] = forms.CharField(
                label=_("Alasan"),
                help_text=WHY_WITHOUT_PAPER if code in missing else WHY_NOT,
                required=False,
                max_length=1000,
                widget=forms.Textarea({"rows": 2}),
            )

    def judged(self) -> tuple[JudgedRequirement, ...]:
        """Return the judgements as filled in."""
        data = self.cleaned_data
        return tuple(
            JudgedRequirement(code, RequirementJudgement(data[f"nilai_{code}"]), data[f"alasan_{code}"])
            for code in requirements_of(self.subject)
        )


class CheckSettlementForm(StepForm[Application]):
    """What a member decides between two who differ."""

    hasil = forms.ChoiceField(label=_("Hasil pemeriksaan"), choices=choices_of(VERDICTS), widget=Radios)
    alasan = forms.CharField(label=_("Alasan"), max_length=2000, widget=forms.Textarea({"rows": 4}))

    def verdict(self) -> Verdict:
        """Return what she decided."""
        return Verdict(self.cleaned_data["hasil"])


class ApplicationCompletionForm(StepForm[Application]):
    """What the applicant has to complete, and until when."""

    kelengkapan = forms.CharField(
        label=_("Yang harus dilengkapi"),
        help_text=_("Pelamar membaca kata-kata ini di halaman statusnya."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
    hari_terakhir = PlannedDateField(label=_("Hari terakhir melengkapi"))


class LapseForm(StepForm[Application]):
    """Why an application lapses."""

    lasting = _("Lamaran yang gugur tidak dapat dilanjutkan lagi.")

    alasan = forms.CharField(label=_("Alasan"), max_length=1000, widget=forms.Textarea({"rows": 3}))
