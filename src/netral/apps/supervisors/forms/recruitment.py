"""Forms of recruitment: for which post, its days, and its steps."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from netral.apps.supervisors.actions.recruitment import RecruitmentInput
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.models import Recruitment
from netral.foundation.elections.models import Election
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.forms import PageForm, Radios
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField


class ElectionField(forms.ModelChoiceField[Election]):
    """One of the elections that were loaded, by its code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            Election.objects.all(),
            label=gettext_lazy("Pemilihan"),
            to_field_name="code",
            empty_label=None,
            **options,
        )


class PostChoiceForm(PageForm):
    """For which election and post somebody recruits."""

    pemilihan = ElectionField()
    jabatan = forms.ChoiceField(label=gettext_lazy("Jabatan yang direkrut"), widget=Radios())

    def __init__(self, *args: Any, posts: Sequence[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("jabatan", [row for row in choices_of(POSTS) if row[0] in posts])


class OpeningDaysForm(PageForm):
    """The days of application, both included."""

    buka = PlannedDateField(
        label=gettext_lazy("Hari pertama pendaftaran"), help_text=gettext_lazy("Misalnya: 18 5 2024")
    )
    tutup = PlannedDateField(
        label=gettext_lazy("Hari terakhir pendaftaran"), help_text=gettext_lazy("Misalnya: 21 5 2024")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse days that are reversed."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("buka"), cleaned.get("tutup")
        if first and last and last < first:
            self.add_error("tutup", _("Hari terakhir lebih awal daripada hari pertama. Periksa kedua tanggalnya."))
        return cleaned

    def inputs(self, election: Election, post: Post) -> RecruitmentInput:
        """Return the recruitment as filled in."""
        return RecruitmentInput(election, post, self.cleaned_data["buka"], self.cleaned_data["tutup"])


class OpenRecruitmentForm(StepForm[Recruitment]):
    """Opening, which asks nothing."""

    lasting = gettext_lazy("Pendaftaran yang sudah dibuka tampil untuk umum dan tidak dapat dibatalkan lagi.")


class CloseRecruitmentForm(StepForm[Recruitment]):
    """Closing, which asks nothing."""

    lasting = gettext_lazy("Sesudah ditutup, tidak ada lamaran baru dan pendaftaran tidak dapat diperpanjang lagi.")


class CancelRecruitmentForm(StepForm[Recruitment]):
    """Calling a draft off, which asks nothing."""

    lasting = gettext_lazy("Draf yang dibatalkan tidak dapat dibuka lagi. Buat draf baru bila masih diperlukan.")
