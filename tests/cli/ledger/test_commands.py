"""`netral ledger` as its keeper and as strangers use it: export, proofs, erasure, and a witness over HTTP."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from typer.testing import CliRunner

from netral.cli.ledger.command import app
from netral.config.errors import NetralError
from netral.engines.merkle.note import head_of
from netral.engines.merkle.tlogproof import TlogProof
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger import folder as published
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.identity import log_verifier
from netral.foundation.ledger.kinds import event_kind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.sequencer import sequence_pending
from netral.foundation.seals.actions.keys import create_seal_key
from netral.foundation.seals.queries import pdf_of
from tests.cli.ledger.machines import PATIENCE_SECONDS, environment, ledger
from tests.cluster.clones import NETRAL
from tests.engines.merkle.logs import LOG, entries, write_log
from tests.foundation.seals.samples import sealed_letter

# What is published follows the commits, so that these tests commit; the owner clears up behind them.
IN_DATABASE = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
COMPLAINED = event_kind("test.complained", "Mengadu", personal=("name",))


@action
def complain(*, name: str) -> Event:
    """Record what a person outside said."""
    return record(COMPLAINED, subject=("test.complaint", "7"), by=SYSTEM, data={"name": name, "region": "14.03"})


def here(*words: object) -> str:
    """Run a command of the keeper and return what it prints."""
    result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(*words: object) -> str:
    with pytest.raises(NetralError) as caught:
        CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    return str(caught.value)


@IN_DATABASE
def test_an_export_holds_on_another_machine_and_is_continued(tmp_path: Path) -> None:
    assert "The log is empty" in refused("export", tmp_path / "log")
    complain(name="Siti")
    assert here("export", tmp_path / "log") == f"1 entries in {tmp_path / 'log'}\n"
    first = (tmp_path / "log" / "checkpoint").read_text()
    for _ in range(300):
        complain(name="Budi")
    here("export", tmp_path / "log")
    assert first != (tmp_path / "log" / "checkpoint").read_text()
    done = ledger(tmp_path / "home", "verify", tmp_path / "log")
    assert (done.returncode, done.stdout) == (0, "301 entries of netral.local/ledger: ok\n")
    assert "The log itself states its key" in done.stderr
    found = json.loads(ledger(tmp_path / "home", "verify", tmp_path / "log", "--key", here("key"), "--json").stdout)
    assert (found["ok"], found["log_size"], found["faults"], found["key_given"]) == (True, 301, [], True)


@IN_DATABASE
def test_an_export_cut_short_is_done_again_and_another_log_is_not_overwritten(tmp_path: Path) -> None:
    complain(name="Siti")
    here("export", tmp_path / "log")
    # As a run leaves it that was killed before it wrote the checkpoint.
    (tmp_path / "log" / ".writer").write_text("open 00000000000000000001\n")
    (tmp_path / "log" / "tile" / "0" / "000.p" / "9").write_bytes(bytes(9 * 32))
    complain(name="Budi")
    here("export", tmp_path / "log")
    assert ledger(tmp_path / "home", "verify", tmp_path / "log").returncode == 0
    write_log(tmp_path / "other", entries(3))
    assert "Nothing is exported" in refused("export", tmp_path / "other")
    assert ledger(tmp_path / "home", "verify", tmp_path / "other", "--key", LOG.written()).returncode == 0


@IN_DATABASE
def test_the_keeper_verifies_database_and_files(tmp_path: Path) -> None:
    complain(name="Siti")
    assert here("sequence") == "1 events appended\n"
    complain(name="Budi")
    found = json.loads(here("verify", "--json"))
    assert (found["ok"], found["events"], found["log_size"], found["waiting"]) == (True, 2, 1, 1)
    assert here("verify") == "1 entries of netral.local/ledger: ok\n"


@IN_DATABASE
def test_a_damaged_folder_is_written_anew_from_the_database() -> None:
    for _ in range(300):
        complain(name="Siti")
    here("sequence")
    note = published.published()
    tile = published.path() / "tile/0/000"
    tile.write_bytes(bytes(8192))
    assert "published files: tile/0/000 was changed" in refused("verify")
    published.path().rename(published.path().with_name("damaged"))
    here("sequence")
    here("verify")
    assert published.published() == note


@IN_DATABASE
class TestProofs:
    """Proof files of documents and events, checked where nobody knows us."""

    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        return tmp_path / "home"

    @pytest.mark.usefixtures("ground")
    def test_a_document_is_proven_by_its_code(self, home: Path, tmp_path: Path) -> None:
        institution = Institution.objects.get(path="bawaslu.14.03")
        create_seal_key(institution=institution, by=SYSTEM)
        document = sealed_letter(institution)
        assert "stands in no published checkpoint yet" in refused("prove", document.shown_code)
        sequence_pending()
        here("prove", document.shown_code, "--out", tmp_path / "proof")
        (tmp_path / "letter.pdf").write_bytes(pdf_of(document))
        words = ("check", tmp_path / "proof", "--key", log_verifier().written())
        done = ledger(home, *words, "--document", tmp_path / "letter.pdf", "--json")
        assert json.loads(done.stdout)["event"]["data"]["sha256"] == document.sha256, done.stderr
        (tmp_path / "letter.pdf").write_bytes(pdf_of(document) + b" ")
        other = ledger(home, *words, "--document", tmp_path / "letter.pdf")
        assert (other.returncode, other.stdout) == (1, "")
        assert "The proof holds, but it is not of" in other.stderr
        proof = (tmp_path / "proof").read_text()
        (tmp_path / "proof").write_text(proof.replace("\nindex ", "\nindex 1"))
        assert "proves nothing" in ledger(home, *words).stderr

    def test_what_was_erased_is_proven_no_more_and_the_log_still_holds(self, home: Path, tmp_path: Path) -> None:
        event = complain(name="Siti Aminah")
        sequence_pending()
        proof = TlogProof.parse(here("prove", event.pk))
        assert b"Siti Aminah" in proof.extra
        here("export", tmp_path / "before")
        assert here("erase", "test.complaint:7", "--reason", "Permintaan pemilik data", "--yes") == "1 events erased\n"
        sequence_pending()
        event.refresh_from_db()
        assert (event.salt, event.data) == (None, {"region": "14.03"})
        assert "was erased with its salt: the log still holds its place" in refused("prove", event.pk)
        assert "Nothing is erased" in refused("erase", event.pk, "--reason", "Sekali lagi", "--yes")
        found = json.loads(here("verify", "--json"))
        assert (found["ok"], found["events"], found["erased"]) == (True, 2, 1)
        here("export", tmp_path / "after")
        assert ledger(home, "verify", tmp_path / "after").returncode == 0
        entry = (tmp_path / "before" / "tile/entries/000.p/1").read_bytes()
        assert (tmp_path / "after" / "tile/entries/000.p/2").read_bytes().startswith(entry)


@pytest.mark.enable_socket
@IN_DATABASE
def test_a_witness_elsewhere_is_heard_once_it_is_known(
    live_server: LiveServer, settings: Settings, tmp_path: Path
) -> None:
    url, home = f"{live_server.url}/ledger", tmp_path / "witness"
    nothing = ledger(home, "witness", url, "--once", "--name", "saksi.example")
    assert nothing.returncode == 2
    complain(name="Siti")
    sequence_pending()
    unknown = ledger(home, "witness", url, "--once")
    assert unknown.returncode == 2
    vkey = unknown.stderr.split("Your key is ")[1].split(".\n")[0]
    assert vkey.startswith("saksi.example+")
    assert "NETRAL_LEDGER_WITNESSES" in unknown.stderr
    settings.LEDGER_WITNESSES = [vkey]
    known = ledger(home, "witness", url, "--once")
    assert (known.returncode, "cosigned 1 entries" in known.stderr) == (0, True), known.stderr
    assert "not of saksi.lain" in ledger(home, "witness", url, "--once", "--name", "saksi.lain").stderr
    seen = ledger(
        tmp_path / "reader", "verify", url, "--key", Client().get("/ledger/key").content.decode(), "--witness", vkey
    )
    assert seen.returncode == 0, seen.stderr
    assert "cosigned by saksi.example, 20" in seen.stdout
    complain(name="Budi")
    sequence_pending()
    late = ledger(tmp_path / "reader", "verify", url, "--key", log_verifier().written(), "--witness", vkey)
    assert (late.returncode, "0 of the witnesses named cosigned" in late.stderr) == (1, True)
    (key,) = home.rglob("witness-key")
    assert key.stat().st_mode & 0o077 == 0


@pytest.mark.enable_socket
@IN_DATABASE
def test_a_monitor_watches_until_it_is_ended(live_server: LiveServer, tmp_path: Path) -> None:
    complain(name="Siti")
    sequence_pending()
    home = tmp_path / "monitor"
    home.mkdir()
    words = ("monitor", f"{live_server.url}/ledger", "--every", "0.1", "--state", "state")
    with subprocess.Popen(
        [NETRAL, "ledger", *words], env=environment(home), cwd=home, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stderr
        for size in range(1, 4):
            said = (program.stderr.readline() for _ in range(PATIENCE_SECONDS * 10))
            assert any(line == f"{size} entries, as it should be\n" for line in said)
            second = ledger(home, *words[:2], "--state", "state")
            assert (second.returncode, "A second process uses" in second.stderr) == (2, True)
            complain(name="Budi")
            sequence_pending()
        program.send_signal(signal.SIGTERM)
        assert program.wait(PATIENCE_SECONDS) == 0
    assert head_of((home / "state" / "checkpoint").read_text()).size >= 3


def test_what_cannot_be_read_is_told_apart_from_what_is_false(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    write_log(folder, entries(3))
    words = [
        ("verify", tmp_path / "nowhere"),
        ("verify", "http://netral.example/ledger"),
        ("verify", folder),
        ("verify", folder, "--key", "netral.test/ledger+00000000+AQOhB7"),
        ("verify", folder, "--key", LOG.written(), "--witness", LOG.written()),
        ("verify", folder, "--key", LOG.written(), "--quorum", "1"),
        ("check", tmp_path / "nothing", "--key", LOG.written()),
    ]
    for each in words:
        with pytest.raises(NetralError) as caught:
            CliRunner().invoke(app, [str(word) for word in each], catch_exceptions=False)
        assert caught.value.exit_code == 2, each
        assert str(caught.value).endswith(".")


def test_strangers_load_neither_django_nor_a_database() -> None:
    script = "import sys, netral.cli.ledger.command; sys.exit(bool({'django', 'psycopg'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
