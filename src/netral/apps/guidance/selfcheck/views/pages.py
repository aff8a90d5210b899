"""The pages of the self-check, each made from the case alone."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.api import PublishedAnswer, matching_answers
from netral.apps.guidance.selfcheck.assessing import assessed, hear, regions_with_rules, this_day
from netral.apps.guidance.selfcheck.carrying import sealed
from netral.apps.guidance.selfcheck.domain import MOST_QUESTIONS, Case, Heard
from netral.apps.guidance.selfcheck.forms import ActForm, FactsForm, QuestionForm, SearchForm, TextForm
from netral.apps.guidance.selfcheck.presenting import act_item, answer_of, groups
from netral.apps.guidance.selfcheck.rows import options_of, question_of, rows_of
from netral.engines.rules.judging import Verdict
from netral.foundation.elections.queries import NoElection

START, ACTS, ALL, FACTS, QUESTION = "tulis", "perbuatan", "semua", "fakta", "tanya"
MOST_ANSWERS = 3


def start_page(request: HttpRequest, case: Case | None = None, form: TextForm | None = None) -> HttpResponse:
    """Ask what was done or is planned."""
    shown = form or TextForm(initial={"kata": case.text if case else ""})
    return _page(request, "start", case or Case(), {"form": shown, "step": START})


def acts_page(request: HttpRequest, case: Case, form: ActForm | None = None) -> HttpResponse:
    """Ask which of the likeliest acts is meant; all of them when the text cannot be read."""
    heard = hear(case.text)
    if not heard.acts:
        return all_page(request, case)
    shown = form or act_form(case, heard)
    return _page(request, "acts", case, {"form": shown, "step": ACTS, "back": START})


def act_form(case: Case, heard: Heard, data: Any = None) -> ActForm:
    """The likeliest acts to choose from."""
    items = [act_item(code) for code, _score in heard.acts]
    acts = [(item.code, item.title, item.example) for item in items]
    return ActForm(data, acts=acts, initial={"pilihan": case.act})


def all_page(request: HttpRequest, case: Case, search: str = "", problem: str = "") -> HttpResponse:
    """Show all acts, narrowed by a search."""
    heard = hear(case.text)
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


def facts_page(request: HttpRequest, case: Case, form: FactsForm | None = None) -> HttpResponse:
    """Show what is known, to be put right."""
    shown = form or facts_form(case, hear(case.text))
    context = {"form": shown, "rows": _with_fields(shown), "step": FACTS, "back": ACTS if case.text else ALL}
    return _page(request, "facts", case, {**context, "act": act_item(case.act)})


def facts_form(case: Case, heard: Heard, data: Any = None) -> FactsForm:
    """The day and the facts known so far."""
    return FactsForm(
        data, rows=rows_of(case, heard), day=case.on or this_day(), regions=regions_with_rules(), region=case.region
    )


def next_page(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask the next question, or answer when there is none left to ask."""
    heard = hear(case.text)
    judgement = assessed(case, heard).judgement
    if judgement.verdict is Verdict.DEPENDS and judgement.questions and case.may_be_asked:
        return question_page(request, case, judgement.questions[0])
    return answer_page(request, case)


def question_page(
    request: HttpRequest, case: Case, fact: catalogue.Fact, form: QuestionForm | None = None
) -> HttpResponse:
    """Ask one question."""
    context = {
        "form": form or question_form(fact),
        "fact": fact,
        "number": len(case.asked) + 1,
        "most": MOST_QUESTIONS,
        "step": QUESTION,
        "back": FACTS,
    }
    return _page(request, "question", case, context)


def question_form(fact: catalogue.Fact, data: Any = None) -> QuestionForm:
    """The form of a fact's question."""
    return QuestionForm(data, question=question_of(fact), hint=fact.hint, options=options_of(fact))


def answer_page(request: HttpRequest, case: Case, form: FactsForm | None = None) -> HttpResponse:
    """Show the answer, with everything it was made from."""
    heard = hear(case.text)
    assessment = assessed(case, heard)
    shown = form or facts_form(case, heard)
    facts = {fact.code: fact.value for fact in assessment.judgement.facts}
    context = {
        "answer": answer_of(assessment, case.region),
        "form": shown,
        "rows": _with_fields(shown),
        "published": _published(case.act, facts, assessment.on),
        "asks_more": bool(assessment.judgement.questions) and case.may_be_asked,
        "step": FACTS,
        "back": FACTS if case.act != catalogue.OUTSIDE_ACT else ACTS,
    }
    return _page(request, "answer", case, context)


def _published(act: str, facts: Mapping[str, str], on: date) -> tuple[PublishedAnswer, ...]:
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


def _with_fields(form: FactsForm) -> list[dict[str, Any]]:
    return [{"fact": row, "field": form[row.name]} for row in form.rows]


def _page(request: HttpRequest, name: str, case: Case, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"guidance/selfcheck/{name}.html", {"case": case, "carried": sealed(case), **context})
