"""Forms of the panel: announcing names, deciding a vacancy, announcing results."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.actions.decisions import PanelChoice
from netral.apps.supervisors.domain.decisions import PanelOutcome
from netral.apps.supervisors.models import Recruitment, Vacancy
from netral.apps.supervisors.queries.interviews import members_of, recused_in
from netral.apps.supervisors.queries.merit import RankedApplication, ranking_of
from netral.foundation.ui.fields import Checkboxes
from netral.foundation.ui.formats import angka
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField


class AnnouncementForm(StepForm[Recruitment]):
    """The days on which the public may comment."""

    lasting = _("Nama yang sudah diumumkan tidak dapat ditarik lagi.")

    dari = PlannedDateField(label=_("Hari pertama tanggapan masyarakat"))
    sampai = PlannedDateField(label=_("Hari terakhir tanggapan masyarakat"))


class ResultsForm(StepForm[Recruitment]):
    """Announcing the results."""

    lasting = _("Hasil yang sudah diumumkan tidak dapat ditarik lagi.")


class PanelDecisionForm(StepForm[Vacancy]):
    """Who was present, and what was decided about each applicant, the best ranked first."""

    lasting = _("Putusan tidak dapat diubah sesudah disimpan.")

    def build(self) -> None:
        """Offer the members who do not stand aside, and each applicant with her place."""
        aside = recused_in(self.subject)
        members = [user for user in members_of(self.subject.recruitment) if str(user.pk) not in aside]
        self.fields["hadir"] = forms.MultipleChoiceField(
            label=_("Anggota yang hadir"),
            help_text=_("Sekurang-kurangnya dua. Yang mengundurkan diri dari seorang pelamar tidak ada di daftar ini."),
            choices=[(str(user.pk), user.name) for user in members],
            widget=Checkboxes,
        )
        ranking = ranking_of(self.subject)
        self.ranked = ranking.rows if ranking else ()
        for ranked in self.ranked:
            self._ask(ranked)

    def choices(self) -> dict[UUID, PanelChoice]:
        """Return what was decided, by application."""
        return {ranked.application.pk: self._choice(ranked) for ranked in self.ranked}

    def _ask(self, ranked: RankedApplication) -> None:
        name, place = ranked.application.pk.hex, ranked.place
        heading = f"{place.rank}. {ranked.application.name} ({angka(place.total, 2)})" if place else ""
        self.fields[f"putusan_{name}"] = forms.ChoiceField(
            label=heading or _("%(name)s (tidak hadir wawancara)") % {"name": ranked.application.name},
            choices=self._offered(),
            initial=self._proposed(ranked),
        )
        self.fields[f"alasan_{name}"] = forms.CharField(
            label=_("Alasan bila berbeda dari peringkat"),
            required=False,
            max_length=1000,
            widget=forms.Textarea({"rows": 2}),
        )

    def _offered(self) -> list[tuple[str, object]]:
        reserves = [
            (f"{PanelOutcome.RESERVE}_{order}", _("Cadangan %(order)s") % {"order": order})
            for order in range(1, len(self.ranked) + 1)
        ]
        return [
            (PanelOutcome.CHOSEN.value, _("Terpilih")),
            *reserves,
            (PanelOutcome.NOT_CHOSEN.value, _("Tidak terpilih")),
        ]

    def _proposed(self, ranked: RankedApplication) -> str:
        """Return what the ranking alone would give."""
        if ranked.place is None:
            return PanelOutcome.NOT_CHOSEN.value
        beyond = ranked.place.rank - self.subject.seats
        return PanelOutcome.CHOSEN.value if beyond <= 0 else f"{PanelOutcome.RESERVE}_{beyond}"

    def _choice(self, ranked: RankedApplication) -> PanelChoice:
        name = ranked.application.pk.hex
        outcome, _between, order = self.cleaned_data[f"putusan_{name}"].partition(f"{PanelOutcome.RESERVE}_")
        reason = self.cleaned_data[f"alasan_{name}"]
        return (
            PanelChoice(PanelOutcome.RESERVE, int(order), reason)
            if order
            else PanelChoice(PanelOutcome(outcome), None, reason)
        )
