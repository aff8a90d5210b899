"""The steps of a ceremony: planned, open, done."""

from netral.apps.pledges.domain import CEREMONY_MOVED, CeremonyStatus
from netral.engines.steps.table import moves

check_ceremony_step = moves(
    {CeremonyStatus.PLANNED: {CeremonyStatus.OPEN}, CeremonyStatus.OPEN: {CeremonyStatus.DONE}},
    elsewhere=CEREMONY_MOVED,
).transition
