"""Forms of those who ask: the question, the act, the facts, sending, withdrawing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.guidance.domain.states import Urgency
from netral.apps.guidance.forms.parts import FactsMixin, long_text, one_of
from netral.apps.guidance.inputs import QuestionInput
from netral.apps.guidance.labels import URGENCIES, act_title, terms_in_words
from netral.apps.guidance.models import GuidanceRequest
from netral.apps.guidance.parameters import acts_to_ask
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import units_of
from netral.foundation.ui.fields import Checkboxes, DateField, Radios
from netral.foundation.ui.forms import PageForm, word_required
from netral.foundation.workflow.forms import StepForm


class QuestionForm(PageForm):
    """The question in own words, the units it concerns, the day, and how soon the answer is needed."""

    question = long_text(
        _("Pertanyaan"),
        rows=7,
        help_text=_(
            "Tulis siapa, berbuat atau akan berbuat apa, kapan, dan di mana. "
            "Hanya pengawas yang membaca teks ini; nama dihapus sebelum jawaban terbit."
        ),
    )
    act_date = DateField(
        label=_("Tanggal perbuatan atau rencana"), help_text=_("Jawaban dinilai menurut aturan tanggal ini.")
    )
    urgency = one_of(
        _("Seberapa cepat jawaban diperlukan?"),
        list(URGENCIES.items()),
        initial=Urgency.NORMAL,
    )
    urgency_reason = forms.CharField(label=_("Alasan bila mendesak"), required=False, max_length=500)

    def __init__(self, *args: Any, government: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(unit.pk), unit.name) for unit in units_of(government)]
        self.fields["units"] = forms.MultipleChoiceField(
            label=_("Unit kerja yang bertanya"),
            choices=offered,
            widget=Checkboxes,
            help_text=_("Unit ini nanti mengonfirmasi sudah membaca jawabannya."),
            error_messages={"required": _("“Unit kerja yang bertanya”: pilih paling sedikit satu.")},
        )
        self.fields["urgency"].widget = Radios(choices=list(URGENCIES.items()), hints=terms_in_words())
        self.order_fields(["question", "act_date", "urgency", "urgency_reason", "units"])
        for name, field in self.fields.items():
            word_required(name, field)

    def inputs(self) -> QuestionInput:
        """Return the question as filled in."""
        data = self.cleaned_data
        return QuestionInput(
            question=data["question"],
            units=[UUID(ident) for ident in data["units"]],
            act_date=data["act_date"],
            urgency=Urgency(data["urgency"]),
            urgency_reason=data["urgency_reason"],
        )


class ActForm(StepForm[GuidanceRequest]):
    """Which act of the catalogue it is: those the words propose first, then all others."""

    def __init__(self, *args: Any, proposed: Sequence[str], **kwargs: Any) -> None:
        self.proposed = proposed
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Offer the acts, the likeliest first."""
        acts = {act.code: act for act in acts_to_ask()}
        first = [code for code in self.proposed if code in acts]
        rest = [code for code in acts if code not in first]
        self.fields["act"] = forms.ChoiceField(
            label=_("Perbuatan mana yang ditanyakan?"),
            choices=[(code, act_title(code)) for code in (*first, *rest)],
            widget=Radios(hints={code: act.example for code, act in acts.items()}),
        )


class FactsForm(FactsMixin, StepForm[GuidanceRequest]):
    """What is known of the act."""

    def build(self) -> None:
        """Ask for the facts of the confirmed act."""
        self.add_facts(self.subject.act)


class SendForm(StepForm[GuidanceRequest]):
    """The last look before sending; files come beside the form, because browsers send several under one name."""


class WithdrawForm(StepForm[GuidanceRequest]):
    """Why a request is taken back; a concept is dropped without a reason."""

    lasting = _("Permintaan yang ditarik tidak dijawab dan tidak dapat dikirim lagi.")

    words = long_text(_("Alasan"), rows=3, required=False, help_text=_("Tidak perlu diisi bila masih konsep."))
