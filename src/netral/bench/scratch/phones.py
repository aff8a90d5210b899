"""Phones in the field that send what they hold as the web app does, until the answer says that it is there.

A phone sends one observation after another: what was seen, then its photo in pieces from the byte on that the answer
names. Whatever goes wrong is tried again after a pause that doubles, at random up to its length and never shorter than
the server asks for. An observation counts as sent only once an answer says it is complete and gives its number.
"""

import asyncio
import hashlib
import io
import json
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from typing import Any

import httpx
from PIL import Image

from netral.foundation.registry.fiction import Chance

PHOTO_BYTES = 200_000
# So many pictures are taken; each that is sent differs from all others by what its comment says.
PICTURES = 32
LONGEST_PAUSE_S = 30.0
FIRST_PAUSE_S = 1.0
ANSWER_S = 60.0
NO_PROGRESS_S = 300.0
_WORDS = "Spanduk calon dipasang di halaman kantor desa pada jam kerja"
_COMMENT, _LONGEST_COMMENT = b"\xff\xfe", 65_533
_TAKEN, _AGAIN_FROM = {200, 201}, 409
# No phone repeats what the server says it will never take.
_NEVER = {400, 410, 422}


@dataclass(frozen=True)
class Phone:
    """One enrolled phone: its name, its secret, and the village its holder is posted to."""

    login: str
    secret: str
    village: str


@dataclass(frozen=True)
class Sending:
    """What phones are to send, from when on: arrivals at random over so many seconds, pieces of so many bytes."""

    url: str
    form: tuple[str, str]
    phones: tuple[Phone, ...]
    each: int
    over_s: float
    piece: int
    seed: int
    no_progress_s: float = NO_PROGRESS_S


@dataclass
class Held:
    """One observation in an outbox; `number` is what the phone shows once it may forget it."""

    instance: str
    xml_sha256: str = ""
    photo_sha256: str = ""
    number: str = ""
    refusal: str = ""


@dataclass
class Outcome:
    """What all phones hold and show in the end, and what their requests took, in seconds."""

    held: list[Held] = field(default_factory=list)
    content_s: list[float] = field(default_factory=list)
    piece_s: list[float] = field(default_factory=list)
    tried_again: int = 0
    first_at: float = 0.0
    last_at: float = 0.0
    cpu_s: float = 0.0


class PhoneProcess:
    """The process in which all phones live, so that the machine's share they take can be told."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool
        pool.submit(_pictures).result()

    def begin(self, sending: Sending) -> "Future[Outcome]":
        """Let phones send; the result is there once every outbox is empty or nothing moves any more."""
        return self._pool.submit(send_all, sending)


@contextmanager
def phone_process() -> Iterator[PhoneProcess]:
    """Start the process of the phones, with their pictures taken."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield PhoneProcess(pool)


def send_all(sending: Sending) -> Outcome:
    """Let every phone send, and return what came of it."""
    cpu = time.process_time()
    outcome = asyncio.run(_Field(sending).run())
    outcome.cpu_s = time.process_time() - cpu
    return outcome


class _Later(Exception):
    """Something did not go through; it is tried again no sooner than after so many seconds."""

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _Never(Exception):
    """The server says that it will not take this, in these words."""


class _Field:
    def __init__(self, sending: Sending) -> None:
        self._sending = sending
        self._chance = Chance(sending.seed)
        self._outcome = Outcome()
        self._moved_at = 0.0

    async def run(self) -> Outcome:
        sending = self._sending
        self._moved_at = self._outcome.first_at = self._outcome.last_at = time.monotonic()
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=100)
        async with httpx.AsyncClient(base_url=sending.url, timeout=ANSWER_S, limits=limits) as client:
            phones = [self._phone(client, each, self._chance.uniform(0, sending.over_s)) for each in sending.phones]
            await asyncio.gather(*phones)
        return self._outcome

    async def _phone(self, client: httpx.AsyncClient, phone: Phone, at: float) -> None:
        outbox = [
            Held(f"uuid:{uuid.UUID(int=self._chance.getrandbits(128), version=4)}") for _ in range(self._sending.each)
        ]
        self._outcome.held += outbox
        await asyncio.sleep(at)
        for held in outbox:
            await self._until_sent(client, phone, held)

    async def _until_sent(self, client: httpx.AsyncClient, phone: Phone, held: Held) -> None:
        xml, photo = _xml(self._sending.form, phone, held.instance), photo_of(held.instance)
        held.xml_sha256, held.photo_sha256 = hashlib.sha256(xml).hexdigest(), hashlib.sha256(photo).hexdigest()
        pause = FIRST_PAUSE_S
        while not self._is_stuck():
            try:
                held.number = await self._send(_Line(client, phone, self._measure), held, xml, photo)
            except _Never as refusal:
                held.refusal = str(refusal)
            except _Later as later:
                self._outcome.tried_again += 1
                await asyncio.sleep(later.seconds + self._chance.uniform(0, pause))
                pause = min(2 * pause, LONGEST_PAUSE_S)
                continue
            self._outcome.last_at = time.monotonic()
            return

    async def _send(self, line: "_Line", held: Held, xml: bytes, photo: bytes) -> str:
        """Send an observation and return its number."""
        told = await line.content(xml, held.photo_sha256, len(photo))
        while told["state"] != "complete":
            if not told["missing"]:
                raise _Later
            (file,) = told["missing"]
            start = file["received"]
            told = await line.piece(held.instance, start, photo[start : start + self._sending.piece])
        if told["refused"]:
            raise _Never(json.dumps(told["refused"]))
        return str(told["number"])

    def _is_stuck(self) -> bool:
        return time.monotonic() - self._moved_at > self._sending.over_s + self._sending.no_progress_s

    def _measure(self, is_piece: bool, seconds: float) -> None:
        self._moved_at = time.monotonic()
        (self._outcome.piece_s if is_piece else self._outcome.content_s).append(seconds)


