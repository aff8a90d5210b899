"""A timestamp authority on loopback: OpenSSL stamps, this server passes its answers on, or spoils them when told to."""

from __future__ import annotations

import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from typing_extensions import override

from netral.engines.seal.certificates import Credential, Period, issue_root, to_pem
from tests.engines.seal.samples import PERIOD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "Otoritas Waktu Rekaan"
CONFIGURATION = """
[tsa]
default_tsa = authority
[authority]
serial = serial
signer_cert = tsa.pem
certs = root.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    @override
    def handle_error(self, *args: object) -> None:
        """A client that hung up is what some tests are about."""


@dataclass
class Authority:
    """The authority as a test sees it: its address, its root, and the fault it shall commit."""

    folder: Path
    root: Credential
    url: str = ""
    fault: str = ""
    faults_left: int = 10**6
    requests: int = 0
    waiting: float = 3
    answers: list[bytes] = field(default_factory=list)

    def stamp(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        command = ["openssl", "ts", "-reply", "-config", "tsa.conf", "-queryfile", "query", "-out", "reply"]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        return (self.folder / "reply").read_bytes()

    def answer(self, query: bytes) -> tuple[int, bytes]:
        self.requests += 1
        fault = self.fault if self.faults_left > 0 else ""
        self.faults_left -= 1
        if fault == "slow":
            time.sleep(self.waiting)
        return {"error": 500, "gone": 404}.get(fault, 200), self._body(fault, query)

    def _body(self, fault: str, query: bytes) -> bytes:
        if fault == "garbage":
            return b"<html>Selamat datang</html>"
        if fault == "large":
            return bytes(200_000)
        if fault == "half":
            return self.stamp(query)[:-40]
        if fault == "replay" and self.answers:
            return self.answers[0]
        if fault in {"wrong nonce", "wrong hash", "refusal"}:
            query = _spoilt(query, fault)
        self.answers.append(self.stamp(query))
        return self.answers[-1]


def _spoilt(query: bytes, fault: str) -> bytes:
    asked = tsp.TimeStampReq.load(query)
    if fault == "wrong nonce":
        asked["nonce"] = asked["nonce"].native + 1
    elif fault == "wrong hash":
        asked["message_imprint"]["hashed_message"] = bytes(32)
    else:
        asked["req_policy"] = "1.3.6.1.4.1.99999.2"
    changed: bytes = asked.dump(force=True)
    return changed


@contextmanager
def authority_at(folder: Path, period: Period = PERIOD) -> Iterator[Authority]:
    """Run an authority whose certificate is valid in a period."""
    authority = Authority(folder, issue_root("Akar Otoritas Waktu Rekaan", PERIOD))
    _equip(authority, period)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            status, body = authority.answer(query)
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        @override
        def log_message(self, *args: object) -> None: ...

    with Quiet(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        authority.url = f"http://127.0.0.1:{server.server_port}/tsa"
        yield authority
        server.shutdown()


def _equip(authority: Authority, period: Period) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(authority.root.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(period.start)
        .not_valid_after(period.end)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(authority.root.key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    folder = authority.folder
    folder.mkdir()
    (folder / "tsa.key").write_bytes(secret)
    (folder / "tsa.pem").write_text(to_pem(certificate))
    (folder / "root.pem").write_text(to_pem(authority.root.certificate))
    (folder / "serial").write_text("01")
    (folder / "tsa.conf").write_text(CONFIGURATION)
