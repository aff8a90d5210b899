"""Forms of the versions of observation forms: the upload and the steps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.fieldwork.models import FormVersion
from netral.foundation.ui.forms import PageForm
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField


class SheetForm(PageForm):
    """The XLSForm to read."""

    berkas = forms.FileField(
        label=_("Berkas XLSForm"),
        help_text=_(
            "XLSX, paling besar 2 MB. Unduh dulu formulir yang berlaku, lalu ubah dengan aplikasi lembar kerja."
        ),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )


class VersionProposalForm(StepForm[FormVersion]):
    """From which day the version is to be valid."""

    mulai = PlannedDateField(
        label=_("Mulai berlaku"),
        help_text=_("Sejak hari ini ponsel pengawas memakai versi ini. Isian versi lama yang menyusul tetap diterima."),
    )


class VersionPublicationForm(StepForm[FormVersion]):
    """The publication by a second person."""

    lasting = _("Versi yang terbit tidak dapat diubah atau dihapus. Kesalahan diperbaiki dengan versi baru.")


class VersionReasonForm(StepForm[FormVersion]):
    """Why a version is rejected or withdrawn."""

    lasting = _("Versi ini tidak akan terbit. Untuk melanjutkan, unggah versi baru.")
    alasan = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 3}))


class EndForm(StepForm[FormVersion]):
    """The last day of a version that nothing follows."""

    lasting = _("Sesudah hari ini formulir tidak ditawarkan lagi di ponsel, sampai versi lain terbit.")
    terakhir = PlannedDateField(label=_("Hari terakhir berlaku"))
    alasan = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 3}))
