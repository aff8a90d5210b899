"""The plain values that forms of loans and meetings hand to the actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from netral.apps.support.domain.facilities import Harm, Ware
from netral.apps.support.models import Facility
from netral.foundation.files.intake import Upload
from netral.foundation.institutions.models import Institution


@dataclass(frozen=True)
class FacilityInput:
    """A facility as a government lists it; `mark` is its plate or serial number."""

    ware: Ware
    name: str
    mark: str
    place: str


@dataclass(frozen=True)
class LoanInput:
    """What is asked for, from when to when, where and what for; `load` says what transport carries, and its way."""

    ware: Ware
    starts_on: date
    ends_on: date
    place: str
    purpose: str
    load: str = ""


@dataclass(frozen=True)
class OfferInput:
    """What a government offers: which facility, from when to when, on which terms."""

    facility: Facility
    starts_on: date
    ends_on: date
    terms: str = ""


@dataclass(frozen=True)
class HandOverInput:
    """When a facility was handed over, by whom to whom, in which condition, with photos."""

    day: date
    by_whom: str
    to_whom: str
    condition: str
    photos: Sequence[Upload] = ()


@dataclass(frozen=True)
class LoanReturnInput:
    """When a facility came back, by whom to whom, in which condition; damage or loss with its estimate in rupiah."""

    day: date
    by_whom: str
    to_whom: str
    condition: str
    harm: Harm
    harm_words: str = ""
    harm_estimate: int | None = None
    photos: Sequence[Upload] = ()


@dataclass(frozen=True)
class MeetingInput:
    """A meeting as planned."""

    day: date
    place: str
    participants: str
    agenda: str


@dataclass(frozen=True)
class AgreedInput:
    """What one side takes on at a meeting, which office does it, and by when."""

    owner: Institution
    office: str
    what: str
    due_on: date
