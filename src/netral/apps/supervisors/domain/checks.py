"""The administrative check by two: what each judged, what both together say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from netral.engines.steps.table import StepRefused, gettext_noop as _

CHECKERS = 2


class RequirementJudgement(StrEnum):
    """What an officer found about one requirement."""

    MET = "met"
    NOT_MET = "not_met"
    MISSING = "missing"


class Verdict(StrEnum):
    """What the judgements of one officer say of an application."""

    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True)
class JudgedRequirement:
    """One requirement as an officer judged it, with her reason."""

    code: str
    judgement: RequirementJudgement
    reason: str = ""


def verdict_of(judged: Collection[JudgedRequirement]) -> Verdict:
    """Return what the judgements come to: one that is not met outweighs a missing paper."""
    found = {each.judgement for each in judged}
    if RequirementJudgement.NOT_MET in found:
        return Verdict.UNQUALIFIED
    return Verdict.INCOMPLETE if RequirementJudgement.MISSING in found else Verdict.QUALIFIED


def check_judged(
    judged: Collection[JudgedRequirement], wanted: Mapping[str, str], without_paper: Collection[str] = ()
) -> None:
    """Refuse judgements that leave out a requirement, or that say without a reason "not", or "met" without its paper.

    `wanted` is titles by code; `without_paper` are the codes whose paper did not come.
    """
    given = {each.code: each for each in judged}
    for code, title in wanted.items():
        if code not in given:
            raise StepRefused(_("Syarat “%(title)s” belum dinilai. Nilai semua syarat dulu."), title=title)
        if given[code].reason.strip():
            continue
        if given[code].judgement is not RequirementJudgement.MET:
            raise StepRefused(_("Tulis alasannya untuk syarat “%(title)s” yang tidak terpenuhi."), title=title)
        if code in without_paper:
            raise StepRefused(
                _(
                    "Syarat “%(title)s” dinilai terpenuhi, tetapi berkasnya tidak ada di lamaran. Tulis dari mana "
                    "Anda tahu, misalnya: dilihat aslinya di loket. Bila belum dilihat, pilih “Berkas belum ada”."
                ),
                title=title,
            )


def check_first_time(officer: str, before: Collection[str]) -> None:
    """Refuse a second check by the same person, and a third by anyone."""
    if officer in before:
        raise StepRefused(_("Anda sudah memeriksa lamaran ini. Pemeriksaan kedua harus oleh petugas lain."))
    if len(before) >= CHECKERS:
        raise StepRefused(_("Lamaran ini sudah diperiksa dua petugas. Buka hasilnya di halaman lamaran."))


def check_settler(member: str, verdicts: Mapping[str, Verdict]) -> None:
    """Refuse a settlement where two have not disagreed, or by one of the two; `verdicts` is by officer."""
    if len(verdicts) < CHECKERS or len(set(verdicts.values())) == 1:
        raise StepRefused(_("Kedua pemeriksa tidak berbeda pendapat, jadi tidak ada yang perlu ditentukan."))
    if member in verdicts:
        raise StepRefused(_("Anda salah satu dari dua pemeriksa. Perbedaan ditentukan anggota lain."))
