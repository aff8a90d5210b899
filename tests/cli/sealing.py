"""Lists of people, and `netral seal` run on them as typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from netral.cli.seal.command import app
from netral.config.errors import NetralError

HEAD = "nip,name,unit,position,date"
SITI = "198403172009012004,Siti Aminah,Dinas Kesehatan,Perawat,2024-10-07"
BUDI = '197912032006041005,"Budi Žuković, S.Ş.",Kecamatan Mandau,Camat,7 Oktober 2024'


def people(folder: Path, *rows: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    file = folder / "people.csv"
    file.write_text("\n".join([head, *rows, ""]), encoding=encoding)
    return file


def invoke(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


def output(*words: object) -> str:
    result = invoke(*words)
    assert result.exit_code == 0
    return result.stdout


def made(folder: Path, file: Path, *words: object) -> Path:
    output("make", "--people", file, "--out", folder / "out", "--processes", 1, *words)
    return folder / "out"


def refusal(folder: Path, *rows: str, head: str = HEAD) -> str:
    with pytest.raises(NetralError) as caught:
        made(folder, people(folder, *rows, head=head))
    assert not (folder / "out").exists()
    return str(caught.value)
