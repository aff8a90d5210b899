"""The self-check, from the first sentence to the answer: every page sends the whole case along, none is kept."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.selfcheck.assessing import assessed, hear
from netral.apps.guidance.selfcheck.carrying import carried
from netral.apps.guidance.selfcheck.domain import Case, answered, chosen, told
from netral.apps.guidance.selfcheck.forms import OTHER, TextForm
from netral.apps.guidance.selfcheck.presenting import checkable
from netral.apps.guidance.selfcheck.views import pages
from netral.foundation.accounts.access import public

Step = Callable[[HttpRequest, Case], HttpResponse]


@public
@never_cache
@sensitive_post_parameters()
def check(request: HttpRequest) -> HttpResponse:
    """Take one step of the self-check; a form that brings no case begins anew."""
    if request.method != "POST":
        return pages.start_page(request)
    case = carried(request) or Case()
    shown = PAGES.get(request.POST.get("ke", ""))
    if shown and (case.act or shown in (pages.start_page, pages.acts_page, pages.all_page)):
        return shown(request, case)
    step = STEPS.get(request.POST.get("langkah", ""), _written)
    if not case.act and step in (_facts_told, _question_answered):
        return pages.start_page(request, case)
    return step(request, case)


def _written(request: HttpRequest, case: Case) -> HttpResponse:
    if "daftar" in request.POST:
        return pages.all_page(request, replace(case, text=""))
    form = TextForm(request.POST)
    if not form.is_valid():
        return pages.start_page(request, case, form)
    written = form.cleaned_data["kata"]
    return pages.acts_page(request, case if case.text == written else Case(text=written))


def _act_named(request: HttpRequest, case: Case) -> HttpResponse:
    heard = hear(case.text)
    form = pages.act_form(case, heard, request.POST)
    if not form.is_valid():
        return pages.acts_page(request, case, form)
    if form.cleaned_data["pilihan"] == OTHER:
        return pages.all_page(request, case)
    return _with_act(request, case, form.cleaned_data["pilihan"])


def _act_found(request: HttpRequest, case: Case) -> HttpResponse:
    act = request.POST.get("pilihan", "")
    if act in {item.code for item in checkable()}:
        return _with_act(request, case, act)
    return pages.all_page(request, case, request.POST.get("cari", "").strip()[:100])


def _with_act(request: HttpRequest, case: Case, act: str) -> HttpResponse:
    case = chosen(case, act)
    page = pages.answer_page if act == catalogue.OUTSIDE_ACT else pages.facts_page
    return page(request, case)


def _facts_told(request: HttpRequest, case: Case) -> HttpResponse:
    form = pages.facts_form(case, hear(case.text), request.POST)
    if not form.is_valid():
        return pages.facts_page(request, case, form)
    if form.cleaned_data["tanggal"] != form.initial["tanggal"]:
        case = replace(case, on=form.cleaned_data["tanggal"])
    if "daerah" in form.cleaned_data:
        case = replace(case, region=form.cleaned_data["daerah"])
    for code, value in form.changes().items():
        case = told(case, code, value)
    return pages.next_page(request, case)


def _question_answered(request: HttpRequest, case: Case) -> HttpResponse:
    asked = request.POST.get("fakta", "")
    facts = {fact.code: fact for fact in assessed(case, hear(case.text)).judgement.questions}
    if asked not in facts:
        # Answered in another window meanwhile, or the catalogue changed: go on from what is known.
        return pages.next_page(request, case)
    form = pages.question_form(facts[asked], request.POST)
    if not form.is_valid():
        return pages.question_page(request, case, facts[asked], form)
    return pages.next_page(request, answered(case, asked, form.value()))


STEPS: dict[str, Step] = {
    pages.START: _written,
    pages.ACTS: _act_named,
    pages.ALL: _act_found,
    pages.FACTS: _facts_told,
    pages.QUESTION: _question_answered,
}
PAGES: dict[str, Step] = {
    pages.START: pages.start_page,
    pages.ACTS: pages.acts_page,
    pages.ALL: pages.all_page,
    pages.FACTS: pages.facts_page,
    pages.QUESTION: pages.next_page,
}
