"""`netral registry import` as typed."""

import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from typer.testing import CliRunner

from netral.cli.registry import app
from netral.config.errors import NetralError
from netral.foundation.institutions.scopes import elevated
from netral.foundation.registry.models import AsnPerson
from tests.foundation.registry.files import AGUS, HOTMAN, SITI, csv_file, sheets_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]


def run(folder: Path, upload: ContentFile[bytes], *words: str) -> dict[str, int]:
    file = folder / str(upload.name)
    file.write_bytes(upload.read())
    typed = ["import", str(file), "--institution", "pemda.14.03", "--json", *words]
    result = CliRunner().invoke(app, typed, catch_exceptions=False)
    assert result.exit_code == 0
    counts: dict[str, int] = json.loads(result.stdout)
    return counts


def refusal(folder: Path, upload: ContentFile[bytes], *words: str) -> str:
    with pytest.raises(NetralError) as refused:
        run(folder, upload, *words)
    with elevated("the test looks at everything"):
        assert not AsnPerson.objects.exists()
    return str(refused.value)


def test_of_several_sheets_one_is_named(tmp_path: Path) -> None:
    assert "Januari, Februari" in refusal(tmp_path, sheets_file(Januari=[AGUS], hidden_x=[AGUS], Februari=[SITI]))
    assert "Januari" in refusal(tmp_path, sheets_file(Januari=[AGUS], hidden_x=[SITI]), "--sheet", "hidden_x")
    counts = run(tmp_path, sheets_file(Januari=[AGUS], Februari=[SITI, HOTMAN]), "--sheet", "februari")
    assert (counts["rows"], counts["new"]) == (2, 2)


def test_a_list_of_rounded_numbers_is_refused_with_the_way_out(tmp_path: Path) -> None:
    whole = ("198503122009031026", "199010052015042031", "197702282003121007")
    rows = [(str(int(float(nip))), *SITI[1:]) for nip in whole]
    assert "Ekspor lagi dari sumbernya dengan kolom NIP berformat Teks" in refusal(tmp_path, csv_file(*rows))


def test_a_list_to_be_sealed_has_heads_that_are_known(tmp_path: Path) -> None:
    heads = ("nip", "name", "unit", "position", "date")
    assert run(tmp_path, csv_file((*SITI[:4], "2024-10-07"), heads=heads))["new"] == 1
