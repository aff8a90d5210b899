"""All questions of an application on one page, for staff at the counter."""

from typing import Any

from netral.apps.supervisors.domain.drafts import ApplicationAnswers, DraftQuestion
from netral.apps.supervisors.domain.requirements import Requirement
from netral.apps.supervisors.forms.drafts import QUESTION_FORMS, DraftQuestionForm


class CounterForms:
    """The same forms with the same checks, each a section of one page."""

    def __init__(self, data: Any, *, today: Any, declared: tuple[Requirement, ...]) -> None:
        shared: dict[str, Any] = {"today": today, "declared": declared}
        self.sections: dict[DraftQuestion, DraftQuestionForm] = {
            question: form(data, **shared) for question, form in QUESTION_FORMS.items()
        }

    @property
    def listed(self) -> list[DraftQuestionForm]:
        """The sections in the order of the page."""
        return list(self.sections.values())

    def is_valid(self) -> bool:
        """Check every section, so that all that is wrong is told at once."""
        checked = [form.is_valid() for form in self.sections.values()]
        return all(checked)

    def answers(self, vacancy: str) -> ApplicationAnswers:
        """Return the answers of valid forms."""
        found: dict[str, Any] = {}
        for form in self.sections.values():
            found |= form.answers()
        return ApplicationAnswers(vacancy=vacancy, **found)

    def quiet(self) -> None:
        """Keep what was typed without telling what is missing: a village is only being searched."""
        for form in self.sections.values():
            form.full_clean()
            form.errors.clear()
