"""How soon officers see the seats, the postings and whom they search for, beside the applicants of a whole country.

Every village of the real territory is recruited for and nearly every one has its supervisor; all people are fictional.
The pages are asked for as officers do, signed in, through the web role and row security, and what each counts is
compared with what was seeded. Then people apply, one after another: draft, documents, application and its event,
every commit durable.
"""

import json
import os
import re
import secrets
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from netral.apps.supervisors.actions.applications import submit_application
from netral.apps.supervisors.domain.applications import DocumentKind, Education, Employment, PartyTie, Sex
from netral.apps.supervisors.domain.drafts import ApplicationAnswers
from netral.apps.supervisors.drafts import STORE
from netral.apps.supervisors.models import Application, ApplicationDocument, Vacancy
from netral.apps.supervisors.queries.requirements import draft_findings
from netral.bench.scratch.applicants import Crowd, populate, recruit, settle
from netral.bench.scratch.place import durability, place
from netral.engines.vault.codes import new_code
from netral.foundation.accounts.actions import create_account, grant_role
from netral.foundation.accounts.queries import current_day
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.actions import seed_institutions
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import PUBLIC, SYSTEM
from netral.foundation.regions.actions import load_regions
from netral.foundation.registry.fiction import Chance
from netral.foundation.ui.formats import angka
from netral.foundation.ui.tables import MOST_COUNTED

VILLAGES = 83_762
APPLICATIONS = 300_000
SUBMITTED = 60
DOCUMENTS = (DocumentKind.IDENTITY_CARD, DocumentKind.DIPLOMA, DocumentKind.HEALTH_LETTER)
DOCUMENT_BYTES = 400_000
ROUNDS = 10
SOUGHT = 40
LIMIT_P95_MS = 150.0
# Three hundred thousand in ten days, most of them in the six hours of the last evenings.
LIMIT_APPLICATIONS_PER_S = 5
REGION = "14.03"
# Officers sign in without their second factor, and pictures keep their names: nobody collected them here.
_SIGNED_IN_PLAINLY: dict[str, Any] = {
    "SECOND_FACTOR_REQUIRED": False,
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}
_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


@dataclass(frozen=True)
class Ask:
    """One page as an officer asks for it, and words it must show if every row was counted."""

    kind: str
    officer: Client
    address: str
    words: str


def run() -> dict[str, object]:
    """Seed the country and measure it; raises RuntimeError when a page counts other rows than were seeded."""
    with place(), override_settings(**_SIGNED_IN_PLAINLY):
        begun = time.perf_counter()
        crowd = seed(APPLICATIONS)
        if len(crowd.villages) != VILLAGES:
            raise RuntimeError(f"{len(crowd.villages)} villages instead of {VILLAGES}")
        settle()
        seeded = time.perf_counter() - begun
        officers = {
            "country": officer("bawaslu", "supervisor_member"),
            "regency": officer(f"bawaslu.{REGION}", "recruitment_officer"),
        }
        board = _measured([*boards(officers, crowd)] * ROUNDS)
        search = _measured([*searches(officers, crowd)])
        per_s = _apply(SUBMITTED)
        kept = max(board.p95, search.p95) <= LIMIT_P95_MS and per_s >= LIMIT_APPLICATIONS_PER_S
        return {
            "villages": VILLAGES,
            "applications": APPLICATIONS,
            "seeded_s": round(seeded, 1),
            "board_p95_ms": board.p95,
            "limit_board_p95_ms": LIMIT_P95_MS,
            "board": board.shown,
            "search_p95_ms": search.p95,
            "limit_search_p95_ms": LIMIT_P95_MS,
            "search": search.shown,
            "applications_per_s": round(per_s, 1),
            "limit_applications_per_s": LIMIT_APPLICATIONS_PER_S,
            "documents_each": len(DOCUMENTS),
            "document_bytes": DOCUMENT_BYTES,
            **durability(),
            "load_1_min": round(os.getloadavg()[0], 1),
            "kept": kept,
        }


def seed(size: int) -> Crowd:
    """Load the territory, and let so many people have applied in it."""
    load_regions(by=SYSTEM)
    seed_institutions(by=SYSTEM)
    return people(size)


def people(size: int) -> Crowd:
    """Let so many people have applied in the territory there is."""
    election, day = load_election(schedule=shipped(), by=SYSTEM), current_day()
    recruit(election=election, day=day)
    answers, vacancy = _answers(0), _vacancies(1)[0]
    answered = {
        "employment": answers.employment,
        "party": answers.party,
        "declared": json.dumps(answers.declared),
        "findings": json.dumps([asdict(found) for found in draft_findings(answers, vacancy)]),
    }
    return populate(election=election, day=day, size=size, answered=answered)


def officer(path: str, role: str) -> Client:
    """Return the browser of an officer of an institution, signed in."""
    address, password = f"{path.replace('.', '-')}@contoh.test", secrets.token_urlsafe(24)
    user = create_account(email=address, name="Petugas Rekaan", password=password, by=SYSTEM)
    institution = Institution.objects.get(path=path)
    grant_role(user=user, institution=institution, role_code=role, valid_from=date(2024, 1, 1), by=SYSTEM)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client


