"""The kiosk: one page that works without a network once it is loaded, and what it loads and sends."""

import functools
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from netral.apps.pledges.actions import kiosks as steps
from netral.apps.pledges.ceremonies.kiosk_inbox import Answer, Batch
from netral.apps.pledges.ceremonies.labels import REFUSALS
from netral.apps.pledges.ceremonies.protocol import (
    LONGEST_REASON,
    MOST_AT_ONCE,
    Entry,
    Malformed,
    Refusal,
    milliseconds,
    moment,
    read_entry,
)
from netral.apps.pledges.ceremonies.roster import PAGE, about, people_of, witnesses_in
from netral.apps.pledges.ceremonies.status import kiosk_by_token, may_confirm, may_deliver
from netral.apps.pledges.models import Kiosk
from netral.foundation.accounts.access import keyed
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now

P = ParamSpec("P")
KioskView = Callable[Concatenate[HttpRequest, Kiosk, P], HttpResponseBase]
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
    "pledges/kiosk.css",
    "pledges/kiosk.js",
    *(f"pledges/{name}.js" for name in SCRIPTS),
    "pledges/jsqr.min.js",
)


def _with_kiosk(view: KioskView[[]]) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """Find the kiosk of a code; a code nobody gave out is told so."""

    @functools.wraps(view)
    def find(request: HttpRequest, token: str) -> HttpResponseBase:
        kiosk = kiosk_by_token(token)
        if kiosk is None:
            return render(request, "pledges/ceremony/no_kiosk.html", status=404)
        return view(request, kiosk)

    return find


@keyed("kiosk code")
@never_cache
@require_GET
@_with_kiosk
def page(request: HttpRequest, kiosk: Kiosk) -> HttpResponseBase:
    """Show the kiosk; what it needs of the ceremony it loads itself and keeps."""
    if not may_deliver(kiosk, now()):
        return render(request, "pledges/ceremony/no_kiosk.html", {"is_over": True}, status=410)
    context = {
        "kiosk": kiosk,
        "ceremony": kiosk.ceremony,
        "scripts": [(name, static(f"pledges/{name}.js")) for name in SCRIPTS],
        "longest": LONGEST_REASON,
    }
    return render(request, "pledges/ceremony/kiosk.html", context)


@keyed("kiosk code")
@never_cache
@require_GET
@_with_kiosk
def worker(request: HttpRequest, kiosk: Kiosk) -> HttpResponseBase:
    """Send the script that keeps the page for the time without a network."""
    assets = [static(name) for name in KEPT]
    context = {"assets": json.dumps(assets), "name": json.dumps(f"netral-kiosk-{kiosk.pk}")}
    return render(request, "pledges/ceremony/worker.js", context, content_type="text/javascript")


@keyed("kiosk code")
@never_cache
@require_GET
@_with_kiosk
def roster(request: HttpRequest, kiosk: Kiosk) -> HttpResponseBase:
    """Send who takes part, a page at a time."""
    refused = _refused(kiosk, may_confirm)
    if refused is not None:
        return refused
    start = request.GET.get("mulai", "0")
    first = int(start) if start.isdecimal() and len(start) < 9 else 0
    with elevated("the kiosk's code is the key"):
        if not first:
            steps.load_kiosk(kiosk=kiosk, by=_holder(kiosk))
        bundle = {**about(kiosk), "list": people_of(kiosk.ceremony, first), "next": first + PAGE}
        if not first:
            bundle["witnesses"] = witnesses_in(kiosk.ceremony)
    return JsonResponse(bundle)


# The code in the address is the only authority: a session, which forgery could borrow, is not looked at.
@csrf_exempt
@keyed("kiosk code")
@never_cache
@require_POST
@_with_kiosk
def deliver(request: HttpRequest, kiosk: Kiosk) -> HttpResponseBase:
    """Take confirmations and answer each; also told how many the kiosk keeps, and what its clock shows."""
    refused = _refused(kiosk, may_deliver)
    if refused is not None:
        return refused
    try:
        data = json.loads(request.body)
        clock, waiting = moment(int(data["sent_at"])), int(data["waiting"])
        sent = list(data["entries"])
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        return JsonResponse({"error": "malformed"}, status=400)
    if len(sent) > MOST_AT_ONCE:
        return JsonResponse({"error": "too_many"}, status=413)
    entries, answers = read_entries(sent)
    batch = Batch(tuple(entries), min(max(waiting, 0), 100_000), clock)
    answers += [shown(each) for each in steps.receive(kiosk=kiosk, batch=batch, by=_holder(kiosk))]
    with elevated("the kiosk's code is the key"):
        kiosk.ceremony.refresh_from_db(fields=["status"])
    status = kiosk.ceremony.status
    return JsonResponse({"now": milliseconds(now()), "status": status, "answers": answers})


def read_entries(sent: list[Any]) -> tuple[list[Entry], list[dict[str, Any]]]:
    """Read confirmations; those that are none are answered at once."""
    entries, answers = [], []
    for each in sent:
        try:
            entries.append(read_entry(each))
        except Malformed:
            ident = str(each.get("id", "")) if isinstance(each, dict) else ""
            answers.append(
                {"id": ident[:40], "accepted": False, "code": Refusal.MALFORMED, "reason": str(REFUSALS["malformed"])}
            )
    return entries, answers


def shown(answer: Answer) -> dict[str, Any]:
    """Return an answer as the kiosk shows it."""
    reason = str(REFUSALS[Refusal(answer.refusal)]) if answer.refusal else ""
    return {"id": str(answer.id), "accepted": answer.is_accepted, "code": answer.refusal, "reason": reason}


def _refused(kiosk: Kiosk, rule: Callable[[Kiosk, datetime], bool]) -> HttpResponse | None:
    if rule(kiosk, now()):
        return None
    error, words = ("revoked", _("Kios ini dicabut.")) if kiosk.revoked_at else ("over", _("Kode kios sudah berakhir."))
    return JsonResponse({"error": error, "reason": words}, status=410)


def _holder(kiosk: Kiosk) -> Actor:
    return Actor(kind="link", id=str(kiosk.pk), label=_("Kios %(label)s") % {"label": kiosk.label})
