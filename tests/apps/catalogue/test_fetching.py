"""Bundles from a file, from a folder, and over HTTPS from a server that proves who it is."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings

from netral.apps.catalogue.editions import download
from netral.apps.catalogue.editions.documents import EditionRefused
from netral.apps.catalogue.editions.download import fetch

BUNDLE = b"PK a bundle"
pytestmark = pytest.mark.enable_socket


class Publisher(BaseHTTPRequestHandler):
    """Serves one bundle, one that never ends, and a detour."""

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1/")
            self.end_headers()
            return
        self.send_response(200 if self.path != "/missing" else 404)
        self.end_headers()
        self.wfile.write(BUNDLE if self.path != "/huge" else b"x" * (1024 * 1024))

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def certificate(folder: Path, name: str, issuer: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None) -> Path:
    """Make a certificate with its key in one file, signed by an authority or by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime.now(UTC) - timedelta(days=1)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=3))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    )
    made = builder.sign(issuer[1] if issuer else key, hashes.SHA256())
    path = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


def loaded(path: Path) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return x509.load_pem_x509_certificate(path.read_bytes()), key


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    return certificate(tmp_path, "authority", None)


@pytest.fixture
def address(tmp_path: Path, authority: Path) -> Iterator[str]:
    """The address of a publisher on loopback."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path, "server", loaded(authority)))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_bundle_comes_over_https(address: str, authority: Path, settings: Settings) -> None:
    settings.CATALOGUE_CA_FILE = str(authority)

    assert fetch(f"{address}/netral-katalog-0001.zip", 0) == [BUNDLE]


def test_a_server_nobody_vouches_for_is_refused(address: str) -> None:
    with pytest.raises(EditionRefused, match="CERTIFICATE_VERIFY_FAILED"):
        fetch(f"{address}/a.zip", 0)


@pytest.mark.parametrize(("path", "message"), [("/missing", "HTTP 404"), ("/moved", "HTTP 302")])
def test_anything_but_the_bundle_is_refused(
    address: str, authority: Path, settings: Settings, path: str, message: str
) -> None:
    settings.CATALOGUE_CA_FILE = str(authority)

    with pytest.raises(EditionRefused, match=message):
        fetch(f"{address}{path}", 0)


def test_no_more_is_read_than_an_edition_may_have(
    address: str, authority: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CATALOGUE_CA_FILE = str(authority)
    monkeypatch.setattr(download, "LARGEST", 100_000)

    assert 100_000 < len(fetch(f"{address}/huge", 0)[0]) <= 200_000


@pytest.mark.parametrize("source", ["http://127.0.0.1/a.zip", "ftp://127.0.0.1/a.zip", "https:///a.zip"])
def test_only_https_is_spoken(source: str) -> None:
    with pytest.raises(EditionRefused, match="hanya ditarik lewat https"):
        fetch(source, 0)


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(EditionRefused, match="tidak dapat diunduh"):
        fetch("https://127.0.0.1:9/a.zip", 0)


def test_a_folder_gives_what_is_newer_in_order(tmp_path: Path) -> None:
    for number in (3, 1, 2, 10):
        (tmp_path / download.file_name(number)).write_bytes(str(number).encode())

    assert fetch(str(tmp_path), 1) == [b"2", b"3", b"10"]
    assert fetch(str(tmp_path / download.file_name(1)), 9) == [b"1"]


def test_an_empty_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(EditionRefused, match="Tidak ada terbitan di folder"):
        fetch(str(tmp_path), 0)
    with pytest.raises(EditionRefused, match="tidak dapat dibaca"):
        fetch(str(tmp_path / "tidak-ada.zip"), 0)
