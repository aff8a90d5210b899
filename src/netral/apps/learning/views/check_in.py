"""What the poster of a session opens on a phone: attendance, by the link opened before or by NIP and birth date."""

import functools
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from netral.apps.learning.actions import attendance
from netral.apps.learning.domain.sessions import Gate
from netral.apps.learning.forms import AttendForm
from netral.apps.learning.links import poster_token_of
from netral.apps.learning.models import Session
from netral.apps.learning.papers import hours_of
from netral.apps.learning.parameters import attendance_rules
from netral.apps.learning.queries.sessions import gate_of, session_by_poster, times_of
from netral.apps.learning.views.session import count_entry, entered, forget, remembered
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import keyed
from netral.foundation.ledger.actors import PUBLIC, holder_of_link
from netral.foundation.ledger.clock import today
from netral.foundation.ui.methods import form_page

SessionView = Callable[[HttpRequest, Session], HttpResponseBase]
_STATUS = {Gate.EARLY: 403, Gate.OVER: 410, Gate.CANCELLED: 410}


def _with_session(view: SessionView) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """Find the session of a poster; say why when its code does not work now."""

    @functools.wraps(view)
    def find(request: HttpRequest, token: str) -> HttpResponseBase:
        session = session_by_poster(token)
        if session is None:
            return render(request, "learning/attend_unknown.html", status=404)
        gate = gate_of(session)
        if gate is Gate.OPEN:
            try:
                return view(request, session)
            except StepRefused:
                # The doors closed while the form was open.
                gate = gate_of(session)
        times = times_of(session)
        context = {
            "session": session,
            "hours": hours_of(session),
            "gate": gate.value,
            "opens_at": times.window(attendance_rules())[0],
            "zone": times.zone.key,
        }
        return render(request, "learning/attend_not_now.html", context, status=_STATUS.get(gate, 403))

    return find


@keyed("poster of the session")
@never_cache
@form_page
@_with_session
def attend(request: HttpRequest, session: Session) -> HttpResponseBase:
    """Record who scanned the poster: at once when her link is known here, else by NIP and birth date."""
    invitation = remembered(request)
    if request.method == "POST" and "orang_lain" in request.POST:
        forget(request)
        return redirect("learning_attend", poster_token_of(session.pk))
    if invitation and request.method == "POST" and "saya" in request.POST:
        by = holder_of_link(str(invitation.pk))
        is_called = attendance.attend_by_link(session=session, invitation=invitation, by=by)
        return _page(request, "learning/attend_known.html", session, invitation=invitation, is_called=is_called)
    form = AttendForm(request.POST if request.method == "POST" else None, today=today(times_of(session).zone))
    if form.is_bound and form.is_valid() and _may_enter(request, session, form):
        attendance.ask_attendance(session=session, nip=form.cleaned_data["nip"], by=PUBLIC)
        count_entry(request, session)
        return redirect("learning_attended", poster_token_of(session.pk))
    return _page(request, "learning/attend.html", session, form=form, invitation=invitation)


@keyed("poster of the session")
@never_cache
@require_GET
@_with_session
def attended(request: HttpRequest, session: Session) -> HttpResponseBase:
    """Thank whoever typed a NIP, in the same words whether it is on the roster or not."""
    if not entered(request, session):
        messages.info(request, _("Isi NIP dan tanggal lahir dulu."))
        return redirect("learning_attend", poster_token_of(session.pk))
    return _page(request, "learning/attended.html", session)


def _may_enter(request: HttpRequest, session: Session, form: AttendForm) -> bool:
    most = attendance_rules().people_per_phone
    if entered(request, session) < most:
        return True
    words = _("Ponsel ini sudah mencatat %(most)s orang. Minta panitia mencatat kehadiran yang lain.")
    form.add_error(None, words % {"most": most})
    return False


def _page(request: HttpRequest, template: str, session: Session, **context: object) -> HttpResponse:
    known = {"session": session, "hours": hours_of(session), "token": poster_token_of(session.pk)}
    return render(request, template, {**known, **context})
