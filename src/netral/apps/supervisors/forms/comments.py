"""Forms of the public's comments: the comment, and the weighing."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.actions.comments import EVIDENCE
from netral.apps.supervisors.domain.comments import Weight
from netral.apps.supervisors.models import Application, PublicComment
from netral.apps.supervisors.selection_labels import WEIGHTS
from netral.foundation.files.domain import purposes
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.fields import Radios
from netral.foundation.ui.forms import PageForm
from netral.foundation.workflow.forms import StepForm

MOST_FILES = 3
_FILES = tuple(f"bukti_{number}" for number in range(1, MOST_FILES + 1))


class CommentForm(PageForm):
    """What somebody knows about a name that was announced."""

    file_field = _FILES[0]

    tanggapan = forms.CharField(
        label=_("Tanggapan Anda"),
        help_text=_("Apa yang terjadi, kapan, di mana, dan siapa yang tahu."),
        max_length=5000,
        widget=forms.Textarea({"rows": 7}),
    )
    nama = forms.CharField(
        label=_("Nama Anda"), help_text=_("Hanya dibaca petugas. Pelamar tidak melihatnya."), max_length=150
    )
    kontak = forms.CharField(
        label=_("Nomor telepon atau e-mail Anda"),
        help_text=_("Supaya petugas dapat bertanya lagi. Pelamar tidak melihatnya."),
        max_length=150,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purpose = purposes()[EVIDENCE]
        for number, name in enumerate(_FILES, start=1):
            self.fields[name] = forms.FileField(
                label=_("Bukti %(number)s (boleh kosong)") % {"number": number},
                help_text=purpose.accepted if number == 1 else "",
                required=False,
                widget=forms.FileInput({"accept": purpose.accept}),
            )

    def files_sent(self) -> list[UploadedFile[bytes]]:
        """Return the files that were chosen."""
        return [self.cleaned_data[name] for name in _FILES if self.cleaned_data.get(name)]


class WeighingForm(StepForm[Application]):
    """What a comment counts for, and why."""

    lasting = _("Pertimbangan tidak dapat diubah sesudah disimpan.")

    pertimbangan = forms.ChoiceField(label=_("Tanggapan ini"), choices=choices_of(WEIGHTS), widget=Radios)
    alasan = forms.CharField(label=_("Alasan"), max_length=2000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, comment: PublicComment, **kwargs: Any) -> None:
        self.comment = comment
        super().__init__(*args, **kwargs)

    def weight(self) -> Weight:
        """Return what it counts for."""
        return Weight(self.cleaned_data["pertimbangan"])


class CommentAnswerForm(PageForm):
    """The applicant's answer to one comment about her."""

    nomor_tanggapan = forms.UUIDField(label=_("Nomor tanggapan"), widget=forms.HiddenInput())
    jawaban = forms.CharField(label=_("Jawaban Anda"), max_length=5000, widget=forms.Textarea({"rows": 5}))
