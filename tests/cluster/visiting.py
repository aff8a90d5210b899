"""Somebody who uses a served site all the while, and remembers what it promised."""

import http.client
import re
import threading
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

HOST = "127.0.0.1"
# As the proxy for HTTPS in front says it.
HEADERS = {"X-Forwarded-Proto": "https", "Host": HOST, "Referer": f"https://{HOST}/"}
ANSWER_SECONDS = 60.0
PAUSE_SECONDS = 0.1
UNANSWERED = 0


@dataclass
class Visitor:
    """Keeps receipts of a self-check under codes, again and again, and looks at the home page."""

    port: int
    codes: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    _token: str = ""
    _case: str = ""
    _over: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        """Check one act as far as its answer, which is what can be kept."""
        _, _, self._token = self._ask("GET", "/cek/")
        assert self._token
        _, page, _ = self._ask("POST", "/cek/", {"langkah": "teks", "kata": "saya like postingan calon bupati"})
        _, page, _ = self._ask("POST", "/cek/", {"langkah": "perbuatan", "pilihan": "media-sosial", **carried(page)})
        self._case = carried(page)["keadaan"]

    def keep(self) -> bool:
        """Keep a receipt, and return whether the site gave a code for it."""
        status, page, _ = self._ask("POST", "/cek/resi/", {"keadaan": self._case, "cara": "simpan"})
        found = re.search(r'cek-code">([a-z-]+)<', page) if status == 200 else None
        if found:
            self.codes.append(found[1])
        return found is not None

    def look(self) -> int:
        """Return the status of the home page."""
        return self.open("/")[0]

    def open(self, path: str) -> tuple[int, str]:
        """Return the status and the text of a page."""
        return self._ask("GET", path)[:2]

    def lost(self) -> list[str]:
        """Return the codes that open nothing any more."""
        pages = {code: self._ask("POST", "/cek/resi/buka/", {"kode": code})[1] for code in self.codes}
        return [code for code, page in pages.items() if "Resi ini asli" not in page]

    def use(self) -> None:
        """Use the site until told to stop."""
        while not self._over.wait(PAUSE_SECONDS):
            self.keep()
            self.look()

    def stop(self) -> None:
        """Stop using the site."""
        self._over.set()

    def _ask(self, method: str, path: str, answers: dict[str, str] | None = None) -> tuple[int, str, str]:
        form = urlencode({"csrfmiddlewaretoken": self._token, **(answers or {})}) if method == "POST" else None
        headers = {**HEADERS, "Cookie": f"csrftoken={self._token}", "Content-Type": "application/x-www-form-urlencoded"}
        connection = http.client.HTTPConnection(HOST, self.port, timeout=ANSWER_SECONDS)
        try:
            connection.request(method, path, form, headers)
            answer = connection.getresponse()
            status, page, cookie = answer.status, answer.read().decode(), answer.headers.get("Set-Cookie", "")
        except (OSError, http.client.HTTPException):
            # The connection hung on a process that was killed.
            status, page, cookie = UNANSWERED, "", ""
        finally:
            connection.close()
        self.statuses.append(status)
        token = re.search(r"csrftoken=([^;]+)", cookie)
        return status, unescape(page), token[1] if token else ""


def carried(page: str) -> dict[str, str]:
    """Return the case as a page carries it."""
    found = re.search(r'name="keadaan" value="([^"]*)"', page)
    assert found, page
    return {"keadaan": found[1]}
