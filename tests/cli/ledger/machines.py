"""Other people's machines: the command with an empty home and no database, and logs that somebody shows on loopback."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.cluster.clones import NETRAL

PATIENCE_SECONDS = 60
# Whoever tried to reach a database with this would fail.
NO_DATABASE = "postgres://nobody@127.0.0.1:1/nothing"


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a person who has nothing but the program."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "DATABASE_URL": NO_DATABASE, "LC_ALL": "C.UTF-8"}


def ledger(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run `netral ledger` on somebody else's machine."""
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [NETRAL, "ledger", *map(str, words)],
        env=environment(home),
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )


class Shelf:
    """A web server that shows logs, each under a name and from a folder that can be changed meanwhile."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.folders: dict[str, Path] = {}
        self.handed_in: list[str] = []

    def show(self, name: str, folder: Path) -> str:
        """Show a folder under a name from now on, and return its address."""
        self.folders[name] = folder
        return f"{self.address}/{name}"


@contextmanager
def shelf() -> Iterator[Shelf]:
    """Serve logs on loopback."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _, name, path = self.path.split("/", 2)
            file = shown.folders[name] / path
            found = file.is_file()
            self._answer(200 if found else 404, file.read_bytes() if found else b"")

        def do_POST(self) -> None:
            shown.handed_in.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._answer(200, b"taken\n")

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        shown = Shelf(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield shown
        server.shutdown()
        thread.join()
