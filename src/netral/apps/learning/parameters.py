"""The numbers of quizzes and attendance, read once from data/*.yaml."""

from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from netral.apps.learning.domain.quiz import QuizRules, QuizStage
from netral.apps.learning.domain.sessions import AttendanceRules
from netral.engines.yaml_reader import read_yaml


@cache
def quiz_rules() -> QuizRules:
    """Return how long a quiz is, when it is passed, and for which stages it is taken."""
    row = _read("quiz.yaml")
    stages = tuple(QuizStage(each["code"], each["label"], tuple(each["phases"])) for each in row["stages"])
    return QuizRules(row["questions"], row["pass_mark"], stages, row["attempts_a_day"])


@cache
def attendance_rules() -> AttendanceRules:
    """Return when a session's poster works, and how many people one phone may enter."""
    row = _read("attendance.yaml")
    return AttendanceRules(
        opens_before=timedelta(minutes=row["opens_before_minutes"]),
        late_after=timedelta(minutes=row["late_after_minutes"]),
        closes_after=timedelta(minutes=row["closes_after_minutes"]),
        people_per_phone=row["people_per_phone"],
    )


def _read(name: str) -> Any:
    return read_yaml((files("netral.apps.learning") / "data" / name).read_text(encoding="utf-8"))
