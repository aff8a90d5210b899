"""The kiosk: one page that works without a network once it is loaded, and what it loads and sends.

The app's own views call these, with their access rule; the code in the address is the only authority.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render, resolve_url
from django.templatetags.static import static
from django.utils.translation import gettext as _

from netral.engines.json_reader import read_json
from netral.foundation.ceremonies.actions import kiosks as steps
from netral.foundation.ceremonies.confirmations import Answer, Batch
from netral.foundation.ceremonies.kinds import CeremonyKind
from netral.foundation.ceremonies.models import KioskBase
from netral.foundation.ceremonies.protocol import (
    LONGEST_REASON,
    MOST_AT_ONCE,
    Entry,
    EntryRefusal,
    Malformed,
    milliseconds,
    moment,
    read_entry,
)
from netral.foundation.ceremonies.queries import kiosk_by_token, may_confirm, may_deliver
from netral.foundation.ceremonies.roster import PAGE, about, people_of, witnesses_in
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now

SCRIPTS = ("crypto", "store", "scanner", "talk")
# All that the page needs without a network; the worker keeps exactly these.
KEPT = (
    "ui/css/govuk.css",
    "ui/css/netral.css",
    "ui/fonts/latin.woff2",
    "ui/fonts/latin-ext.woff2",
    "ui/img/mark.svg",
    "ui/js/ui.js",
    "ui/js/govuk-frontend.min.js",
    "ceremonies/kiosk.css",
    "ceremonies/kiosk.js",
    *(f"ceremonies/{name}.js" for name in SCRIPTS),
    "ceremonies/jsqr.min.js",
)


@dataclass(frozen=True)
class KioskPages:
    """What the kiosks of one kind of ceremony are answered."""

    kind: CeremonyKind

    def page(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Show the kiosk; what it needs of the ceremony it loads itself and keeps."""
        kiosk = kiosk_by_token(self.kind, token)
        if kiosk is None:
            return self._unknown(request)
        if not may_deliver(kiosk, now()):
            return self._unknown(request, is_over=True)
        routes = {
            name: resolve_url(self.kind.route(f"kiosk_{name}"), token) for name in ("roster", "deliver", "worker")
        }
        context = {
            "kiosk": kiosk,
            "ceremony": kiosk.ceremony,
            "words": self.kind.words,
            "may_object": self.kind.object_to is not None,
            "routes": routes,
            "scripts": [(name, static(f"ceremonies/{name}.js")) for name in SCRIPTS],
            "longest": LONGEST_REASON,
        }
        return render(request, "ceremonies/kiosk.html", context)

    def worker(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Send the script that keeps the page for the time without a network."""
        kiosk = kiosk_by_token(self.kind, token)
        if kiosk is None:
            return self._unknown(request)
        assets = [static(name) for name in KEPT]
        context = {"assets": json.dumps(assets), "name": json.dumps(f"netral-kiosk-{kiosk.pk}")}
        return render(request, "ceremonies/worker.js", context, content_type="text/javascript")

    def roster(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Send who takes part, a page at a time."""
        kiosk = kiosk_by_token(self.kind, token)
        if kiosk is None:
            return self._unknown(request)
        if (refused := _refused(kiosk, may_confirm)) is not None:
            return refused
        start = request.GET.get("mulai", "0")
        first = int(start) if start.isdecimal() and len(start) < 9 else 0
        with elevated("the kiosk's code is the key"):
            if not first:
                steps.load_kiosk(kind=self.kind, kiosk=kiosk, by=_holder(kiosk))
            people = people_of(self.kind, kiosk.ceremony, first)
            bundle = {**about(self.kind, kiosk), "list": people, "next": first + PAGE}
            if not first:
                bundle["witnesses"] = witnesses_in(self.kind, kiosk.ceremony)
        return JsonResponse(bundle)

    def deliver(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Take confirmations and answer each; also told how many the kiosk keeps, and what its clock shows."""
        kiosk = kiosk_by_token(self.kind, token)
        if kiosk is None:
            return self._unknown(request)
        if (refused := _refused(kiosk, may_deliver)) is not None:
            return refused
        try:
            data = read_json(request.body)
            clock, waiting = moment(int(data["sent_at"])), int(data["waiting"])
            sent = list(data["entries"])
        except (ValueError, KeyError, TypeError, OverflowError):
            return JsonResponse({"error": "malformed"}, status=400)
        if len(sent) > MOST_AT_ONCE:
            return JsonResponse({"error": "too_many"}, status=413)
        entries, answers = read_entries(self.kind, sent)
        batch = Batch(tuple(entries), min(max(waiting, 0), 100_000), clock)
        received = steps.receive(kind=self.kind, kiosk=kiosk, batch=batch, by=_holder(kiosk))
        answers += [shown(self.kind, each) for each in received]
        with elevated("the kiosk's code is the key"):
            kiosk.ceremony.refresh_from_db(fields=["status"])
        return JsonResponse({"now": milliseconds(now()), "status": kiosk.ceremony.status, "answers": answers})

    def _unknown(self, request: HttpRequest, *, is_over: bool = False) -> HttpResponse:
        context = {"words": self.kind.words, "is_over": is_over}
        return render(request, "ceremonies/no_kiosk.html", context, status=410 if is_over else 404)


def read_entries(kind: CeremonyKind, sent: list[Any]) -> tuple[list[Entry], list[dict[str, Any]]]:
    """Read confirmations; those that are none are answered at once."""
    entries, answers = [], []
    for each in sent:
        try:
            entries.append(read_entry(each))
        except Malformed:
            ident, code = str(each.get("id", "")) if isinstance(each, dict) else "", EntryRefusal.MALFORMED
            answers.append({"id": ident[:40], "accepted": False, "code": code, "reason": kind.why(code)})
    return entries, answers


def shown(kind: CeremonyKind, answer: Answer) -> dict[str, Any]:
    """Return an answer as the kiosk shows it."""
    reason = kind.why(answer.refusal)
    return {"id": str(answer.id), "accepted": answer.is_accepted, "code": answer.refusal, "reason": reason}


def _refused(kiosk: KioskBase, rule: Callable[[KioskBase, datetime], bool]) -> HttpResponse | None:
    if rule(kiosk, now()):
        return None
    error, words = ("revoked", _("Kios ini dicabut.")) if kiosk.revoked_at else ("over", _("Kode kios sudah berakhir."))
    return JsonResponse({"error": error, "reason": words}, status=410)


def _holder(kiosk: KioskBase) -> Actor:
    return Actor(kind="link", id=str(kiosk.pk), label=_("Kios %(label)s") % {"label": kiosk.label})
