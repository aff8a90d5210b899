"""The facts of a case as pages show them: the value in words, where it comes from, and what else it could be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.selfcheck.domain import NOTHING_ELSE, OTHER_PERSON, TEXT, CheckState, TextAnalysis
from netral.apps.guidance.selfcheck.service import CurrentRules, this_day
from netral.engines.rules.receipt import StatedFact
from netral.foundation.ui.formats import english

# How Indonesian that speaks to the person who did it speaks of somebody else.
_OF_OTHER = (("Anda sendiri", "orang itu sendiri"), ("Anda", "orang itu"), ("Saya", "Orang itu"), ("saya", "orang itu"))


@dataclass(frozen=True)
class FactRow:
    """One fact of a case; `is_of_day` says that the day alone told it, `is_presumed` that nothing did."""

    code: str
    question: str
    value: str
    said: str
    origin: str
    options: tuple[tuple[str, str], ...]
    may_be_unknown: bool
    is_of_day: bool
    is_presumed: bool

    @property
    def name(self) -> str:
        """The name of its field in a form."""
        return f"fakta_{self.code}"


def question_of(fact: catalogue.Fact, *, of_other: bool = False) -> str:
    """The question for a fact, in the reader's language; about another person where she tells of one."""
    return fact.question_en if english() else about(fact.question, of_other=of_other)


def options_of(fact: catalogue.Fact, *, of_other: bool = False) -> tuple[tuple[str, str], ...]:
    """The values of a fact with their words in the reader's language."""
    return tuple(
        (value, words[1] if english() else about(words[0], of_other=of_other)) for value, words in fact.options.items()
    )


def about(text: str, *, of_other: bool) -> str:
    """Indonesian text that speaks to the person who did it, turned to speak of somebody else."""
    if not of_other:
        return text
    for word, instead in _OF_OTHER:
        text = re.sub(rf"\b{word}\b", instead, text)
    return text


def tells_of_other(case: CheckState, heard: TextAnalysis) -> bool:
    """Whether the person tells of somebody else."""
    return (case.doer or heard.doer) == OTHER_PERSON


def rows_of(case: CheckState, heard: TextAnalysis, facts: Iterable[StatedFact]) -> tuple[FactRow, ...]:
    """The facts a page rests upon, those she could not tell, and what she ticked, in the order of the catalogue."""
    if case.act == catalogue.OUTSIDE_ACT:
        return ()
    rule_service, on = CurrentRules(case.region), case.on or heard.day or this_day()
    granted = rule_service.judge(
        case.act, (), on, rule_service.phase(on), doubted=frozenset(rule_service.presumed(case.act))
    ).facts
    held, codes = {fact.code: fact for fact in (*granted, *facts)}, {fact.code for fact in granted}
    of_other = tells_of_other(case, heard)
    return tuple(
        _row(fact, held.get(fact.code), heard, is_granted=fact.code in codes, of_other=of_other)
        for fact in rule_service.rulebook.catalogue.facts
        if fact.code != NOTHING_ELSE and (fact.code in held or fact.code in case.declined)
    )


def _row(
    fact: catalogue.Fact, held: StatedFact | None, heard: TextAnalysis, *, is_granted: bool, of_other: bool
) -> FactRow:
    options = options_of(fact, of_other=of_other)
    value = held.value if held else ""
    return FactRow(
        code=fact.code,
        question=question_of(fact, of_other=of_other),
        value=value,
        said=dict(options).get(value, _("Belum diketahui")),
        origin=_origin(held, heard),
        options=options,
        may_be_unknown=not is_granted,
        is_of_day=held is not None and held.source == "date",
        is_presumed=held is not None and held.source == TEXT and held.code not in heard.cues,
    )


def _origin(held: StatedFact | None, heard: TextAnalysis) -> str:
    if held is None:
        return _("Anda belum tahu.")
    if held.source == TEXT and held.code in heard.cues:
        return _("Dari kata “%(cue)s”.") % {"cue": heard.cues[held.code]}
    return {"user": _("Jawaban Anda."), "date": _("Dari tanggal.")}.get(held.source, _("Anggapan."))
