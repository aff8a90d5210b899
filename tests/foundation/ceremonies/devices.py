"""A kiosk without a screen: it knows what a real one knows, and confirms as a person with slip and PIN would."""

import hashlib
import json
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from netral.foundation.ceremonies.actions.kiosks import open_kiosk
from netral.foundation.ceremonies.kinds import CeremonyKind
from netral.foundation.ceremonies.models import WitnessBase
from netral.foundation.ceremonies.protocol import Entry, EntryKind, mac_of, milliseconds, stretched
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.clock import now
from tests.ground import Person


class KioskDevice:
    """One kiosk; its clock may run ahead of the server's, which it notes unless it never heard the server."""

    def __init__(
        self, kind: CeremonyKind, ceremony: Any, officer: Person, *, label: str = "Meja 1", ahead_s: int = 0
    ) -> None:
        with reading_as(officer.actor):
            self.kiosk = open_kiosk(kind=kind, ceremony=ceremony, label=label, by=officer.actor)
        self.kind = kind
        self.token = kind.codes.kiosk_token_of(self.kiosk.pk)
        self.ahead, self.noted = ahead_s * 1000, ahead_s * 1000
        self.text = kind.text(ceremony)
        self.client = Client()

    def url(self, name: str) -> str:
        """Return an address of this kiosk."""
        return reverse(self.kind.route(name), args=[self.token])

    def load(self) -> dict[str, Any]:
        """Load who takes part."""
        answer = self.client.get(self.url("kiosk_roster"))
        assert answer.status_code == 200, answer.content
        found: dict[str, Any] = answer.json()
        return found

    def confirm(
        self, whose: Any, *, pin: str = "", kind: EntryKind = EntryKind.CONFIRM, **other: Any
    ) -> dict[str, Any]:
        """Return what a confirmation would be sent as; a pin other than the right one makes another MAC."""
        is_witness = isinstance(whose, WitnessBase)
        token = (self.kind.codes.witness_token_of if is_witness else self.kind.token_of)(whose.pk)
        points = tuple(other.get("points", () if is_witness else (point.code for point in self.text.points)))
        entry = Entry(
            id=other.get("id", uuid4()),
            digest=hashlib.sha256(token.encode()).digest(),
            kind=EntryKind.WITNESS if is_witness else kind,
            points=points,
            reason=other.get("reason", ""),
            at=other.get("at", milliseconds(now())) + self.ahead,
            ahead=self.noted,
            mac=b"",
        )
        secret = stretched(pin or self.kind.codes.pin_of(whose.pk), token)
        return as_sent(entry, mac_of(secret, entry.message(self.kiosk.pk, self.text.key)))

    def send(self, *entries: dict[str, Any], waiting: int = 0) -> list[dict[str, Any]]:
        """Send confirmations and return the answers in the same order."""
        body = {"sent_at": milliseconds(now()) + self.ahead, "waiting": waiting, "entries": entries}
        answer = self.client.post(self.url("kiosk_deliver"), json.dumps(body), content_type="application/json")
        assert answer.status_code == 200, (answer.status_code, answer.content)
        by_id = {each["id"]: each for each in answer.json()["answers"]}
        return [by_id[entry["id"]] for entry in entries]

    def file(self, *entries: dict[str, Any], kiosk: UUID | None = None) -> bytes:
        """Return the queue as the file that leaves the device by hand."""
        saved = milliseconds(now()) + self.ahead
        whose = str(kiosk or self.kiosk.pk)
        queue = {"format": "netral-kiosk-queue-1", "kiosk": whose, "exported_at": saved, "entries": entries}
        return json.dumps(queue).encode()

    def seen(self) -> Any:
        """Return the kiosk as the server knows it now."""
        with elevated("the test looks at everything"):
            return self.kind.tables.kiosk.objects.get(pk=self.kiosk.pk)


def as_sent(entry: Entry, mac: bytes) -> dict[str, Any]:
    """Return an entry as JSON holds it."""
    return {
        "id": str(entry.id),
        "digest": entry.digest.hex(),
        "kind": entry.kind.value,
        "points": list(entry.points),
        "reason": entry.reason,
        "at": entry.at,
        "ahead": entry.ahead,
        "mac": mac.hex(),
    }
