"""Pages of honoraria: what is owed and late, months reckoned, the bank's lists, rates, letters, and her own."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from netral.apps.supervisors import api as supervisors
from netral.apps.support.actions import honoraria as actions
from netral.apps.support.actions.honoraria import BANK_LIST, BankListRefused
from netral.apps.support.bank_lines import HEADS, read_bank_list
from netral.apps.support.domain.honoraria import month_of, months_through
from netral.apps.support.forms.honoraria import BankListForm, MonthForm, PaymentBackForm, RateForm
from netral.apps.support.models import HonorariumPayment
from netral.apps.support.papers.honoraria import sealed_letter
from netral.apps.support.parameters import honorarium_rates
from netral.apps.support.queries import honoraria as queries
from netral.apps.support.tables.honoraria import (
    BankListsTable,
    HonorariaTable,
    PaymentsTable,
    TreasurerPaymentsTable,
    status_of,
)
from netral.engines.steps.table import StepRefused
from netral.engines.tables.rows import Unreadable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_files
from netral.foundation.files.intake import FileRefused
from netral.foundation.files.lists import copied, unreadable_words
from netral.foundation.institutions.models import Institution
from netral.foundation.regions.queries import today_in
from netral.foundation.ui.formats import bulan
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import ran
from netral.foundation.workflow.work import with_turn

# How many months back may be reckoned: a term is shorter.
_MONTHS_BACK = 14
_SHOWN = 100


@allowed("support.view")
@require_GET
def honoraria(request: HttpRequest) -> HttpResponseBase:
    """List what is owed to supervisors, with sums by month above."""
    actor = actor_of(request)
    rows = queries.honoraria_of(actor)
    late = queries.late_of(actor, _today(request))
    context = {"months": queries.sums_by_month(rows), "late": queries.totals_of(late)}
    table = HonorariaTable(with_turn(rows, queries.untold_of(actor)))
    return table_response(request, table, template="support/honoraria/list.html", context=context)


@allowed("support.honoraria")
@form_page
def reckon(request: HttpRequest) -> HttpResponse:
    """Reckon what is owed for a month from the postings."""
    institution = _institution(request)
    form = MonthForm(request.POST or None, months=_over(institution))
    done: list[int] = []
    if form.is_bound and ran(
        form,
        lambda: done.append(actions.reckon_month(institution=institution, month=form.month, by=actor_of(request))),
        at="bulan",
    ):
        words = _("Honor %(month)s dihitung: %(count)s baris baru atau berubah.")
        messages.success(request, words % {"month": bulan(form.month), "count": done[0]})
        return redirect("honorarium_list")
    context = {"form": form, "rule": queries.month_rule(today_in(institution.region_id or ""))}
    return render(request, "support/honoraria/reckon.html", context, status=_status(form.is_bound))


@allowed("support.honoraria")
@form_page
@takes_files(BANK_LIST)
def take_list(request: HttpRequest) -> HttpResponse:
    """Take the bank's list: all of its lines, or none with the reason beside each that cannot be taken."""
    institution = _institution(request)
    form = BankListForm(request.POST, request.FILES) if request.method == "POST" else BankListForm()
    reasons: dict[int, str] = {}
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["berkas"]
        try:
            with copied(upload) as path:
                lines, reasons, _listed = read_bank_list(path, form.cleaned_data["lembar"])
            found = actions.take_bank_list(
                institution=institution, upload=upload, lines=lines, unread=reasons, by=actor_of(request)
            )
            messages.success(request, _("Daftar bank diimpor. Semua barisnya tercatat sebagai pembayaran."))
            return redirect("honorarium_bank_list", found.pk)
        except BankListRefused as error:
            reasons |= {fault.row: _(fault.template) % fault.values for fault in error.faults}
        except Unreadable as error:
            form.add_error("berkas", unreadable_words(error, HEADS))
        except FileRefused as error:
            form.add_error("berkas", str(error))
    refused = sorted(reasons.items())
    context = {"form": form, "refused": refused[:_SHOWN], "refused_count": len(refused), "heads": HEADS.values()}
    return render(request, "support/honoraria/take_list.html", context, status=_status(form.is_bound))


@allowed("support.view")
@require_GET
def bank_lists(request: HttpRequest) -> HttpResponseBase:
    """List the bank's lists that were taken."""
    table = BankListsTable(queries.bank_lists_of(actor_of(request)))
    return table_response(request, table, template="support/honoraria/bank_lists.html")


