"""`netral catalogue` and `netral deadlines`."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from netral.cli import catalogue, deadlines
from netral.config.errors import NetralError

pytestmark = pytest.mark.django_db


def output(app: Any, *words: str) -> str:
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_every_norm_is_listed() -> None:
    listed = json.loads(output(catalogue.app, "list", "--json"))

    assert len(listed) == 43
    assert {"id", "title", "phase", "verification", "reference"} <= listed[0].keys()
    assert "A1" in output(catalogue.app, "list")


def test_a_norm_is_shown_as_of_a_day() -> None:
    shown = json.loads(output(catalogue.app, "show", "B6", "--on", "2024-08-01", "--json"))

    assert shown["handlers"][0]["forwards_to"] == "kasn"
    assert "forwards_to bkn" in output(catalogue.app, "show", "B6")


def test_an_unknown_norm_is_refused() -> None:
    with pytest.raises(NetralError, match="No norm 'Z9' is in force on 2024-10-07"):
        output(catalogue.app, "show", "Z9")


def test_the_shipped_data_set_is_valid() -> None:
    found = json.loads(output(catalogue.app, "validate", "--json"))

    assert found["ok"]
    assert found["norms"] == 43
    assert output(catalogue.app, "validate").startswith("ok: 43 norms, 26 terms, 10 conflicts, 17 acts")


def test_a_data_set_with_faults_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NetralError, match=r"acts\.yaml"):
        output(catalogue.app, "validate", str(tmp_path))


def test_terms_are_listed() -> None:
    listed = {term["code"]: term for term in json.loads(output(deadlines.app, "list", "--json"))}

    assert len(listed) == 26
    assert listed["PK.TANGANI"]["conflicts"] == ["K6"]
    assert "PK.TANGANI" in output(deadlines.app, "list")


def test_a_term_is_explained_in_the_regions_time() -> None:
    words = ("explain", "PK.TANGANI", "--from", "2024-10-07 10:12", "--region", "14.03")
    found = json.loads(output(deadlines.app, *words, "--json"))

    assert found["due"] == "2024-10-10T23:59:59+07:00"
    assert found["unit"] == "calendar_days"
    assert found["basis"] == "UU 1/2015 Ps 134(5)"
    assert found["verification"] == "secondary"
    assert found["skipped"] == []
    assert output(deadlines.app, *words).strip() == found["explanation"]


def test_skipped_days_are_given_with_their_reason() -> None:
    words = ("explain", "GK.JPU_BALIK", "--from", "2024-12-24T10:12:00+07:00", "--region", "91.03", "--json")
    found = json.loads(output(deadlines.app, *words))

    assert found["due"] == "2024-12-31T23:59:59+09:00"
    assert found["skipped"][:2] == [
        {"date": "2024-12-25", "reason": "Hari Raya Natal"},
        {"date": "2024-12-26", "reason": "Cuti Bersama Hari Raya Natal"},
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("PK.X", "--from", "2024-10-07 10:12", "--region", "14.03"), "No term 'PK.X' is in force on 2024-10-07"),
        (("PK.TANGANI", "--from", "besok", "--region", "14.03"), "Cannot count from 'besok'"),
        (("PK.TANGANI", "--from", "2024-10-07", "--region", "99"), "in region '99'"),
        (
            ("PK.TANGANI", "--from", "2024-10-07", "--region", "14.03", "--extended-by", "PK.LAPOR"),
            r"PK\.LAPOR does not extend PK\.TANGANI",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(NetralError, match=message):
        output(deadlines.app, "explain", *words)
