"""Debian's nginx with the configuration of deploy/nginx, in front of an installation."""

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.served import free_port
from tests.cluster.deployment import DEPLOY, NAME, Deployment
from tests.cluster.visiting import HOST

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
PATIENCE_SECONDS = 60
MAIN = """
daemon off;
worker_processes 1;
pid {root}/nginx.pid;
error_log {root}/nginx.log notice;
user nobody nogroup;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {root}/nginx-body;
    proxy_temp_path {root}/nginx-proxy;
    fastcgi_temp_path {root}/nginx-fastcgi;
    uwsgi_temp_path {root}/nginx-uwsgi;
    scgi_temp_path {root}/nginx-scgi;
    access_log {root}/nginx-access.log;
    include {root}/etc/nginx/conf.d/netral.conf;
}}
"""


@dataclass(frozen=True)
class Front:
    """Where nginx listens."""

    port: int
    plain_port: int
    root: Path

    def connect(self) -> ssl.SSLSocket:
        """Open a connection, as any client does that does not look at certificates."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(socket.create_connection((HOST, self.port), PATIENCE_SECONDS), server_hostname=NAME)

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> http.client.HTTPResponse:
        """Ask for a page, and read it whole."""
        connection = http.client.HTTPConnection(NAME)
        connection.sock = self.connect()
        with suppress(BrokenPipeError, ConnectionResetError, ssl.SSLEOFError):
            # Who sends too much is answered before she is done.
            connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    def token(self) -> dict[str, str]:
        """Return the headers of a form that was opened here before; without them it is refused unread."""
        cookie = self.ask("GET", "/verifikasi/").headers["Set-Cookie"].split(";")[0]
        return {"Cookie": cookie, "Origin": f"https://{NAME}", "Referer": f"https://{NAME}/verifikasi/"}


@contextmanager
def front(place: Deployment, port: int) -> Iterator[Front]:
    """Run nginx before the web server at a port, with nothing of the shipped configuration changed but its places."""
    made = Front(free_port(), free_port(), place.root)
    _configure(made, port)
    assert NGINX is not None, "`make system-packages` installs nginx"
    with (place.root / "nginx.out").open("wb") as log:
        main = place.root / "etc/nginx/nginx.conf"
        program = subprocess.Popen([NGINX, "-c", main], stdout=log, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _answers(made):
            assert program.poll() is None, (place.root / "nginx.out").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield made
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait(PATIENCE_SECONDS)


def _configure(made: Front, port: int) -> None:
    etc = made.root / "etc/nginx"
    (etc / "conf.d").mkdir(parents=True)
    (etc / "netral").mkdir()
    (made.root / "etc/netral/tls").mkdir()
    (made.root / "var/log/nginx").mkdir(parents=True)
    replaced = {
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 80;": f"listen {HOST}:{made.plain_port};",
        "listen 443 ssl": f"listen {HOST}:{made.port} ssl",
        "127.0.0.1:8000": f"{HOST}:{port}",
        "/etc/netral/tls": f"{made.root}/etc/netral/tls",
        "/var/lib/netral": f"{made.root}/var/lib/netral",
        "/var/log/nginx": f"{made.root}/var/log/nginx",
    }
    text = (DEPLOY / "nginx/netral.conf").read_text()
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    (etc / "conf.d/netral.conf").write_text(text)
    for name in ("proxy.conf", "body-limits.conf"):
        shutil.copy(DEPLOY / "nginx" / name, etc / "netral" / name)
    (etc / "nginx.conf").write_text(MAIN.format(root=made.root))
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-days", "2", "-subj", f"/CN={NAME}", "-keyout", made.root / "etc/netral/tls/privkey.pem"),
            *("-out", made.root / "etc/netral/tls/fullchain.pem"),
        ],
        check=True,
        capture_output=True,
    )


def _answers(made: Front) -> bool:
    try:
        made.connect().close()
    except OSError:
        return False
    return True


@dataclass
class Drips:
    """Clients that send a byte a second, half of them headers that never end, half of them bodies."""

    made: Front
    number: int
    cut: int = 0
    _headers: list[ssl.SSLSocket] = field(default_factory=list)
    _bodies: list[ssl.SSLSocket] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Open every connection; the bodies are of forms that Netral would take, and so read."""
        form = {"Content-Type": "multipart/form-data; boundary=b", "Content-Length": "100000", **self.made.token()}
        whole = "".join(f"{name}: {value}\r\n" for name, value in form.items())
        beginning = f"Host: {NAME}\r\nX-Slow: "
        for number in range(self.number):
            client = self.made.connect()
            if number % 2:
                client.sendall(f"GET / HTTP/1.1\r\n{beginning}".encode())
                self._headers.append(client)
            else:
                client.sendall(f"POST /verifikasi/ HTTP/1.1\r\n{beginning}yes\r\n{whole}\r\n".encode())
                self._bodies.append(client)

    def drip(self) -> None:
        """Send a byte a second over each until told to stop, and count those whose headers are not waited for."""
        while not self._over.wait(1.0):
            for client in [*self._headers, *self._bodies]:
                try:
                    client.sendall(b"x")
                except OSError:
                    client.close()
                    self.cut += client in self._headers
                    (self._headers if client in self._headers else self._bodies).remove(client)

    def stop(self) -> None:
        """Close what is left."""
        self._over.set()
        for client in (*self._headers, *self._bodies):
            client.close()
