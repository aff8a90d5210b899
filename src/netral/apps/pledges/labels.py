"""What pledges say to people of how campaigns, ceremonies and pledges stand."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.pledges.domain import CeremonyStatus, EntryOutcome, Manner, PledgeStatus, WithdrawnBy

PLEDGE_STATUSES: Mapping[str, Promise] = {
    PledgeStatus.INVITED: _("Belum membuka"),
    PledgeStatus.OPENED: _("Membaca"),
    PledgeStatus.SIGNED: _("Sudah berikrar"),
    PledgeStatus.DECLINED: _("Menolak"),
    PledgeStatus.WITHDRAWN: _("Dicabut"),
}
MANNERS: Mapping[str, Promise] = {
    Manner.LINK: _("Tautan pribadi"),
    Manner.KIOSK: _("Kios pelantikan"),
}
WITHDRAWN_BY: Mapping[str, Promise] = {
    WithdrawnBy.HOLDER: _("Pemiliknya"),
    WithdrawnBy.OFFICER: _("Petugas kepegawaian"),
}
CEREMONY_STATUSES: Mapping[str, Promise] = {
    CeremonyStatus.PLANNED: _("Direncanakan"),
    CeremonyStatus.OPEN: _("Berlangsung"),
    CeremonyStatus.DONE: _("Selesai"),
}
ENTRY_OUTCOMES: Mapping[str, Promise] = {
    EntryOutcome.ACCEPTED: _("Diterima"),
    EntryOutcome.REFUSED: _("Ditolak"),
}
