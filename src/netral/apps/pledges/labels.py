"""What pledges say to people of how campaigns, ceremonies and pledges stand."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.pledges.domain import CeremonyStatus, EntryOutcome, Manner, PledgeStatus, WithdrawnBy
from netral.foundation.ui.choices import Marked

PLEDGE_STATUSES: Mapping[str, Marked] = {
    PledgeStatus.INVITED: (_("Belum membuka"), "neutral"),
    PledgeStatus.OPENED: (_("Membaca"), "warning"),
    PledgeStatus.SIGNED: (_("Sudah berikrar"), "good"),
    PledgeStatus.DECLINED: (_("Menolak"), "bad"),
    PledgeStatus.WITHDRAWN: (_("Dicabut"), "warning"),
}
MANNERS: Mapping[str, Promise] = {
    Manner.LINK: _("Tautan pribadi"),
    Manner.KIOSK: _("Kios pelantikan"),
}
WITHDRAWN_BY: Mapping[str, Promise] = {
    WithdrawnBy.HOLDER: _("Pemiliknya"),
    WithdrawnBy.OFFICER: _("Petugas kepegawaian"),
}
CEREMONY_STATUSES: Mapping[str, Marked] = {
    CeremonyStatus.PLANNED: (_("Direncanakan"), "neutral"),
    CeremonyStatus.OPEN: (_("Berlangsung"), "good"),
    CeremonyStatus.DONE: (_("Selesai"), "neutral"),
}
ENTRY_OUTCOMES: Mapping[str, Promise] = {
    EntryOutcome.ACCEPTED: _("Diterima"),
    EntryOutcome.REFUSED: _("Ditolak"),
}
