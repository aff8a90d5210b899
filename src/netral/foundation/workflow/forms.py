"""The form of a step; each gives the action what it takes."""

from typing import Any, Generic, TypeVar

from django.db.models import Model

from netral.foundation.ui.forms import PageForm, word_required

R = TypeVar("R", bound=Model)


class StepForm(PageForm, Generic[R]):
    """Base of every step's form; `file_field` is where a refused file is told."""

    file_field: str | None = None

    def __init__(self, *args: Any, subject: R, **kwargs: Any) -> None:
        self.subject = subject
        super().__init__(*args, **kwargs)
        self.build()
        for name, field in self.fields.items():
            word_required(name, field)

    def build(self) -> None:
        """Add what depends on the row."""


class ConfirmForm(StepForm[Model]):
    """A step that needs nothing but the click."""
