"""`netral seal`: from a list of people to sealed files and back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner

from netral.cli.seal import batch_folder, extraction, local_keys
from netral.cli.seal.command import app
from netral.config.errors import NetralError
from netral.engines import disk
from netral.engines.seal.certificates import Credential, Holder, issue_root, issue_seal, to_pem
from netral.engines.seal.record_store import folders
from netral.engines.seal.verification import verify_pdf
from netral.foundation.ledger import clock
from netral.foundation.ledger.clock import now
from tests.cli.sealing import BUDI, SITI, made, output, people
from tests.conftest import CAMPAIGN_DAY
from tests.engines.seal.samples import PERIOD


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    with clock.at(CAMPAIGN_DAY):
        return made(folder, people(folder, SITI, BUDI), "--print", "place=Bengkalis")


@pytest.fixture
def two(made_once: Path, tmp_path: Path) -> Path:
    people(tmp_path, SITI, BUDI)
    return shutil.copytree(made_once, tmp_path / "out")


def pem_files(folder: Path, credential: Credential, password: str) -> Sequence[Path]:
    key, chain = folder / "key.pem", folder / "chain.pem"
    key.write_bytes(credential.encrypted_key(password))
    chain.write_text(credential.chain_pem)
    return key, chain


def test_every_row_becomes_a_sealed_pdf(two: Path, tmp_path: Path) -> None:
    listed = [json.loads(line) for line in output("list", two, "--json").splitlines()]
    pdf = CliRunner().invoke(app, ["extract", str(two), "2"]).stdout_bytes

    assert [(each["number"], each["name"]) for each in listed] == [(1, "Siti Aminah"), (2, "Budi Žuković, S.Ş.")]
    assert output("list", two).splitlines()[0].startswith("1\t198403172009012004\tSiti Aminah\t")
    found = verify_pdf(pdf, local_keys.roots(), at=now())
    assert (found.holds, found.covers_whole_file, found.signer) == (True, True, local_keys.SEAL_NAME)
    file = tmp_path / "two.pdf"
    file.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    for words in ("Budi Žuković, S.Ş.", "197912032006041005", "Kecamatan Mandau", "Bengkalis, 7 Oktober 2024", "Camat"):
        assert words in text
    assert listed[1]["code"] in text


def test_the_folder_tells_nothing_to_whom_it_does_not_belong(two: Path) -> None:
    for path in two.rglob("*"):
        if path.is_file():
            assert b"Siti" not in path.read_bytes()
            assert path.stat().st_mode & 0o077 == 0


def test_the_same_again_changes_nothing_and_another_list_is_refused(two: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in two.glob("*.seg")}
    words = ("make", "--people", tmp_path / "people.csv", "--out", two, "--print", "place=Bengkalis")

    assert output(*words) == f"2 documents in {two}, 0 of them sealed now\n"
    assert {path: path.read_bytes() for path in two.glob("*.seg")} == before
    with pytest.raises(NetralError, match="another form or key"):
        output(*words[:-1], "place=Dumai")
    people(tmp_path, SITI)
    with pytest.raises(NetralError, match="another list of people"):
        output(*words)
    with pytest.raises(NetralError, match="holds other files"):
        output(*words[:3], "--out", tmp_path)


def test_two_runs_do_not_work_in_one_folder(two: Path, tmp_path: Path) -> None:
    with batch_folder.alone_in(two), pytest.raises(NetralError, match="Another `netral seal make` works in"):
        made(tmp_path, tmp_path / "people.csv", "--print", "place=Bengkalis")


def test_a_killed_run_is_continued(tmp_path: Path) -> None:
    rows = [f"19840317200901{2000 + place},Orang {place},Dinas,Staf,2024-10-07" for place in range(1, 1000)]
    rows += [f"19790317200901{1000 + place},Orang {999 + place},Dinas,Staf,2024-10-07" for place in range(1, 1000)]
    out = tmp_path / "out"
    command = ["make", "--people", people(tmp_path, *rows), "--out", out, "--processes", 1]
    begun = subprocess.Popen(
        [sys.executable, "-c", KILLED, settings.NETRAL_KEYS, now().isoformat(), *map(str, command)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    waited = time.monotonic()
    while not (out / batch_folder.PLACES).exists() or not (out / batch_folder.PLACES).stat().st_size:
        assert begun.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < waited + 60
        time.sleep(0.001)
    begun.kill()
    begun.wait()
    await_nobody_writes(out)
    before = sum(len(chunk.places) for chunk in batch_folder.BatchFolder.open(out).chunks())
    with (out / batch_folder.PLACES).open("ab") as stream:
        stream.write(b'{"first":501,"segm')

    said = output(*command)
    assert before > 0
    assert said == f"1998 documents in {out}, {1998 - before} of them sealed now\n"
    with extraction.Archive.open(out) as archive:
        assert [entry.name for entry in archive.entries()] == [f"Orang {number}" for number in range(1, 1999)]


def await_nobody_writes(folder: Path) -> None:
    """Wait until the processes of a killed command have ended too, and let go of their segments."""
    waited = time.monotonic()
    for path in folder.glob("*.seg"):
        descriptor = os.open(path, os.O_RDONLY)
        while not disk.try_lock(descriptor):
            assert time.monotonic() < waited + 30, "a process lives on without its command"
            time.sleep(0.01)
        os.close(descriptor)


# The command as another process, under the settings of the tests.
KILLED = """
import sys
if __name__ == "__main__":
    import datetime, django
    from django.conf import settings
    django.setup()
    from netral.cli.seal.command import app
    from netral.foundation.ledger import clock
    settings.NETRAL_KEYS = sys.argv[1]
    with clock.at(datetime.datetime.fromisoformat(sys.argv[2])):
        app(sys.argv[3:])
