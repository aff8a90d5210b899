"""The page of a supervisor herself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from netral.apps.supervisors.actions.phone_codes import try_phone_code
from netral.apps.supervisors.domain.phone_codes import still_open
from netral.apps.supervisors.forms.postings import PhoneCodeForm
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.links import CARD
from netral.apps.supervisors.queries.appointments import own_certificates
from netral.apps.supervisors.queries.postings import own_postings, own_row
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ledger.clock import now
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of


@allowed("supervisors.own")
@form_page
def own(request: HttpRequest) -> HttpResponse:
    """Show her postings, and take the code that confirms her phone number."""
    actor = actor_of(request)
    supervisor = own_row(actor)
    form = PhoneCodeForm(request.POST or None)
    if request.method == "POST" and supervisor is not None and form.is_valid():
        try:
            if try_phone_code(supervisor=supervisor, code=form.cleaned_data["kode"], by=actor):
                messages.success(request, _("Nomor telepon Anda sudah dipastikan."))
                return redirect("supervisor_own")
            form.add_error("kode", _("Kode salah. Periksa lagi, atau minta kode baru kepada petugas."))
        except StepRefused as refusal:
            form.add_error("kode", message_of(refusal))
    rows = own_postings(actor) if supervisor else []
    is_open = supervisor is not None and still_open(supervisor.phone_code_until, supervisor.phone_code_tries, now())
    context = {
        "supervisor": supervisor,
        "certificates": own_certificates(actor) if supervisor else (),
        "form": form,
        "asks_code": is_open or form.errors,
        "postings": [{"row": row, "post": POSTS[row.post], "card": CARD.link_of(row.pk)} for row in rows],
    }
    return render(request, "supervisors/own.html", context)
