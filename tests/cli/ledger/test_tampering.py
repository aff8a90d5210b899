"""Every way to tamper with the log is tried, and the command that should finds it and says what it found.

`verify` reads one state of a log; what was signed anew by the real key looks whole to it. Then it takes somebody who
remembers: a monitor or a witness. What one reader alone is shown, only a comparison of readers finds.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connections
from nacl.signing import SigningKey
from typer.testing import CliRunner

from netral.cli.ledger.command import app
from netral.config.errors import NetralError
from netral.engines.merkle.cosignatures import Cosigner, cosign
from netral.engines.merkle.note import Signature, sign, with_signatures
from netral.engines.merkle.tiles import entries_path, tile_path
from netral.foundation.ledger import folder as published
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.sequencer import sequence_pending
from tests.cli.ledger.machines import Shelf, ledger, shelf
from tests.engines.merkle.logs import KEY, LOG, entries, entry, expected_files, head_over, write_log

pytestmark = pytest.mark.enable_socket

SIZE, EARLIER = 600, 300
WITNESS_KEY = SigningKey(bytes(range(1, 33)))
WITNESS = Cosigner("saksi.example/netral", WITNESS_KEY.verify_key)
HAPPENED = EventKind("test.tampered", "Diubah")


@dataclass(frozen=True)
class Tampering:
    """What is done to the published files of a log that readers have seen whole, and who finds it."""

    does: Callable[[Path], None]
    command: str
    finds: str


def bundle(index: int = 0) -> str:
    return entries_path(index)


def change(path: str, how: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def does(folder: Path) -> None:
        (folder / path).write_bytes(how((folder / path).read_bytes()))

    return does


def swapped(data: bytes) -> bytes:
    """Swap the entries 3 and 4 of a bundle, each 2 bytes of length and 32 of hash."""
    return data[:102] + data[136:170] + data[102:136] + data[170:]


def rewritten(leaves: list[bytes], key: SigningKey = KEY) -> Callable[[Path], None]:
    """Put another history in the place of the log, all tiles right, signed by a key."""

    def does(folder: Path) -> None:
        shutil.rmtree(folder)
        for path, data in expected_files(leaves).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        (folder / "checkpoint").write_text(sign(head_over(leaves), key), encoding="utf-8")

    return does


def unsigned(leaves: list[bytes]) -> Callable[[Path], None]:
    """Put another history in the place of the log under the checkpoint that there was."""

    def does(folder: Path) -> None:
        note = (folder / "checkpoint").read_bytes()
        rewritten(leaves)(folder)
        (folder / "checkpoint").write_bytes(note)

    return does


def old_checkpoint(folder: Path) -> None:
    (folder / "checkpoint").write_text(sign(head_over(entries(EARLIER)), KEY), encoding="utf-8")


def cut(folder: Path) -> None:
    shutil.rmtree(folder / f"{entries_path(SIZE // 256)}.p")
    shutil.rmtree(folder / f"{tile_path(0, SIZE // 256)}.p")


def forged_line(folder: Path) -> None:
    note = (folder / "checkpoint").read_text(encoding="utf-8")
    line = Signature(WITNESS.name, WITNESS.key_id, bytes(72)).line()
    (folder / "checkpoint").write_text(with_signatures(note, [line]), encoding="utf-8")


def borrowed_line(folder: Path) -> None:
    """Show the line that a witness gave to an earlier checkpoint."""
    note = (folder / "checkpoint").read_text(encoding="utf-8")
    line = cosign(sign(head_over(entries(EARLIER)), KEY), WITNESS.name, WITNESS_KEY, 1)
    (folder / "checkpoint").write_text(with_signatures(note, [line]), encoding="utf-8")


def grown_with_a_tile_edited(folder: Path) -> None:
    rewritten(WHOLE + GROWN)(folder)
    change(tile_path(0, 2, 128), lambda data: bytes([data[0] ^ 1]) + data[1:])(folder)


WHOLE = entries(SIZE)
EDITED = [*WHOLE[:17], entry(17, "other"), *WHOLE[18:]]
DELETED = [*WHOLE[:17], *WHOLE[18:]]
REORDERED = [*WHOLE[:3], WHOLE[4], WHOLE[3], *WHOLE[5:]]
GROWN = entries(40, SIZE)
STRANGER = SigningKey(bytes(32))
TWO_HISTORIES = "has two histories: the 600 entries"
TAKEN_BACK = "but 600 were seen before: the log was cut, or an old checkpoint is shown"

TAMPERINGS = {
    "entry edited": Tampering(
        change(bundle(), lambda data: data[:580] + entry(17, "other") + data[612:]),
        "verify",
        "tile/entries/000 was changed: entry 17 is not the one that was logged",
    ),
    "entry edited, tiles made to fit": Tampering(unsigned(EDITED), "verify", "do not lead to the root"),
    "entry edited, all signed anew": Tampering(rewritten(EDITED), "monitor", TWO_HISTORIES),
    "entry edited, all signed anew, seen by a witness": Tampering(rewritten(EDITED), "witness", TWO_HISTORIES),
    "entry deleted": Tampering(change(bundle(), lambda data: data[:34] + data[68:]), "verify", "tile/entries/000"),
    "entry deleted, tiles made to fit": Tampering(unsigned(DELETED), "verify", "tile/0/002.p/88 is missing"),
    "entry deleted, all signed anew": Tampering(rewritten(DELETED), "monitor", TAKEN_BACK),
    "entry deleted, others added, all signed anew": Tampering(rewritten(DELETED + GROWN), "monitor", TWO_HISTORIES),
    "entries reordered": Tampering(change(bundle(), swapped), "verify", "entry 3 is not the one that was logged"),
    "entries reordered, tiles made to fit": Tampering(unsigned(REORDERED), "verify", "do not lead to the root"),
    "entries reordered, all signed anew": Tampering(rewritten(REORDERED), "witness", TWO_HISTORIES),
    "end cut off": Tampering(cut, "verify", "tile/0/002.p/88 is missing"),
    "end cut off, signed anew": Tampering(rewritten(WHOLE[:EARLIER]), "monitor", TAKEN_BACK),
    "old checkpoint shown again": Tampering(old_checkpoint, "witness", TAKEN_BACK),
    "false key": Tampering(rewritten(WHOLE, STRANGER), "verify", "is not signed by the key of netral.test/ledger"),
    "false key, seen by a monitor": Tampering(rewritten(WHOLE, STRANGER), "monitor", "not signed by the pinned key"),
    "false key, seen by a witness": Tampering(rewritten(WHOLE, STRANGER), "witness", "not signed by the pinned key"),
    "cosignature forged": Tampering(forged_line, "verify", "a cosignature is false: the signature of saksi.example"),
    "cosignature of another checkpoint": Tampering(borrowed_line, "verify", "a cosignature is false"),
    "cosignature missing": Tampering(lambda folder: None, "verify", "0 of the witnesses named cosigned"),
    "tile edited": Tampering(
        change(tile_path(0, 1), lambda data: bytes([data[0] ^ 1]) + data[1:]), "verify", "tile/0/001 was changed"
    ),
    "tile above edited": Tampering(
        change(tile_path(1, 0, 2), lambda data: bytes([data[0] ^ 1]) + data[1:]), "verify", "do not lead to the root"
    ),
    "tiles edited, seen by a monitor": Tampering(
        grown_with_a_tile_edited, "monitor", "do not lead to its checkpoint: tile/0/002.p/128"
    ),
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Shelf]]:
    """Show a log that a monitor and a witness have seen whole; give their homes and the server."""
    place = tmp_path_factory.mktemp("seen")
    write_log(place / "honest", WHOLE)
    with shelf() as shown:
        url = shown.show("log", place / "honest")
        for command, words in (("monitor", ()), ("witness", ("--once",))):
            done = ledger(place / command, command, url, "--key", LOG.written(), "--state", "state", *words)
            assert done.returncode == 0, done.stderr
        assert f"\n{SIZE}\n" in shown.handed_in.pop()
        yield place, shown


@pytest.mark.parametrize("name", TAMPERINGS)
def test_every_tampering_is_found(name: str, seen: tuple[Path, Shelf], tmp_path: Path) -> None:
    tampering, (place, shown) = TAMPERINGS[name], seen
    shutil.copytree(place / "honest", tmp_path / "log")
    tampering.does(tmp_path / "log")
    url = shown.show("log", tmp_path / "log")
    if tampering.command == "verify":
        witness = ("--witness", WITNESS.written()) if "cosignature" in name else ()
        done = ledger(tmp_path / "home", "verify", url, "--key", LOG.written(), *witness)
    else:
        shutil.copytree(place / tampering.command, tmp_path / "home")
        words = ("--once",) if tampering.command == "witness" else ()
        done = ledger(tmp_path / "home", tampering.command, url, "--state", "state", *words)
    assert done.returncode == 1, done.stderr
    assert tampering.finds in done.stderr
    assert not shown.handed_in
    if "two histories" in done.stderr:
        check_evidence(tmp_path / "home" / "state")


def check_evidence(state: Path) -> None:
    """Both checkpoints are kept, each signed by the log: nobody can talk himself out of them."""
    (folder,) = state.glob("evidence-*")
    heads = [LOG.open((folder / f"checkpoint-{number}").read_text(encoding="utf-8")) for number in (1, 2)]
    assert heads[0].root == head_over(WHOLE).root != heads[1].root


def test_what_the_real_key_signed_anew_looks_whole_to_verify(seen: tuple[Path, Shelf], tmp_path: Path) -> None:
    """So that verifying alone is not enough, and the witnesses are not for show."""
    folder = tmp_path / "log"
    folder.mkdir()
    rewritten(EDITED)(folder)
    done = ledger(tmp_path / "home", "verify", folder, "--key", LOG.written())
    assert (done.returncode, done.stdout) == (0, "600 entries of netral.test/ledger: ok\n")


def test_a_fork_shown_to_one_reader_only_is_found_by_comparing(seen: tuple[Path, Shelf], tmp_path: Path) -> None:
    _place, shown = seen
    forked = [*WHOLE[:400], *entries(260, 400, "for this reader only")]
    write_log(tmp_path / "forked", forked)
    honest, other = shown.show("log", seen[0] / "honest"), shown.show("other", tmp_path / "forked")
    for one, two in ((honest, other), (other, honest)):
        home = tmp_path / f"home of {one.rsplit('/')[-1]}"
        alone = ledger(home, "monitor", one, "--key", LOG.written(), "--state", "state")
        assert alone.returncode == 0, alone.stderr
        done = ledger(home, "monitor", one, "--compare", two, "--state", "state")
        assert done.returncode == 1
        assert TWO_HISTORIES in done.stderr
        check_evidence_of_fork(home / "state", {head_over(WHOLE).root, head_over(forked).root})
    same = ledger(tmp_path / "home", "monitor", honest, "--compare", seen[0] / "honest", "--key", LOG.written())
    assert same.returncode == 0, same.stderr


def check_evidence_of_fork(state: Path, roots: set[bytes]) -> None:
    (folder,) = state.glob("evidence-*")
    assert {LOG.open(file.read_text(encoding="utf-8")).root for file in folder.glob("checkpoint-*")} == roots


BEHIND_THE_SEQUENCER = {
    "row edited": (
        "UPDATE ledger_event SET data = jsonb_set(data, '{number}', '99') WHERE subject_id = '3'",
        "was changed after it was recorded",
    ),
    "row edited with its commitments": (
        """
        WITH changed AS (UPDATE ledger_event SET commitment = sha256('x') WHERE subject_id = '3' RETURNING id)
        UPDATE ledger_leaf SET commitment = sha256('x') WHERE event_id IN (SELECT id FROM changed)
        """,
        "the log up to position 10 is not the one that was signed",
    ),
    "row deleted": ("DELETE FROM ledger_event WHERE subject_id = '3'", "stands in the log but its row is gone"),
    "row and place deleted": (
        """
        WITH gone AS (DELETE FROM ledger_event WHERE subject_id = '3' RETURNING id)
        DELETE FROM ledger_leaf WHERE event_id IN (SELECT id FROM gone)
        """,
        "the log has a gap: position 3 is missing",
    ),
    "rows reordered": (
        """
        UPDATE ledger_leaf SET position = -1 WHERE position = 3;
        UPDATE ledger_leaf SET position = 3 WHERE position = 4;
        UPDATE ledger_leaf SET position = 4 WHERE position = -1
        """,
        "the log up to position 10 is not the one that was signed",
    ),
    "row added to the log": (
        "INSERT INTO ledger_leaf (position, event_id, commitment) VALUES (10, gen_random_uuid(), sha256('x'))",
        "the log has 11 leaves but no signed tree head of that size",
    ),
}


@action
def happen(*, times: int) -> None:
    """Record some events."""
    for number in range(times):
        record(HAPPENED, subject=("test", str(number)), by=SYSTEM, data={"number": number})


def behind(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


def found_here() -> str:
    with pytest.raises(NetralError) as caught:
        CliRunner().invoke(app, ["verify"], catch_exceptions=False)
    return str(caught.value)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize("name", BEHIND_THE_SEQUENCER)
def test_every_change_of_the_rows_is_found(name: str) -> None:
    happen(times=10)
    sequence_pending()
    assert CliRunner().invoke(app, ["verify"], catch_exceptions=False).exit_code == 0
    statement, finds = BEHIND_THE_SEQUENCER[name]
    behind(statement)
    assert finds in found_here()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_database_taken_back_is_not_signed_for_again() -> None:
    happen(times=10)
    sequence_pending()
    note = published.published()
    behind("DELETE FROM ledger_event; DELETE FROM ledger_leaf; DELETE FROM ledger_checkpoint")
    happen(times=11)
    assert "the log was cut: it had 10 leaves, now 0" in found_here()
    with pytest.raises(NetralError, match="Signing now would show readers two histories"):
        CliRunner().invoke(app, ["sequence"], catch_exceptions=False)
    assert published.published() == note
