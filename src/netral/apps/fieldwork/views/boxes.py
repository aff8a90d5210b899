"""Taking in the outbox of a phone that was handed over as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from netral.apps.fieldwork.boxes import take_box
from netral.apps.fieldwork.forms.boxes import BoxForm
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.files.capacity import StoreFull
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of

LARGEST_BOX = 200 * 1024 * 1024


@allowed("fieldwork.enrol")
@form_page
@takes_bytes(LARGEST_BOX)
def take(request: HttpRequest) -> HttpResponse:
    """Take in a box, and say what became of each observation in it."""
    form = BoxForm(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            device, outcomes = take_box(form.cleaned_data["kotak"], actor_of(request))
        except StoreFull as full:
            form.add_error("kotak", str(full))
        except StepRefused as refusal:
            form.add_error("kotak", message_of(refusal))
        else:
            shown |= {"device": device, "outcomes": outcomes, "form": BoxForm()}
    return render(request, "fieldwork/boxes/take.html", shown, status=422 if form.errors else 200)
