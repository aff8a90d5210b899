"""`netral forms` as typed."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from netral.cli.forms import SHIPPED, FormNotRead, app
from tests.engines.xforms.books import markdown, sheets, with_row, xlsx


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), catch_exceptions=False)


def test_the_shipped_forms_have_no_fault() -> None:
    done = run("validate", "--shipped", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"forms": 2, "odk_validate": True, "faults": []}


def test_each_fault_is_one_line_with_its_place(tmp_path: Path) -> None:
    bad, good = tmp_path / "a.xlsx", tmp_path / "b.md"
    bad.write_bytes(xlsx(sheets(with_row("txt", "a", "A"))))
    good.write_text(markdown(sheets()), encoding="utf-8")
    done = run("validate", str(bad), str(good))
    assert done.exit_code == 1
    first, *rest = done.stdout.splitlines()
    assert first.startswith("a.xlsx: survey 7 type: Jenis pertanyaan “txt” tidak dikenal. Pilih jenis XLSForm")
    assert [line.partition(" kosong")[0] for line in rest] == [
        "a.xlsx: survey 7 label::English (en): Kolom label::English (en)"
    ]
    told = json.loads(run("validate", str(bad), "--json").stdout)
    assert (told["faults"][0]["kind"], told["faults"][0]["row"]) == ("unknown_type", 7)


def test_without_java_it_says_that_odk_validate_was_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    done = run("validate", "--shipped", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["odk_validate"] is False


def test_text_that_is_no_utf8_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"| survey |\n\xff")
    assert "UTF-8" in run("validate", str(file)).stdout


@pytest.mark.parametrize("form", SHIPPED)
def test_a_template_is_valid_and_replaces_nothing(tmp_path: Path, form: str) -> None:
    file = tmp_path / "form.xlsx"
    assert run("template", str(file), "--form", form).exit_code == 0
    assert load_workbook(file).sheetnames == ["survey", "choices", "settings"]
    assert run("validate", str(file)).exit_code == 0
    with pytest.raises(FormNotRead, match="name another file"):
        run("template", str(file), "--form", form)


def test_a_preview_shows_both_languages_conditions_and_choices(tmp_path: Path) -> None:
    file = tmp_path / "form.md"
    file.write_text(markdown(sheets()), encoding="utf-8")
    told = run("preview", str(file)).stdout
    parts = ("nama [text]", "id: Uraian", "en: What happened", "asked when: ${ada} = 'ya'", "- ya: Ya / Yes")
    assert [part for part in parts if part not in told] == []


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(FormNotRead, match="cannot be read"):
        run("validate", str(tmp_path / "none.xlsx"))
    with pytest.raises(FormNotRead, match="--shipped"):
        run("validate")
    with pytest.raises(FormNotRead, match="no shipped form"):
        run("template", str(tmp_path / "x.xlsx"), "--form", "x")
    bad = tmp_path / "a.xlsx"
    bad.write_bytes(b"x")
    with pytest.raises(FormNotRead, match="1 faults"):
        run("preview", str(bad))
