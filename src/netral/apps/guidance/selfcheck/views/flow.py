"""The self-check, from the first sentence to the answer: every page sends the whole case along, none is kept."""

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.i18n import set_language

from netral.apps.guidance.selfcheck.domain import CheckState, answered, reopened, ticked, with_act, with_fact
from netral.apps.guidance.selfcheck.form_state import load
from netral.apps.guidance.selfcheck.forms import OTHER, FactsForm, TextForm
from netral.apps.guidance.selfcheck.service import analyse, assessed
from netral.apps.guidance.selfcheck.view_models import checkable
from netral.apps.guidance.selfcheck.views import pages
from netral.foundation.accounts.access import public

# The button of a chip: what she put right is taken, her answer to the question is not sent yet.
SAVE = "ubah"

Step = Callable[[HttpRequest, CheckState], HttpResponse]


@public
@never_cache
@sensitive_post_parameters()
def check(request: HttpRequest) -> HttpResponse:
    """Take one step of the self-check; a form that brings no case begins anew."""
    if request.method != "POST":
        return pages.start_page(request)
    case = load(request) or CheckState()
    if request.POST.get("language") in dict(settings.LANGUAGES):
        return _in_language(request, case, request.POST["language"])
    return _step(request, case)


def _in_language(request: HttpRequest, case: CheckState, language: str) -> HttpResponse:
    """The page she is on in another language; the switch of other pages would begin anew."""
    with translation.override(language):
        shown = _step(request, case)
    shown.cookies.update(set_language(request).cookies)
    return shown


def _step(request: HttpRequest, case: CheckState) -> HttpResponse:
    shown = PAGES.get(request.POST.get("ke", ""))
    if shown and (case.act or shown in (pages.start_page, pages.acts_page, pages.all_page)):
        return shown(request, case)
    step = STEPS.get(request.POST.get("langkah", ""), _written)
    if not case.act and step in (_facts_told, _question_answered, _confirmed):
        return pages.start_page(request, case)
    return step(request, case)


def _written(request: HttpRequest, case: CheckState) -> HttpResponse:
    if "daftar" in request.POST:
        return pages.all_page(request, replace(case, text=""))
    form = TextForm(request.POST)
    if not form.is_valid():
        return pages.start_page(request, case, form)
    written = form.cleaned_data["kata"]
    return pages.acts_page(request, case if case.text == written else CheckState(text=written))


def _act_named(request: HttpRequest, case: CheckState) -> HttpResponse:
    heard = analyse(case.text)
    form = pages.act_form(case, heard, request.POST)
    if not form.is_valid():
        return pages.acts_page(request, case, form)
    if form.cleaned_data["pilihan"] == OTHER:
        return pages.all_page(request, case)
    return _with_act(request, case, form.cleaned_data["pilihan"])


def _act_found(request: HttpRequest, case: CheckState) -> HttpResponse:
    act = request.POST.get("pilihan", "")
    if act in {item.code for item in checkable()}:
        return _with_act(request, case, act)
    return pages.all_page(request, case, request.POST.get("cari", "").strip()[:100])


def _with_act(request: HttpRequest, case: CheckState, act: str) -> HttpResponse:
    return pages.next_page(request, with_act(case, act))


def _facts_told(request: HttpRequest, case: CheckState) -> HttpResponse:
    heard = analyse(case.text)
    facts = pages.facts_form(case, heard, assessed(case, heard).judgement.facts, request.POST)
    if not facts.is_valid():
        return pages.answer_page(request, case, facts)
    return pages.next_page(request, _put_right(case, facts))


def _question_answered(request: HttpRequest, case: CheckState) -> HttpResponse:
    heard = analyse(case.text)
    assessment = assessed(case, heard)
    if not assessment.questions or request.POST.get("fakta") != assessment.questions[0]:
        # Answered in another window meanwhile, or the catalogue changed: go on from what is known.
        return pages.next_page(request, case)
    fact = pages.asked_fact(assessment)
    facts = pages.facts_form(case, heard, assessment.understood, request.POST)
    if SAVE in request.POST:
        if facts.is_valid():
            return pages.next_page(request, _put_right(case, facts), request.POST)
        unsent = pages.question_form(case, heard, fact, entered=request.POST)
        return pages.question_page(request, case, heard, assessment, (facts, unsent))
    form = pages.question_form(case, heard, fact, request.POST)
    if not (facts.is_valid() & form.is_valid()):
        return pages.question_page(request, case, heard, assessment, (facts, form))
    return pages.next_page(request, answered(_put_right(case, facts), fact.code, form.value()))


def _confirmed(request: HttpRequest, case: CheckState) -> HttpResponse:
    heard = analyse(case.text)
    assessment = assessed(case, heard)
    if not assessment.confirmation:
        return pages.next_page(request, case)
    facts = pages.facts_form(case, heard, assessment.understood, request.POST)
    if SAVE in request.POST:
        if facts.is_valid():
            return pages.next_page(request, _put_right(case, facts), request.POST)
        unsent = pages.confirm_form(case, heard, assessment, entered=request.POST)
        return pages.confirm_page(request, case, heard, assessment, (facts, unsent))
    form = pages.confirm_form(case, heard, assessment, request.POST)
    if not (facts.is_valid() & form.is_valid()):
        return pages.confirm_page(request, case, heard, assessment, (facts, form))
    corrected = _put_right(case, facts)
    if corrected != case and assessed(corrected, heard).confirmation != assessment.confirmation:
        # What she put right changes what could turn the answer: she is shown that before she confirms it.
        return pages.next_page(request, corrected, request.POST)
    return pages.next_page(request, ticked(corrected, form.ticked()))


def _put_right(case: CheckState, facts: FactsForm) -> CheckState:
    """The case with the day, the doer, the region and the facts that were shown, where she says otherwise."""
    said, shown = facts.cleaned_data, case
    if said["tanggal"] != facts.initial["tanggal"]:
        case = replace(case, on=said["tanggal"])
    if said["pelaku"] and said["pelaku"] != facts.initial["pelaku"]:
        case = replace(case, doer=said["pelaku"])
    if "daerah" in said:
        case = replace(case, region=said["daerah"])
    for code, value in facts.changes().items():
        case = with_fact(case, code, value)
    return case if case == shown else reopened(case)


STEPS: dict[str, Step] = {
    pages.START: _written,
    pages.ACTS: _act_named,
    pages.ALL: _act_found,
    pages.FACTS: _facts_told,
    pages.QUESTION: _question_answered,
    pages.CONFIRM: _confirmed,
}
PAGES: dict[str, Step] = {
    pages.START: pages.start_page,
    pages.ACTS: pages.acts_page,
    pages.ALL: pages.all_page,
    pages.QUESTION: pages.next_page,
    pages.CONFIRM: pages.next_page,
    pages.FACTS: pages.next_page,
}
