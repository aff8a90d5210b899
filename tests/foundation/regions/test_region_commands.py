"""`netral regions`: what the operator sees, and that nothing happens unasked."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from netral.cli.regions import RegionsError, app
from netral.foundation.institutions.actions import seed_institutions
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.regions import queries
from netral.foundation.regions.actions import load_regions
from netral.foundation.regions.domain import RegionRow
from netral.foundation.regions.packed_file import pack
from tests.foundation.regions.territories import RIAU, territory

pytestmark = pytest.mark.django_db
CHANGED = (*RIAU[1:5], RegionRow("14", "Riau Baru"), RegionRow("14.03.02.2005", "Selat Baru", "", ""), *RIAU[7:-1])
run = CliRunner().invoke


@pytest.fixture(autouse=True)
def riau(db: None) -> None:
    """Load the small territory."""
    load_regions(territory=territory(), by=SYSTEM)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A packed file with one region renamed and two gone."""
    target = tmp_path / "regions-5.0.0.csv.xz"
    target.write_bytes(pack(CHANGED))
    return target


def test_update_shows_the_difference_and_changes_nothing(file: Path, tmp_path: Path) -> None:
    output = tmp_path / "difference.csv"
    result = run(app, ["update", str(file), "--output", str(output)])
    assert result.exit_code == 0, result.output
    assert "2 removed, 1 renamed" in result.stdout
    assert "14 Riau Baru" in result.stdout
    listed = list(csv.DictReader(output.read_text(encoding="utf-8").splitlines()))
    assert [(row["change"], row["code_before"], row["name_after"]) for row in listed] == [
        ("removed", "14.03.40001", ""),
        ("removed", "33.74.01.1001", ""),
        ("renamed", "14", "Riau Baru"),
    ]
    assert queries.region("14").name == "Riau"


def test_update_applies_only_when_told_to(file: Path) -> None:
    refused = run(app, ["update", str(file), "--apply"])
    assert isinstance(refused.exception, RegionsError)
    assert queries.region("14").name == "Riau"
    applied = run(app, ["update", str(file), "--apply", "--yes"])
    assert "0 added, 1 changed, 2 removed" in applied.stdout
    assert queries.current_rows() == {row.code: row for row in CHANGED}
    assert "as they are" in run(app, ["update", str(file)]).stdout


def test_regions_in_use_stop_an_update_unless_kept(file: Path) -> None:
    seed_institutions(by=SYSTEM)
    refused = run(app, ["update", str(file), "--apply", "--yes"])
    assert "Nothing was changed: 1 regions to be removed are still in use" in str(refused.exception)
    assert "33.74.01.1001. --keep-used keeps them." in str(refused.exception)
    assert queries.current_rows() == {row.code: row for row in RIAU}
    kept = run(app, ["update", str(file), "--apply", "--yes", "--keep-used"])
    assert "0 added, 1 changed, 1 removed\nKept because records refer to them: 33.74.01.1001" in kept.stdout


def test_long_differences_are_shortened(tmp_path: Path) -> None:
    file = tmp_path / "regions-6.csv.xz"
    file.write_bytes(pack([*RIAU, *(RegionRow(f"14.03.02.2{n:03}", f"Desa Baru {n}") for n in range(100, 107))]))
    shown = run(app, ["update", str(file)]).stdout
    assert "Desa Baru 104" in shown
    assert "Desa Baru 105" not in shown
    assert "7 added" in shown


def test_a_malformed_file_is_refused_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("code,name,latitude,longitude\n14,Riau,,\n14.3,Bengkalis,,\n", encoding="utf-8")
    result = run(app, ["update", str(file), "--apply", "--yes"])
    assert str(result.exception) == (
        "Nothing was changed. wrong.csv, row 3, column code: '14.3' is no code of a region."
    )
    assert queries.current_rows() == {row.code: row for row in RIAU}


def test_show_tells_where_a_region_lies() -> None:
    facts = json.loads(run(app, ["show", "14.03", "--json"]).stdout)
    assert facts["full_name"] == "Kabupaten Bengkalis, Riau"
    assert facts["time_zone"] == "Asia/Jakarta"
    assert facts["inside"] == 3
    assert "Kabupaten Bengkalis, Riau" in run(app, ["show", "14.03"]).stdout
    assert "No region has the code 99" in str(run(app, ["show", "99"]).exception)


def test_search_prints_codes_and_whole_names() -> None:
    assert run(app, ["search", "kec. bantan"]).stdout == "14.03.02\tKecamatan Bantan, Kabupaten Bengkalis, Riau\n"
    assert json.loads(run(app, ["search", "bantan", "--json"]).stdout)[0]["code"] == "14.03.02"
