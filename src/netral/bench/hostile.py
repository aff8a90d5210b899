"""What the public home page and the memory of the whole installation do while strangers send hostile ZIPs."""

import io
import os
import re
import socket
import statistics
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
from django.urls import reverse

from netral.config.cluster import programs, server
from netral.config.cluster.processes import Supervisor
from netral.config.cluster.programs import Listening
from netral.config.static_files import gather_static_files

HOST = "127.0.0.1"
WEB_PROCESSES = 2
STRANGERS = 8
FILES = 22
WARMING = 20
IDLE_S = 5
OBJECTS = 200_000
PACKED = 3_000_000
LIMIT_P95_MS = 500
LIMIT_PSS_MB = 1_500
_PAUSE_S = 0.05
_PATIENCE_S = 600.0
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def run() -> dict[str, object]:
    """Serve this installation, send eight ZIPs at once of two kinds, and meanwhile ask for the home page."""
    with _served() as (url, roots):
        client = httpx.Client(base_url=url, timeout=_PATIENCE_S)
        for _ in range(WARMING):
            client.get("/").raise_for_status()
        with _Watch(client, roots) as idle:
            time.sleep(IDLE_S)
        kinds = {"named": _zip(_named_objects(OBJECTS)), "packed": _zip(_packed_objects(PACKED))}
        figures = {name: _attacked(url, client, roots, content) for name, content in kinds.items()}
    kept = all(each["p95_ms"] <= LIMIT_P95_MS and each["pss_mb"] <= LIMIT_PSS_MB for each in figures.values())
    limits = {"limit_p95_ms": LIMIT_P95_MS, "limit_pss_mb": LIMIT_PSS_MB}
    return {"idle": idle.figures(), **figures, **limits, "load": round(os.getloadavg()[0], 1), "kept": kept}


def _attacked(url: str, client: httpx.Client, roots: list[int], content: bytes) -> dict[str, float]:
    begun = time.perf_counter()
    with _Watch(client, roots) as watch, ThreadPoolExecutor(STRANGERS) as strangers:
        statuses = list(strangers.map(lambda _: _send(url, content), range(STRANGERS)))
    if unexpected := set(statuses) - {200, 422, 503}:
        raise RuntimeError(f"The page for ZIPs answered {sorted(unexpected)}")
    return {**watch.figures(), "zip_kb": len(content) // 1024, "seconds": round(time.perf_counter() - begun, 1)}


def _send(url: str, content: bytes) -> int:
    page = reverse("verify_archive")
    with httpx.Client(base_url=url, timeout=_PATIENCE_S) as stranger:
        token = _TOKEN.search(stranger.get(page).text)
        if token is None:
            raise RuntimeError("The page for ZIPs has no form")
        files = {"zip": ("arsip.zip", content, "application/zip")}
        return stranger.post(page, data={"csrfmiddlewaretoken": token[1]}, files=files).status_code


class _Watch:
    """Asks for the home page again and again and weighs all processes, while its block runs."""

    def __init__(self, client: httpx.Client, roots: list[int]) -> None:
        self._client, self._roots = client, roots
        self._answers: list[float] = []
        self._weights: list[int] = []
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._until_over, args=(do,)) for do in (self._ask, self._weigh)]

    def __enter__(self) -> "_Watch":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def figures(self) -> dict[str, float]:
        """Return milliseconds of the home page, and the highest sum of proportional set sizes."""
        ordered = sorted(self._answers)
        return {
            "answers": len(ordered),
            "p50_ms": round(statistics.median(ordered) * 1000),
            "p95_ms": round(ordered[int(0.95 * len(ordered))] * 1000),
            "worst_ms": round(ordered[-1] * 1000),
            "pss_mb": max(self._weights) // 1024,
        }

    def _until_over(self, do: Callable[[], None]) -> None:
        while True:
            do()
            if self._over.wait(_PAUSE_S):
                return

    def _ask(self) -> None:
        begun = time.perf_counter()
        self._client.get("/").raise_for_status()
        self._answers.append(time.perf_counter() - begun)

    def _weigh(self) -> None:
        self._weights.append(sum(map(_pss, _family(self._roots))))


def _family(roots: list[int]) -> set[int]:
    parents = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(place.name)] = int((place / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    family = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _pss(pid: int) -> int:
    try:
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(found[1]) if found else 0


@contextmanager
def _served() -> Iterator[tuple[str, list[int]]]:
    """Run the programs of a demo on a free port; give the address, and the processes all others come from."""
    gather_static_files()
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    url = f"http://{HOST}:{port}"
    site = {**os.environ, "DEBUG": "0", "NETRAL_DEMO": "1", "NETRAL_URL": url}
    with Supervisor() as supervisor:
        children = [
            supervisor.start(f"bench-{program.name}", program.command, env=site)
            for program in (programs.web(Listening(HOST, port, WEB_PROCESSES)), programs.worker(), programs.sequencer())
        ]
        if not supervisor.wait_until_listening(HOST, port):
            raise RuntimeError("The web server did not start; var/log/bench-web.log says why")
        postmaster = server.postmaster_pid()
        yield url, [*(child.process.pid for child in children), *([postmaster] if postmaster else [])]


def _zip(pdf: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(FILES):
            archive.writestr(f"{number}.pdf", pdf)
    return packed.getvalue()


def _named_objects(number: int) -> bytes:
    """A PDF with so many empty objects, each named in its cross-reference table."""
    body, places = io.BytesIO(b"%PDF-1.7\n"), []
    body.seek(0, io.SEEK_END)
    for ident in range(1, number + 1):
        places.append(body.tell())
        body.write(b"%d 0 obj\n<<>>\nendobj\n" % ident)
    start = body.tell()
    body.write(b"xref\n0 %d\n0000000000 65535 f \n" % (number + 1))
    body.writelines(b"%010d 00000 n \n" % place for place in places)
    body.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (number + 1, start))
    return body.getvalue()


def _packed_objects(number: int) -> bytes:
    """A PDF whose packed cross-reference names so many objects though its size says ten: only a reader notices."""
    header = b"%PDF-1.7\n"
    rows = zlib.compress(b"\x01\x00\x00\x09" * number, 9)
    stream = b"1 0 obj\n<</Type/XRef/Size 10/Index[0 %d]/W[1 3 0]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n"
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(header)
    return header + stream % (number, len(rows)) + rows + end