@allowed("support.view")
@require_GET
def bank_list(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show the payments of one of the bank's lists."""
    actor = actor_of(request)
    found = get_object_or_404(queries.bank_lists_of(actor), pk=ident)
    context = {"bank_list": found}
    table = (TreasurerPaymentsTable if actor.may("support.honoraria") else PaymentsTable)(queries.payments_of(found))
    return table_response(request, table, template="support/honoraria/bank_list.html", context=context)


@allowed("support.honoraria")
@form_page
def take_back(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take back a payment that was none."""
    actor = actor_of(request)
    try:
        payment = queries.payment_for(actor, ident)
    except HonorariumPayment.DoesNotExist as error:
        raise Http404 from error
    form = PaymentBackForm(request.POST or None)
    if form.is_bound and ran(
        form,
        lambda: actions.withdraw_payment(payment=payment, reason=form.cleaned_data["alasan"], by=actor),
        at="alasan",
    ):
        messages.success(request, _("Pembayaran dibatalkan. Honornya kembali belum dibayar."))
        return redirect("honorarium_bank_list", payment.bank_list_id)
    context = {"form": form, "payment": payment}
    return render(request, "support/honoraria/take_back.html", context, status=_status(form.is_bound))


@allowed("support.honoraria")
@form_page
def rates(request: HttpRequest) -> HttpResponse:
    """Show what each post is paid and by which decision, and set it anew."""
    institution = _institution(request)
    form = RateForm(request.POST or None)
    if form.is_bound and ran(
        form,
        lambda: actions.set_rate(institution=institution, inputs=form.inputs(), by=actor_of(request)),
        at="mulai",
    ):
        messages.success(request, _("Tarif honor dicatat."))
        return redirect("honorarium_rates")
    shown = [(supervisors.POSTS[rate.post], rate) for rate in queries.rates_of(institution)]
    known = [(supervisors.POSTS[rate.post], rate) for rate in honorarium_rates()]
    context = {"form": form, "rates": shown, "known": known}
    return render(request, "support/honoraria/rates.html", context, status=_status(form.is_bound))


@allowed("support.view")
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """List the letters to the government about missed months, and the months that have none yet."""
    actor = actor_of(request)
    rows = [(letter, sealed_letter(letter)) for letter in queries.letters_of(actor)]
    owed = queries.missed_months(actor) if actor.may("support.honoraria") else []
    return render(request, "support/honoraria/letters.html", {"letters": rows, "owed": owed})


@allowed("support.honoraria")
@form_page
def send_letter(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Show what a letter about a missed month will say, and send it."""
    actor, institution = actor_of(request), _institution(request)
    try:
        month = date(year, number, 1)
    except ValueError as error:
        raise Http404 from error
    late = queries.late_of(actor, today_in(institution.region_id or "")).filter(month=month, institution=institution)
    if request.method == "POST":
        try:
            letter = actions.send_missed_month_letter(institution=institution, month=month, by=actor)
            messages.success(request, _("Surat %(number)s dikirim.") % {"number": letter.number})
        except StepRefused as refusal:
            messages.warning(request, message_of(refusal))
        return redirect("honorarium_letters")
    context = {"month": month, "late": queries.totals_of(late)}
    return render(request, "support/honoraria/send_letter.html", context)


@allowed("supervisors.own")
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """Show a supervisor what she is owed and what was paid."""
    rows = [(row, *status_of(row)) for row in queries.own_honoraria(_user_id(request))]
    return render(request, "support/honoraria/own.html", {"rows": rows})


def _institution(request: HttpRequest) -> Institution:
    institution = queries.own_institution(actor_of(request))
    if institution is None:
        raise Http404
    return institution


def _today(request: HttpRequest) -> date:
    return today_in(_institution(request).region_id or "")


def _over(institution: Institution) -> list[date]:
    this = month_of(today_in(institution.region_id or ""))
    first = date(this.year - 1, 1, 1)
    return [month for month in reversed(list(months_through(first, this))) if month < this][:_MONTHS_BACK]


def _user_id(request: HttpRequest) -> UUID:
    return UUID(str(request.user.pk))


def _status(is_bound: bool) -> int:
    return 422 if is_bound else 200
