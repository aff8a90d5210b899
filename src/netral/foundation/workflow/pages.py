"""One page for every step: show its form, run its action, say why it was refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.forms import BaseForm, BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.crypto import constant_time_compare
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from netral.engines.seal.documents.fonts import UnprintableText
from netral.engines.steps.table import StepRefused, StepRepeated
from netral.foundation.accounts.access import actor_of
from netral.foundation.files.intake import FileRefused
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.rehearsal import rehearse
from netral.foundation.seals.actions.documents import NoSealKey
from netral.foundation.seals.typeface import unprintable_words
from netral.foundation.ui.refusals import message_of
from netral.foundation.workflow import look
from netral.foundation.workflow.forms import ConfirmForm, StepForm
from netral.foundation.workflow.repeats import took_just_now
from netral.foundation.workflow.steps import Workflow

R = TypeVar("R", bound=ScopedModel)
S = TypeVar("S", bound=StrEnum)
V = TypeVar("V", bound=StrEnum)
Run = Callable[[R, Any, Actor], object]


@dataclass(frozen=True)
class StepPage(Generic[V]):
    """What the page of one step shows and asks, and how it is taken; form and template are the app's own unless named.

    `run` gets the row, the valid form and the actor, and calls the action; `tell` gets what it returned, and says
    after `done` what else came of the step.
    """

    verb: V
    route: str
    title: Promise
    button: Promise
    done: Promise
    form: type[StepForm[Any]] | None = None
    lead: Promise | str = ""
    template: str = ""
    run: Run[Any] = field(kw_only=True)
    tell: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class StepPages(Generic[R, S, V]):
    """The pages of every step of one workflow.

    `find` reads a row in the actor's scope, `route` leads back to it, and `name` is what templates call it; `about`
    says on a look whom and what the step is about.
    """

    workflow: Workflow[R, S, V]
    find: Callable[[Actor, UUID], R]
    route: str
    name: str
    template: str
    about: Callable[[R], str]
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
        """Lead back to the row, with the reason, one who cannot take a step now; None for one who can.

        The second press of a button is told that the first was heard.
        """
        actor = actor_of(request)
        try:
            self.workflow.check(row, verb, actor)
        except StepRefused as refusal:
            if request.method == "POST" and took_just_now(self.workflow, row, verb, actor):
                messages.success(
                    request,
                    _("Langkah ini sudah Anda simpan barusan, dengan isian yang pertama. Tombol cukup ditekan sekali."),
                )
            else:
                messages.error(request, message_of(refusal))
            return redirect(self.route, row.pk)
        return None

    def answer(
        self,
        request: HttpRequest,
        row: R,
        page: StepPage[V],
        *,
        form: Mapping[str, Any] | None = None,
        leads_to: str = "",
        context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the step, or take it; a refusal stands above the form with everything that was typed.

        A step that cannot be taken back is taken from the look alone.
        """
        if (closed := self.closed(request, row, page.verb)) is not None:
            return closed
        bound = (request.POST, request.FILES) if request.method == "POST" else ()
        filled = (page.form or self.form)(*bound, subject=row, **(form or {}))
        shown = {"page": page, "form": filled, self.name: row, **(self.context(row) if self.context else {})}
        shown |= {"button": _("Lanjut, periksa dulu") if filled.lasting else page.button, **(context or {})}
        taken = filled.is_bound and look.CHANGE not in request.POST
        seen = taken and look.SEEN in request.POST
        file = filled[filled.file_field] if filled.file_field else None
        if filled.lasting and not seen:
            filled.put_off_file()
        actor = actor_of(request)
        unseen = filled.lasting and taken and filled.is_valid() and self._unseen(request, row, shown)
        if unseen and self._would_run(filled, lambda: page.run(self.find(actor, row.pk), filled, actor)):
            return self._look(request, row, shown, file, changed=seen)
        if taken and (done := self._take(page, row, filled, actor)):
            messages.success(request, done)
            return redirect(leads_to or self.route, row.pk)
        # Somebody else, or her own second click, was quicker: the form leads nowhere any more.
        if taken and (closed := self.closed(request, self.find(actor, row.pk), page.verb)) is not None:
            return closed
        if file is not None and set(filled.errors) == {file.name}:
            return self._look(request, row, shown, file)
        if seen:
            filled.put_off_file()
        return render(request, page.template or self.template, shown, status=422 if taken else 200)

    def _take(self, page: StepPage[V], row: R, form: StepForm[Any], by: Actor) -> str:
        """Run the action and say that it is done, or that it was already; nothing where it is refused."""
        told = [str(page.done)]

        def run() -> None:
            try:
                came = page.run(row, form, by)
                if page.tell is not None:
                    told[:] = [f"{page.done} {page.tell(came)}".rstrip()]
            except StepRepeated as repeated:
                told[:] = [message_of(repeated)]

        return told[0] if ran(form, run, file_at=form.file_field) else ""

    def _would_run(self, form: StepForm[Any], run: Callable[[], object]) -> bool:
        """Say whether the action will not refuse what is filled in, and put what it refuses above the form."""
        form.stand_in_file()
        return ran(form, lambda: rehearse(run), file_at=form.file_field)

    def _unseen(self, request: HttpRequest, row: R, shown: dict[str, Any]) -> bool:
        """Say whether what a step would leave behind is something else than the look showed, if it was seen at all."""
        told = look.rows(shown["form"], shown.get("zone"))
        return not constant_time_compare(request.POST.get(look.SEEN, ""), look.mark(self.about(row), told))

    def _look(
        self, request: HttpRequest, row: R, shown: dict[str, Any], file: BoundField | None, *, changed: bool = False
    ) -> HttpResponse:
        """Show what was filled in as it will stand; the file that goes with it is asked for here."""
        form, about = shown["form"], self.about(row)
        told = look.rows(form, shown.get("zone"))
        page = {"rows": told, "mark": look.mark(about, told), "carried": look.carried(request), "file": file}
        context = {**shown, "look": page, "about": about, "subject": row, "back": resolve_url(self.route, row.pk)}
        return render(request, "ui/look.html", {**context, "changed": changed}, status=422 if form.errors else 200)


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
    except UnprintableText as refusal:
        form.add_error(None, unprintable_words(refusal))
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
