"""`netral passes`: a list becomes passes, each wrong row is named, and a pass is judged and revoked."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings
from typer.testing import CliRunner, Result

from netral.cli.passes.command import app
from netral.cli.passes.local_key import PassKeyUnusable
from netral.cli.passes.pass_list import PassListRefused
from netral.config.errors import NetralError
from netral.engines.passes.keys import PassKey
from netral.engines.passes.numbers import pass_number

HEAD = "name,role,plate,crossing,valid_from,valid_until"
SITI = "Siti Rahmawati,PKD,BM 1234 XY,AP-SS,2024-10-07,2024-11-27"
DURING = "2024-10-08 08:00"


@pytest.fixture(autouse=True)
def _own_keys(tmp_path: Path, settings: Settings) -> None:
    settings.NETRAL_KEYS = str(tmp_path / "keys")


def invoke(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def refusal(*words: object) -> tuple[str, str]:
    result = invoke(*words)
    assert isinstance(result.exception, NetralError), result.exception
    return str(result.exception), result.stdout


def a_list(folder: Path, *rows: str, head: str = HEAD) -> Path:
    file = folder / "people.csv"
    file.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return file


def issued(folder: Path, *rows: str) -> list[dict[str, str]]:
    result = invoke("issue", "--file", a_list(folder, *rows), "--json")
    assert result.exit_code == 0, result.exception
    found: list[dict[str, str]] = json.loads(result.stdout)["issued"]
    return found


def judged(text: str, *words: object) -> dict[str, object]:
    told: dict[str, object] = json.loads(invoke("verify", text, "--json", *words).stdout)
    return told


def test_a_list_becomes_passes_that_are_genuine_while_they_are_valid(tmp_path: Path) -> None:
    siti, wati = issued(tmp_path, SITI, "Wati,,,AP-SS,2024-10-07 06:00,2024-10-07 18:00")
    assert (siti["number"], siti["name"], siti["plate"], siti["role"]) == (
        pass_number(1), "Siti Rahmawati", "BM1234XY", "village_supervisor",
    )  # fmt: skip
    assert (wati["vehicle"], wati["valid_from"]) == ("foot", "2024-10-07T06:00:00+07:00")
    told = judged(siti["text"], "--at", DURING, "--crossing", "AP-SS")
    assert (told["genuine"], told["reason"]) == (True, "genuine")
    assert told["pass"] == {key: value for key, value in siti.items() if key not in ("row", "text")}
    assert invoke("verify", siti["text"], "--at", DURING).exit_code == 0


def test_it_says_why_a_pass_is_refused_and_ends_with_one(tmp_path: Path) -> None:
    (siti,) = issued(tmp_path, SITI)
    for words, reason in (
        (("--at", "2024-12-01"), "expired"),
        (("--at", "2024-10-01"), "not_yet_valid"),
        (("--at", DURING, "--crossing", "SS-AP"), "other_crossing"),
    ):
        assert judged(siti["text"], *words)["reason"] == reason
        assert invoke("verify", siti["text"], *words).exit_code == 1
    assert judged(siti["text"][:-3] + "000", "--at", DURING)["reason"] == "forged"
    assert judged("halo", "--at", DURING)["reason"] == "foreign"
    assert "no moment" in refusal("verify", siti["text"], "--at", "kemarin")[0]


def test_wrong_rows_are_named_and_the_right_ones_get_their_pass(tmp_path: Path) -> None:
    rows = (
        SITI,
        "Budi,raja,,AP-SS,2024-10-07,2024-11-27",
        "Tono,PKD,,AP-SSTOOLONG,2024-10-07,2024-11-27",
        "Wati,PKD,,AP-SS,kemarin,2024-11-27",
        "Sri,PKD,,AP-SS,2024-11-27,2024-10-07",
        ",PKD,,AP-SS,2024-10-07,2024-11-27",
        '"Ani,PKD,,AP-SS,2024-10-07,2024-11-27',
    )
    words, output = refusal("issue", "--file", a_list(tmp_path, *rows), "--json")
    told = json.loads(output)
    assert [each["row"] for each in told["issued"]] == [2]
    assert [(each["row"], each["column"]) for each in told["wrong"]] == [
        (3, "role"), (4, ""), (5, "valid_from"), (6, ""), (7, ""), (8, "1"),
    ]  # fmt: skip
    assert "6 rows got no pass" in words
    assert "row 5, valid_from: “kemarin” is no day and hour" in words


def test_a_serial_stands_once(tmp_path: Path) -> None:
    head = f"serial,{HEAD}"
    words, _output = refusal("issue", "--file", a_list(tmp_path, f"7,{SITI}", f"7,{SITI}", head=head))
    assert "row 3, serial: row 2 has this serial already" in words


def test_a_revoked_pass_is_refused_and_the_list_is_continued(tmp_path: Path) -> None:
    (siti,) = issued(tmp_path, SITI)
    out = tmp_path / "revoked"
    assert invoke("revoke", pass_number(9), "--out", out).stdout == f"1 passes revoked, list 1 in {out}\n"
    assert judged(siti["text"], "--at", DURING, "--revocations", out)["reason"] == "genuine"
    assert invoke("revoke", siti["number"], "--out", out).stdout == f"2 passes revoked, list 2 in {out}\n"
    assert judged(siti["text"], "--at", DURING, "--revocations", out)["reason"] == "revoked"
    whole = out.read_bytes()
    out.write_bytes(whole[:-5])
    assert "damaged" in refusal("verify", siti["text"], "--revocations", out)[0]
    assert "left as it is" in refusal("revoke", siti["number"], "--out", out)[0]
    assert out.read_bytes() == whole[:-5]
    assert "No number of a pass: PP-2222-2222" in refusal("revoke", "PP-2222-2222", "--out", tmp_path / "new")[0]
    assert not (tmp_path / "new").exists()


def test_only_trusted_keys_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (siti,) = issued(tmp_path, SITI)
    own, other = tmp_path / "own.pem", tmp_path / "other.pem"
    own.write_text(invoke("key").stdout)
    other.write_bytes(PassKey.generate().dump(b"rahasia"))
    monkeypatch.setenv("NETRAL_PASS_PASSWORD", "rahasia")
    public = tmp_path / "public.pem"
    public.write_text(invoke("key", "--key", other).stdout)
    assert judged(siti["text"], "--at", DURING, "--keys", own)["reason"] == "genuine"
    assert judged(siti["text"], "--at", DURING, "--keys", public)["reason"] == "unknown_key"
    monkeypatch.setenv("NETRAL_PASS_PASSWORD", "lain")
    assert isinstance(invoke("key", "--key", other).exception, PassKeyUnusable)


def test_a_list_that_is_none_is_refused_as_a_whole(tmp_path: Path) -> None:
    assert isinstance(invoke("issue", "--file", tmp_path / "gone.csv").exception, PassListRefused)
    words, _output = refusal("issue", "--file", a_list(tmp_path, "Siti", head="nama"))
    assert "crossing, valid_from, valid_until" in words


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = invoke("key").stdout
    assert invoke("key").stdout == first
    file = tmp_path / "keys" / "passes" / "local.pem"
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"ENCRYPTED" in file.read_bytes()
