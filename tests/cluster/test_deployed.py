"""An installation as deploy/ describes it: each program with a user of its own, nginx in front."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from netral.cli.deploy import body_limits
from netral.config import paths
from netral.config.cluster.connection import connect
from tests.browser.served import free_port
from tests.cluster.clones import Clone, temporary_clone
from tests.cluster.deployment import DEPLOY, NAME, SERVICES, Deployment, deployed, secrets_of
from tests.cluster.fronting import Drips, Front, front
from tests.cluster.visiting import HOST, Visitor

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.enable_socket,
    # One installation is enough, however many processes share the tests.
    pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes other users"),
    pytest.mark.skipif(
        subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode != 0,
        reason="this machine gives no mounts of one's own",
    ),
]

PATIENCE_SECONDS = 300
ENDING_SECONDS = 60
SLOW_CLIENTS = 24
# Says which of the files named to it this user can open.
TRY = """
import sys
for place in sys.argv[1:]:
    try:
        open(place, "rb").close()
    except PermissionError:
        continue
    print(place)
"""
# Loads the settings as every program does, then asks for secrets by name.
ASK = """
import sys
from netral.config import paths
from netral.config.errors import NetralError
from netral.config.settings import site
print("may sign", site.LEDGER_KEY_IS_HELD, sep="\\t")
for name in sys.argv[1:]:
    try:
        paths.secret(name)
    except NetralError as refused:
        print(name, refused, sep="\\t")
"""
NEW_JOB = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, args) "
    "VALUES ('default', 'files.sweep', '{\"timestamp\": 0}') RETURNING id"
)
IS_DONE = "SELECT status = 'succeeded' FROM procrastinate_jobs WHERE id = %s"
NEWEST = "SELECT id FROM ledger_event ORDER BY id DESC LIMIT 1"
IS_PUBLIC = "SELECT EXISTS (SELECT FROM ledger_leaf WHERE event_id = %s)"


@dataclass
class Running:
    """The programs of an installation, and who uses it."""

    place: Deployment
    programs: dict[str, subprocess.Popen[bytes]]
    notes: dict[str, Path]
    visitor: Visitor

    def wait_for(self, condition: Callable[[], object]) -> None:
        """Wait until something is so, as long as every program lives."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            for name, program in self.programs.items():
                assert program.poll() is None, self.notes[name].read_text()
            assert time.monotonic() < deadline, {name: note.read_text() for name, note in self.notes.items()}
            time.sleep(0.05)


@pytest.fixture(scope="module")
def clone(state_base: Path) -> Iterator[Clone]:
    """Give a database server of our own."""
    with temporary_clone(state_base) as made:
        yield made


@pytest.fixture(scope="module")
def place(clone: Clone) -> Iterator[Deployment]:
    """Give an installation whose tables are made."""
    with deployed() as made:
        yield made


