"""Asking for another address to sign in with."""

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from netral.foundation.account_security.actions import request_email_change
from netral.foundation.account_security.forms import AddressForm
from netral.foundation.accounts.access import actor_of, signed_in
from netral.foundation.accounts.gates import freshly
from netral.foundation.accounts.models import User


@signed_in
@freshly
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponseBase:
    """Show the account's address, and send a link to another one."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    form = AddressForm(request.POST or None, current=user.email)
    if form.is_bound and form.is_valid():
        if not ratelimit.consume(request, action="manage_email", user=user):
            return HttpResponse(_("Terlalu banyak permintaan. Coba lagi dalam satu menit."), status=429)
        request_email_change(user=user, address=form.cleaned_data["email"], by=actor_of(request))
        messages.success(request, _("Buka tautan yang kami kirim ke alamat baru. Alamat lama juga diberi tahu."))
        return redirect("account_email")
    return render(request, "account_security/address.html", {"form": form, "current": user.email})
