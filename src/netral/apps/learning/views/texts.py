"""Pages on which a region adds its own language to the posters."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from netral.apps.learning import curriculum
from netral.apps.learning.actions import texts as actions
from netral.apps.learning.forms import LocalTextForm
from netral.apps.learning.models import LocalText
from netral.apps.learning.queries.texts import local_texts_of
from netral.apps.learning.tables import LocalTextsTable, LocalTextsToWriteTable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.registry.queries import government_of_actor
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response


@allowed("learning.view")
@require_GET
def local_texts(request: HttpRequest) -> HttpResponseBase:
    """List the texts in local languages."""
    actor = actor_of(request)
    may_manage = actor.may("learning.manage")
    context = {"may_write": may_manage and government_of_actor(actor) is not None}
    table = (LocalTextsToWriteTable if may_manage else LocalTextsTable)(local_texts_of(actor))
    return table_response(request, table, template="learning/texts.html", context=context)


@allowed("learning.manage")
@form_page
def create(request: HttpRequest) -> HttpResponse:
    """Add a text; one in the same language about the same act takes the old one's place."""
    return _kept(request, None)


@allowed("learning.manage")
@form_page
def edit(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Change a text."""
    return _kept(request, _text(request, ident))


@allowed("learning.manage")
@require_POST
def remove(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take a text off the posters."""
    local = _text(request, ident)
    # Whoever supervises a region reads its texts; what is printed for it stays the region's own word.
    if local.government != government_of_actor(actor_of(request)):
        raise Http404
    actions.remove_local_text(local=local, by=actor_of(request))
    messages.success(request, _("Teks dihapus dari poster."))
    return redirect("learning_texts")


def _kept(request: HttpRequest, local: LocalText | None) -> HttpResponse:
    actor = actor_of(request)
    government = government_of_actor(actor)
    if government is None:
        return render(request, "learning/text_form.html", {"government": None})
    initial = {"perbuatan": local.act, "bahasa": local.language, "teks": local.text} if local else None
    given = request.POST if request.method == "POST" else None
    form = LocalTextForm(given, subjects=curriculum.subjects(), initial=initial)
    if form.is_bound and form.is_valid():
        actions.keep_local_text(government=government, inputs=form.inputs(), by=actor)
        messages.success(request, _("Teks disimpan dan tercetak di poster."))
        return redirect("learning_texts")
    context = {"form": form, "government": government, "local": local}
    return render(request, "learning/text_form.html", context)


def _text(request: HttpRequest, ident: UUID) -> LocalText:
    return get_object_or_404(local_texts_of(actor_of(request)), pk=ident)
