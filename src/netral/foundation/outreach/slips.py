"""Slips with personal links for people whom only paper reaches: the units that need some, and their sheets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.functional import Promise

from netral.engines.seal.documents.slips import Slip, slips_pdf as sheets_of
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.outreach.models import Call, PersonalInvitation
from netral.foundation.outreach.queries import counted_by_unit
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.formats import tanggal
from netral.foundation.ui.refusals import message_of


def slips_pdf(call: Call, until: str, invitations: Iterable[PersonalInvitation]) -> bytes:
    """Return slips to cut out, each unit beginning a new page; `until` says what to do, with room for the last day."""
    slips = [Slip(each.person.name, each.unit.name, each.address) for each in invitations]
    ordered = sorted(slips, key=lambda slip: (slip.unit, slip.name))
    return sheets_of(call.title, until % {"day": tanggal(call.closes_on)}, ordered)


@dataclass(frozen=True)
class SlipPages:
    """What the slips of one kind of call say, and the routes of the call, of its list of units and of one unit.

    `until` is printed on each slip, with room for the last day; `filename` is the name of the sheet.
    """

    title: Promise
    lead: Promise
    nobody: Promise
    nobody_in_unit: Promise
    until: Promise
    filename: str
    call_route: str
    units_route: str
    unit_route: str

    def units(self, request: HttpRequest, call: Call, owing: QuerySet[Any]) -> HttpResponse:
        """List the units that need slips for the invitations owing."""
        units = [
            (resolve_url(self.unit_route, call.pk, unit), name, number) for unit, name, number in counted_by_unit(owing)
        ]
        context = {"page": self, "call": call, "back": resolve_url(self.call_route, call.pk), "units": units}
        return render(request, "outreach/slips.html", context)

    def sheet(
        self, request: HttpRequest, call: Call, take: Callable[[Actor], Sequence[PersonalInvitation]]
    ) -> HttpResponse:
        """Send the slips of one unit, by an action that records it; lead back when there are none."""
        try:
            printed = take(actor_of(request))
        except StepRefused as refusal:
            messages.warning(request, message_of(refusal))
            return redirect(self.call_route, call.pk)
        if not printed:
            messages.info(request, str(self.nobody_in_unit))
            return redirect(self.units_route, call.pk)
        return pdf_response(slips_pdf(call, str(self.until), printed), self.filename)
