"""Forms of the steps; each gives the action the inputs it takes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.cases import api as cases
from netral.apps.sanctions.inputs import ExaminationInput, ProceedingInput, SanctionDecisionInput
from netral.apps.sanctions.models import Recommendation
from netral.foundation.files.domain import purposes
from netral.foundation.ui.fields import DateField, Radios
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField


def long_text(label: Any, *, rows: int = 5, help_text: Any = "") -> forms.CharField:
    """Return a field for several lines of text."""
    return forms.CharField(label=label, help_text=help_text, max_length=20_000, widget=forms.Textarea({"rows": rows}))


class ProceedingForm(StepForm[Recommendation]):
    """Who examines, and when she is summoned."""

    team = long_text(
        _("Tim pemeriksa"),
        rows=3,
        help_text=_("Atasan langsung, unsur pengawasan, dan unsur kepegawaian. Jabatannya tidak lebih rendah."),
    )
    summoned_for = PlannedDateField(
        label=_("Dipanggil untuk tanggal"),
        help_text=_("Panggilan tertulis, 7 hari kerja sebelumnya (PP 94/2021 Ps 26, belum diverifikasi)."),
    )

    def inputs(self) -> ProceedingInput:
        """Return the proceeding as filled in."""
        return ProceedingInput(**self.cleaned_data)


class ExaminationForm(StepForm[Recommendation]):
    """What came of the examination."""

    examined_on = DateField(label=_("Tanggal pemeriksaan"))
    attended = forms.ChoiceField(
        label=_("Hadir?"),
        choices=(("yes", _("Ya")), ("no", _("Tidak, diputus berdasarkan bukti"))),
        widget=Radios,
    )
    minutes = long_text(_("Pokok berita acara"), rows=8)

    def inputs(self) -> ExaminationInput:
        """Return the examination as filled in."""
        data = self.cleaned_data
        return ExaminationInput(
            examined_on=data["examined_on"], attended=data["attended"] == "yes", minutes=data["minutes"]
        )


class DecisionForm(StepForm[Recommendation]):
    """The decision; only the sanctions of the norm's range are offered."""

    file_field = "document"
    lasting = _("Keputusan tidak dapat diubah sesudah dicatat.")

    number = forms.CharField(label=_("Nomor keputusan"), max_length=100)
    decided_on = DateField(label=_("Tanggal keputusan"))
    official = forms.CharField(label=_("Pejabat yang menetapkan"), max_length=200)

    def build(self) -> None:
        """Offer the sanctions, with the rule each stands in."""
        rows = self.subject.sanction_range
        levels = {level.code: level for level in self.subject.levels}
        # A plain text field takes whatever is posted: the action refuses what is not offered, and names the basis.
        self.fields["sanction"] = forms.CharField(
            label=_("Sanksi"),
            max_length=40,
            widget=Radios(
                choices=[(row["code"], row["title"]) for row in rows],
                hints={row["code"]: f"{levels[row['level']].heading}; {row['reference']}" for row in rows},
            ),
            help_text=_("Hanya sanksi dalam rentang norma yang dilanggar."),
            error_messages={"required": _("“Sanksi”: pilih salah satu.")},
        )
        self._ask_source([level for level in levels.values() if level.conflict], len(levels))
        purpose = purposes()["decision"]
        self.fields["document"] = forms.FileField(
            label=_("Surat keputusan (PDF)"), widget=forms.FileInput({"accept": purpose.accept})
        )
        self.order_fields(["sanction", "level_source", "number", "decided_on", "official", "document"])

    def inputs(self) -> SanctionDecisionInput:
        """Return the decision as filled in."""
        data = self.cleaned_data
        return SanctionDecisionInput(
            number=data["number"],
            decided_on=data["decided_on"],
            sanction_code=data["sanction"],
            official=data["official"],
            document=data["document"],
            level_source=data.get("level_source", ""),
        )

    def _ask_source(self, disputed: list[cases.Level], levels: int) -> None:
        """Ask which source the level follows, where sources disagree on it."""
        if not disputed:
            return
        self.fields["level_source"] = forms.ChoiceField(
            label=_("Sumber tingkat hukuman yang dipakai"),
            required=len(disputed) == levels,
            # The grade stands in the choice itself: it is what the record keeps.
            choices=[(level.code, f"{level.heading}: {level.source}") for level in disputed],
            widget=Radios,
            help_text=" ".join(dict.fromkeys(level.question for level in disputed)),
        )


class CarryOutForm(StepForm[Recommendation]):
    """The day the sanction was carried out."""

    lasting = _("Pelaksanaan tidak dapat diubah sesudah dicatat.")

    carried_out_on = DateField(label=_("Tanggal dijalankan"))


class ClosingForm(StepForm[Recommendation]):
    """Why there is no sanction."""

    lasting = _("Rekomendasi yang ditutup tidak dapat dibuka lagi.")

    words = long_text(_("Alasan ditutup tanpa sanksi"), help_text=_("Alasan dicatat dan dibaca BKN serta pengawas."))
