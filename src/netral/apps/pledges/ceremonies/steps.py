"""The steps of a ceremony: planned, open, done."""

from collections.abc import Mapping

from netral.apps.pledges.domain import CeremonyStatus, NotNow

CEREMONY_STEPS: Mapping[CeremonyStatus, frozenset[CeremonyStatus]] = {
    CeremonyStatus.PLANNED: frozenset({CeremonyStatus.OPEN}),
    CeremonyStatus.OPEN: frozenset({CeremonyStatus.DONE}),
    CeremonyStatus.DONE: frozenset(),
}


def check_ceremony_step(now: CeremonyStatus, to: CeremonyStatus) -> None:
    """Refuse a step that the table does not hold.

    Raises:
        NotNow: the ceremony stands elsewhere.
    """
    if to not in CEREMONY_STEPS[now]:
        raise NotNow(f"ceremony {now} -> {to}")
