"""Slips with personal links for people whom only paper reaches."""

from collections.abc import Iterable

from netral.engines.seal.documents.slips import Slip
from netral.engines.seal.documents.slips import slips_pdf as sheets_of
from netral.foundation.outreach.models import Call, PersonalInvitation
from netral.foundation.ui.formats import tanggal


def slips_pdf(call: Call, until: str, invitations: Iterable[PersonalInvitation]) -> bytes:
    """Return slips to cut out, each unit beginning a new page; `until` says what to do, with room for the last day."""
    slips = [Slip(each.person.name, each.unit.name, each.address) for each in invitations]
    ordered = sorted(slips, key=lambda slip: (slip.unit, slip.name))
    return sheets_of(call.title, until % {"day": tanggal(call.closes_on)}, ordered)
