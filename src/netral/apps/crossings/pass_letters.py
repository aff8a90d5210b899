"""Letters and short messages to the holder of a pass: that she got it, waits for it, boards another ferry, or not."""

from typing import Any

from django.utils.translation import gettext as _

from netral.apps.crossings.domain.passes import PassState
from netral.apps.crossings.links import PASS_LINK
from netral.apps.crossings.models import PriorityPass
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.notices.actions import notify
from netral.foundation.ui.formats import waktu


def tell_granted(row: PriorityPass, by: Actor) -> None:
    """Tell the holder that she has a pass."""
    _tell(row, "pass_granted", f"{row.serial}", by)


def tell_waiting(row: PriorityPass, place: int, by: Actor) -> None:
    """Tell the holder that she waits, and at which place."""
    _tell(row, "pass_waiting", f"{row.departure_id}", by, place=place)


def tell_moved(row: PriorityPass, by: Actor) -> None:
    """Tell the holder that her ferry is another one, and whether she has a place on it."""
    is_granted, is_asked = row.state == PassState.GRANTED, row.state == PassState.ASKED
    _tell(row, "pass_moved", f"{row.departure_id}-{row.serial}", by, is_granted=is_granted, is_asked=is_asked)


def tell_ended(row: PriorityPass, by: Actor) -> None:
    """Tell the holder that her pass boards nobody, or that she gets none, and why."""
    _tell(row, "pass_ended", row.state, by, was_granted=row.state == PassState.REVOKED)


def short_message(row: PriorityPass) -> str:
    """Return what an officer sends by SMS to a holder without e-mail; at most some 160 characters before the link."""
    when = waktu(row.departure.departs_at, row.zone) if row.departure else _("pas tetap")
    facts = {"number": row.number, "crossing": str(row.crossing), "when": when, "link": PASS_LINK.link_of(row.pk)}
    if row.state == PassState.GRANTED:
        return _("Pas %(number)s, %(crossing)s, %(when)s. Tunjukkan: %(link)s") % facts
    if row.state == PassState.WAITING:
        return _("Anda di daftar tunggu %(crossing)s, %(when)s. Lihat: %(link)s") % facts
    return _("Pas %(number)s, %(crossing)s, %(when)s tidak berlaku. Lihat: %(link)s") % facts


def _tell(row: PriorityPass, template: str, mark: str, by: Actor, **more: Any) -> None:
    with elevated("the holder is told, whoever decided"):
        supervisor = row.posting.supervisor
        to = supervisor.account or supervisor.email or None
    context = {
        "number": row.number,
        "crossing": str(row.crossing),
        "departs_at": row.departure.departs_at if row.departure else None,
        "zone": row.zone.key,
        "until": row.valid_until,
        "must_carry": row.instrument.must_carry,
        "reason": row.reason,
        "link": PASS_LINK.link_of(row.pk),
        **more,
    }
    notify(to=to, template=template, context=context, key=f"{template}-{row.pk}-{mark}", by=by)
