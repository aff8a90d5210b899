"""The pages of the self-check, each made from the case alone."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.api import PublishedAnswerView, matching_answers
from netral.apps.guidance.selfcheck.assessment import Assessment
from netral.apps.guidance.selfcheck.chips import chips_beside, chips_of
from netral.apps.guidance.selfcheck.domain import MOST_QUESTIONS, NOTHING_ELSE, STATUS, CheckState, TextAnalysis
from netral.apps.guidance.selfcheck.form_state import dump
from netral.apps.guidance.selfcheck.forms import ActForm, ConfirmForm, FactsForm, QuestionForm, SearchForm, TextForm
from netral.apps.guidance.selfcheck.rows import about, options_of, question_of, rows_of, tells_of_other
from netral.apps.guidance.selfcheck.service import CurrentRules, analyse, assessed, regions_with_rules, this_day
from netral.apps.guidance.selfcheck.view_models import act_item, answer_of, groups
from netral.engines.rules.receipt import StatedFact
from netral.foundation.elections.queries import NoElection
from netral.foundation.ui.formats import english

START, ACTS, ALL, FACTS, QUESTION, CONFIRM = "tulis", "perbuatan", "semua", "fakta", "tanya", "pastikan"
MOST_ANSWERS = 3
Checked = Assessment[catalogue.Judgement]


def start_page(request: HttpRequest, case: CheckState | None = None, form: TextForm | None = None) -> HttpResponse:
    """Ask what was done or is planned."""
    shown = form or TextForm(initial={"kata": case.text if case else ""})
    return _page(request, "start", case or CheckState(), {"form": shown, "step": START})


def acts_page(request: HttpRequest, case: CheckState, form: ActForm | None = None) -> HttpResponse:
    """Ask which of the likeliest acts is meant; all of them when the text cannot be read."""
    heard = analyse(case.text)
    if not heard.acts:
        return all_page(request, case)
    shown = form or act_form(case, heard)
    return _page(request, "acts", case, {"form": shown, "step": ACTS, "back": START})


def act_form(case: CheckState, heard: TextAnalysis, data: Any = None) -> ActForm:
    """The likeliest acts to choose from."""
    items = [act_item(code) for code, _score in heard.acts]
    acts = [(item.code, item.title, item.example) for item in items]
    return ActForm(data, acts=acts, initial={"pilihan": case.act})


def all_page(request: HttpRequest, case: CheckState, search: str = "", problem: str = "") -> HttpResponse:
    """Show all acts, narrowed by a search."""
    heard = analyse(case.text)
    context = {
        "form": SearchForm(initial={"cari": search}),
        "groups": groups(search),
        "search": search,
        "step": ALL,
        "problem": problem,
        "refused": refusal_in_words(heard.refused) if heard.refused else "",
        "back": ACTS if heard.acts else START,
    }
    return _page(request, "all", case, context)


def facts_form(case: CheckState, heard: TextAnalysis, facts: Iterable[StatedFact], data: Any = None) -> FactsForm:
    """The day, who did it, and the facts known so far."""
    return FactsForm(
        data,
        rows=rows_of(case, heard, facts),
        day=case.on or heard.day or this_day(),
        doer=case.doer or heard.doer,
        regions=regions_with_rules(),
        region=case.region,
    )


def next_page(request: HttpRequest, case: CheckState, entered: QueryDict | None = None) -> HttpResponse:
    """Ask the next question, or answer when there is none left to ask.

    `entered` is what she chose on the page before and has not sent as her answer; asked the same again, she finds it.
    """
    heard = analyse(case.text)
    assessment = assessed(case, heard)
    if assessment.confirmation:
        confirm = confirm_form(case, heard, assessment, entered=entered)
        return confirm_page(request, case, heard, assessment, (_understood(case, heard, assessment), confirm))
    if assessment.questions and case.may_be_asked:
        question = question_form(case, heard, asked_fact(assessment), entered=entered)
        return question_page(request, case, heard, assessment, (_understood(case, heard, assessment), question))
    return answer_page(request, case)


def question_page(
    request: HttpRequest,
    case: CheckState,
    heard: TextAnalysis,
    assessment: Checked,
    forms: tuple[FactsForm, QuestionForm],
) -> HttpResponse:
    """Ask one question, above what was understood."""
    fact = asked_fact(assessment)
    facts, form = forms
    context = {
        "facts": facts,
        "chips": chips_beside(facts, case, heard, {fact.code}),
        "form": form,
        "fact": fact,
        "number": len(case.asked) + 1,
        "most": MOST_QUESTIONS,
        "step": QUESTION,
        "act": act_item(assessment.judgement.act),
        "back": ACTS if case.text else ALL,
    }
    return _page(request, "question", case, context)


def asked_fact(assessment: Checked) -> catalogue.Fact:
    """The fact that is asked next."""
    facts = {fact.code: fact for fact in assessment.judgement.rulebook.catalogue.facts}
    return facts[assessment.questions[0]]


def question_form(
    case: CheckState, heard: TextAnalysis, fact: catalogue.Fact, data: Any = None, entered: QueryDict | None = None
) -> QuestionForm:
    """The form of a fact's question, with what she chose there already."""
    of_other = tells_of_other(case, heard)
    chosen = entered.get("jawaban") if entered and entered.get("fakta") == fact.code else None
    return QuestionForm(
        data,
        initial={"jawaban": chosen},
        question=question_of(fact, of_other=of_other),
        hint=fact.hint,
        options=options_of(fact, of_other=of_other),
    )


