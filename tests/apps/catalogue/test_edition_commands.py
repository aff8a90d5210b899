"""`netral catalogue publish`, `pull`, `diff`, `history`, `bundle` and `key`."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction
from typer.testing import CliRunner

from netral.apps.catalogue.dataset import shipped, shipped_documents
from netral.apps.catalogue.models import Edition
from netral.cli import catalogue
from netral.config.errors import NetralError
from tests.apps.catalogue.lawbooks import Documents, changed_rules

pytestmark = pytest.mark.django_db


def output(*words: str) -> str:
    result = CliRunner().invoke(catalogue.app, words, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def said(*words: str) -> Any:
    return json.loads(output(*words, "--json"))


def laid_out(documents: Documents, folder: Path) -> str:
    """Write a data set as the files it is made of."""
    rules = documents.pop("rules")
    (folder / "rules").mkdir(parents=True)
    for name, document in (*documents.items(), *((f"rules/{rows['act']}", rows) for rows in rules)):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    return str(folder)


def test_what_the_centre_publishes_a_region_pulls(tmp_path: Path) -> None:
    folder = laid_out(changed_rules(1), tmp_path / "data")
    first, second = (str(tmp_path / f"netral-katalog-000{number}.zip") for number in (1, 2))
    with transaction.atomic():
        published = said("publish", "--out", first, "--title", "Dasar")
        published += said("publish", "--out", second, "--from", folder, "--notes", "Rumusan baru.")
        output("bundle", "1", "--out", str(tmp_path / "again.zip"))
        transaction.set_rollback(True)

    assert Path(first).read_bytes() == (tmp_path / "again.zip").read_bytes()
    assert [row["number"] for row in published] == [1, 2]
    pulled = said("pull", str(tmp_path))
    assert [row["version"] for row in pulled] == [row["version"] for row in published]
    assert output("pull", str(tmp_path)) == "nothing new\n"
    assert [row["number"] for row in said("history")] == [2, 1]
    assert not any(row["in_use"] for row in said("history"))


def test_a_damaged_bundle_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with transaction.atomic():
        output("publish", "--out", str(path))
        transaction.set_rollback(True)
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(NetralError, match="rusak atau diubah"):
        output("pull", str(path))
    assert not Edition.objects.exists()


def test_differences_are_told_in_words_and_as_data(tmp_path: Path) -> None:
    folder = laid_out(changed_rules(1), tmp_path / "data")

    text = output("diff", "shipped", folder)
    assert "Berubah: B6 Menyukai unggahan calon, rumusan 1" in text
    assert "Judul: Mengunggah, mengomentari" in text
    assert "Akibat: (kosong) -> belum pasti" in text
    changed = {(row["section"], row["key"], row["kind"]) for row in said("diff", "shipped", folder)}
    assert ("norms", "B6", "changed") in changed
    assert ("rules", "media-sosial.1", "changed") in changed
    assert said("diff", "shipped", "in-use") == []


@pytest.mark.parametrize("side", ["7", "pulled", "entah"])
def test_an_edition_that_is_not_there_is_told(side: str) -> None:
    with pytest.raises(NetralError, match="edition"):
        output("diff", "shipped", side)


def test_the_key_that_regions_pin_is_printed() -> None:
    assert len(said("key")["key_id"]) == 16
    assert output("key").strip() == said("key")["public_key"]


def test_the_first_edition_is_the_shipped_data_set(tmp_path: Path) -> None:
    assert said("publish", "--out", str(tmp_path / "a.zip"))[0]["version"] == shipped().version
    assert said("diff", "in-use", "1") == []
    assert shipped_documents()["norms"]
