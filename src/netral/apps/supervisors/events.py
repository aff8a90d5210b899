"""What the ledger remembers about supervisors."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

# Applications: number, vacancy and region; never a word of what somebody told of herself.
APPLICATION_SUBMITTED = event_kind("application.submitted", _("Lamaran pengawas diterima"))
APPLICATION_DOCUMENTS_ADDED = event_kind("application.documents_added", _("Dokumen lamaran ditambah"))
APPLICATION_COMPLETED = event_kind("application.completed", _("Lamaran dilengkapi"))
APPLICATION_WITHDRAWN = event_kind("application.withdrawn", _("Lamaran ditarik"))
APPLICATION_PERSON_SETTLED = event_kind(
    "application.person_settled", _("Kecocokan pelamar dengan daftar ASN ditetapkan")
)
