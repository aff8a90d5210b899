"""Reading a log from a folder or over HTTP, by anyone, without a database."""

import ipaddress
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from netral.config.errors import NetralError
from netral.engines.merkle.note import NoteError, Verifier
from netral.engines.merkle.tiles import CHECKPOINT, FolderSource, Missing, Source

KEY = "key"
_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_TRIES = 3
_PAUSE_SECONDS = 0.5
# A bundle holds at most 256 entries of 65,535 bytes with their lengths; everything else is far smaller.
_MOST_BYTES = 256 * 65_537


class NotReadable(NetralError):
    """A log, or something that was typed, could not be read; nothing is said about whether the log is true."""

    exit_code = 2


class FileMissing(NotReadable, Missing):
    """A log answered that it does not have a file."""

    def __init__(self, place: str, path: str) -> None:
        self.path = path
        Exception.__init__(self, f"{place} has no {path}: it is no log, or it lost a part. Check the address.")


class HttpSource:
    """A log that a web server shows."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        # A proxy cannot reach this machine's own loopback.
        self._client = httpx.Client(timeout=_TIMEOUT, trust_env=not _is_loopback(self.url))

    def read(self, path: str) -> bytes:
        """Return one file of the log.

        Raises:
            Missing: the server has no such file.
            NotReadable: the server cannot be reached, fails, or answers with too much.
        """
        for attempt in range(1, _TRIES + 1):
            try:
                return self._read(path)
            except (httpx.TransportError, _Failed) as error:
                if attempt == _TRIES:
                    raise NotReadable(
                        f"{self.url}/{path} cannot be read: {error}. Check the address and the network, then try again."
                    ) from error
                time.sleep(_PAUSE_SECONDS * attempt)
        raise AssertionError

    def post(self, path: str, text: str) -> tuple[int, str]:
        """Hand something in, and return the status and the first line of the answer.

        Raises:
            NotReadable: the server cannot be reached.
        """
        try:
            answer = self._client.post(
                f"{self.url}/{path}", content=text.encode(), headers={"Content-Type": "text/plain; charset=utf-8"}
            )
        except httpx.TransportError as error:
            raise NotReadable(f"{self.url}/{path} cannot be reached: {error}. Check the network.") from error
        return answer.status_code, answer.text[:500].strip().split("\n")[0]

    def _read(self, path: str) -> bytes:
        with self._client.stream("GET", f"{self.url}/{path}") as answer:
            if answer.status_code == httpx.codes.NOT_FOUND:
                raise FileMissing(self.url, path)
            if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
                raise _Failed(f"the server failed with HTTP {answer.status_code}")
            if answer.status_code != httpx.codes.OK:
                raise NotReadable(f"{self.url}/{path} was refused with HTTP {answer.status_code}: check the address.")
            read = bytearray()
            for piece in answer.iter_bytes():
                read += piece
                if len(read) > _MOST_BYTES:
                    raise NotReadable(f"{self.url}/{path} is larger than any file of a log: check the address.")
            return bytes(read)


class _Failed(Exception):
    """The server failed in a way that may pass."""


def open_source(place: str) -> Source:
    """Return the log at an address or in a folder.

    Raises:
        NotReadable: there is no such folder, or the address is not one that is read.
    """
    if "://" in place:
        _check_address(place)
        return HttpSource(place)
    if not Path(place).is_dir():
        raise NotReadable(f"There is no folder {place}. Name a folder, or an address that begins with https://.")
    return FolderSource(Path(place))


def checkpoint_of(source: Source, place: str) -> str:
    """Return the checkpoint that a log shows now, unchecked.

    Raises:
        NotReadable: it has none, or one that is no text.
    """
    try:
        return source.read(CHECKPOINT).decode()
    except Missing as error:
        raise NotReadable(f"{place} has no checkpoint: it is no log, or its first event is still to come.") from error
    except UnicodeDecodeError as error:
        raise NotReadable(f"The checkpoint of {place} is no text: it is no log, or it was damaged.") from error


def stated_key(source: Source, place: str) -> Verifier:
    """Return the key that a log states for itself, which proves nothing until it is pinned or compared.

    Raises:
        NotReadable: it states none.
    """
    try:
        return parse_key(source.read(KEY).decode())
    except (Missing, UnicodeDecodeError) as error:
        raise NotReadable(f"{place} does not state its key. Give it with --key.") from error


def given_key(given: str) -> Verifier:
    """Return the key that a person typed, or that stands in the file she named.

    Raises:
        NotReadable: it is not the key of a log.
    """
    if "+" in given:
        return parse_key(given)
    try:
        return parse_key(Path(given).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise NotReadable(
            f"{given!r} is neither a key nor a file with one. Copy the whole key, name+hash+key."
        ) from error


def parse_key(vkey: str) -> Verifier:
    """Return the key that a text states.

    Raises:
        NotReadable: it is not the key of a log.
    """
    try:
        return Verifier.parse(vkey)
    except NoteError as error:
        raise NotReadable(f"This is not the key of a log: {error}. Copy the whole key, name+hash+key.") from error


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in {"http", "https"} or parts.query or parts.fragment:
        raise NotReadable(f"{url} is not the address of a log. Write it like https://netral.example.go.id/ledger.")
    if parts.scheme == "http" and not _is_loopback(url):
        raise NotReadable(f"{url} is not encrypted; only https:// is read, and http:// on this machine itself.")


def _is_loopback(url: str) -> bool:
    """Say whether an address is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
