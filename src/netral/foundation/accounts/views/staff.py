"""Choosing a role, and an administrator's pages about the people of her institution."""

from uuid import UUID

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netral.foundation.accounts.access import actor_of, allowed, signed_in
from netral.foundation.accounts.actions import RoleRefused, end_role, invite
from netral.foundation.accounts.forms import EndRoleForm, InvitationForm
from netral.foundation.accounts.gates import freshly
from netral.foundation.accounts.middleware import MEMBERSHIP_KEY
from netral.foundation.accounts.models import RoleRequest, User
from netral.foundation.accounts.queries import current_day, memberships_on, open_requests, people_of
from netral.foundation.accounts.tables import PeopleTable
from netral.foundation.institutions.models import Institution
from netral.foundation.ui.tables import table_response


@signed_in
def choose_role(request: HttpRequest) -> HttpResponse:
    """List the roles a person holds today, to work in another."""
    held = memberships_on(_user(request), current_day())
    return render(request, "accounts/roles.html", {"held": held})


@require_POST
@signed_in
def use_role(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """Work in another of one's roles from now on."""
    held = get_object_or_404(memberships_on(_user(request), current_day()), pk=membership_id)
    request.session[MEMBERSHIP_KEY] = str(held.pk)
    messages.success(request, _("Anda sekarang bekerja sebagai %(role)s.") % {"role": held.role.label})
    return redirect("desk")


@allowed("accounts.view")
def people(request: HttpRequest) -> HttpResponseBase:
    """List the people of the administrator's institution."""
    institution = _institution(request)
    table = PeopleTable(people_of(institution.pk))
    context = {"institution": institution, "waiting": open_requests(current_day()).filter(institution=institution)}
    return table_response(request, table, template="accounts/people.html", context=context)


@allowed("accounts.manage")
@freshly
def add_person(request: HttpRequest) -> HttpResponseBase:
    """Give a colleague an account and a role; she makes her password by e-mail."""
    institution = _institution(request)
    form = InvitationForm(request.POST or None, institution=institution)
    if request.method == "POST" and form.is_valid():
        try:
            given = invite(**form.cleaned_data, institution=institution, valid_from=current_day(), by=actor_of(request))
        except RoleRefused as refusal:
            form.add_error("role_code", str(refusal))
        else:
            _send_password_link(request, given.user)
            text = _("%(name)s dapat masuk setelah membuat sandi.")
            if isinstance(given, RoleRequest):
                text = _("Peran %(name)s menunggu persetujuan orang kedua, karena peran itu membaca laporan warga.")
            messages.success(request, text % {"name": given.user.name})
            return redirect("accounts_people")
    return render(request, "accounts/add_person.html", {"form": form, "institution": institution})


@allowed("accounts.manage")
@freshly
def end_membership(request: HttpRequest, membership_id: UUID) -> HttpResponseBase:
    """End a colleague's role after a day."""
    membership = get_object_or_404(people_of(_institution(request).pk), pk=membership_id, valid_to=None)
    form = EndRoleForm(request.POST or None, initial={"valid_to": current_day()})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["valid_to"] >= membership.valid_from:
            end_role(membership=membership, valid_to=form.cleaned_data["valid_to"], by=actor_of(request))
            return redirect("accounts_people")
        form.add_error("valid_to", _("Hari terakhir tidak boleh sebelum peran itu mulai."))
    return render(request, "accounts/end_role.html", {"form": form, "held": membership})


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _institution(request: HttpRequest) -> Institution:
    return get_object_or_404(Institution, pk=actor_of(request).institution_id)


def _send_password_link(request: HttpRequest, user: User) -> None:
    form = ResetPasswordForm({"email": user.email})
    if form.is_valid():
        form.save(request)
