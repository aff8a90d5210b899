"""Interviews: what is marked, by how many, and what the marks come to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from netral.engines.steps.table import StepRefused, gettext_noop as _

LEAST_ASSESSORS = 2
LOWEST, HIGHEST = 1, 5
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Criterion:
    """One line of the rubric; the weights of all come to 100."""

    code: str
    title: str
    weight: int


@dataclass(frozen=True)
class InterviewMark:
    """What an assessor gave for one criterion, 1 to 5; the lowest and the highest have a reason."""

    code: str
    points: int
    reason: str = ""


def check_marks(marks: Collection[InterviewMark], rubric: Sequence[Criterion]) -> None:
    """Refuse marks that leave out a criterion, lie outside the range, or give an extreme without a reason."""
    given = {mark.code: mark for mark in marks}
    for criterion in rubric:
        mark = given.get(criterion.code)
        if mark is None or not LOWEST <= mark.points <= HIGHEST:
            raise StepRefused(_("Beri nilai 1 sampai 5 untuk “%(title)s”."), title=criterion.title)
        if mark.points in (LOWEST, HIGHEST) and not mark.reason.strip():
            raise StepRefused(_("Nilai 1 dan 5 perlu alasan. Tulis alasan untuk “%(title)s”."), title=criterion.title)


def score_of(marks: Collection[InterviewMark], rubric: Sequence[Criterion]) -> Decimal:
    """Return one assessor's score, 20 to 100, by the weights of the rubric."""
    points = {mark.code: mark.points for mark in marks}
    weighted = sum(points[criterion.code] * criterion.weight for criterion in rubric)
    return (Decimal(weighted) * 100 / (HIGHEST * sum(criterion.weight for criterion in rubric))).quantize(CENT)


def mean_of(scores: Sequence[Decimal]) -> Decimal:
    """Return the mean of the assessors' scores, which are at least one."""
    return (sum(scores, Decimal()) / len(scores)).quantize(CENT)


def check_assessors(assessors: Collection[str], recused: Mapping[str, Collection[str]]) -> None:
    """Refuse fewer than two assessors for anybody; `recused` is who stands aside, by applicant's name."""
    if len(set(assessors)) < LEAST_ASSESSORS:
        raise StepRefused(_("Pilih sekurang-kurangnya dua penilai."))
    for name, aside in recused.items():
        if len({*assessors} - {*aside}) < LEAST_ASSESSORS:
            raise StepRefused(
                _("Penilai yang tidak mengundurkan diri untuk %(name)s kurang dari dua. Tambah penilai lain."),
                name=name,
            )
