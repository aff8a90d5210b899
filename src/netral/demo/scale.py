"""How large the story is told: whole for people to look at, small for tests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """How many of everything."""

    roster: int
    pledges: int
    reports_bengkalis: int
    reports_jawa_tengah: int
    quizzes: int


WHOLE = Scale(roster=7_500, pledges=400, reports_bengkalis=24, reports_jawa_tengah=48, quizzes=36)
SMALL = Scale(roster=400, pledges=12, reports_bengkalis=6, reports_jawa_tengah=8, quizzes=10)
