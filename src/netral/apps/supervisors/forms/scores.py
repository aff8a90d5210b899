"""Forms of the scores: the file, and taking the good lines of one that has bad ones."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.models import Recruitment
from netral.foundation.files.domain import purposes
from netral.foundation.ui.forms import PageForm

_SALT = "supervisors.scores"


class ScoreFileForm(PageForm):
    """The list of scores."""

    berkas = forms.FileField(
        label=_("Berkas nilai (XLSX atau CSV)"),
        help_text=_("Dua kolom dengan judul “nomor” (nomor lamaran) dan “nilai” (0 sampai 100)."),
        widget=forms.FileInput({"accept": purposes()["roster"].accept}),
    )


class GoodLinesForm(PageForm):
    """The good lines of a file that was just read, carried signed, so that it need not be sent again."""

    baris = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, recruitment: Recruitment, **kwargs: Any) -> None:
        self.recruitment = recruitment
        super().__init__(*args, **kwargs)

    def clean_baris(self) -> dict[str, Any]:
        """Read the lines back; raises ValidationError when they are not ours."""
        try:
            read: dict[str, Any] = signing.loads(self.cleaned_data["baris"], salt=f"{_SALT}.{self.recruitment.pk}")
        except signing.BadSignature as error:
            raise forms.ValidationError(_("Isian ini rusak. Unggah lagi berkasnya.")) from error
        return read


def carried_lines(recruitment: Recruitment, scores: dict[str, str], refused: int) -> str:
    """Return good lines signed for a page to carry."""
    return signing.dumps({"scores": scores, "refused": refused}, salt=f"{_SALT}.{recruitment.pk}", compress=True)