def confirm_page(
    request: HttpRequest,
    case: CheckState,
    heard: TextAnalysis,
    assessment: Checked,
    forms: tuple[FactsForm, ConfirmForm],
) -> HttpResponse:
    """Ask what else was part of it, below what was understood; one tap where it was nothing."""
    facts, form = forms
    context = {
        "facts": facts,
        "chips": chips_beside(facts, case, heard, _asked_by_ticks(facts, form)),
        "form": form,
        "step": CONFIRM,
        "act": act_item(case.act),
        "back": ACTS if case.text else ALL,
    }
    return _page(request, "confirm", case, context)


def confirm_form(
    case: CheckState, heard: TextAnalysis, assessment: Checked, data: Any = None, entered: QueryDict | None = None
) -> ConfirmForm:
    """The things that would change the answer, to be ticked, with what she ticked already."""
    rulebook = assessment.judgement.rulebook
    fact = next(fact for fact in rulebook.catalogue.facts if fact.code == NOTHING_ELSE)
    of_other, rule_service = tells_of_other(case, heard), CurrentRules(case.region)
    named = assessment.confirmation.things if assessment.confirmation else ()
    words = {(code, value): rule_service.words_of(case.act, code, value) for code, value in named}
    things = [
        (f"{code}={value}", in_english if english() else about(told, of_other=of_other))
        for (code, value), (told, in_english) in words.items()
    ]
    ticks = entered.getlist("lain") if entered else []
    question = question_of(fact, of_other=of_other)
    return ConfirmForm(data, question=question, things=things, initial={"lain": ticks})


def _asked_by_ticks(facts: FactsForm, form: ConfirmForm) -> set[str]:
    """The facts that nothing but the ticks tells; who she is stands above them all the same."""
    offered = {code for code, _value in form.things}
    return {row.code for row in facts.rows if row.is_presumed and row.code in offered and row.code != STATUS}


def _understood(case: CheckState, heard: TextAnalysis, assessment: Checked) -> FactsForm:
    return facts_form(case, heard, assessment.understood)


def answer_page(request: HttpRequest, case: CheckState, form: FactsForm | None = None) -> HttpResponse:
    """Show the answer, with everything it was made from."""
    heard = analyse(case.text)
    assessment = assessed(case, heard)
    judgement = assessment.judgement
    shown = form or facts_form(case, heard, judgement.facts)
    facts = {fact.code: fact.value for fact in judgement.facts}
    context = {
        "answer": answer_of(assessment, case.region, of_other=tells_of_other(case, heard)),
        "facts": shown,
        "chips": chips_of(shown, case, heard),
        "published": _published(judgement.act, facts, assessment.on),
        "asks_more": bool(assessment.confirmation or (assessment.questions and case.may_be_asked)),
        "step": FACTS,
        "back": ACTS if case.text else ALL,
    }
    return _page(request, "answer", case, context)


def _published(act: str, facts: Mapping[str, str], on: date) -> tuple[PublishedAnswerView, ...]:
    try:
        return matching_answers(act, facts, on)[:MOST_ANSWERS]
    except NoElection:
        # Nobody can have asked for guidance before the first election was loaded.
        return ()


def refusal_in_words(reason: str) -> str:
    """Why a text could not be read, and what to do."""
    return {
        "kosong": _("Tulisannya kosong."),
        "terlalu-panjang": _("Tulisannya terlalu panjang. Tulis satu atau dua kalimat, atau pilih dari daftar ini."),
        "bahasa-lain": _("Ini bukan bahasa Indonesia. Tulis dalam bahasa Indonesia, atau pilih dari daftar ini."),
    }.get(reason, _("Tulisan ini tidak dapat dipahami. Tulis satu kalimat biasa, atau pilih dari daftar ini."))


def _page(request: HttpRequest, name: str, case: CheckState, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"guidance/selfcheck/{name}.html", {"case": case, "carried": dump(case), **context})
