"""Reading a schedule: what is wrong is named."""

from pathlib import Path

import pytest

from netral.foundation.elections.domain import ScheduleError
from netral.foundation.elections.schedules import read_schedule, shipped

STAGE = "{code: kampanye, name: Kampanye, starts_on: 2024-09-25, ends_on: soon, reference: r, verification: official}"


def test_a_wrong_date_is_named_with_its_file_row_and_field(tmp_path: Path) -> None:
    file = tmp_path / "uji.yaml"
    file.write_text(f"code: uji\nname: Uji\npolling_day: 2024-11-27\nstages: [{STAGE}]\n", encoding="utf-8")

    with pytest.raises(ScheduleError, match=r"uji\.yaml, stages\.0\.ends_on"):
        read_schedule(file)


def test_an_unknown_schedule_is_named() -> None:
    with pytest.raises(ScheduleError, match=r"no schedule pilkada-1999\.yaml"):
        shipped("pilkada-1999")