def boards(officers: dict[str, Client], crowd: Crowd) -> Iterator[Ask]:
    """Give the boards of seats and the lists of postings, each with how many there are."""
    for kind, who, region in (
        ("country", "country", ""),
        ("province", "country", REGION[:2]),
        ("regency", "regency", REGION),
    ):
        filled = crowd.areas(region) - crowd.empty(region)
        address = reverse("supervisor_coverage", args=[region or "indonesia"])
        yield Ask(f"seats of a {kind}", officers[who], address, angka(filled))
    for kind, region in (("country", ""), ("regency", REGION)):
        filled = crowd.areas(region) - crowd.empty(region)
        yield Ask(f"postings of a {kind}", officers[kind], reverse("supervisor_postings"), _counted(filled))
        yield Ask(f"applications of a {kind}", officers[kind], reverse("application_list"), _applied(crowd, region))


def searches(officers: dict[str, Client], crowd: Crowd) -> Iterator[Ask]:
    """Give searches for a part of a name somebody bears, and for numbers, each with how many are found."""
    chance, address = Chance(1), reverse("application_list")
    for kind, region in (("country", ""), ("regency", REGION)):
        there = crowd.within(region)
        borne = [crowd.name(number).lower() for number in there]
        for number in chance.sample(there, min(SOUGHT, len(there))):
            word = chance.choice([part for part in crowd.name(number).lower().split() if len(part) > 2])
            found = _counted(sum(word in name for name in borne))
            yield Ask(f"name, {kind}", officers[kind], f"{address}?cari={word}", found)
            yield Ask(f"number, {kind}", officers[kind], f"{address}?cari={crowd.number(number)}", _counted(1))


@dataclass(frozen=True)
class Times:
    """How long pages took, in milliseconds: all together, and by kind with the first of each, which was cold."""

    p95: float
    shown: dict[str, dict[str, float]]


def _measured(asks: Sequence[Ask]) -> Times:
    took: dict[str, list[float]] = {}
    for ask in asks:
        begun = time.perf_counter()
        answer = ask.officer.get(ask.address, secure=True)
        took.setdefault(ask.kind, []).append((time.perf_counter() - begun) * 1000)
        check(ask, answer.status_code, answer.content.decode())
    warm = {kind: each[1:] or each for kind, each in took.items()}
    shown = {
        kind: {"first": round(took[kind][0], 1), "p50": _cut(warm[kind], 9), "p95": _cut(warm[kind], 18)}
        for kind in took
    }
    return Times(_cut([each for kind in warm.values() for each in kind], 18), shown)


def check(ask: Ask, status: int, page: str) -> None:
    """Raise RuntimeError when a page does not show what it must."""
    if status != 200 or ask.words not in re.sub(r"\s+", " ", page):
        shown = re.findall(r"Baris[^<]*", page)
        raise RuntimeError(f"{ask.kind}: {ask.address} answered {status} with {shown} and not {ask.words!r}")


def _cut(milliseconds: Sequence[float], twentieth: int) -> float:
    if len(milliseconds) == 1:
        return round(milliseconds[0], 1)
    return round(statistics.quantiles(milliseconds, n=20, method="inclusive")[twentieth], 1)


def _applied(crowd: Crowd, region: str) -> str:
    return _counted(len(crowd.within(region)))


def _counted(rows: int) -> str:
    return f"dari lebih dari {angka(MOST_COUNTED)}" if rows > MOST_COUNTED else f"dari {angka(rows)}"


def _apply(number: int) -> float:
    """Let so many people apply, and return how many did in a second."""
    vacancies, papers = _vacancies(number), [_JPEG + secrets.token_bytes(DOCUMENT_BYTES) for _kind in DOCUMENTS]
    with elevated("bench"):
        before = Application.objects.count(), ApplicationDocument.objects.count()
    begun = time.perf_counter()
    for place_in_line, vacancy in enumerate(vacancies):
        code = new_code()
        draft = STORE.begin(code)
        for kind, paper in zip(DOCUMENTS, papers, strict=True):
            draft = STORE.attach(draft, ContentFile(paper, name=f"{kind}.jpg"), kind)
        answers = {**asdict(_answers(place_in_line)), "vacancy": str(vacancy.pk), "village": vacancy.region_id}
        del answers["files"]
        submit_application(draft=STORE.change(draft, **answers), code=code, by=PUBLIC)
    seconds = time.perf_counter() - begun
    with elevated("bench"):
        after = Application.objects.count(), ApplicationDocument.objects.count()
    if after != (before[0] + number, before[1] + number * len(DOCUMENTS)):
        raise RuntimeError(f"{number} applied, and applications and documents went from {before} to {after}")
    return number / seconds


def _vacancies(number: int) -> list[Vacancy]:
    with elevated("vacancies are announced to everybody"):
        rows = Vacancy.objects.select_related("recruitment__institution", "region")
        return list(rows.order_by("pk")[:number])


def _answers(number: int) -> ApplicationAnswers:
    return ApplicationAnswers(
        name=f"Pelamar Rekaan {number}",
        nik=f"99{number:014d}",
        birth_place="Kota Rekaan",
        birth_date=date(1990, 1, 1),
        sex=Sex.FEMALE,
        search="",
        address="Jalan Rekaan 1",
        phone="+6281200000000",
        education=Education.SENIOR,
        occupation="Petani",
        employment=Employment.NONE,
        party=PartyTie.NEVER,
        spouse_is_organiser=False,
        declared=("citizen", "sentence", "health", "full_time"),
        documents_seen=True,
    )
