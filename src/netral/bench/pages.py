"""How many readers the public pages serve, whether anything follows a reader about, and how old a page may be."""

import gzip
import http.client
import os
import re
import secrets
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from urllib.parse import urlencode, urlsplit

from netral.bench.scratch.site import served

CLIENTS = 4
SECONDS = 3.0
LIMIT_PER_S = 300
LIMIT_AGE_S = 5.0
# Who asks for this much of the machine's processors may be what limits the figures.
CLIENT_SHARE = 0.5
# Every so many answers of a load one is read to its end.
READ_EVERY = 20
PLAIN = ("/", "/angka/", "/norma/", "/petunjuk/", "/poster/", "/perbuatan/", "/ledger/")
WITH_FORM = ("/lapor/", "/cek/", "/verifikasi/")
LIMITED = ("/", "/angka/", "/norma/", "/petunjuk/", "/poster/", "/lapor/")
AGE_ROUNDS = 3
# So many answers in a row, each on a connection of its own, reach every process of the web server.
SEEN_BY_ALL = 12
# Generous: what is waited for lives, on a machine that may be busy.
PATIENCE_SECONDS = 300.0


@dataclass(frozen=True)
class Answer:
    """One answer as it came over the line."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The words of the answer, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


@dataclass(frozen=True)
class Load:
    """What one client did: how long each request took, what it spent itself, and how many answers were wrong."""

    seconds: tuple[float, ...]
    cpu: float
    wrong: int


def run(url: str = "") -> dict[str, object]:
    """Measure every page of a site with the real web server, of a running one when its address is given."""
    with nullcontext(url) if url else served() as address:
        site = urlsplit(address).netloc
        pages = {path: _facts(site, path) for path in (*PLAIN, *WITH_FORM)}
        loads = _loads(site, [*pages, _static_file(site)])
        age = max(_age(site) for _ in range(AGE_ROUNDS))
    *measured, peer = [_figures(load) for load in loads]
    shown = {path: {**figures, **pages[path]} for path, figures in zip(pages, measured, strict=True)}
    share = max(sum(load.cpu for load in each) for each in loads) / SECONDS / (os.cpu_count() or 1)
    return {
        "clients": CLIENTS,
        "limit_per_s": LIMIT_PER_S,
        "limit_age_s": LIMIT_AGE_S,
        "peer_static_file": peer,
        "client_cpu_share": round(share, 2),
        "client_is_the_limit": share > CLIENT_SHARE,
        "pages": shown,
        "oldest_shown_s": round(age, 2),
        "wrong": wrong(shown, age),
        "kept": not wrong(shown, age),
    }


def wrong(pages: Mapping[str, Mapping[str, object]], age: float) -> list[str]:
    """List what is not as promised."""
    found = [f"{path}: {fault}" for path, page in pages.items() for fault in _faults(path, page)]
    return [*found, f"/ledger/: {age:.1f} s old"] if age > LIMIT_AGE_S else found


def _faults(path: str, page: Mapping[str, object]) -> list[str]:
    faults = [] if page["wrong_answers"] == 0 else [f"{page['wrong_answers']} wrong answers"]
    if path in LIMITED and not float(str(page["per_s"])) >= LIMIT_PER_S:
        faults.append(f"{page['per_s']} requests/s")
    if path in PLAIN:
        wanted = {"set_cookie": False, "varies_on_cookies": False, "etag_304": True, "gzip": True, "short_public": True}
        faults += [name for name, value in wanted.items() if page[name] is not value]
    return faults


def _facts(site: str, path: str) -> dict[str, object]:
    """Look at one page as a reader without cookies, then once more with the tag it came with."""
    first = _get(site, path)
    again = _get(site, path, {"If-None-Match": first.headers.get("etag", '"none"')})
    life = re.fullmatch(r"public, max-age=(\d+)", first.headers.get("cache-control", ""))
    return {
        "bytes": len(first.body),
        "set_cookie": "set-cookie" in first.headers,
        "varies_on_cookies": "cookie" in first.headers.get("vary", "").lower(),
        "etag_304": again.status == 304 and not again.body,
        "gzip": first.headers.get("content-encoding") == "gzip" and "</html>" in first.text,
        "short_public": life is not None and 0 < int(life[1]) <= LIMIT_AGE_S,
    }


def _loads(site: str, paths: Sequence[str]) -> list[list[Load]]:
    with ProcessPoolExecutor(CLIENTS, mp_context=get_context("spawn")) as clients:
        # Processes that start take time of their own; the first round is theirs.
        _together(clients, site, "/", 0.5)
        return [_together(clients, site, path, SECONDS) for path in paths]


def _together(clients: ProcessPoolExecutor, site: str, path: str, seconds: float) -> list[Load]:
    begin = time.time() + 0.3
    running = [clients.submit(_client, site, path, begin, seconds) for _ in range(CLIENTS)]
    return [each.result() for each in running]


def _client(site: str, path: str, begin: float, seconds: float) -> Load:
    """Ask for one page again and again over one connection."""
    took, wrong_answers = [], 0
    with closing(http.client.HTTPConnection(site)) as line:
        time.sleep(max(0.0, begin - time.time()))
        end, cpu = time.perf_counter() + seconds, time.process_time()
        while (started := time.perf_counter()) < end:
            answer = _ask(line, path, {})
            took.append(time.perf_counter() - started)
            wrong_answers += answer.status != 200 or (len(took) % READ_EVERY == 0 and not _is_whole(answer))
        return Load(tuple(took), time.process_time() - cpu, wrong_answers)


def _is_whole(answer: Answer) -> bool:
    return answer.text.rstrip().endswith(("</html>", "</svg>"))


def _figures(loads: Sequence[Load]) -> dict[str, object]:
    took = sorted(seconds for load in loads for seconds in load.seconds)
    cuts = statistics.quantiles(took, n=20, method="inclusive")
    per_s = len(took) / SECONDS
    return {
        "per_s": round(per_s),
        "of_limit": round(per_s / LIMIT_PER_S, 2),
        "p50_ms": round(cuts[9] * 1000, 1),
        "p95_ms": round(cuts[18] * 1000, 1),
        "wrong_answers": sum(load.wrong for load in loads),
    }


def _age(site: str) -> float:
    """Change something and return how long afterwards a page still showed what was before.

    A wrong password is one event more in the log, which the checkpoint tells at once and the page about it counts.
    """
    before = _size_signed(site)
    _fail_to_sign_in(site)
    size = _until(lambda: after if (after := _size_signed(site)) > before else None, "the checkpoint grew")
    changed, last_old, seen = time.monotonic(), time.monotonic(), 0
    while seen < SEEN_BY_ALL:
        asked = time.monotonic()
        if _size_shown(site) >= size:
            seen += 1
        else:
            seen, last_old = 0, asked
        if asked - changed > PATIENCE_SECONDS:
            raise RuntimeError(f"/ledger/ did not show {size} entries within {PATIENCE_SECONDS:.0f} s")
    life = re.search(r"max-age=(\d+)", _get(site, "/ledger/").headers.get("cache-control", ""))
    return last_old - changed + (int(life[1]) if life else 0)


def _size_signed(site: str) -> int:
    return int(_get(site, "/ledger/checkpoint").text.splitlines()[1])


def _size_shown(site: str) -> int:
    found = re.search(r"Jumlah catatan\s*</dt>\s*<dd[^>]*>\s*([\d.]+)", _get(site, "/ledger/").text)
    return int(found[1].replace(".", "")) if found else 0


def _fail_to_sign_in(site: str) -> None:
    page = _get(site, "/akun/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    cookie = re.search(r"csrftoken=[^;]+", page.headers.get("set-cookie", ""))
    if token is None or cookie is None:
        raise RuntimeError("/akun/login/ shows no form to fill in")
    guess = {"login": f"{secrets.token_hex(8)}@contoh.test", "password": secrets.token_hex(8)}
    form = urlencode({"csrfmiddlewaretoken": token[1], **guess})
    headers = {"Cookie": cookie[0], "Content-Type": "application/x-www-form-urlencoded"}
    with closing(http.client.HTTPConnection(site)) as line:
        line.request("POST", "/akun/login/", form, headers)
        line.getresponse().read()


def _until(look: Callable[[], int | None], what: str) -> int:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if (found := look()) is not None:
            return found
        time.sleep(0.02)
    raise RuntimeError(f"not within {PATIENCE_SECONDS:.0f} s: {what}")


def _static_file(site: str) -> str:
    found = re.search(r'href="(/static/[^"]+\.svg)"', _get(site, "/").text)
    if found is None:
        raise RuntimeError("the page names no picture to compare with")
    return found[1]


def _get(site: str, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    with closing(http.client.HTTPConnection(site)) as line:
        return _ask(line, path, headers or {})


def _ask(line: http.client.HTTPConnection, path: str, headers: Mapping[str, str]) -> Answer:
    line.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
    response = line.getresponse()
    return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