@pytest.fixture(scope="module")
def running(place: Deployment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Give an installation whose three programs run, each as its own user."""
    folder, port = tmp_path_factory.mktemp("notes"), free_port()
    notes = {name: folder / name for name in ("web", "worker", "sequencer")}
    words = {"web": ("--port", str(port), "--processes", "1")}
    programs = {name: place.serve(name, note, *words.get(name, ())) for name, note in notes.items()}
    running = Running(place, programs, notes, Visitor(port))
    try:
        running.wait_for(lambda: "Netral is at" in notes["web"].read_text())
        running.wait_for(lambda: all("runs." in notes[name].read_text() for name in ("worker", "sequencer")))
        running.visitor.begin()
        yield running
    finally:
        for program in programs.values():
            program.send_signal(signal.SIGTERM)
        ended = {name: program.wait(ENDING_SECONDS) for name, program in programs.items()}
    assert set(ended.values()) == {0}, {name: note.read_text() for name, note in notes.items()}


@pytest.mark.parametrize("service", SERVICES)
def test_a_program_opens_its_own_secrets_and_no_others(place: Deployment, service: str) -> None:
    files = [path for folder in ("etc/netral/secrets", "run/credentials") for path in _files(place.root / folder)]
    assert len(files) > len(paths.HOLDERS)
    done = place.execute(service, *place.as_user(service, sys.executable, "-c", TRY, *map(str, files)))
    assert done.returncode == 0, done.stderr
    own = place.root / "run/credentials" / f"netral-{service}.service"
    assert set(done.stdout.split()) == {str(own / name) for name in secrets_of(service)}


@pytest.mark.parametrize("service", SERVICES)
def test_settings_open_without_the_secrets_of_others_which_say_who_holds_them(place: Deployment, service: str) -> None:
    others = set(paths.HOLDERS) - secrets_of(service)
    done = place.execute(service, *place.as_user(service, sys.executable, "-c", ASK, *others))
    assert done.returncode == 0, done.stderr
    told = dict(line.split("\t") for line in done.stdout.splitlines())
    assert told.pop("may sign") == str(service == "sequencer")
    assert told.keys() == others
    for name, words in told.items():
        assert f"This program does not hold the secret {name!r}" in words
        assert all(f"netral-{holder}" in words for holder in paths.HOLDERS[name])


def test_the_web_server_cannot_speak_as_the_owner(place: Deployment) -> None:
    done = place.run("web", "manage", "migrate", "--database", "owner")
    assert done.returncode != 0
    assert "no password supplied" in done.stderr


def test_web_server_and_worker_share_the_store_and_nobody_else_enters(place: Deployment) -> None:
    def does(service: str, deed: str) -> subprocess.CompletedProcess[str]:
        words = f"from netral.foundation.files import storage; at = storage.folder_for('drafts') / 'a'; {deed}"
        return place.run(service, "manage", "shell", "--no-imports", "-c", words)

    written = does("web", "storage.make_folder(at.parent); storage.create_file(at).close()")
    assert written.returncode == 0, written.stderr
    assert "PermissionError" in does("sequencer", "at.read_bytes()").stderr
    removed = does("worker", "at.read_bytes(); at.unlink()")
    assert removed.returncode == 0, removed.stderr


def test_each_program_does_its_work(running: Running) -> None:
    assert running.visitor.look() == 200
    assert running.visitor.keep()
    with connect("owner") as connection:
        newest, job = connection.execute(NEWEST).fetchone(), connection.execute(NEW_JOB).fetchone()
        running.wait_for(lambda: connection.execute(IS_PUBLIC, newest).fetchone() == (True,))
        running.wait_for(lambda: connection.execute(IS_DONE, job).fetchone() == (True,))
    assert running.visitor.lost() == []
    # The web server knows the log by its public key alone.
    running.wait_for(lambda: running.visitor.open("/ledger/checkpoint")[0] == 200)
    assert running.visitor.open("/ledger/key")[1].strip() == running.place.environment["NETRAL_LEDGER_VKEY"]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def nginx(running: Running) -> Iterator[Front]:
    """Give nginx in front of the running web server."""
    with front(running.place, running.visitor.port) as made:
        yield made


def test_slow_clients_do_not_keep_others_waiting(nginx: Front) -> None:
    assert nginx.ask("GET", "/").status == 200
    drips, seconds = Drips(nginx, SLOW_CLIENTS), []
    drips.start()
    dripping = threading.Thread(target=drips.drip)
    dripping.start()
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        # As long as it takes nginx to lose patience with headers that do not end.
        while drips.cut < SLOW_CLIENTS // 2:
            assert time.monotonic() < until
            began = time.monotonic()
            assert nginx.ask("GET", "/").status == 200
            seconds.append(time.monotonic() - began)
            time.sleep(0.1)
    finally:
        drips.stop()
        dripping.join()
    assert len(seconds) > 20
    assert max(seconds) < 1.0, sorted(seconds)[-5:]


@pytest.mark.parametrize(
    ("path", "megabytes", "status"),
    [("/lapor/", 3, 413), ("/verifikasi/", 31, 413), ("/verifikasi/", 8, 403), ("/verifikasi/zip/", 31, 403)],
)
def test_each_page_takes_its_own_size(nginx: Front, path: str, megabytes: int, status: int) -> None:
    # A form without its token reaches Netral, which refuses it for that reason.
    headers = {"Content-Type": "application/octet-stream", "Origin": f"https://{NAME}"}
    answer = nginx.ask("POST", path, bytes(megabytes * 1024 * 1024), headers)
    assert answer.status == status


def test_an_upload_goes_through(nginx: Front) -> None:
    document = b"%PDF-1.4 bukan dokumen sungguhan" * 60_000
    headers = {"Content-Type": "multipart/form-data; boundary=b", **nginx.token()}
    token = headers["Cookie"].partition("=")[2]
    fields = f'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
    file = '--b\r\nContent-Disposition: form-data; name="berkas"; filename="surat.pdf"\r\n\r\n'
    body = (fields + file).encode() + document + b"\r\n--b--\r\n"
    assert nginx.ask("POST", "/verifikasi/", body, headers).status == 200


def test_static_files_and_the_log_are_served_without_netral(running: Running, nginx: Front) -> None:
    style = next((running.place.state / "var/static").rglob("*.css"))
    answer = nginx.ask("GET", f"/static/{style.relative_to(running.place.state / 'var/static')}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/css")
    assert running.visitor.keep()
    running.wait_for(lambda: running.visitor.open("/ledger/checkpoint")[0] == 200)
    (entries,) = (running.place.state / "var/databases/netral/ledger/tile/entries").rglob("000*")
    path = entries if entries.is_file() else next(entries.iterdir())
    answer = nginx.ask("GET", f"/{path.relative_to(running.place.state / 'var/databases/netral')}")
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")


def test_nothing_tells_who_came(nginx: Front) -> None:
    marked = {"User-Agent": "peramban-pelapor-7731", "X-Forwarded-For": "203.0.113.77"}
    assert nginx.ask("GET", "/lapor/?tanda=7731", headers=marked).status == 200
    written = [path for path in (*nginx.root.glob("nginx*"), *nginx.root.glob("var/log/nginx/*")) if path.is_file()]
    assert written
    assert not [path for path in written if b"7731" in path.read_bytes() or HOST.encode() in path.read_bytes()]


def test_the_shipped_limits_are_those_of_the_pages() -> None:
    assert (DEPLOY / "nginx/body-limits.conf").read_text() == body_limits()