class _Line:
    """A phone's requests, each answered with a receipt, measured, or failed with what to do then."""

    def __init__(self, client: httpx.AsyncClient, phone: Phone, measure: Callable[[bool, float], None]) -> None:
        self._client, self._measure = client, measure
        self._headers = {"Authorization": f"Device {phone.login}:{phone.secret}"}

    async def content(self, xml: bytes, photo_sha256: str, size: int) -> dict[str, Any]:
        """Send what was seen, naming the photo that follows."""
        declared = [{"name": _PHOTO, "size": size, "sha256": photo_sha256}]
        data = {"berkas": json.dumps(declared), "device_time": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())}
        files = {"xml_submission_file": ("submission.xml", xml, "text/xml")}
        request = self._client.build_request("POST", "/lapangan/api/amatan", data=data, files=files)
        return await self._answered(request, is_piece=False)

    async def piece(self, instance: str, start: int, content: bytes) -> dict[str, Any]:
        """Send a piece of the photo; where another one is wanted the answer says which."""
        headers = {"Upload-Offset": str(start), "Content-Type": "application/octet-stream"}
        path = f"/lapangan/api/amatan/{instance}/{_PHOTO}"
        request = self._client.build_request("PUT", path, content=content, headers=headers)
        return await self._answered(request, is_piece=True)

    async def _answered(self, request: httpx.Request, *, is_piece: bool) -> dict[str, Any]:
        request.headers.update(self._headers)
        begun = time.perf_counter()
        try:
            answer = await self._client.send(request)
        except httpx.TransportError as error:
            raise _Later from error
        if answer.status_code in _NEVER:
            raise _Never(f"{answer.status_code} {answer.text[:200]}")
        if answer.status_code == _AGAIN_FROM and is_piece:
            return {"state": "incomplete", "missing": [{"name": _PHOTO, "received": answer.json()["received"]}]}
        if answer.status_code not in _TAKEN:
            asked = answer.headers.get("Retry-After", "")
            raise _Later(float(asked) if asked.isdecimal() else 0.0)
        self._measure(is_piece, time.perf_counter() - begun)
        told: dict[str, Any] = answer.json()
        return told


_PHOTO = "foto.jpg"


def photo_of(instance: str) -> bytes:
    """Return the photo of an observation: a JPEG of exactly the size, like no other."""
    pictures = _pictures()
    picture = pictures[int(hashlib.sha256(instance.encode()).hexdigest(), 16) % len(pictures)]
    rest = PHOTO_BYTES - len(picture)
    comment = instance.encode().ljust(rest, b".")
    parts = _comments(comment, rest)
    return picture[:2] + parts + picture[2:]


def _comments(text: bytes, size: int) -> bytes:
    """Return comment segments of so many bytes together, which begin with a text."""
    written = b""
    while size - len(written) > 4 + len(_COMMENT):
        inside = min(size - len(written) - 4, _LONGEST_COMMENT)
        written += _COMMENT + (inside + 2).to_bytes(2, "big") + text[:inside]
        text = text[inside:]
    return written


@cache
def _pictures() -> Sequence[bytes]:
    return [_picture(strength) for strength in range(PICTURES)]


def _picture(strength: int) -> bytes:
    """Return a photo that looks like no other and is a little smaller than is wanted."""
    noise = Image.effect_noise((640, 480), 30 + strength)
    outline = Image.effect_noise((4, 3), 120).resize(noise.size)
    kept = io.BytesIO()
    quality = 90
    while not kept.getvalue() or kept.tell() > PHOTO_BYTES - 1_000:
        kept = io.BytesIO()
        Image.blend(noise, outline, 0.5).convert("RGB").save(kept, "JPEG", quality=quality)
        quality -= 5
    return kept.getvalue()


def _xml(form: tuple[str, str], phone: Phone, instance: str) -> bytes:
    code, version = form
    moment = "2024-10-07T09:00:00.000+07:00"
    return (
        f'<data id="{code}" version="{version}"><mulai>{moment}</mulai><apa>{_WORDS}</apa><kapan>{moment}</kapan>'
        f"<tempat><titik>1.5215 102.1123 4 12</titik><desa>{phone.village}</desa></tempat><foto>{_PHOTO}</foto>"
        "<suara/><siapa/><masih_berlangsung>ya</masih_berlangsung>"
        f"<meta><instanceID>{instance}</instanceID></meta></data>"
    ).encode()
