"""Kinds of events about messages."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

NOTICES_QUEUED = event_kind("notice.many_queued", _("Banyak pemberitahuan disiapkan"))
NOTICE_QUEUED = event_kind("notice.queued", _("Pemberitahuan disiapkan"))
NOTICE_REPEATED = event_kind("notice.repeated", _("Pemberitahuan yang sama tidak dibuat dua kali"))
NOTICE_SENT = event_kind("notice.sent", _("Pemberitahuan dikirim"))
NOTICE_FAILED = event_kind("notice.failed", _("Pemberitahuan gagal dikirim"))
NOTICE_GIVEN_UP = event_kind("notice.given_up", _("Pemberitahuan tidak dapat dikirim"))
