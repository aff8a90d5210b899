"""People who do not exist, and the commands that make and import them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from typer.testing import CliRunner

from netral.cli.registry import app
from netral.foundation.institutions.scopes import elevated
from netral.foundation.registry.domain import parse_nip
from netral.foundation.registry.fiction import fictional_roster
from netral.foundation.registry.models import AsnPerson

UNITS = ("Dinas Kesehatan", "Dinas Pendidikan", "Kecamatan Bantan")
VILLAGES = ("14.03.02.2001",)


@given(seed=st.integers(0, 10_000), size=st.integers(0, 60))
def test_a_seed_always_gives_the_same_valid_people(seed: int, size: int) -> None:
    rows = list(fictional_roster(seed, UNITS, VILLAGES, size))
    assert rows == list(fictional_roster(seed, UNITS, VILLAGES, size))
    assert len({row["NIP"] for row in rows}) == size
    for row in rows:
        nip = parse_nip(row["NIP"], date(2024, 10, 7))
        assert nip.employment.upper() == row["JENIS ASN"]
        assert not nip.was_cleaned
        assert row["EMAIL"] == "" or row["EMAIL"].endswith("@contoh.test")


def test_every_unit_has_its_head_and_posts_that_fit() -> None:
    rows = list(fictional_roster(1, UNITS, VILLAGES, 400))
    assert [row["JABATAN"] for row in rows[:3]] == ["Kepala Dinas Kesehatan", "Kepala Dinas Pendidikan", "Camat"]
    posts = {row["JABATAN"] for row in rows if row["UNIT KERJA"] == "Dinas Pendidikan"}
    assert "Guru Kelas SD" in posts
    assert not any("Perawat" in post for post in posts)


def test_without_units_nobody_can_be_invented() -> None:
    with pytest.raises(ValueError, match="at least one unit"):
        list(fictional_roster(1, (), VILLAGES, 1))


@pytest.mark.django_db
def test_the_commands_invent_and_import_a_roster(ground: None, tmp_path: Path) -> None:
    file, runner = tmp_path / "asn.csv", CliRunner()
    made = runner.invoke(app, ["fiction", "--region", "14.03", "--size", "40", "--seed", "3", "--output", str(file)])
    assert made.exit_code == 0, made.output
    done = runner.invoke(app, ["import", str(file), "--institution", "pemda.14.03.bkpsdm", "--json"])
    assert done.exit_code == 0, done.output
    assert '"new": 40' in done.output
    with elevated("the test looks at everything"):
        assert AsnPerson.objects.filter(scopes__under="pemda.14.03").count() == 40


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"), [(b"", "Berkas kosong"), (b"a;b\n1;2\n", "No head of the file names: NIP, Nama, Unit kerja")]
)
def test_the_command_says_why_a_file_is_no_roster(ground: None, tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "salah.csv"
    file.write_bytes(content)
    refused = CliRunner().invoke(app, ["import", str(file), "--institution", "pemda.14.03"])
    assert refused.exit_code != 0
    assert words in str(refused.exception)
