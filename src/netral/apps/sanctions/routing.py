"""To whom a recommendation goes: the receiver of the day it is sent, and the person's appointing official."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from netral.apps.cases import api as cases
from netral.apps.catalogue import api as catalogue
from netral.engines.rules.dated import in_force
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.queries import ppk_of, reader_path, receiver

MONITOR = "bkn"


@dataclass(frozen=True)
class Route:
    """The two who receive a recommendation, and the paths that may read it."""

    receiver: Institution
    ppk: Institution
    scopes: tuple[str, ...]


def route_of(decision: cases.DecisionView, act_date: date, sent_on: date) -> Route:
    """Return where a decision goes on the day it is sent: KASN until 24 August 2024, BKN after.

    Raises:
        StepRefused: the receiver or the appointing official is not registered here.
    """
    handlers = in_force(catalogue.norm(decision.norm_id, act_date).handlers, sent_on)
    kind = next((Kind(row.forwards_to) for row in handlers if row.forwards_to in {Kind.KASN, Kind.BKN}), Kind.BKN)
    try:
        central = receiver(kind, sent_on)
        ppk = ppk_of(decision.case.region_code, sent_on)
    except Institution.DoesNotExist as error:
        raise cases.StepRefused(
            gettext_noop("BKN atau PPK wilayah ini belum terdaftar. Minta pengelola sistem mendaftarkannya dulu.")
        ) from error
    scopes = dict.fromkeys([decision.case.institution_path, reader_path(ppk), reader_path(central), MONITOR])
    return Route(receiver=central, ppk=ppk, scopes=tuple(scopes))
