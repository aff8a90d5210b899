"""The national e-signature service BSrE as its clients call it: an HTTP service in the institution's own network.

No official text of the interface could be read. Addresses, fields, the code 2031 and the shape of errors are taken from
published client code: pemkotbekasi/node-esign-BSrE and dptsi/laravel-esign-bsre for version 1,
taufiqurrohmansuwarto/rumahASN for version 2. What those do not show is not assumed here.
"""

from __future__ import annotations

import base64
import binascii
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import httpx

from netral.engines.json_reader import read_json
from netral.engines.seal.pades import SealingError
from netral.engines.seal.secret import Secret

if TYPE_CHECKING:
    from netral.engines.seal.pades import Mark

_CODE_OF_A_WRONG_ONE = "2031"
_SERVER_ERROR = 500
_TRIES = 2


class BsreError(SealingError):
    """BSrE sealed nothing that may be used; the message says why and what to do."""


class WrongPassphrase(BsreError):
    """BSrE refused the passphrase (its code 2031). It is not tried again by itself."""


class Refused(BsreError):
    """BSrE refused to sign, in its own words."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(f"BSrE refused to sign (code {code}): {said}")
        self.code = code
        self.said = said


class Unreachable(BsreError):
    """BSrE could not be reached, so nothing was sent and nothing signed; it is safe to try again."""


class OutcomeUnknown(BsreError):
    """BSrE got the request but gave no whole answer: it may have signed, so only a person decides to try again."""


class BadAnswer(BsreError):
    """BSrE answered with something that is not the signed file."""


@dataclass(frozen=True)
class Limits:
    """How long to wait for BSrE, in seconds, and how much to read from it."""

    connect: float = 7
    total: float = 60
    answer_bytes: int = 64 * 1024 * 1024


@dataclass(frozen=True)
class Identity:
    """The person who signs: her NIK, and the passphrase she gives at that moment. Neither shows itself."""

    nik: str = field(repr=False)
    passphrase: Secret


@dataclass(frozen=True)
class _Answer:
    status: int
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class _Trouble:
    """What went wrong on the wire, kept apart from the exception whose frames hold the request."""

    sent: bool
    said: str


@dataclass(frozen=True)
class BsreService:
    """One installation of the service, with the user and password it gave to this system."""

    url: str
    user: str
    password: Secret
    version: Literal[1, 2] = 2
    limits: Limits = field(default_factory=Limits)
    ca_file: str = ""

    def __post_init__(self) -> None:
        # Here, where no passphrase is near, rather than when a request is built.
        if httpx.URL(self.url).scheme not in {"http", "https"}:
            message = f"The address of BSrE, {self.url!r}, is no HTTP address."
            raise ValueError(message)

    def sign(self, pdf: bytes, who: Identity, mark: Mark) -> bytes:
        """The file as BSrE returned it, unchecked; raises BsreError."""
        request = self._first_version if self.version == 1 else self._second_version
        answer = self._checked(self._exchange(request(pdf, who, mark)), who)
        signed = answer.body if self.version == 1 else self._decoded(answer)
        if not signed.startswith(b"%PDF-"):
            raise BadAnswer("BSrE did not return a PDF. Check there whether it signed before you try again.")
        return signed

    @property
    def _base(self) -> str:
        return self.url.rstrip("/")

    def _decoded(self, answer: _Answer) -> bytes:
        told = self._json(answer)
        files = told.get("file") if isinstance(told, dict) else None
        if not isinstance(files, list) or len(files) != 1:
            raise BadAnswer("BSrE did not return one file. Check there whether it signed before you try again.")
        try:
            return base64.b64decode(files[0], validate=True)
        except (binascii.Error, TypeError, ValueError):
            raise BadAnswer("BSrE returned a file that cannot be decoded. Check there whether it signed.") from None

    def _first_version(self, pdf: bytes, who: Identity, mark: Mark) -> httpx.Request:
        form = {"nik": who.nik, "passphrase": who.passphrase.reveal(), "tampilan": "invisible", **_why(mark)}
        files = {"file": ("dokumen.pdf", pdf, "application/pdf")}
        return httpx.Request("POST", f"{self._base}/api/sign/pdf", data=form, files=files)

    def _second_version(self, pdf: bytes, who: Identity, mark: Mark) -> httpx.Request:
        body = {
            "nik": who.nik,
            "passphrase": who.passphrase.reveal(),
            "signatureProperties": [{"tampilan": "INVISIBLE", **_why(mark)}],
            "file": [base64.b64encode(pdf).decode()],
        }
        return httpx.Request("POST", f"{self._base}/api/v2/sign/pdf", json=body)

    def _exchange(self, request: httpx.Request) -> _Answer | _Trouble:
        """Send a request; once more only if it never left, because a second signing would be a second signature."""
        found = self._attempt(request)
        for _ in range(1, _TRIES):
            if isinstance(found, _Answer) or found.sent:
                break
            found = self._attempt(request)
        return found

    def _attempt(self, request: httpx.Request) -> _Answer | _Trouble:
        patience = httpx.Timeout(self.limits.total, connect=self.limits.connect)
        verify = httpx.create_ssl_context(verify=self.ca_file) if self.ca_file else True
        credentials = httpx.BasicAuth(self.user, self.password.reveal())
        try:
            with httpx.Client(timeout=patience, verify=verify, trust_env=False) as client:
                # Nothing may raise here with the request in its frames, so troubles are returned as values.
                answer = client.send(request, auth=credentials, stream=True)
                return self._read(answer)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol) as error:
            return _Trouble(sent=False, said=type(error).__name__)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return _Trouble(sent=True, said=type(error).__name__)

    def _read(self, answer: httpx.Response) -> _Answer | _Trouble:
        # httpx limits the wait between two pieces; a service that drips must not hold a worker either.
        ends = time.monotonic() + self.limits.total
        read = bytearray()
        for piece in answer.iter_bytes():
            read += piece
            if len(read) > self.limits.answer_bytes:
                return _Trouble(sent=True, said="its answer is too large")
            if time.monotonic() > ends:
                return _Trouble(sent=True, said="its answer took too long")
        return _Answer(answer.status_code, bytes(read))

    def _checked(self, found: _Answer | _Trouble, who: Identity) -> _Answer:
        if isinstance(found, _Trouble):
            if not found.sent:
                raise Unreachable(
                    f"BSrE at {self.url} cannot be reached ({found.said}). Nothing was signed: try later."
                )
            raise OutcomeUnknown(
                f"BSrE gave no whole answer ({found.said}). It may have signed: check there before you try again."
            )
        refused = _refusal(found, who)
        if refused is not None:
            raise refused
        return found

    def _json(self, answer: _Answer) -> Any:
        try:
            return read_json(answer.body)
        except ValueError:
            raise BadAnswer("BSrE did not answer in the form its version says. Check NETRAL_BSRE_VERSION.") from None


def _why(mark: Mark) -> dict[str, str]:
    return {name: text for name, text in (("reason", mark.reason), ("location", mark.location)) if text}


def _refusal(answer: _Answer, who: Identity) -> BsreError | None:
    """The error an answer stands for, if it is one.

    Clients read `error` or `message`, and `status_code`, from answers other than 200.
    """
    told = _told(answer)
    said = str(told.get("error") or told.get("message") or "")
    if answer.status == httpx.codes.OK:
        if "error" not in told or "file" in told:
            return None
    elif answer.status >= _SERVER_ERROR and not said:
        return OutcomeUnknown(
            f"BSrE failed with HTTP {answer.status}. It may have signed: check there before you try again."
        )
    code = str(told.get("status_code", f"HTTP {answer.status}"))
    if code == _CODE_OF_A_WRONG_ONE:
        return WrongPassphrase("BSrE says that the passphrase is wrong. Nothing was signed: type it again with care.")
    return Refused(code, _without(said, who) or "no reason given")


def _told(answer: _Answer) -> dict[str, Any]:
    if not answer.body.lstrip().startswith(b"{"):
        return {}
    try:
        told = read_json(answer.body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _without(said: str, who: Identity) -> str:
    """The words of the service, should it repeat what it must not."""
    for secret in (who.passphrase.reveal(), who.nik):
        said = said.replace(secret, "…") if secret else said
    return said
