"""Fields that several forms of guidance share."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.guidance.labels import option_of, question_of
from netral.apps.guidance.models import GuidanceRequest
from netral.apps.guidance.parameters import facts_to_ask
from netral.foundation.ui.fields import Radios
from netral.foundation.workflow.forms import StepForm

LONGEST_TEXT = 10_000
UNKNOWN = ""
_PREFIX = "fakta-"


def long_text(label: Any, *, rows: int = 5, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Return a field for several lines of text."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": rows}),
    )


def one_of(label: Any, choices: Any, *, hints: Mapping[str, Any] | None = None, **options: Any) -> forms.ChoiceField:
    """Return a field with radio buttons."""
    return forms.ChoiceField(label=label, choices=choices, widget=Radios(hints=hints), **options)


class WordsForm(StepForm[GuidanceRequest]):
    """A step that needs a reason."""

    words = long_text(_("Alasan"), rows=4, help_text=_("Alasan dicatat dan dibaca semua pihak dalam permintaan ini."))


class RefusalForm(WordsForm):
    """Why a question is not answered."""

    lasting = _("Permintaan yang ditolak selesai di sini, dan penanya membaca alasan Anda.")


class FactsMixin:
    """Asks the facts of an act one by one; what is not known stays unknown."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def add_facts(self, act: str) -> None:
        """Add a question for each fact that may decide the act."""
        for fact in facts_to_ask(act):
            choices = [*((value, option_of(fact, value)) for value in fact.options), (UNKNOWN, _("Belum diketahui"))]
            self.fields[_PREFIX + fact.code] = one_of(
                question_of(fact), choices, help_text=fact.hint, required=False, initial=UNKNOWN
            )

    def fact_names(self) -> list[str]:
        """Return the names of the fields that ask for facts."""
        return [name for name in self.fields if name.startswith(_PREFIX)]

    def facts(self) -> dict[str, str]:
        """Return the facts as answered, those unknown left out."""
        names = self.fact_names()
        return {name.removeprefix(_PREFIX): self.cleaned_data[name] for name in names if self.cleaned_data[name]}


def fact_initial(facts: Mapping[str, str]) -> dict[str, str]:
    """Return facts as the form starts from them."""
    return {_PREFIX + code: value for code, value in facts.items()}
