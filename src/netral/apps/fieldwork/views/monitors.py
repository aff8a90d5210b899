"""Groups of monitors: the list, one with its people, the steps, and codes for phones."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from netral.apps.fieldwork.actions import monitors as actions
from netral.apps.fieldwork.actions.devices import invite_device
from netral.apps.fieldwork.domain.monitors import ACCEPT, ACCREDIT, GroupState, GroupVerb
from netral.apps.fieldwork.domain.observations import VIEW
from netral.apps.fieldwork.forms import monitors as forms
from netral.apps.fieldwork.labels import GROUP_KINDS
from netral.apps.fieldwork.models import MonitorGroup, Observer
from netral.apps.fieldwork.queries import monitors as queries
from netral.apps.fieldwork.queries.observations import observations_of
from netral.apps.fieldwork.queries.observers import monitor_for, why_away
from netral.apps.fieldwork.queries.statistics import counts_by_state, group_observations
from netral.apps.fieldwork.tables.monitors import MonitorGroupTable, standing_on
from netral.apps.fieldwork.views.devices import show_code
from netral.apps.fieldwork.views.statistics import bars_shown, states_shown
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.queries import current_day
from netral.foundation.ledger.actors import Actor
from netral.foundation.phones.labels import standing_of
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import StepPage, StepPages, ran
from netral.foundation.workflow.work import with_turn


def _facts(row: MonitorGroup) -> dict[str, Any]:
    return {"kind": GROUP_KINDS[row.kind], "zone": zone_of(row.region_id).key}


PAGES: StepPages[MonitorGroup, GroupState, GroupVerb] = StepPages(
    actions.GROUPS,
    queries.group_for,
    "monitor_group",
    "group",
    "fieldwork/monitors/step.html",
    lambda row: f"{row.name}, {row.region}",
    context=_facts,
)
CHECK = StepPage(
    GroupVerb.CHECK,
    "monitor_check",
    gettext_lazy("Periksa kelompok ini"),
    gettext_lazy("Sudah diperiksa"),
    gettext_lazy("Pemeriksaan disimpan. Petugas kedua yang menerimanya."),
    forms.GroupCheckForm,
    run=lambda row, _form, by: actions.check_group(group=row, by=by),
)
ACCEPTANCE = StepPage(
    GroupVerb.ACCEPT,
    "monitor_accept",
    gettext_lazy("Terima kelompok ini"),
    gettext_lazy("Terima"),
    gettext_lazy("Kelompok diterima. Tambahkan orang-orangnya."),
    forms.GroupAcceptanceForm,
    run=lambda row, _form, by: actions.accept_group(group=row, by=by),
)
RETURN = StepPage(
    GroupVerb.RETURN,
    "monitor_return",
    gettext_lazy("Kembalikan untuk diperiksa lagi"),
    gettext_lazy("Kembalikan"),
    gettext_lazy("Kelompok dikembalikan untuk diperiksa lagi."),
    forms.GroupReturnForm,
    run=lambda row, form, by: actions.return_group(group=row, words=form.cleaned_data["alasan"], by=by),
)
REFUSE = StepPage(
    GroupVerb.REFUSE,
    "monitor_refuse",
    gettext_lazy("Tolak kelompok ini"),
    gettext_lazy("Tolak"),
    gettext_lazy("Kelompok ditolak. Alasannya terbaca di halaman statusnya."),
    forms.GroupRefusalForm,
    run=lambda row, form, by: actions.refuse_group(group=row, words=form.cleaned_data["alasan"], by=by),
)
END = StepPage(
    GroupVerb.END,
    "monitor_end",
    gettext_lazy("Akhiri masanya"),
    gettext_lazy("Akhiri"),
    gettext_lazy("Hari terakhir kelompok ini disimpan."),
    forms.GroupEndForm,
    run=lambda row, form, by: actions.end_group(
        group=row, last_day=form.cleaned_data["terakhir"], words=form.cleaned_data["alasan"], by=by
    ),
)
_STEPS = (CHECK, ACCEPTANCE, RETURN, REFUSE, END)


@allowed(ACCREDIT)
@require_GET
def groups(request: HttpRequest) -> HttpResponseBase:
    """List the groups in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.groups_of(actor), queries.waiting_for(actor))
    return table_response(request, MonitorGroupTable(rows), template="fieldwork/monitors/list.html")


