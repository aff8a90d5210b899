"""The way of a civil servant through her personal link: what comes, the quiz page by page, the certificate."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from netral.apps.learning import curriculum
from netral.apps.learning.actions import quiz_attempts
from netral.apps.learning.forms import AnswerForm
from netral.apps.learning.labels import ANSWER_LABELS, STANDINGS
from netral.apps.learning.links import token_of
from netral.apps.learning.models import Attempt, Invitation
from netral.apps.learning.parameters import quiz_rules
from netral.apps.learning.queries.rounds import (
    Situation,
    edition_for,
    invitation_by_token,
    is_open,
    may_finish,
    situation_of,
)
from netral.apps.learning.views.session import remember
from netral.engines.seal.documents.fonts import UnprintableText
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import keyed
from netral.foundation.files.queries import content_of
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor, holder_of_link
from netral.foundation.seals.actions.documents import NoSealKey
from netral.foundation.seals.queries import pdf_of
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of

P = ParamSpec("P")
LinkView = Callable[Concatenate[HttpRequest, Invitation, P], HttpResponseBase]


def _with_invitation(view: LinkView[P]) -> Callable[..., HttpResponseBase]:
    """Find the invitation of a link; say what to do when there is none, or when a step cannot be taken now."""

    @functools.wraps(view)
    def find(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        invitation = invitation_by_token(token)
        if invitation is None:
            return render(request, "outreach/unknown.html", status=404)
        try:
            return view(request, invitation, *args, **kwargs)
        except StepRefused as refusal:
            messages.warning(request, message_of(refusal))
            return redirect("learning_start", token)

    return find


@keyed("personal link")
@never_cache
@require_GET
@_with_invitation
def start(request: HttpRequest, invitation: Invitation) -> HttpResponseBase:
    """Show who is asked for what, how far she is, and what she may read."""
    remember(request, invitation)
    situation = situation_of(invitation)
    standing, tone = STANDINGS[situation.standing]
    context = {
        "situation": situation,
        "standing": standing,
        "tone": tone,
        "stage": quiz_rules().label_of(edition_for(invitation.round.government).stage),
        "questions": quiz_rules().questions,
        "is_open": is_open(invitation.round),
        "may_finish": may_finish(invitation.round),
        "results": situation.passed or situation.last,
    }
    return _page(request, "learning/start.html", invitation, **context)


@keyed("personal link")
@never_cache
@form_page
@_with_invitation
def quiz(request: HttpRequest, invitation: Invitation) -> HttpResponseBase:
    """Ask the next question; a quiz that was begun goes on where it stood, and only its own button begins one."""
    token, situation = token_of(invitation.pk), situation_of(invitation)
    attempt = situation.attempt
    if "mulai" in request.POST:
        quiz_attempts.start_quiz(invitation=invitation, by=_holder(invitation))
        return redirect("learning_quiz", token)
    if attempt is None and request.method == "POST" and situation.last:
        # The last answer was sent twice: the quiz that it ended is shown.
        return redirect("learning_result", token)
    if attempt is None or not may_finish(invitation.round):
        return redirect("learning_start", token)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _answered(request, invitation, attempt, form.cleaned_data["jawaban"])
    context = {"attempt": attempt, "lesson": curriculum.lesson(attempt.questions[attempt.at - 1]), "form": form}
    return _page(request, "learning/question.html", invitation, **context)


@keyed("personal link")
@never_cache
@require_GET
@_with_invitation
def feedback(request: HttpRequest, invitation: Invitation, number: int) -> HttpResponseBase:
    """Show the verdict on an answered question: why, on what basis, and what to do instead."""
    situation = situation_of(invitation)
    attempt = _answering(situation, number)
    if attempt is None:
        return redirect("learning_start", token_of(invitation.pk))
    lesson, given = curriculum.lesson(attempt.questions[number - 1]), attempt.answers[number - 1]
    context = {
        "attempt": attempt,
        "number": number,
        "lesson": lesson,
        "is_right": given == lesson.expected,
        "given": ANSWER_LABELS[given],
        "expected": ANSWER_LABELS[lesson.expected],
        "is_last": number == attempt.length,
        "next": min(attempt.at, attempt.length),
    }
    return _page(request, "learning/feedback.html", invitation, **context)


@keyed("personal link")
@never_cache
@require_GET
@_with_invitation
def result(request: HttpRequest, invitation: Invitation) -> HttpResponseBase:
    """Show how the last quiz ended, question by question."""
    situation = situation_of(invitation)
    attempt = situation.passed or situation.last
    if attempt is None:
        return redirect("learning_start", token_of(invitation.pk))
    lessons = [curriculum.lesson(question) for question in attempt.questions]
    answers = zip(lessons, attempt.answers, strict=True)
    rows = [(number, lesson, answer == lesson.expected) for number, (lesson, answer) in enumerate(answers, start=1)]
    context = {"attempt": attempt, "rows": rows, "labels": ANSWER_LABELS, "is_open": is_open(invitation.round)}
    return _page(request, "learning/result.html", invitation, **context)


@keyed("personal link")
@never_cache
@require_GET
@_with_invitation
def certificate(request: HttpRequest, invitation: Invitation) -> HttpResponseBase:
    """Send the sealed certificate of a passed quiz; it is sealed when first asked for."""
    attempt = situation_of(invitation).passed
    if attempt is None:
        return redirect("learning_start", token_of(invitation.pk))
    try:
        document = quiz_attempts.issue_certificate(attempt=attempt, by=_holder(invitation))
    except NoSealKey:
        messages.error(
            request,
            _("Kunci segel lembaga sedang tidak berlaku. Kelulusan Anda tersimpan; ambil sertifikatnya lain waktu."),
        )
        return redirect("learning_result", token_of(invitation.pk))
    except UnprintableText:
        messages.error(
            request,
            _("Nama Anda di daftar ASN memuat huruf yang tidak dapat dicetak. Minta kepegawaian memperbaikinya."),
        )
        return redirect("learning_result", token_of(invitation.pk))
    return pdf_response(pdf_of(document), f"sertifikat-{document.shown_code}.pdf")


@keyed("personal link")
@never_cache
@require_GET
@_with_invitation
def material(request: HttpRequest, invitation: Invitation, ident: UUID) -> HttpResponseBase:
    """Send a file of a session that called her."""
    found = next((each for each in situation_of(invitation).materials if each.pk == ident), None)
    if found is None:
        raise Http404
    response = StreamingHttpResponse(content_of(found.file), content_type=found.file.media_type)
    response["Content-Length"] = str(found.file.size)
    response["Content-Disposition"] = content_disposition_header(True, found.file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _answered(request: HttpRequest, invitation: Invitation, attempt: Attempt, answer: str) -> HttpResponse:
    token, number = token_of(invitation.pk), request.POST.get("nomor", "")
    # A page left open in another window answers a question that was answered meanwhile: its first answer counts.
    if number != str(attempt.at):
        return redirect("learning_quiz", token)
    quiz_attempts.answer_question(attempt=attempt, number=attempt.at, answer=answer, by=_holder(invitation))
    return redirect("learning_feedback", token, attempt.at)


def _answering(situation: Situation, number: int) -> Attempt | None:
    """Return the quiz that a question was answered in: the one under way, else the last that ended."""
    for attempt in (situation.attempt, situation.passed, situation.last):
        if attempt and 1 <= number <= len(attempt.answers):
            return attempt
    return None


def _page(request: HttpRequest, template: str, invitation: Invitation, **context: object) -> HttpResponse:
    government = invitation.round.government
    known = {
        "invitation": invitation,
        "round": invitation.round,
        "token": token_of(invitation.pk),
        "zone": zone_at(government).key,
    }
    return render(request, template, {**known, **context})


def _holder(invitation: Invitation) -> Actor:
    return holder_of_link(str(invitation.pk))
