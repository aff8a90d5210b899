"""The end of the form: check the answers, send, keep the receipt, leave without a trace."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from netral.apps.reports import draft_store
from netral.apps.reports.actions import AlreadyFiled, ReportIncomplete, file_report
from netral.apps.reports.cookies import draft_token, forget, opened_receipt
from netral.apps.reports.domain.answers import Answers, Route, Step, unanswered
from netral.apps.reports.draft_store import OpenDraft
from netral.apps.reports.models import Report
from netral.apps.reports.proof import proof_of_filing
from netral.apps.reports.queries import act_title, draft_checklist, last_day_to_report, receiver_name, report_by_hash
from netral.apps.reports.views.reporter import ROUTES, with_draft
from netral.engines.vault.codes import fingerprint
from netral.foundation.accounts.access import keyed
from netral.foundation.files.capacity import StoreFull
from netral.foundation.ledger.actors import PUBLIC
from netral.foundation.ledger.clock import now
from netral.foundation.regions.queries import full_name
from netral.foundation.ui.exports import pdf_response

# A page nobody wonders about: the weather.
NEUTRAL_PAGE = "https://www.bmkg.go.id/"


@keyed("draft cookie")
@never_cache
@with_draft
def check(request: HttpRequest, draft: OpenDraft) -> HttpResponse:
    """Show every answer with the conditions it meets, and send the report; sending twice sends it once."""
    if request.method == "POST":
        try:
            file_report(draft=draft, by=PUBLIC)
        except AlreadyFiled:
            return redirect("report_sent")
        except ReportIncomplete as incomplete:
            return redirect(ROUTES[incomplete.steps[0]])
        except StoreFull:
            return render(request, "reports/check.html", {**_checked(draft.answers), "full": True}, status=503)
        return redirect("report_sent")
    return render(request, "reports/check.html", _checked(draft.answers))


@keyed("draft cookie")
@never_cache
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """Show the receipt code, for as long as the draft's day lasts."""
    draft = draft_store.find(draft_token(request))
    if draft is None or draft.sent is None:
        return redirect("report_start" if draft is None else "report_check")
    report = report_by_hash(fingerprint(draft.sent.code, settings.RECEIPT_KEY.key()))
    return render(
        request, "reports/sent.html", {"sent": draft.sent, "words": draft.sent.code.split("-"), "report": report}
    )


@keyed("draft cookie or receipt code")
@never_cache
@require_GET
def proof(request: HttpRequest) -> HttpResponse:
    """Send the proof of filing as a PDF."""
    report = _report_at_hand(request)
    if report is None:
        return redirect("report_status")
    name = _("tanda-bukti") + f"-{report.number.replace('/', '-')}.pdf"
    return pdf_response(proof_of_filing(report, PUBLIC), name)


@keyed("draft cookie")
@never_cache
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Delete the draft and both cookies at once, and go to a page nobody wonders about.

    It is a link, so that it works without scripts; another site cannot trigger it, because the cookies are strict.
    """
    if draft := draft_store.find(draft_token(request)):
        draft_store.discard(draft)
    response = redirect(getattr(settings, "REPORT_EXIT_URL", NEUTRAL_PAGE))
    forget(response)
    response["Clear-Site-Data"] = '"cache"'
    return response


def _report_at_hand(request: HttpRequest) -> Report | None:
    draft = draft_store.find(draft_token(request))
    if draft and draft.sent:
        return report_by_hash(fingerprint(draft.sent.code, settings.RECEIPT_KEY.key()))
    opened = opened_receipt(request)
    return report_by_hash(opened) if opened else None


def _checked(answers: Answers) -> dict[str, object]:
    known = answers.known_on and answers.region
    last_day = last_day_to_report(answers.known_on, answers.region) if answers.known_on and known else None
    checked = draft_checklist(answers)
    return {
        "answers": answers,
        "act": act_title(answers.act) if answers.act else "",
        "region": full_name(answers.region) if answers.region else "",
        "receiver": receiver_name(answers.region) if answers.region else "",
        "open_steps": {step.value for step in unanswered(answers)},
        "first_open": next((ROUTES[step] for step in unanswered(answers)), ""),
        "urls": {step.value: ROUTES[step] for step in Step},
        "checklist": checked,
        "missing": sum(row.met is False for row in checked),
        "formal": answers.route is Route.FORMAL,
        "last_day": last_day,
        "is_late": bool(last_day and now() > last_day.due),
    }
