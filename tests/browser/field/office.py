"""An office of the field app's protocol that can be out of reach, busy, forgetful or strict whenever a test says so."""

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from importlib import resources
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from netral.config.urls import site
from netral.engines.xforms.xlsform import read_markdown
from netral.foundation.accounts.access import public
from netral.foundation.ledger.clock import now

CODE, SECRET, DEVICE = "ABCD2345EFGH", "rahasia", "hp-uji"
VILLAGES = b"name,label\n14.03.02.2001,Desa Rekaan (Rupat)\n14.03.02.2002,Desa Contoh (Rupat)\n"


@dataclass
class Arrival:
    """An observation as it has come so far."""

    xml: bytes
    declared: dict[str, int]
    facts: dict[str, str]
    files: dict[str, bytearray] = field(default_factory=dict)
    posts: int = 0
    number: str = ""

    @property
    def missing(self) -> list[dict[str, Any]]:
        """Return the files that are not whole."""
        got = {name: len(self.files.get(name, b"")) for name in self.declared}
        return [{"name": name, "received": got[name]} for name, size in self.declared.items() if got[name] < size]


@dataclass
class Office:
    """What has come, and what the office does next."""

    arrivals: dict[str, Arrival] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    busy: dict[str, str] = field(default_factory=dict)
    refusal: str = ""
    revoked: bool = False
    answers_get_lost: bool = False
    pieces_until_silence: int | None = None
    questions: list[dict[str, str]] = field(default_factory=list)
    notice: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def whole(self) -> list[Arrival]:
        """Return what has come completely."""
        return [each for each in self.arrivals.values() if each.number]

    def answer(self, ident: str, status: int = 200) -> JsonResponse:
        """Say what has come of an observation, numbering it when nothing is missing."""
        arrival = self.arrivals[ident]
        if not arrival.missing and not arrival.number:
            arrival.number = f"A-{len(self.whole) + 1:04}"
        state = "complete" if arrival.number else "incomplete"
        facts = {"instance_id": ident, "state": state, "number": arrival.number, "missing": arrival.missing}
        return JsonResponse(facts, status=status)


OFFICE = Office()


def start_anew() -> Office:
    """Forget everything."""
    fresh = Office(lock=OFFICE.lock)
    OFFICE.__dict__.update(fresh.__dict__)
    return OFFICE


def known_device(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let nobody in but the device that was enrolled, and be as busy as the test says."""

    @csrf_exempt
    @public
    @wraps(view)
    def judged(request: HttpRequest, **names: str) -> HttpResponseBase:
        OFFICE.calls.append(f"{request.method} {request.path}")
        if OFFICE.busy:
            return JsonResponse({"error": "sibuk"}, status=503, headers=OFFICE.busy)
        if OFFICE.revoked:
            return JsonResponse({"error": "dicabut", "revoked": True}, status=410)
        if request.headers.get("Authorization") != f"Device {DEVICE}:{SECRET}":
            return JsonResponse({"error": "tidak dikenal"}, status=401)
        with OFFICE.lock:
            return view(request, **names)

    return judged


@csrf_exempt
@public
def enrol(request: HttpRequest) -> HttpResponseBase:
    """Exchange the code for a device."""
    if json.loads(request.body)["code"] != CODE:
        return JsonResponse({"error": "Kode tidak dikenal."}, status=400)
    facts = {"device": DEVICE, "secret": SECRET, "holder": "Siti Rekaan", "post": "Pengawas Desa"}
    place = {"village_code": "14.03.02.2001", "village_name": "Desa Rekaan", "zone": "Asia/Jakarta"}
    return JsonResponse({**facts, **place}, status=201)


def form_xml(name: str) -> str:
    """Return a shipped form."""
    return read_markdown((resources.files("netral.apps.fieldwork") / "data" / f"{name}.md").read_text("utf-8")).xml


@known_device
def load(_request: HttpRequest) -> HttpResponseBase:
    """List the shipped forms."""
    shipped = {"form-a": "Form A: hasil pengawasan", "kejadian-cepat": "Kejadian cepat"}
    media = {"name": "villages.csv", "hash": "v1", "url": "/lapangan/api/formulir/villages.csv"}
    forms = [
        {
            "form_id": name.replace("-", "_"),
            "version": "1",
            "title": {"id": title, "en": title},
            "hash": hashlib.sha256(form_xml(name).encode()).hexdigest(),
            "url": f"/lapangan/api/formulir/{name}",
            "media": [media],
            "valid_to": None,
        }
        for name, title in shipped.items()
    ]
    told = {"forms": forms, "questions": OFFICE.questions, "states": [], "notice": OFFICE.notice}
    return JsonResponse({**told, "now": now().isoformat()})


@known_device
def form_file(_request: HttpRequest, name: str) -> HttpResponseBase:
    """Send a form, or the villages."""
    if name == "villages.csv":
        return HttpResponse(VILLAGES, content_type="text/csv")
    return HttpResponse(form_xml(name), content_type="text/xml")


@known_device
def post(request: HttpRequest) -> HttpResponseBase:
    """Take the content of an observation."""
    if OFFICE.refusal:
        return JsonResponse({"error": OFFICE.refusal, "final": True}, status=422)
    sent = request.FILES["xml_submission_file"]
    assert isinstance(sent, UploadedFile)
    xml = sent.read()
    ident = xml.decode().partition("instanceID>")[2].partition("<")[0]
    known = OFFICE.arrivals.get(ident)
    if known and known.xml != xml:
        return JsonResponse({"error": "isi lain"}, status=409)
    if known is None:
        declared = {each["name"]: each["size"] for each in json.loads(request.POST["berkas"])}
        OFFICE.arrivals[ident] = Arrival(xml, declared, {key: str(value) for key, value in request.POST.items()})
    OFFICE.arrivals[ident].posts += 1
    if OFFICE.answers_get_lost:
        # The office took it, and a gateway in between gave up.
        return HttpResponse(status=504)
    return OFFICE.answer(ident, 200 if known else 201)


@known_device
def put(request: HttpRequest, ident: str, name: str) -> HttpResponseBase:
    """Take a piece of a file where the last one ended."""
    arrival = OFFICE.arrivals[ident]
    got = arrival.files.setdefault(name, bytearray())
    if int(request.headers["Upload-Offset"]) != len(got):
        return JsonResponse({"received": len(got)}, status=409)
    if OFFICE.pieces_until_silence == 0:
        return JsonResponse({"error": "sibuk"}, status=503)
    if OFFICE.pieces_until_silence:
        OFFICE.pieces_until_silence -= 1
    got.extend(request.body)
    answer = OFFICE.answer(ident)
    return JsonResponse({**json.loads(answer.content), "received": len(got)})


@known_device
def state(_request: HttpRequest, ident: str) -> HttpResponseBase:
    """Say what has come."""
    return OFFICE.answer(ident) if ident in OFFICE.arrivals else JsonResponse({}, status=404)


urlpatterns = [
    path("lapangan/api/perangkat", enrol),
    path("lapangan/api/muat", load),
    path("lapangan/api/formulir/<str:name>", form_file),
    path("lapangan/api/amatan", post),
    path("lapangan/api/amatan/<str:ident>/<str:name>", put),
    path("lapangan/api/amatan/<str:ident>", state),
    *site.urlpatterns,
]
