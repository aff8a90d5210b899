"""Fictional supervisors whose phones are enrolled, made in the scratch database, and the programs they reach.

The supervisors stand in neighbouring villages of the real territory, as after the outage of a region, so that their
numbers come from few offices. Their rows are made by the database itself; the form is published by two people.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from typing import Any

import httpx
from django.core.files.base import ContentFile
from django.db import connection

from netral.apps.fieldwork.actions.form_versions import draft_version, propose_version, publish_version
from netral.apps.fieldwork.domain.form_versions import DRAFT, PUBLISH
from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.queries.devices import secret_of
from netral.bench.scratch.phones import Phone
from netral.config.cluster import programs
from netral.config.cluster.children import Child
from netral.config.cluster.database_watcher import DatabaseWatcher
from netral.config.cluster.processes import Supervisor
from netral.config.cluster.programs import Listening
from netral.config.static_files import gather_static_files
from netral.engines.xforms.workbook import workbook_of
from netral.engines.xforms.xlsform import read_markdown
from netral.foundation.accounts.queries import current_day
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.models import Election
from netral.foundation.elections.schedules import shipped as shipped_schedule
from netral.foundation.institutions.actions import seed_institutions
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM, Actor
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.actions import load_regions
from netral.foundation.regions.models import Tier
from netral.foundation.regions.sources import Territory, shipped as shipped_territory

HOST = "127.0.0.1"
WEB_PROCESSES = 2
# The first village lies in this province.
PROVINCE = "14"
FIELD_LAID = EventKind("bench.field_laid", "Pengawas dan ponsel uji dibuat")
_WARMING, _PATIENCE_S = 20, 300.0
_FORM = "kejadian-cepat.md"


@dataclass(frozen=True)
class Field:
    """The form that phones fill in, by its name and version, and the phones."""

    form: tuple[str, str]
    phones: tuple[Phone, ...]


@dataclass(frozen=True)
class Site:
    """The programs that run: where they answer, and the web server among them."""

    url: str
    web: Child


_SUPERVISORS = """
INSERT INTO supervisors_supervisor
  (id, scopes, name, nik, birth_date, sex, phone, phone_code_digest, phone_code_tries, email, village_id)
SELECT gen_random_uuid(), ARRAY[('bawaslu.' || code)::ltree], 'Pengawas Rekaan ' || place, lpad(place::text, 16, '0'),
  date '1980-01-01', CASE WHEN place %% 2 = 0 THEN 'P' ELSE 'L' END, '', '', 0, '', code
FROM unnest(%(villages)s::text[]) WITH ORDINALITY AS areas (code, place)
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
_OBSERVERS = """
INSERT INTO fieldwork_observer (id, scopes, posting_id, monitor_name, added_at)
SELECT gen_random_uuid(), scopes, id, '', now() FROM supervisors_posting
"""
_DEVICES = """
INSERT INTO fieldwork_device
  (id, scopes, observer_id, login, label, state, token_digest, code_until, invited_at, enrolled_at, seen_at, ahead_s,
   revocation_reason)
SELECT gen_random_uuid(), o.scopes, o.id, 'hp-' || replace(p.region_id, '.', ''), 'HP uji', 'enrolled',
  sha256(o.id::text::bytea), now(), now(), now(), now(), 0, ''
FROM fieldwork_observer o JOIN supervisors_posting p ON p.id = o.posting_id
"""


def lay(devices: int) -> Field:
    """Load as much of the territory as has so many villages, post a supervisor to each, and enrol her phone."""
    territory, villages = _territory(devices)
    load_regions(territory=territory, by=SYSTEM)
    seed_institutions(by=SYSTEM)
    _post(villages=villages, election=load_election(schedule=shipped_schedule(), by=SYSTEM))
    form = _publish()
    with elevated("the measurement hands every phone its secret"):
        rows = Device.objects.select_related("observer__posting__region", "observer__group").order_by("login")
        phones = tuple(Phone(each.login, secret_of(each), each.observer.region.code) for each in rows)
    if len(phones) != devices:
        raise RuntimeError(f"{len(phones)} phones instead of {devices}")
    return Field(form, phones)


@contextmanager
def served(environment: dict[str, str]) -> Iterator[Site]:
    """Run the programs on a free port; what ends is started again, the database too."""
    gather_static_files()
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    url = f"http://{HOST}:{port}"
    # As a demo it speaks plain HTTP on loopback.
    site = {**os.environ, "DEBUG": "0", "NETRAL_DEMO": "1", "NETRAL_URL": url, **environment}
    keeper = DatabaseWatcher(revives=True)
    with Supervisor(keeper) as supervisor:
        keeper.wait(supervisor.asked_to_end)
        web, *_others = [
            supervisor.start(f"bench-{program.name}", program.command, env=site)
            for program in (programs.web(Listening(HOST, port, WEB_PROCESSES)), programs.worker(), programs.sequencer())
        ]
        if not supervisor.wait_until_listening(HOST, port):
            raise RuntimeError("The web server did not start; var/log/bench-web.log says why")
        _warm(url)
        yield Site(url, web)


def _warm(url: str) -> None:
    """Let every web process answer something once: an outage of the network does not begin with a cold server."""
    with httpx.Client(base_url=url, timeout=_PATIENCE_S) as client:
        for _ in range(_WARMING):
            client.get("/").raise_for_status()


def _territory(devices: int) -> tuple[Territory, list[str]]:
    """Return whole provinces with at least so many villages, from the first one on, and the villages to post to."""
    whole = shipped_territory()
    provinces = sorted({row.code[:2] for row in whole.rows if row.code >= PROVINCE})
    chosen: set[str] = set()
    for province in provinces:
        chosen.add(province)
        villages = [row.code for row in whole.rows if row.code[:2] in chosen and row.tier == Tier.VILLAGE]
        if len(villages) >= devices:
            rows = tuple(row for row in whole.rows if row.code[:2] in chosen)
            return Territory(whole.version, whole.sha256, rows), list(islice(sorted(villages), devices))
    raise RuntimeError(f"There are fewer than {devices} villages")


@action
def _post(*, villages: list[str], election: Election) -> None:
    given: dict[str, Any] = {"villages": villages, "election": election.pk, "day": current_day()}
    with elevated("rows are made from rows of a whole region"), connection.cursor() as cursor:
        for statement in (_SUPERVISORS, _POSTINGS, _TENURES, _OBSERVERS, _DEVICES):
            cursor.execute(statement, given)
    record(FIELD_LAID, subject=election, by=SYSTEM, data={"devices": len(villages)})


def _publish() -> tuple[str, str]:
    """Publish the shipped form of quick incidents, made by one person and published by another."""
    text = (files("netral.apps.fieldwork") / "data" / _FORM).read_text(encoding="utf-8")
    maker, publisher = (_editor(name) for name in ("Pembuat Rekaan", "Penerbit Rekaan"))
    with reading_as(maker):
        row = draft_version(form=read_markdown(text), sheet=ContentFile(workbook_of(text), name="form.xlsx"), by=maker)
        propose_version(version=row, valid_from=current_day(), by=maker)
    with reading_as(publisher):
        publish_version(version=row, by=publisher)
    return row.code, row.version


def _editor(name: str) -> Actor:
    may = frozenset({DRAFT, PUBLISH})
    return Actor(kind="staff", id=name, label=name, paths=("bawaslu",), role="form_editor", permissions=may)
