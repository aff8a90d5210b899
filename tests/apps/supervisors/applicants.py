"""Fictional applicants for vacancies of the small ground, made as an officer's day would have left them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from netral.apps.supervisors.domain.applications import ApplicationState, Channel, Education, Employment, PartyTie, Sex
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.models import Application, Recruitment, Vacancy
from netral.foundation.elections.models import Election
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region
from netral.foundation.registry.fiction import Chance, fictional_name
from tests.ground import GROUND_LAID

PANEL, REGENCY = "bawaslu.14.03.02", "bawaslu.14.03"
DISTRICT_CODE, VILLAGE_CODE = "14.03.02", "14.03.02.2001"
CLOSED_ON = date(2024, 10, 4)
# A finding as the requirements of a day give it.
FOUND = {
    "verdict": "unknown",
    "reference": "Aturan uji",
    "verification": "unverified",
    "note": "",
    "how": "",
    "paper": "",
}


@dataclass(frozen=True)
class Opening:
    """A recruitment in selection with one vacancy and its applicants in the order they came."""

    recruitment: Recruitment
    vacancy: Vacancy
    applications: tuple[Application, ...]


@action
def opening(
    *, post: Post = Post.VILLAGE, applicants: int = 2, seats: int = 1, more: Mapping[str, Any] | None = None
) -> Opening:
    """Make a recruitment whose applications are closed; `more` is set on every application."""
    path = PANEL if post is Post.VILLAGE else REGENCY
    area = Region.objects.get(code=VILLAGE_CODE if post is Post.VILLAGE else DISTRICT_CODE)
    institution, scopes = Institution.objects.get(path=path), [path, REGENCY]
    election, _new = Election.objects.get_or_create(
        code="uji", defaults={"name": "Pemilihan uji", "polling_day": date(2024, 11, 27)}
    )
    recruitment = Recruitment.objects.create(
        scopes=scopes,
        institution=institution,
        election=election,
        region=Region.objects.get(code=path.removeprefix("bawaslu.")),
        post=post,
        number=f"001/UJI/{post}",
        opens_on=CLOSED_ON - timedelta(5),
        closes_on=CLOSED_ON,
        state=RecruitmentState.SELECTION,
        created_at=now(),
        opened_at=now(),
    )
    vacancy = Vacancy.objects.create(scopes=scopes, recruitment=recruitment, region=area, seats=seats)
    made = tuple(_applicant(vacancy, number, dict(more or {})) for number in range(1, applicants + 1))
    record(GROUND_LAID, subject=recruitment, by=SYSTEM)
    return Opening(recruitment, vacancy, made)


def _applicant(vacancy: Vacancy, number: int, more: dict[str, Any]) -> Application:
    chance = Chance(number)
    values: dict[str, Any] = {
        "scopes": vacancy.scopes,
        "recruitment": vacancy.recruitment,
        "vacancy": vacancy,
        "number": f"{number:04d}/LAMARAN/{vacancy.recruitment.post}",
        "code_digest": hashlib.sha256(f"{vacancy.pk}{number}".encode()).digest(),
        "state": ApplicationState.SUBMITTED,
        "channel": Channel.ONLINE,
        "submitted_at": now() + timedelta(minutes=number),
        "name": fictional_name(chance),
        "nik": f"140302{number:010d}",
        "birth_place": "Bengkalis",
        "birth_date": date(1990, 1, 1) + timedelta(number),
        "sex": Sex.FEMALE if number % 2 else Sex.MALE,
        "village_id": VILLAGE_CODE,
        "address": "Jalan Uji 1",
        "phone": f"0812000{number:05d}",
        "email": f"pelamar{number}@contoh.test",
        "education": Education.SENIOR,
        "occupation": "Petani",
        "employment": Employment.NONE,
        "party": PartyTie.NEVER,
        "spouse_is_organiser": False,
        "findings": [
            {**FOUND, "code": "age", "title": "Usia"},
            {**FOUND, "code": "education", "title": "Pendidikan"},
        ],
    }
    return Application.objects.create(**(values | more))
