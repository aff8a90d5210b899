"""Reading the schedules of elections from their YAML files."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ConfigDict, TypeAdapter, ValidationError

from netral.engines.yaml_reader import read_yaml
from netral.foundation.elections.domain import Schedule, ScheduleError, check_schedule

CURRENT = "pilkada-2024"

_ADAPTER = TypeAdapter(tuple[Schedule], config=ConfigDict(extra="forbid"))


def shipped(code: str = CURRENT) -> Schedule:
    """The schedule with this code that comes with the programme. Raises ScheduleError."""
    return read_schedule(files("netral.foundation.elections") / "data" / f"{code}.yaml")


def read_schedule(file: Traversable) -> Schedule:
    """Read and check one schedule. Raises ScheduleError naming the file, the row and the field."""
    try:
        (schedule,) = _ADAPTER.validate_python([read_yaml(file.read_text(encoding="utf-8"))])
    except FileNotFoundError as error:
        raise ScheduleError(f"there is no schedule {file.name}") from error
    except ValidationError as error:
        faults = (f"{file.name}, {'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
        raise ScheduleError("\n".join(faults)) from error
    check_schedule(schedule)
    return schedule
