"""Forms of requests between Bawaslu and a government."""

from django.utils.translation import gettext_lazy as _

from netral.apps.support.forms.fields import PaperForm, long_text, short_text
from netral.apps.support.models import SupportRequest
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField


class RequestForm(PaperForm):
    """What is asked of the other side, and by when."""

    hal = short_text(_("Hal"))
    isi = long_text(_("Isi permintaan"), rows=8)
    batas = PlannedDateField(label=_("Mohon dijawab paling lambat"))


class SupportAnswerForm(StepForm[SupportRequest]):
    """The answer to a request."""

    lasting = _("Jawaban disegel sebagai surat dan tidak dapat diubah.")

    jawaban = long_text(_("Jawaban"), rows=8)


class SupportWithdrawForm(StepForm[SupportRequest]):
    """Why a request is taken back."""

    lasting = _("Permintaan yang ditarik tidak dijawab dan tidak dapat dikirim lagi.")

    alasan = long_text(_("Alasan"), rows=3, help_text=_("Dibaca kedua pihak."))
