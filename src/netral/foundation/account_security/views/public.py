"""The links that were mailed: confirming an address at the new one, taking it back at the old one."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from netral.foundation.account_security.actions import AddressRefused, LinkVoid, change_email, restore_email
from netral.foundation.account_security.links import Change, confirmed_by, restored_by
from netral.foundation.accounts.access import keyed
from netral.foundation.accounts.queries import actor_without_role


@keyed("confirmation link")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Make the new address the account's; opening the link alone changes nothing, because mail programs open links."""
    return _answer(request, "account_security/confirm.html", confirmed_by(token), change_email)


@keyed("restoring link")
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, token: str) -> HttpResponse:
    """Give the account its former address back."""
    return _answer(request, "account_security/restore.html", restored_by(token), restore_email)


def _answer(request: HttpRequest, page: str, change: Change | None, act: Callable[..., None]) -> HttpResponse:
    if change is None:
        return render(request, "account_security/expired.html", status=410)
    if request.method != "POST":
        return render(request, page, {"address": change.address})
    try:
        act(change=change, by=actor_without_role(change.user))
    except LinkVoid:
        return render(request, "account_security/expired.html", status=410)
    except AddressRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect("account_login")
    if act is restore_email:
        messages.success(
            request,
            _(
                "Alamat lama dipulihkan dan semua perangkat dikeluarkan. "
                "Buat sandi baru, lalu pasang lagi verifikasi dua langkah."
            ),
        )
        return redirect("account_reset_password")
    messages.success(request, _("Alamat e-mail diganti. Masuk dengan alamat baru."))
    return redirect("account_login")
