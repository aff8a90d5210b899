"""Reading elections: the current one, its stages, and the phase and stage of a day."""

from datetime import date

from netral.foundation.elections import domain
from netral.foundation.elections.domain import Phase
from netral.foundation.elections.models import Election, Stage
from netral.foundation.elections.schedules import shipped


class NoElection(LookupError):
    """No election has been loaded."""


def current_election() -> Election:
    """The loaded election with the latest polling day. Raises NoElection."""
    election = Election.objects.order_by("-polling_day").first()
    if election is None:
        raise NoElection("Belum ada jadwal pemilihan yang dimuat.")
    return election


def stages(election: Election) -> list[Stage]:
    """The stages of an election in the order of its schedule."""
    return list(Stage.objects.filter(election=election).order_by("position"))


def phase_on(day: date) -> Phase:
    """The phase of the current election that a day falls in. Raises NoElection."""
    return domain.phase_of(day, [stage.as_row() for stage in stages(current_election())])


def phase_or_shipped(day: date) -> Phase:
    """The phase of the current election that a day falls in; of the one shipped while none is loaded."""
    try:
        return phase_on(day)
    except NoElection:
        return domain.phase_of(day, shipped().stages)


def stages_on(day: date) -> list[Stage]:
    """The stages of the current election that run on a day, in the order of its schedule. Raises NoElection."""
    return [stage for stage in stages(current_election()) if stage.as_row().contains(day)]


def stage_on(day: date) -> Stage | None:
    """The stage that began last among those running on a day, None when none runs. Raises NoElection."""
    return max(stages_on(day), key=lambda stage: (stage.starts_on, stage.position), default=None)
