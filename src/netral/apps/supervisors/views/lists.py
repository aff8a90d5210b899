"""Taking in a list of supervisors: upload, columns, and what became of its rows."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from netral.apps.supervisors.actions.lists import PURPOSE, keep_list, take_list
from netral.apps.supervisors.forms.postings import ALL_ROWS, ListColumnsForm, ListUploadForm
from netral.apps.supervisors.models import SupervisorList
from netral.apps.supervisors.queries.lists import list_for, lists_of
from netral.apps.supervisors.tables.postings import SupervisorListTable
from netral.engines.steps.table import StepRefused
from netral.engines.tables.rows import Unreadable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.elections.queries import NoElection, current_election
from netral.foundation.files.bodies import takes_files
from netral.foundation.files.intake import FileRefused
from netral.foundation.files.lists import unreadable_words
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response


@allowed("supervisors.post")
@form_page
@takes_files(PURPOSE)
def upload(request: HttpRequest) -> HttpResponseBase:
    """Take a list in, and list those taken in before."""
    actor = actor_of(request)
    form = ListUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_list(upload=form.cleaned_data["berkas"], election=current_election(), by=actor)
        except (FileRefused, NoElection) as refused:
            form.add_error("berkas", str(refused))
        except Unreadable as error:
            form.add_error("berkas", unreadable_words(error, {}))
        else:
            return redirect("supervisor_list", kept.pk)
    table = SupervisorListTable(lists_of(actor))
    return table_response(request, table, template="supervisors/upload.html", context={"form": form})


@allowed("supervisors.post")
@form_page
def taken(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Ask which column holds what and take the list; afterwards show what became of it."""
    actor = actor_of(request)
    try:
        kept = list_for(actor, ident)
    except SupervisorList.DoesNotExist as error:
        raise Http404 from error
    form = ListColumnsForm(request.POST or None, headers=kept.headers, columns=kept.columns)
    if request.method == "POST" and form.is_valid():
        whole = form.cleaned_data["baris"] == ALL_ROWS
        try:
            take_list(kept=kept, columns=form.columns, all_or_nothing=whole, by=actor)
            messages.success(request, _("Daftar selesai dibaca."))
        except StepRefused as refusal:
            messages.error(request, message_of(refusal))
        return redirect("supervisor_list", kept.pk)
    return render(request, "supervisors/list.html", {"list": kept, "form": form})
