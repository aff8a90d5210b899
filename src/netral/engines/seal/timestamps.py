"""Timestamps by an authority (RFC 3161): asked for over HTTP, checked before they are used."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
from asn1crypto import algos, core, tsp
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from typing_extensions import override

from netral.engines.seal.certificates import to_pem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from asn1crypto import cms
    from cryptography import x509

# Named with their types, which pyHanko leaves out.
_prepare: Callable[[TimeStamper], None] = TimeStamper.__init__
_request: Callable[[TimeStamper, bytes, str], tuple[int, tsp.TimeStampReq]] = TimeStamper.request_cms

_QUERY = "application/timestamp-query"
_REPLY = "application/timestamp-reply"
_TRIES = 2
_SERVER_ERROR = 500
_NONCE_BYTES = 8

# Whatever an answer made of arbitrary bytes can make the parser raise.
_MALFORMED = (ValueError, TypeError, LookupError, AttributeError, SignatureValidationError, ValidationError, PathError)


class TimestampError(TimestampRequestError):
    """The authority gave no timestamp that can be used; the message says why."""


class _TryAgain(TimestampError):
    """The authority could not be reached or failed by itself, so that a second try may help."""


@dataclass(frozen=True)
class Limits:
    """How long to wait for an authority, in seconds, and how much to read from it."""

    connect: float = 5
    total: float = 15
    answer_bytes: int = 64 * 1024


class HttpTimeStamper(TimeStamper):
    """Asks one authority for timestamps, and accepts only those that its trusted roots vouch for."""

    def __init__(self, url: str, roots: Sequence[x509.Certificate], limits: Limits | None = None) -> None:
        _prepare(self)
        self.url = url
        self.roots = tuple(roots)
        self.limits = limits or Limits()

    @override
    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        nonce, request = _request(self, message_digest, md_algorithm)
        answer = await self.async_request_tsa_response(request)
        try:
            token = _granted(answer)
            status = await self._status(token, lambda _algorithm: message_digest)
            asked = algos.DigestAlgorithm({"algorithm": md_algorithm}).native["algorithm"]
            told = token["content"]["encap_content_info"]["content"].parsed
            checks = (
                (told["nonce"].native == nonce, "its answer belongs to another request"),
                (told["message_imprint"]["hash_algorithm"]["algorithm"].native == asked, "it used another hash"),
                (status.intact, "it stamped something else"),
                (status.valid, "its signature is false"),
                (status.trusted, "no trusted authority vouches for its certificate at the time it names"),
            )
        except _MALFORMED as error:
            raise TimestampError(self._said("its answer is no timestamp")) from error
        for passed, complaint in checks:
            if not passed:
                raise TimestampError(self._said(complaint))
        return token

    @override
    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        body = req.dump()
        for attempt in range(1, _TRIES + 1):
            try:
                return _parsed(await self._post(body), self._said)
            except _TryAgain:
                if attempt == _TRIES:
                    raise
        raise AssertionError

    async def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": _QUERY, "Accept": _REPLY}
        patience = httpx.Timeout(self.limits.total, connect=self.limits.connect)
        try:
            # The time limit is for the whole answer: a server that drips must not hold a worker.
            async with (
                asyncio.timeout(self.limits.total),
                httpx.AsyncClient(timeout=patience) as client,
                client.stream("POST", self.url, content=body, headers=headers) as answer,
            ):
                self._refuse_status(answer.status_code)
                return await self._read(answer)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise _TryAgain(self._said(f"it did not answer within {self.limits.total:g} seconds")) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _TryAgain(self._said(f"it cannot be reached: {error}")) from error

    def _refuse_status(self, status: int) -> None:
        if status >= _SERVER_ERROR:
            raise _TryAgain(self._said(f"it failed with HTTP {status}"))
        if status != httpx.codes.OK:
            raise TimestampError(self._said(f"it answered with HTTP {status}"))

    async def _read(self, answer: httpx.Response) -> bytes:
        read = bytearray()
        async for piece in answer.aiter_bytes():
            read += piece
            if len(read) > self.limits.answer_bytes:
                raise TimestampError(self._said(f"its answer is larger than {self.limits.answer_bytes} bytes"))
        return bytes(read)

    async def _status(self, token: cms.ContentInfo, imprint: Callable[[str], bytes]) -> TimestampSignatureStatus:
        moment = token["content"]["encap_content_info"]["content"].parsed["gen_time"].native
        found = await validate_tst_signed_data(token["content"], authority_context(self.roots, moment), imprint)
        return TimestampSignatureStatus(**found)

    def _said(self, complaint: str) -> str:
        return f"The timestamp authority {self.url} gave no timestamp: {complaint}."


def authority_context(roots: Sequence[x509.Certificate], moment: datetime) -> ValidationContext:
    """What the certificate of an authority is judged by: these roots, at the time its timestamp names."""
    anchors = [*load_certs_from_pemder_data("".join(map(to_pem, roots)).encode())] if roots else []
    return ValidationContext(trust_roots=anchors, moment=moment, allow_fetching=False)


def _parsed(answer: bytes, said: Callable[[str], str]) -> tsp.TimeStampResp:
    try:
        # asn1crypto reads no refusal as a whole, because a refusal carries no token.
        found = tsp.PKIStatusInfo.load(core.Sequence.load(answer, strict=True)[0].dump())
        status, told = found["status"].native, found["status_string"].native or []
    except _MALFORMED as error:
        raise TimestampError(said("its answer is no timestamp")) from error
    if status not in {"granted", "granted_with_mods"}:
        raise TimestampError(said(f"it refused with {status!r} {'; '.join(told)}".rstrip()))
    return tsp.TimeStampResp.load(answer)


def _granted(response: tsp.TimeStampResp) -> cms.ContentInfo:
    return response["time_stamp_token"]
