"""The form of a step; each gives the action what it takes."""

from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model
from django.forms import CharField
from django.utils.functional import Promise

from netral.foundation.seals.typeface import require_printable
from netral.foundation.ui.forms import PageForm, word_required

R = TypeVar("R", bound=Model)


class StepForm(PageForm, Generic[R]):
    """Base of every step's form; `file_field` is where a refused file is told.

    `lasting` says what cannot be taken back. Where it says something, a page shows what was filled in as it will
    stand, and only then the step is taken; a file is asked for there, since a browser forgets the one it was given.
    A choice left blank is shown there too where it is one of `told_blank`: leaving it says something.
    """

    file_field: str | None = None
    lasting: ClassVar[Promise | str] = ""
    told_blank: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, subject: R, **kwargs: Any) -> None:
        self.subject = subject
        super().__init__(*args, **kwargs)
        self.build()
        for name, field in self.fields.items():
            word_required(name, field)
            if isinstance(field, CharField):
                field.validators.append(require_printable)

    def build(self) -> None:
        """Add what depends on the row."""

    def lasts(self) -> bool:
        """Tell whether what a valid form asks for cannot be taken back."""
        return bool(self.lasting)

    def put_off_file(self) -> None:
        """Take out the file field, for the look alone to show."""
        if self.file_field:
            del self.fields[self.file_field]

    def stand_in_file(self) -> None:
        """Let a valid form answer for the file that was put off, for a rehearsal, which stores none."""
        if self.file_field:
            self.cleaned_data.setdefault(self.file_field, None)


class ConfirmForm(StepForm[Model]):
    """A step that needs nothing but the click."""
