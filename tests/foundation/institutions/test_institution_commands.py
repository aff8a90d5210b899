"""`netral institutions`: made in order, listed by region."""

import json

import pytest
from typer.testing import CliRunner

from netral.cli.institutions import app
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.regions.actions import load_regions
from tests.foundation.regions.territories import territory

pytestmark = pytest.mark.django_db
run = CliRunner().invoke


def test_regions_come_first() -> None:
    assert "`netral regions load` comes first" in str(run(app, ["seed"]).exception)


def test_institutions_are_made_and_listed() -> None:
    load_regions(territory=territory(), by=SYSTEM)
    made = json.loads(run(app, ["seed", "--json"]).stdout)
    assert made["added"] > 40
    assert run(app, ["seed"]).stdout == "0 added, 0 changed\n"
    assert json.loads(run(app, ["units", "14.03", "--json"]).stdout)["added"] > 30
    listed = json.loads(run(app, ["list", "--region", "14.03", "--kind", "panel", "--json"]).stdout)
    assert [row["name"] for row in listed] == ["Panwaslu Kecamatan Bengkalis", "Panwaslu Kecamatan Bantan"]
    assert "kasn\tkasn\tKomisi Aparatur Sipil Negara\n" in run(app, ["list"]).stdout


def test_offices_of_a_region_without_government_are_refused() -> None:
    load_regions(territory=territory(), by=SYSTEM)
    assert "no government of its own" in str(run(app, ["units", "14.03"]).exception)
    assert "No region has the code 99" in str(run(app, ["units", "99"]).exception)
