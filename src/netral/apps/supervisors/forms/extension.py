"""The form of an extension."""

from typing import cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.models import Recruitment, Vacancy
from netral.apps.supervisors.queries.extension import by_rule, proposals_for
from netral.foundation.ui.formats import tanggal_pendek
from netral.foundation.ui.forms import Checkboxes
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField


class ExtensionForm(StepForm[Recruitment]):
    """Which vacancies are extended, until when and why; those that the rules propose are ticked already."""

    lasting = _("Perpanjangan tampil untuk umum dan tidak dapat dipersingkat lagi.")
    lowongan = forms.MultipleChoiceField(label=_("Lowongan yang diperpanjang"), widget=Checkboxes())
    sampai = PlannedDateField(label=_("Hari terakhir pendaftaran yang baru"))
    alasan = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 3}))

    def build(self) -> None:
        """Offer the vacancies of the recruitment, and tick the proposed ones."""
        proposed = proposals_for(self.subject)
        self.proposals = by_rule(proposed)
        rows = Vacancy.objects.filter(recruitment=self.subject)
        listed = rows.select_related("recruitment", "region__parent", "polling_station__village")
        self.offer("lowongan", ((str(row.pk), self._words(row)) for row in listed))
        self.fields["lowongan"].initial = sorted({key for proposal in proposed for key in proposal.keys})

    def chosen(self) -> list[UUID]:
        """Return the identifiers of the chosen vacancies."""
        return [UUID(key) for key in cast(list[str], self.cleaned_data["lowongan"])]

    def _words(self, row: Vacancy) -> str:
        district = f", {row.region.parent}" if row.region.parent and not row.polling_station else ""
        return f"{row}{district} ({tanggal_pendek(row.last_day)})"
