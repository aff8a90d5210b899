"""An inauguration that runs while the demo is shown, with a kiosk that some have used."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.urls import reverse

from netral.apps.pledges.ceremonies.codes import kiosk_token_of, pin_of
from netral.apps.pledges.ceremonies.kind import INAUGURATION
from netral.apps.pledges.domain import PledgeStatus
from netral.apps.pledges.links import token_of
from netral.apps.pledges.models import Campaign, Kiosk, Pledge
from netral.apps.pledges.sealing.runner import seal_waiting
from netral.demo.browser import dated
from netral.demo.cast.people import browser_of
from netral.demo.chapter import WIB, Bars
from netral.foundation.ceremonies.actions.kiosks import receive
from netral.foundation.ceremonies.confirmations import Batch
from netral.foundation.ceremonies.protocol import Entry, EntryKind, mac_of, milliseconds, stretched
from netral.foundation.ceremonies.queries import kiosk_by_token
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now

STARTS = datetime(2024, 11, 11, 8, 0, tzinfo=WIB)
CALLED, CONFIRMED = 12, 5
WITNESSES = (("Rina Marlina", "Asisten Administrasi Umum"), ("Joko Santoso", "Kepala Bagian Organisasi"))
OBJECTION = "Akun media sosial saya dikelola bersama keluarga."


def inaugurate(bars: Bars) -> None:
    """Plan and begin a ceremony, and let some confirm at its kiosk; one objects to a point."""
    with elevated("the demo hands out slips and PINs"):
        campaign = Campaign.objects.order_by("opened_at").first()
        waiting = Pledge.objects.filter(campaign=campaign, status=PledgeStatus.INVITED).select_related("person")
        called = list(waiting.order_by("person__nip")[:CALLED])
    if campaign is None or not called:
        return
    kiosk = _begun(campaign, called)
    confirming = bars.over("Konfirmasi di kios pelantikan", called[:CONFIRMED], min(CONFIRMED, len(called)))
    entries = [_entry(kiosk, campaign, each, objects=number == CONFIRMED - 1) for number, each in enumerate(confirming)]
    by = Actor(kind="link", id=str(kiosk.pk), label=f"Kios {kiosk.label}")
    receive(kind=INAUGURATION, kiosk=kiosk, batch=Batch(tuple(entries), 0, now()), by=by)
    seal_waiting(campaign.pk)


def _begun(campaign: Campaign, called: Sequence[Pledge]) -> Kiosk:
    officer = browser_of("kepegawaian")
    witnesses: dict[str, str] = {}
    for number, (name, position) in enumerate(WITNESSES, start=1):
        witnesses |= {f"saksi{number}_nama": name, f"saksi{number}_jabatan": position}
    plan = {
        "judul": "Pelantikan pejabat pengawas",
        "tempat": "Balai Kerapatan Sri Mahkota, Bengkalis",
        "pejabat": "Ahmad Fauzi Rekaan",
        "jabatan_pejabat": "Sekretaris Daerah",
    }
    officer.open("ceremony_plan", campaign.pk).fill({**plan, **witnesses, **dated("hari", STARTS)})
    ceremony = officer.part("ident")
    officer.fill({"nip": "\n".join(pledge.person.nip for pledge in called)})
    officer.open("ceremony_kiosk_open", ceremony).fill({"nama": "Meja 1"})
    kiosk: Kiosk | None = kiosk_by_token(INAUGURATION, kiosk_token_of(officer.part("kiosk")))
    officer.open("ceremony", ceremony).fill(to=reverse("ceremony_begin", args=[ceremony]))
    if kiosk is None:
        raise LookupError("the kiosk that was just opened")
    return kiosk


def _entry(kiosk: Kiosk, campaign: Campaign, pledge: Pledge, *, objects: bool) -> Entry:
    """Return what the kiosk's script would send for a person with her slip and PIN."""
    text, token, ident = campaign.text, token_of(pledge.pk), uuid4()
    points = tuple(point.code for point in text.points)
    entry = Entry(
        ident, hashlib.sha256(token.encode()).digest(), EntryKind.CONFIRM, points, "", milliseconds(now()), 0, b""
    )
    if objects:
        entry = replace(entry, kind=EntryKind.OBJECT, points=points[2:3], reason=OBJECTION)
    secret = stretched(pin_of(pledge.pk), token)
    return replace(entry, mac=mac_of(secret, entry.message(kiosk.pk, text.key)))