@allowed(ACCREDIT)
@require_GET
def group(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one group: what it wrote, how it goes on, and its people with their phones."""
    return _shown(request, PAGES.row_or_404(request, ident), forms.MonitorNamesForm())


@allowed(ACCREDIT)
@form_page
def check(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Check a group."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), CHECK)


@allowed(ACCEPT)
@form_page
def accept(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Accept a group that somebody else checked."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), ACCEPTANCE)


@allowed(ACCEPT)
@form_page
def return_(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Give a group back to be checked again."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), RETURN)


@allowed(ACCREDIT)
@form_page
def refuse(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Refuse a group."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), REFUSE)


@allowed(ACCREDIT)
@form_page
def end(request: HttpRequest, ident: UUID) -> HttpResponse:
    """End the days of a group early."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), END)


@allowed(ACCREDIT)
@require_POST
def people(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Add people to a group, one name a line."""
    row = PAGES.row_or_404(request, ident)
    form = forms.MonitorNamesForm(request.POST)
    added: list[int] = []

    def add() -> None:
        added.append(actions.add_monitors(group=row, typed=form.cleaned_data["nama"], by=actor_of(request)))

    if not ran(form, add, at="nama"):
        return _shown(request, row, form)
    number = added[0]
    messages.success(
        request, ngettext("%(number)s orang ditambahkan.", "%(number)s orang ditambahkan.", number) % {"number": number}
    )
    return redirect("monitor_group", row.pk)


@allowed(ACCREDIT)
@require_POST
def remove(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take somebody out of a group."""
    row = _monitor_or_404(request, ident)
    try:
        actions.remove_monitor(monitor=row, by=actor_of(request))
        messages.success(request, _("%(name)s dikeluarkan. Hari ini hari terakhirnya.") % {"name": row.monitor_name})
    except StepRefused as refusal:
        messages.warning(request, message_of(refusal))
    return redirect("monitor_group", row.group_id)


@allowed(ACCREDIT)
@never_cache
@require_POST
def code(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Make a code for a phone of somebody of a group, and show it once."""
    row = _monitor_or_404(request, ident)
    try:
        device, made = invite_device(observer=row, by=actor_of(request))
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
        return redirect("monitor_group", row.group_id)
    return show_code(request, device, made, "monitor_group", row.group_id)


def _monitor_or_404(request: HttpRequest, ident: UUID) -> Observer:
    try:
        return monitor_for(actor_of(request), str(ident))
    except Observer.DoesNotExist as error:
        raise Http404 from error


def _shown(request: HttpRequest, row: MonitorGroup, form: forms.MonitorNamesForm) -> HttpResponse:
    actor, day = actor_of(request), current_day()
    status, tone = standing_on(row, day)
    context = {
        **_facts(row),
        "group": row,
        "status": status,
        "tone": tone,
        "steps": [_offered(page, row) for page in _STEPS if _possible(page, row, actor)],
        "waits_for_another": row.checked_by_id == actor.id or not actor.may(ACCEPT),
        "people": [_person(each) for each in queries.people_of(row)],
        "may_add": day <= row.ends_on,
        "form": form,
        "timeline": queries.history_of(row),
        **_sent(row, actor),
    }
    return render(request, "fieldwork/monitors/group.html", context, status=422 if form.is_bound else 200)


def _sent(row: MonitorGroup, actor: Actor) -> dict[str, Any]:
    """Return what the group's people sent, by state, day, form and district; each figure opens the list of it."""
    rows = group_observations(row).filter(pk__in=observations_of(actor).order_by().values("pk"))
    address = f"{reverse('observation_list')}?kelompok={row.pk}" if actor.may(VIEW) else ""
    found = counts_by_state(rows)
    return {
        "sent": sum(found.values()),
        "states": states_shown(found, address),
        **bars_shown(rows, f"{address}&" if address else ""),
    }


def _person(row: Observer) -> dict[str, Any]:
    return {
        "row": row,
        "devices": [{"row": each, "standing": standing_of(each)} for each in row.devices.all()],
        "may_get_code": row.left_on is None and why_away(row, current_day()) is None,
    }


def _offered(page: StepPage[GroupVerb], row: MonitorGroup) -> dict[str, Any]:
    return {"title": page.title, "url": reverse(page.route, args=[row.pk])}


def _possible(page: StepPage[GroupVerb], row: MonitorGroup, actor: Actor) -> bool:
    try:
        actions.GROUPS.check(row, page.verb, actor)
    except StepRefused:
        return False
    if page.verb is GroupVerb.END:
        return current_day() <= row.ends_on
    return page.verb is not GroupVerb.ACCEPT or actor.id != row.checked_by_id
