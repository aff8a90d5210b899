"""Who takes part in a ceremony: whole units, or people named by their NIPs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from netral.apps.pledges.ceremonies.status import pledges_by_nip
from netral.apps.pledges.domain import PledgeStatus
from netral.apps.pledges.models import Campaign, Ceremony, Pledge
from netral.engines.identifiers.pasted import identifier
from netral.foundation.ceremonies.domain import CeremonyStatus
from netral.foundation.registry.domain import Fault, Faulty, Field, parse_nip
from netral.foundation.registry.labels import reason

# A NIP as people write it, in groups too: a line of a CSV holds other columns beside it.
_NUMBER = re.compile(r"\d[\d .]{16,24}\d|\d{5,}")
_SHORTEST = 5


@dataclass(frozen=True)
class Unfound:
    """A NIP that calls nobody: as it was written, and why."""

    written: str
    why: str


@dataclass(frozen=True)
class Called:
    """Whom a list of NIPs calls, and those that call nobody."""

    pledges: tuple[UUID, ...]
    unfound: tuple[Unfound, ...]


def numbers_in(text: str) -> list[str]:
    """Return what may be a NIP in pasted text or a CSV, one at most of each line, each once."""
    found = []
    for line in text.splitlines():
        groups = [re.sub(r"\D", "", match) for match in _NUMBER.findall(identifier(line))]
        long_enough = [group for group in groups if len(group) >= _SHORTEST]
        if long_enough:
            found.append(max(long_enough, key=len))
    return list(dict.fromkeys(found))


def call_by_nip(campaign: Campaign, ceremony: Ceremony, numbers: Sequence[str], today: date) -> Called:
    """Find the people of a list in a campaign; whoever cannot be called is named with the reason."""
    right, unfound = _checked(numbers, today)
    known = pledges_by_nip(campaign, right)
    pledges = []
    for nip in right:
        why = _why_not(known.get(nip), ceremony)
        if why:
            unfound.append(Unfound(nip, why))
        else:
            pledges.append(known[nip].pk)
    return Called(tuple(pledges), tuple(unfound))


def _checked(numbers: Iterable[str], today: date) -> tuple[list[str], list[Unfound]]:
    right, wrong = [], []
    for written in numbers:
        try:
            right.append(parse_nip(written, today).digits)
        except Faulty as faulty:
            wrong.append(Unfound(written, reason(Fault(Field.NIP, written, faulty.problem, faulty.detail))))
    return right, wrong


def _why_not(pledge: Pledge | None, ceremony: Ceremony) -> str:
    if pledge is None:
        return _("Tidak diundang dalam kampanye ini. Periksa NIP-nya, atau undang dulu ASN baru.")
    if pledge.status == PledgeStatus.SIGNED:
        return _("Sudah berikrar.")
    other = pledge.ceremony
    if other is not None and other.pk != ceremony.pk and other.status != CeremonyStatus.DONE:
        return _("Sudah menjadi peserta %(ceremony)s.") % {"ceremony": other.title}
    return ""
