"""What pledges say to people of how campaigns and pledges stand."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.pledges.domain import Manner, PledgeStatus, WithdrawnBy
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
