"""What the ledger remembers about reports; never who reported, and never a word of what was told."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

REPORT_FILED = event_kind("report.filed", _("Laporan diterima"))
REPORT_ADMITTED = event_kind("report.admitted", _("Laporan yang ditahan dibuka petugas"))
REPORT_ADDED_TO = event_kind("report.added_to", _("Pelapor menambah laporan"))
REPORTER_NAMED = event_kind("report.reporter_named", _("Pelapor mencantumkan identitas"))
REPORTER_IDENTITY_OPENED = event_kind("report.identity_opened", _("Identitas pelapor dibuka"))
REPORTER_ANSWERED = event_kind("report.answered", _("Petugas membalas pelapor"))
ACT_CONFIRMED = event_kind("report.act_confirmed", _("Perbuatan ditetapkan petugas"))
REPORTER_TOLD = event_kind("report.told", _("Pelapor diberi tahu status"))
