"""Forms of meetings and of what was agreed there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.support.forms.fields import PaperForm, long_text, one_of, short_text
from netral.apps.support.loan_inputs import AgreedInput, MeetingInput
from netral.apps.support.models import AgreedAction, Meeting
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField


class MeetingForm(PaperForm):
    """When and where both sides meet, who comes, and about what."""

    tanggal = PlannedDateField(label=_("Tanggal pertemuan"))
    tempat = short_text(_("Tempat"))
    peserta = long_text(_("Peserta"), rows=3, help_text=_("Nama dan jabatan, satu baris satu orang."))
    agenda = long_text(_("Agenda"), rows=4)

    def inputs(self) -> MeetingInput:
        """Return the meeting as filled in."""
        data = self.cleaned_data
        return MeetingInput(data["tanggal"], data["tempat"], data["peserta"], data["agenda"])


class AgreedForm(StepForm[Meeting]):
    """What one side took on."""

    kantor = short_text(_("Kantor atau bagian yang melaksanakan"))
    isi = long_text(_("Yang disepakati"), rows=3)
    batas = PlannedDateField(label=_("Paling lambat"))

    def build(self) -> None:
        """Offer the two sides of the meeting."""
        sides = {str(side.pk): side for side in (self.subject.supervisor, self.subject.government)}
        self.sides = sides
        owner: forms.Field = one_of(_("Penanggung jawab"), [(code, side.name) for code, side in sides.items()])
        fields: dict[str, Any] = {"pihak": owner, **self.fields}
        self.fields = fields

    def inputs(self) -> AgreedInput:
        """Return the agreed action as filled in."""
        data = self.cleaned_data
        return AgreedInput(self.sides[data["pihak"]], data["kantor"], data["isi"], data["batas"])


class MinutesForm(StepForm[Meeting]):
    """The minutes of a meeting."""

    lasting = _("Notula disegel bersama kesepakatannya dan tidak dapat diubah.")

    notula = long_text(_("Isi pertemuan"), rows=10)


class CallOffForm(StepForm[Meeting]):
    """Why a meeting is called off."""

    lasting = _("Pertemuan yang dibatalkan tidak dapat dibuka lagi; rencanakan yang baru bila masih perlu.")

    alasan = long_text(_("Alasan"), rows=3, help_text=_("Dibaca kedua pihak."))


class DoneForm(StepForm[AgreedAction]):
    """That an agreed action was done."""

    lasting = _("Hasil kesepakatan tidak dapat diubah sesudah dicatat.")
    told_blank = ("catatan",)

    catatan = long_text(_("Catatan"), rows=3, required=False)


class MissedForm(StepForm[AgreedAction]):
    """Why an agreed action was not done."""

    lasting = _("Hasil kesepakatan tidak dapat diubah sesudah dicatat.")

    catatan = long_text(_("Mengapa tidak dilaksanakan"), rows=3)
