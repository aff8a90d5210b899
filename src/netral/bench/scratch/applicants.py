"""A country of fictional applicants and supervisors in the scratch database, made by the database itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, connections

from netral.foundation.elections.models import Election
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region, Tier
from netral.foundation.registry.fiction import Chance, fictional_name

COUNTRY_SEEDED = EventKind("bench.country_seeded", "Pelamar dan pengawas uji dibuat")
# Everyone of this number of names is borne by a few applicants, as names are.
NAMES = 30_000
# One village in so many has nobody.
EMPTY_EVERY = 28
_STEP = 7_919


@dataclass(frozen=True)
class Crowd:
    """Who was seeded: the names, borne by turns, and the villages, applied to by turns; all in order."""

    names: tuple[str, ...]
    villages: tuple[str, ...]
    size: int

    def within(self, region: str) -> list[int]:
        """Return the numbers of the applicants of a region; of all for ""."""
        there = [code.startswith(region) for code in self.villages]
        return [number for number in range(self.size) if there[number % len(there)]]

    def name(self, number: int) -> str:
        """Return the name of an applicant."""
        return self.names[number % len(self.names)]

    def number(self, number: int) -> str:
        """Return the number her application has."""
        return f"LMR/{self.villages[number % len(self.villages)][:5]}/2024/{number:06d}"

    def empty(self, region: str) -> int:
        """Count the villages of a region without anybody."""
        return sum(place % EMPTY_EVERY == 0 for place, code in enumerate(self.villages, 1) if code.startswith(region))

    def areas(self, region: str) -> int:
        """Count the villages of a region."""
        return sum(code.startswith(region) for code in self.villages)


_RECRUITMENTS = """
INSERT INTO supervisors_recruitment
  (id, scopes, institution_id, election_id, region_id, post, number, opens_on, closes_on, state, created_at, opened_at)
SELECT gen_random_uuid(), ARRAY[path], id, %(election)s, region_id, 'village', 'REK/' || region_id,
  %(day)s::date - 5, %(day)s::date + 5, 'open', now(), now()
FROM institutions_institution WHERE kind = 'bawaslu_regency'
"""
_VACANCIES = """
INSERT INTO supervisors_vacancy (id, scopes, recruitment_id, region_id, seats, extended_by, extension_reason)
SELECT gen_random_uuid(), r.scopes, r.id, v.code, 1, '{}', ''
FROM regions_region v JOIN supervisors_recruitment r ON r.region_id = left(v.code, 5) WHERE v.tier = 'village'
"""
_APPLICATIONS = """
WITH areas AS (
  SELECT row_number() OVER (ORDER BY region_id) - 1 AS place, * FROM supervisors_vacancy
), people AS (
  SELECT number, (number::bigint * %(step)s %% %(size)s)::integer AS mixed
  FROM generate_series(0, %(size)s - 1) AS number
)
INSERT INTO supervisors_application
  (id, scopes, recruitment_id, vacancy_id, number, code_digest, state, channel, submitted_at, name, nik, birth_place,
   birth_date, sex, village_id, address, phone, email, education, occupation, employment, nip, party,
   spouse_is_organiser, declared, findings)
SELECT gen_random_uuid(), a.scopes || ('bawaslu.' || left(a.region_id, 8))::ltree, a.recruitment_id, a.id,
  'LMR/' || left(a.region_id, 5) || '/2024/' || lpad(p.number::text, 6, '0'), sha256(p.number::text::bytea),
  (ARRAY['submitted', 'submitted', 'incomplete', 'qualified', 'unqualified'])[p.number %% 5 + 1],
  CASE WHEN p.number %% 4 = 0 THEN 'counter' ELSE 'online' END, now() - p.mixed * interval '2 seconds',
  (%(names)s::text[])[p.number %% %(borne)s + 1], lpad(p.number::text, 16, '0'), 'Kota Rekaan',
  date '1975-01-01' + (p.mixed %% 9000)::integer, CASE WHEN p.number %% 2 = 0 THEN 'P' ELSE 'L' END, a.region_id,
  'Jalan Rekaan ' || p.number, '+62812' || lpad(p.number::text, 8, '0'), '', 'sma', 'Petani', %(employment)s, '',
  %(party)s, false, %(declared)s::jsonb, %(findings)s::jsonb
FROM people p JOIN areas a ON a.place = p.number %% %(areas)s
"""
_SUPERVISORS = """
INSERT INTO supervisors_supervisor
  (id, scopes, name, nik, birth_date, sex, phone, phone_code_digest, phone_code_tries, email, village_id)
SELECT gen_random_uuid(), ARRAY[('bawaslu.' || code)::ltree], (%(names)s::text[])[place %% %(borne)s + 1],
  lpad(place::text, 16, '0'), date '1980-01-01', CASE WHEN place %% 2 = 0 THEN 'P' ELSE 'L' END, '', '', 0, '', code
FROM (SELECT row_number() OVER (ORDER BY code) AS place, code FROM regions_region WHERE tier = 'village') AS areas
WHERE place %% %(empty)s <> 0
"""
_POSTINGS = """
INSERT INTO supervisors_posting
  (id, scopes, supervisor_id, election_id, post, region_id, number, token_digest, starts_on, ends_on, state, end_cause,
   end_reason, posted_at)
SELECT gen_random_uuid(), scopes, id, %(election)s, 'village', village_id, 'PGW/' || village_id,
  sha256(village_id::bytea), %(day)s::date - 30, %(day)s::date + 120, 'active', '', '', now()
FROM supervisors_supervisor
"""
_TENURES = """
INSERT INTO supervisors_tenure (id, posting_id, post, region_id, first, last, is_cover)
SELECT gen_random_uuid(), id, post, region_id, starts_on, ends_on, false FROM supervisors_posting
"""


@action
def recruit(*, election: Election, day: date) -> None:
    """Let every regency recruit for each of its villages, five days before and after a day."""
    _run((_RECRUITMENTS, _VACANCIES), {"election": election.pk, "day": day})
    record(COUNTRY_SEEDED, subject=election, by=SYSTEM, data={"step": "recruitment"})


@action
def populate(*, election: Election, day: date, size: int, answered: dict[str, Any]) -> Crowd:
    """Let so many people have applied, to each village by turns, and post a supervisor to nearly every village.

    `answered` gives what all applicants answered alike, and what the requirements said of it.
    """
    chance = Chance(size)
    names = [fictional_name(chance) for _ in range(min(NAMES, size))]
    villages = Region.objects.filter(tier=Tier.VILLAGE).order_by("code").values_list("code", flat=True)
    crowd = Crowd(tuple(names), tuple(villages), size)
    sizes = {"size": size, "areas": len(crowd.villages), "borne": len(names), "empty": EMPTY_EVERY, "step": _STEP}
    given = {"election": election.pk, "day": day, "names": names, **sizes, **answered}
    _run((_APPLICATIONS, _SUPERVISORS, _POSTINGS, _TENURES), given)
    record(COUNTRY_SEEDED, subject=election, by=SYSTEM, data={"step": "applications", "number": size})
    return crowd


def settle() -> None:
    """Let the database tidy up and count, as it does by itself on a quiet night."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _run(statements: Iterable[str], given: dict[str, Any]) -> None:
    with elevated("rows are made from rows of the whole country"), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, given)
