"""The facts of a case as pages show them: the value in words, where it comes from, and what else it could be."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.selfcheck.assessing import CurrentCourt, this_day
from netral.apps.guidance.selfcheck.domain import TEXT, Case, Heard, facts_of, settled
from netral.engines.rules.receipt import StatedFact
from netral.foundation.ui.formats import english


@dataclass(frozen=True)
class FactRow:
    """One fact of a case."""

    code: str
    question: str
    value: str
    said: str
    origin: str
    options: tuple[tuple[str, str], ...]
    may_be_unknown: bool

    @property
    def name(self) -> str:
        """The name of its field in a form."""
        return f"fakta_{self.code}"


def question_of(fact: catalogue.Fact) -> str:
    """The question for a fact, in the reader's language."""
    return fact.question_en if english() else fact.question


def options_of(fact: catalogue.Fact) -> tuple[tuple[str, str], ...]:
    """The values of a fact with their words in the reader's language."""
    return tuple((value, words[1] if english() else words[0]) for value, words in fact.options.items())


def rows_of(case: Case, heard: Heard) -> tuple[FactRow, ...]:
    """The facts known, taken for granted or declined so far, in the order the rules read them."""
    if case.act == catalogue.OUTSIDE_ACT:
        return ()
    court, on = CurrentCourt(case.region), case.on or this_day()
    granted = {fact.code: fact for fact in court.judge(Case(act=case.act), on, (), frozenset()).facts}
    facts = facts_of(case, heard.facts, court.reads(case.act))
    known, _clash = settled(facts, court.phase(on), day_named=case.on is not None)
    held = {**granted, **{fact.code: fact for fact in known}}
    return tuple(
        _row(fact, held.get(fact.code), heard, may_be_unknown=fact.code not in granted)
        for fact in catalogue.facts_of(case.act, case.region)
        if fact.code in held or fact.code in case.declined
    )


def _row(fact: catalogue.Fact, held: StatedFact | None, heard: Heard, *, may_be_unknown: bool) -> FactRow:
    options = options_of(fact)
    value = held.value if held else ""
    return FactRow(
        code=fact.code,
        question=question_of(fact),
        value=value,
        said=dict(options).get(value, _("Belum diketahui")),
        origin=_origin(held, heard),
        options=options,
        may_be_unknown=may_be_unknown,
    )


def _origin(held: StatedFact | None, heard: Heard) -> str:
    if held is None:
        return _("Anda belum tahu.")
    if held.source == TEXT:
        return _("Dari kata “%(cue)s”.") % {"cue": heard.cues.get(held.code, "")}
    return {
        "user": _("Jawaban Anda."),
        "date": _("Dari tanggal."),
        "act": _("Dari perbuatan yang dipilih."),
    }.get(held.source, _("Anggapan. Ubah bila keliru."))
