"""BSrE on loopback: really signs with pyHanko under a fictional authority, and misbehaves as a test asks."""

from __future__ import annotations

import base64
import io
import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pikepdf
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from typing_extensions import override

from netral.engines.seal.certificates import Credential, Holder, Period, issue_root, issue_seal

if TYPE_CHECKING:
    from collections.abc import Iterator

NIK = "3374010101900001"
PASSPHRASE = "Gajah!Lampung-77"
USER, PASSWORD = "netral", "sandi-layanan-uji"
FIELD = "Tanda_Tangan"
SIGNER = "Siti Rekaan, S.IP."
# A real day: the simulator signs with the machine's time, as the service does.
TODAY = datetime.now(UTC)
LIFE = Period(TODAY - timedelta(days=100), TODAY + timedelta(days=100))
OVER = Period(TODAY - timedelta(days=100), TODAY - timedelta(days=5))


@dataclass
class Simulator:
    """The service as a test sees it: what it was asked, and the fault it shall commit."""

    root: Credential = field(default_factory=lambda: issue_root("Otoritas Rekaan BSrE", LIFE))
    fault: str = ""
    version: int = 2
    url: str = ""
    waiting: float = 3
    forms: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    credentials: set[str] = field(default_factory=set)

    def sign(self, pdf: bytes) -> bytes:
        period = OVER if self.fault == "signs with an expired certificate" else LIFE
        root = issue_root("Otoritas lain", LIFE) if self.fault == "signs under another authority" else self.root
        credential = issue_seal(root, Holder(SIGNER, "nik"), period)
        pdf = self._changed(pdf)
        if self.fault == "signs nothing":
            return pdf
        signer = signers.SimpleSigner.load_pkcs12_data(_pkcs12(credential), other_certs=[], passphrase=b"x")
        meta = signers.PdfSignatureMetadata(FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
        box = (100, 100, 180, 180) if self.fault == "visible" else (0, 0, 0, 0)
        place = SigFieldSpec(FIELD, on_page=0, box=box)
        output = io.BytesIO()
        signers.PdfSigner(meta, signer, new_field_spec=place).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)), output=output
        )
        signed = output.getvalue()
        if self.fault == "alters what it signed":
            return signed.replace(b"/Type /Sig", b"/Type /Sib", 1)
        return signed + b"\n% tambahan" if self.fault == "adds bytes" else signed

    def _changed(self, pdf: bytes) -> bytes:
        if self.fault not in {"rewrites", "adds a page", "adds words"}:
            return pdf
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            if self.fault == "adds a page":
                opened.add_blank_page()
            if self.fault == "adds words":
                opened.pages[0].contents_add(b"BT /F1 12 Tf 50 50 Td (tambahan) Tj ET")
            output = io.BytesIO()
            opened.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return output.getvalue()


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    @override
    def handle_error(self, *args: object) -> None:
        """A client that hung up is what some tests are about."""


@contextmanager
def simulator() -> Iterator[Simulator]:
    """Run the service."""
    state = Simulator()

    class Handler(_Handler):
        simulator = state

    with Quiet(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        state.url = f"http://127.0.0.1:{server.server_port}"
        yield state
        server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    simulator: Simulator

    def do_POST(self) -> None:
        self.simulator.paths.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._admitted():
            return
        if self.path == "/api/sign/pdf" and self.simulator.version in {1, 2}:
            self._serve(self._multipart(body), version=1)
        elif self.path == "/api/v2/sign/pdf" and self.simulator.version == 2:
            self._serve(json.loads(body), version=2)
        else:
            self._json(404, {"error": "Not Found", "path": self.path})

    def _serve(self, form: dict[str, Any], *, version: int) -> None:
        self.simulator.forms.append(form)
        fault = self.simulator.fault
        if fault == "slow":
            time.sleep(self.simulator.waiting)
        if fault == "fails":
            return self._send(500, "text/html", b"<h1>Internal Server Error</h1>")
        if fault == "expired certificate":
            return self._json(400, {"status_code": 2099, "error": "Sertifikat pengguna sudah kedaluwarsa"})
        if fault == "repeats secrets":
            return self._json(400, {"status_code": 2098, "error": f"bad: {form['nik']} {form['passphrase']}"})
        if (form["nik"], form["passphrase"]) != (NIK, PASSPHRASE):
            return self._json(400, {"status_code": 2031, "error": "Passphrase anda salah"})
        return self._return([form["file"]] if version == 1 else form["file"], version)

    def _return(self, files: list[Any], version: int) -> None:
        plain = files if version == 1 else [base64.b64decode(file) for file in files]
        signed = [self.simulator.sign(file) for file in plain]
        if self.simulator.fault == "returns a page":
            signed = [b"<html>Selamat datang</html>"] * len(signed)
        if self.simulator.fault == "forgets a file":
            signed = signed[1:]
        if version == 1:
            return self._send(200, "application/pdf", b"".join(signed))
        answer = {"file": [base64.b64encode(file).decode() for file in signed]}
        if self.simulator.fault == "breaks the code":
            answer = {"file": ["%%%" for _ in signed]}
        return self._json(200, answer)

    def _multipart(self, body: bytes) -> dict[str, Any]:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        form: dict[str, Any] = {}
        for part in BytesParser(EmailMessage, policy=HTTP).parsebytes(head + body).iter_parts():
            data = part.get_payload(decode=True)
            assert isinstance(data, bytes)
            form[str(part.get_param("name", header="content-disposition"))] = (
                data if part.get_filename() else data.decode()
            )
        return form

    def _admitted(self) -> bool:
        self.simulator.credentials.add(self.headers["Authorization"])
        expected = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers["Authorization"] != f"Basic {expected}":
            self._json(401, {"error": "Unauthorized"})
            return False
        return True

    def _json(self, status: int, body: dict[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(body).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if self.simulator.fault == "half an answer" else body)

    @override
    def log_message(self, *args: object) -> None: ...


def _pkcs12(credential: Credential) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"x", credential.key, credential.certificate, list(credential.issuers), BestAvailableEncryption(b"x")
    )
