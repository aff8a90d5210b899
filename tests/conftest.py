"""Fixtures that every test may use: the database as the web role sees it, and people who act in it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker, Settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from netral.apps.catalogue.editions import current
from netral.config.cluster import control
from netral.foundation.ledger import clock
from tests.ground import lay_ground
from tests.settings import LEDGER_FOLDER, TEST_DATABASE

# How long one example takes says nothing on a busy machine; the nightly run looks much longer for one that breaks.
UNHURRIED: dict[str, Any] = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("unhurried", **UNHURRIED)
hypothesis.settings.register_profile("nightly", max_examples=2_000, **UNHURRIED)
hypothesis.settings.load_profile("unhurried")

# The tests of each of these places share something that takes long to set up, so that one worker runs them all.
TOGETHER = (
    "tests/browser/",
    "tests/cli/ledger/test_tampering.py",
    "tests/cluster/test_deployed.py",
    "tests/cluster/test_staying_up.py",
)

LOGS, NUMBERS = LEDGER_FOLDER, count()
WIB = ZoneInfo("Asia/Jakarta")
# A working Monday in the campaign of the 2024 elections.
CAMPAIGN_DAY = datetime(2024, 10, 7, 10, 12, tzinfo=WIB)


class SharedSetups(LoadScopeScheduling):
    """Gives tests to whichever worker is free, and those of one of the places above to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> SharedSetups:
    """Share the tests out so; xdist's own groups rename tests, which this pytest does not let it do."""
    return SharedSetups(config, log)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker, worker_id: str, django_db_keepdb: bool) -> Iterator[None]:
    """Create the test database as its owner; the tests then use it as the web role, row-level security and all.

    With `--reuse-db` one that is there is migrated and kept.
    """
    control.ensure_running()
    owner, web = connections["owner"], connections["default"]
    kept_name = str(owner.settings_dict["NAME"])
    suffix = "" if worker_id == "master" else f"_{worker_id}"
    with django_db_blocker.unblock():
        owner.settings_dict["TEST"]["NAME"] = f"{TEST_DATABASE}{suffix}"
        owner.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=django_db_keepdb)
        web.close()
        web.settings_dict["NAME"] = owner.settings_dict["NAME"]
    yield
    with django_db_blocker.unblock():
        web.close()
        owner.creation.destroy_test_db(kept_name, verbosity=0, keepdb=django_db_keepdb)


@pytest.fixture(autouse=True)
def campaign_day() -> Iterator[datetime]:
    """Let every test happen on one day of the campaign, unless it travels."""
    with clock.at(CAMPAIGN_DAY):
        yield CAMPAIGN_DAY


@pytest.fixture(autouse=True)
def law_as_shipped() -> Iterator[None]:
    """Let every test judge by the shipped law, whatever edition another one adopted."""
    current.forget()
    yield
    current.forget()


@pytest.fixture(autouse=True)
def own_log(settings: Settings) -> None:
    """Let every test publish its log in a folder of its own: the rows behind the last one's are gone."""
    settings.LEDGER_FOLDER = f"{LOGS}/{next(NUMBERS)}"


@pytest.fixture(autouse=True)
def no_job_stays(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Take away the jobs of a test that commits: emptying the tables of Django's models passes over the queue."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture
def ground(db: None) -> None:
    """Lay the small ground of `tests.ground`: Bengkalis, Semarang and their institutions."""
    lay_ground()
