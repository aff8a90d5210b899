"""Forms of those who answer: the draft, its approval, and its publication."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.guidance.comparison import Contradiction
from netral.apps.guidance.domain.answers import Choice
from netral.apps.guidance.domain.identities import Found, Kind
from netral.apps.guidance.domain.states import Position
from netral.apps.guidance.forms.parts import FactsMixin, long_text, one_of
from netral.apps.guidance.inputs import AnswerInput, PublicationInput
from netral.apps.guidance.labels import CHOICES, POSITIONS, act_title
from netral.apps.guidance.models import GuidanceRequest
from netral.apps.guidance.parameters import acts_to_answer
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.fields import Checkboxes, DateField
from netral.foundation.ui.forms import PageForm
from netral.foundation.workflow.forms import StepForm

_CHOICE = "pertentangan-"


class ChangeActForm(PageForm):
    """Another act for the answer; sent by address, so that the page asks for that act's facts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["perbuatan"] = forms.ChoiceField(
            label=_("Perbuatan"), choices=[(act.code, act_title(act.code)) for act in acts_to_answer()]
        )


class AnswerForm(FactsMixin, StepForm[GuidanceRequest]):
    """The answer: position, norms and words, with the facts it rests on and the days it holds."""

    position = one_of(_("Sikap"), choices_of(POSITIONS))
    norms = forms.CharField(
        label=_("Norma"), required=False, max_length=200, help_text=_("Kode norma dipisah koma, misalnya B2, B4.")
    )
    text = long_text(
        _("Jawaban"),
        rows=10,
        help_text=_("Jawab pertanyaannya, sebutkan dasarnya, dan tulis apa yang sebaiknya dilakukan."),
    )
    valid_from = DateField(label=_("Berlaku mulai"))
    valid_to = DateField(label=_("Berlaku sampai"), required=False, help_text=_("Kosongkan bila belum ada batasnya."))

    def __init__(self, *args: Any, act: str, **kwargs: Any) -> None:
        self.act = act
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Ask for the facts of the act, and carry the act along."""
        self.add_facts(self.act)
        self.fields["act"] = forms.CharField(widget=forms.HiddenInput, max_length=40)
        self.order_fields([*self.fact_names(), "position", "norms", "text", "valid_from", "valid_to", "act"])

    def inputs(self) -> AnswerInput:
        """Return the answer as filled in."""
        data = self.cleaned_data
        return AnswerInput(
            act=data["act"],
            facts=self.facts(),
            position=Position(data["position"]),
            norms=[code.upper() for code in re.split(r"[,;\s]+", data["norms"]) if code],
            text=data["text"],
            valid_from=data["valid_from"],
            valid_to=data["valid_to"],
        )


class PublicationForm(StepForm[GuidanceRequest]):
    """The public text, and what is done about each contradiction and each word that may be a name."""

    question = forms.CharField(
        label=_("Pertanyaan untuk umum"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Tulis ulang tanpa nama orang, unit, nomor, atau tempat."),
    )
    text = long_text(_("Jawaban untuk umum"), rows=10, help_text=_("Periksa lagi: siapa pun akan membacanya."))

    def __init__(
        self, *args: Any, against: Iterable[Contradiction] = (), guesses: Iterable[Found] = (), **kwargs: Any
    ) -> None:
        self.against = tuple(against)
        self.guesses = sorted({place.word for place in guesses if place.kind is Kind.GUESS})
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Ask about contradictions and doubtful words, where there are any."""
        for each in self.against:
            self.fields[_CHOICE + each.key] = one_of(
                _("Pertentangan dengan %(what)s") % {"what": each.earlier or _("katalog")},
                [(code, words) for code, words in CHOICES.items() if each.replaceable or code != Choice.SUPERSEDE],
                required=False,
            )
        if self.against:
            self.fields["reason"] = long_text(
                _("Alasan tetap menerbitkan"), rows=4, required=False, help_text=_("Alasan dicatat dan ikut terbit.")
            )
        if self.guesses:
            self.fields["vouched"] = forms.MultipleChoiceField(
                label=_("Kata yang bukan nama orang atau tempat"),
                required=False,
                choices=[(word, word) for word in self.guesses],
                widget=Checkboxes,
                help_text=_("Centang hanya bila yakin. Pilihan Anda dicatat."),
            )

    def inputs(self) -> PublicationInput:
        """Return the publication as filled in."""
        data = self.cleaned_data
        chosen = {each.key: data[_CHOICE + each.key] for each in self.against}
        return PublicationInput(
            question=data["question"],
            text=data["text"],
            choices={key: Choice(choice) for key, choice in chosen.items() if choice},
            reason=data.get("reason", ""),
            vouched=data.get("vouched", []),
        )
