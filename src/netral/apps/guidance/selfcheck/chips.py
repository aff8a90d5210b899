"""What was understood of a case, as short lines that can each be put right."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import gettext as _

from netral.apps.guidance.selfcheck.domain import OTHER_PERSON, CheckState, TextAnalysis
from netral.apps.guidance.selfcheck.forms import FactsForm
from netral.foundation.ui.formats import tanggal


@dataclass(frozen=True)
class Chip:
    """One thing that was understood: what it is, where it comes from, and the field that puts it right."""

    question: str
    said: str
    origin: str
    field: BoundField

    @property
    def is_open(self) -> bool:
        """Whether its field stands open, because what was typed into it is wrong."""
        return bool(self.field.errors)


def chips_of(form: FactsForm, case: CheckState, heard: TextAnalysis) -> tuple[Chip, ...]:
    """Everything an answer rests upon; nothing where nothing was judged."""
    return tuple(_chips(form, case, heard)) if form.rows else ()


def chips_beside(form: FactsForm, case: CheckState, heard: TextAnalysis, asked: Collection[str]) -> tuple[Chip, ...]:
    """What stands beside a question: all but the facts that are asked just now, and what the day says already."""
    left_out = {row.name for row in form.rows if row.code in asked or row.is_of_day}
    return tuple(chip for chip in _chips(form, case, heard) if chip.field.name not in left_out)


def _chips(form: FactsForm, case: CheckState, heard: TextAnalysis) -> Iterator[Chip]:
    yield Chip(_("Kapan?"), tanggal(form.initial["tanggal"]), _origin_of_day(case, heard), form["tanggal"])
    is_other = form.initial["pelaku"] == OTHER_PERSON
    doer = _("Orang lain") if is_other else _("Saya sendiri")
    yield Chip(_("Siapa?"), doer, _origin_of_doer(case, heard), form["pelaku"])
    if "daerah" in form.fields:
        origin = _("Jawaban Anda.") if case.region else _("Boleh dikosongkan.")
        yield Chip(str(form["daerah"].label), form.region_in_words, origin, form["daerah"])
    for row in form.rows:
        yield Chip(row.question, row.said, row.origin, form[row.name])


def _origin_of_day(case: CheckState, heard: TextAnalysis) -> str:
    if case.on:
        return _("Jawaban Anda.")
    if heard.day:
        return _("Dari kata “%(cue)s”.") % {"cue": heard.day_cue}
    return _("Anggapan: hari ini.")


def _origin_of_doer(case: CheckState, heard: TextAnalysis) -> str:
    if case.doer:
        return _("Jawaban Anda.")
    return _("Dari tulisan Anda.") if heard.doer else _("Anggapan.")
