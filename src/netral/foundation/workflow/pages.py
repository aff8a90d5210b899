"""One page for every step: show its form, run its action, say why it was refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from netral.engines.steps.refusal import StepRefused
from netral.foundation.accounts.access import actor_of
from netral.foundation.files.intake import FileRefused
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.actors import Actor
from netral.foundation.seals.actions.documents import NoSealKey
from netral.foundation.ui.refusals import message_of
from netral.foundation.workflow.forms import ConfirmForm, StepForm
from netral.foundation.workflow.steps import Workflow

R = TypeVar("R", bound=ScopedModel)
S = TypeVar("S", bound=StrEnum)
V = TypeVar("V", bound=StrEnum)
Run = Callable[[R, Any, Actor], object]


@dataclass(frozen=True)
class StepPage(Generic[V]):
    """What the page of one step shows and asks; form and template are the app's own unless named."""

    verb: V
    route: str
    title: Promise
    button: Promise
    done: Promise
    form: type[StepForm[Any]] | None = None
    lead: Promise | str = ""
    template: str = ""


@dataclass(frozen=True)
class StepPages(Generic[R, S, V]):
    """The pages of every step of one workflow.

    `find` reads a row in the actor's scope, `route` leads back to it, and `name` is what templates call it.
    """

    workflow: Workflow[R, S, V]
    find: Callable[[Actor, UUID], R]
    route: str
    name: str
    template: str
    form: type[StepForm[Any]] = ConfirmForm
    context: Callable[[R], Mapping[str, Any]] | None = None

    def row_or_404(self, request: HttpRequest, ident: UUID) -> R:
        """Return a row in the reader's scope.

        Raises:
            Http404: there is none.
        """
        try:
            return self.find(actor_of(request), ident)
        except ObjectDoesNotExist as error:
            raise Http404 from error

    def closed(self, request: HttpRequest, row: R, verb: V) -> HttpResponse | None:
        """Lead back to the row, with the reason, one who cannot take a step now; None for one who can."""
        try:
            self.workflow.check(row, verb, actor_of(request))
        except StepRefused as refusal:
            messages.error(request, message_of(refusal))
            return redirect(self.route, row.pk)
        return None

    def answer(
        self,
        request: HttpRequest,
        row: R,
        page: StepPage[V],
        run: Run[R],
        *,
        form: Mapping[str, Any] | None = None,
        leads_to: str = "",
        context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the step, or take it; a refusal stands above the form with everything that was typed."""
        if (closed := self.closed(request, row, page.verb)) is not None:
            return closed
        bound = (request.POST, request.FILES) if request.method == "POST" else ()
        filled = (page.form or self.form)(*bound, subject=row, **(form or {}))
        actor = actor_of(request)
        if filled.is_bound and ran(filled, lambda: run(row, filled, actor), file_at=filled.file_field):
            messages.success(request, str(page.done))
            return redirect(leads_to or self.route, row.pk)
        shown = {"page": page, "form": filled, self.name: row, **(self.context(row) if self.context else {})}
        status = 422 if filled.is_bound else 200
        return render(request, page.template or self.template, {**shown, **(context or {})}, status=status)


def ran(form: BaseForm, run: Callable[[], object], *, at: str | None = None, file_at: str | None = None) -> bool:
    """Run an action by a valid form, and put what it refuses above the form, or at the field named for it."""
    if not form.is_valid():
        return False
    try:
        run()
    except StepRefused as refusal:
        form.add_error(at, message_of(refusal))
    except FileRefused as refusal:
        form.add_error(file_at, str(refusal))
    return not form.errors


def pressed(request: HttpRequest, step: Callable[[Actor], str], leads_to: str, *place: object) -> HttpResponse:
    """Take a step that asks nothing, and lead on with what it says, or with why it was refused."""
    try:
        messages.success(request, step(actor_of(request)))
    except StepRefused as refusal:
        messages.warning(request, message_of(refusal))
    except (FileRefused, NoSealKey) as refusal:
        messages.error(request, str(refusal))
    return redirect(leads_to, *place)
