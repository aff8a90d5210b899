"""What each of thousands of pledges prints: whatever is the same for many is worked out once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from netral.apps.pledges.models import Campaign, Ceremony
from netral.apps.pledges.papers import Holder, draft_of, manner_of, printed_values, sheet_of, shortened
from netral.apps.pledges.queries import zone_of_campaign
from netral.foundation.seals.issue import DocumentDraft, Issue, Printed
from netral.foundation.ui.formats import waktu

_NOBODY = Holder("", "", "")
_SUBJECT = "pledges.pledge"
# Of the facts that anybody may read, so many are each person's own: name, number, unit.
_OWN_FACTS = 3


class Row(NamedTuple):
    """One waiting pledge: when it was signed, by whom."""

    id: UUID
    scopes: list[str]
    signed_at: datetime
    name: str
    nip: str
    unit: str
    position: str


class Day(NamedTuple):
    """What all pledges signed on one day say alike."""

    values: Mapping[str, str]
    facts: Sequence[tuple[str, str]]
    labels: Sequence[str]


class Printer:
    """Prints the pledges of one campaign, or of one ceremony."""

    def __init__(self, campaign: Campaign, ceremony: Ceremony | None) -> None:
        self._campaign = campaign
        self._sheet = sheet_of(campaign, zone_of_campaign(campaign), ceremony)
        self._days: dict[date, Day] = {}
        self._manner = manner_of(self._sheet)
        self._draft = draft_of(campaign, self._sheet, _NOBODY, (_SUBJECT, ""), (), campaign.created_at)

    def printed(self, row: Row) -> Printed:
        """Return what one pledge prints, once its code is known, and what the register keeps of it."""
        local = row.signed_at.astimezone(self._sheet.zone)
        day = self._day(local)
        own = (row.name, shortened(row.nip), row.unit)
        facts = [*zip(day.labels, own, strict=True), *day.facts]
        known = self._draft
        subject = (_SUBJECT, str(row.id))
        draft = DocumentDraft(known.kind, known.title, known.institution, subject, row.scopes, facts)
        manner = self._manner % {"moment": waktu(local, self._sheet.zone)}
        return Printed(draft, lambda issue: _values(day, row, manner, issue))

    def _day(self, local: datetime) -> Day:
        found = self._days.get(local.date())
        if found is None:
            values = printed_values(self._sheet, _NOBODY, "", local)
            facts = draft_of(self._campaign, self._sheet, _NOBODY, (_SUBJECT, ""), (), local).facts
            labels = [label for label, _value in facts[:_OWN_FACTS]]
            found = self._days[local.date()] = Day(values, facts[_OWN_FACTS:], labels)
        return found


def _values(day: Day, row: Row, manner: str, issue: Issue) -> dict[str, str]:
    code = issue.shown_code
    return {
        **day.values,
        "name": row.name,
        "nip": row.nip,
        "unit": row.unit,
        "position": row.position or day.values["position"],
        "number": f"{day.values['number']}{code}",
        "code": code,
        "manner": manner,
    }