"""


def test_another_key_and_chain_may_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = issue_root("Akar Lain", PERIOD)
    key, chain = pem_files(tmp_path, issue_seal(root, Holder("Bawaslu Kota Contoh", "x"), PERIOD), "rahasia")
    file = people(tmp_path, SITI)

    with pytest.raises(NetralError, match=f"put the key's password into {local_keys.UNLOCKED_BY}"):
        made(tmp_path, file, "--key", key, "--cert", chain)
    monkeypatch.setenv(local_keys.UNLOCKED_BY, "rahasia")
    out = made(tmp_path, file, "--key", key, "--cert", chain)
    target = tmp_path / "one.pdf"
    output("extract", out, 1, "--out", target)
    found = json.loads(output("verify", target, "--roots", out / "roots.pem", "--json"))
    assert (found["result"], found["signer"]) == ("sealed", "Bawaslu Kota Contoh")
    stranger = invoke_failing("verify", target, "--json")
    assert (stranger["result"], stranger["reasons"]) == ("untrusted", ["unknown-issuer"])


def test_keys_that_do_not_fit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = issue_root("Akar Lain", PERIOD)
    first, second = (issue_seal(root, Holder("Bawaslu", "x"), PERIOD) for _ in range(2))
    key, _ = pem_files(tmp_path, first, "rahasia")
    other = tmp_path / "other.pem"
    other.write_text(to_pem(second.certificate))
    monkeypatch.setenv(local_keys.UNLOCKED_BY, "rahasia")

    with pytest.raises(NetralError, match="does not belong to the first certificate"):
        made(tmp_path, people(tmp_path, SITI), "--key", key, "--cert", other)
    with pytest.raises(NetralError, match="no key and certificate can be read"):
        made(tmp_path, people(tmp_path, SITI), "--key", other)


def invoke_failing(*words: object) -> dict[str, object]:
    lines: list[str] = []
    runner = CliRunner()
    result = runner.invoke(app, [str(word) for word in words])
    assert isinstance(result.exception, NetralError)
    lines += result.stdout.splitlines()
    found: dict[str, object] = json.loads(lines[-1])
    return found


def test_a_changed_file_does_not_hold(two: Path, tmp_path: Path) -> None:
    whole, altered = tmp_path / "whole.pdf", tmp_path / "altered.pdf"
    output("extract", two, 1, "--out", whole)
    content = bytearray(whole.read_bytes())
    content[content.rindex(b">Tj") - 1] ^= 1
    altered.write_bytes(content)

    found = json.loads(output("verify", whole, "--json"))
    assert found | {"signer_fingerprint": "", "signed_at": ""} == {
        "file": str(whole),
        "result": "sealed",
        "signer": local_keys.SEAL_NAME,
        "signer_fingerprint": "",
        "signed_at": "",
        "covers_whole_file": True,
        "intact": True,
        "trusted": True,
        "seals": 1,
        "reasons": [],
    }
    refused = invoke_failing("verify", whole, altered, "--json")
    assert (refused["file"], refused["result"], refused["signer"]) == (str(altered), "altered", "")
    with pytest.raises(NetralError, match="1 of 2 seals do not hold"):
        output("verify", whole, altered)
    assert "Segel utuh dan penyegelnya dikenal" in output("verify", whole)


def test_a_zip_is_looked_into(two: Path, tmp_path: Path) -> None:
    output("extract", two, "--all", tmp_path / "all")
    files = sorted((tmp_path / "all").iterdir())
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in files:
            packed.write(path, path.name)

    found = [json.loads(line) for line in output("verify", archive, "--json").splitlines()]
    assert [path.name[:20] for path in files] == ["1-198403172009012004", "2-197912032006041005"]
    assert [(Path(each["file"]).name, each["result"]) for each in found] == [(path.name, "sealed") for path in files]
    with zipfile.ZipFile(archive, "a") as packed:
        packed.writestr("note.pdf", b"hello")
    assert invoke_failing("verify", archive, "--json")["result"] == "unreadable"
    archive.write_bytes(b"PK nothing")
    with pytest.raises(NetralError, match=r"all\.zip"):
        output("verify", archive)


def test_a_document_is_found_by_its_code(two: Path) -> None:
    code = json.loads(output("list", two, "--json").splitlines()[0])["code"]

    by_code, by_number = (
        CliRunner().invoke(app, ["extract", str(two), *words]).stdout_bytes for words in (["--code", code], ["1"])
    )
    assert by_code == by_number


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("3",), "There is no document 3"),
        (("0",), "There is no document 0"),
        ((), "Say which document"),
        (("--code", "7K3M-9QXA-2WDT"), "is no code|has the code"),
    ],
)
def test_documents_that_are_not_there_are_refused(two: Path, words: Sequence[str], said: str) -> None:
    with pytest.raises(NetralError, match=said):
        output("extract", two, *words)


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NetralError, match="holds no sealed documents"):
        output("list", tmp_path)


def test_where_nothing_can_be_written_the_disk_is_named(two: Path, tmp_path: Path) -> None:
    place = tmp_path / "file" / "out"
    place.parent.write_text("")
    with pytest.raises(NetralError, match=r"out cannot be written: Not a directory"):
        output("make", "--people", people(tmp_path, SITI), "--out", place)
    with pytest.raises(NetralError, match=r"out cannot be written: Not a directory"):
        output("extract", two, "--all", place)


def test_what_is_printed_for_all_must_fit(tmp_path: Path) -> None:
    with pytest.raises(NetralError, match=r"place_and_date has .* characters; there is room for 250"):
        made(tmp_path, people(tmp_path, SITI), "--print", f"place={'Kota ' * 80}")


def test_a_terminal_gets_no_pdf(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netral.cli.seal.command.is_terminal", lambda: True)
    with pytest.raises(NetralError, match="no text for a terminal"):
        output("extract", two, 1)


def test_a_folder_is_checked_as_a_whole(two: Path) -> None:
    assert json.loads(output("check", two, "--json")) == {"documents": 2, "holding": 2, "ok": True, "faults": []}
    (segment,) = two.glob("*.seg")
    content = bytearray(segment.read_bytes())
    content[-1] ^= 1
    segment.write_bytes(content)

    with pytest.raises(NetralError, match=r"document 2: The record at .* was changed"):
        output("check", two)
    assert CliRunner().invoke(app, ["extract", str(two), "1"]).exit_code == 0


def test_the_workbench_keeps_its_keys_encrypted(two: Path) -> None:
    kept = Path(settings.NETRAL_KEYS) / "workbench"

    assert two.is_dir()
    assert b"ENCRYPTED PRIVATE KEY" in (kept / "seal.pem").read_bytes()
    assert (kept / "root.pem").stat().st_mode & 0o077 == 0
    assert folders.names(kept) == []
    assert local_keys.workbench_credential(now()).certificate == local_keys.workbench_credential(now()).certificate
    assert to_pem(local_keys.roots()[0]) == (two / "roots.pem").read_text()
