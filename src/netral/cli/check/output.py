"""Telling the result of a self-check: as data for programs, and in Indonesian for people."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from rich.console import Console
from rich.padding import Padding

from netral.apps.catalogue.judging.judge import JudgedNorm, Judgement
from netral.apps.catalogue.judging.rule_service import RuleService
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.apps.catalogue.rows import Conflict, SanctionChoice
from netral.apps.guidance.selfcheck.assessment import Assessment
from netral.apps.guidance.selfcheck.domain import MOST_QUESTIONS, NONE, NOTHING_ELSE, OTHER_PERSON, Clash, TextAnalysis
from netral.engines.rules.dated import Verification
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.grades import SHORT, grade_of

_WORDS = {
    Verdict.VIOLATION: "■ MELANGGAR",
    Verdict.CLEAR: "● TIDAK MELANGGAR",
    Verdict.DEPENDS: "▲ TERGANTUNG",
    Verdict.ASK: "▲ MINTA PETUNJUK DAHULU",
    Verdict.OUTSIDE: "○ DI LUAR CAKUPAN",
}
_NOT_ELECTIONS, _NOT_BOUND = "bukan-pemilihan", "bukan-asn"
_REASONS = {
    _NOT_ELECTIONS: "Tulisan ini tampaknya bukan soal netralitas dalam pemilihan.",
    "kosong": "Tulisannya kosong.",
    "terlalu-panjang": "Tulisannya terlalu panjang. Tulis satu atau dua kalimat.",
    "bukan-teks": "Ini bukan tulisan.",
    "bahasa-lain": "Tulisan ini bukan bahasa Indonesia.",
}
_DISPUTED = "Sumber tidak sepakat"


def as_data(heard: TextAnalysis, assessment: Assessment[Judgement], today: date) -> dict[str, Any]:
    """The result as the command prints it in JSON."""
    judgement = assessment.judgement
    data: dict[str, Any] = {
        "acts": [{"id": act, "score": round(score, 4)} for act, score in heard.acts],
        "verdict": judgement.verdict.value,
        "norms": [_norm(judged, judgement.sent_on(today)) for judged in judgement.norms],
        "questions": list(_questions(assessment)),
        "advice": _advice(heard, judgement),
        "receipt": judgement.receipt(),
    }
    if judgement.verdict is Verdict.OUTSIDE:
        data["reason"] = reason_of(heard, judgement)
    if notes := list(notes_on(heard, assessment)):
        data["notes"] = notes
    return data


def reason_of(heard: TextAnalysis, judgement: Judgement) -> str:
    """Why a text got no verdict, as a code."""
    return heard.refused or (_NOT_BOUND if judgement.beyond else _NOT_ELECTIONS)


def notes_on(heard: TextAnalysis, assessment: Assessment[Judgement]) -> Iterator[str]:
    """What the reader should know beside the verdict, in Indonesian."""
    if heard.day == assessment.on:
        yield f"Tanggal {assessment.on:%d-%m-%Y} dibaca dari kata “{heard.day_cue}”. Bila keliru, beri --on."
    elif heard.day:
        yield (
            f"Kata “{heard.day_cue}” dibaca sebagai {heard.day:%d-%m-%Y}, tetapi tanggal yang dinyatakan "
            f"{assessment.on:%d-%m-%Y}. Yang dipakai: tanggal yang dinyatakan."
        )
    if assessment.clash:
        yield _clash(assessment.clash, assessment, assessment.judgement.rulebook)
    for conflict in assessment.judgement.conflicts:
        yield f"{conflict.question} " + " | ".join(position.text for position in conflict.positions)
    yield from assessment.judgement.doubts


def tell(console: Console, heard: TextAnalysis, assessment: Assessment[Judgement], today: date) -> None:
    """Print the result for a person."""
    judgement = assessment.judgement
    console.print(_WORDS[judgement.verdict], style="bold", highlight=False)
    if judgement.verdict is Verdict.OUTSIDE and not judgement.beyond:
        console.print(_REASONS[reason_of(heard, judgement)], highlight=False)
        return
    titles = {act.code: act.title for act in judgement.rulebook.catalogue.acts}
    console.print(f"Perbuatan: {titles[judgement.act]}, {assessment.on:%d-%m-%Y}", highlight=False)
    for heading, lines in _sections(heard, assessment, titles, today):
        _tell_section(console, heading, lines)


def _sections(
    heard: TextAnalysis, assessment: Assessment[Judgement], titles: dict[str, str], today: date
) -> Iterator[tuple[str, list[str]]]:
    judgement = assessment.judgement
    options = {fact.code: fact for fact in judgement.rulebook.catalogue.facts}
    if judgement.verdict is Verdict.DEPENDS:
        yield "Aturan yang mungkin kena", [f"{judged.norm.id} {judged.norm.title}" for judged in judgement.norms]
    else:
        yield "Aturan", [_norm_in_words(judged, judgement.sent_on(today)) for judged in judgement.norms]
    yield _DISPUTED, [f"{', '.join(_touched(judgement, each))}: {each.question}" for each in judgement.touching]
    yield "Catatan", list(notes_on(heard, assessment))
    yield "Yang dipakai", [f"{options[f.code].question} {options[f.code].options[f.value][0]}" for f in judgement.facts]
    yield (
        "Masih perlu diketahui (--fact KODE=NILAI)",
        [line for question in _questions(assessment) for line in _question_in_words(question)],
    )
    advice = _advice(heard, judgement)
    yield "Saran", [advice] if advice else []
    yield (
        "Bukan itu maksudnya? (--act KODE)",
        [f"{act}: {titles[act]}" for act, _ in heard.acts if act != judgement.act],
    )


def _tell_section(console: Console, heading: str, lines: Iterable[str]) -> None:
    listed = list(lines)
    if not listed:
        return
    console.print(f"\n{heading}", style="bold", highlight=False)
    for line in listed:
        console.print(Padding(line, (0, 0, 0, 2)), highlight=False, markup=False)


def _clash(clash: Clash, assessment: Assessment[Judgement], rulebook: Rulebook) -> str:
    (phase,) = (fact for fact in rulebook.catalogue.facts if fact.code == "tahap")
    said, of_day, used = (phase.options[value][0] for value in (clash.said, clash.of_day, clash.used))
    return f"Tahap menurut kata-kata: {said}. Menurut tanggal {assessment.on:%d-%m-%Y}: {of_day}. Yang dipakai: {used}."


def _questions(assessment: Assessment[Judgement]) -> Iterator[dict[str, Any]]:
    """What is asked next, at most three facts; or what else was part of it, each thing as FACT=VALUE."""
    rulebook = assessment.judgement.rulebook
    facts = {fact.code: fact for fact in rulebook.catalogue.facts}
    if assessment.confirmation:
        fact = facts[NOTHING_ELSE]
        court, act = RuleService(rulebook), assessment.judgement.act
        things = {
            f"{code}={value}": court.words_of(act, code, value)[0] for code, value in assessment.confirmation.things
        }
        offered = {**things, NONE: fact.options[NONE][0]}
        yield {"fact": fact.code, "text": fact.question, "options": list(offered), "labels": list(offered.values())}
    for code in assessment.questions[:MOST_QUESTIONS]:
        fact = facts[code]
        labels = [words[0] for words in fact.options.values()]
        yield {"fact": code, "text": fact.question, "options": list(fact.options), "labels": labels}


def _question_in_words(question: dict[str, Any]) -> list[str]:
    if question["fact"] != NOTHING_ELSE:
        return [f"{question['text']} {question['fact']}={'|'.join(question['options'])}"]
    *things, none = zip(question["options"], question["labels"], strict=True)
    lines = [f"{label}: --fact {answer}" for answer, label in things]
    return [question["text"], *lines, f"{none[1]}: --fact {NOTHING_ELSE}={none[0]}"]


def _advice(heard: TextAnalysis, judgement: Judgement) -> str:
    return judgement.advice_for(other=heard.doer == OTHER_PERSON)


def _norm(judged: JudgedNorm, sent_on: date) -> dict[str, Any]:
    return {
        "id": judged.norm.id,
        "basis": [_tagged(choice.provision.title, choice.link.verification) for choice in judged.basis]
        or [_tagged(judged.norm.reference, judged.norm.verification)],
        "verification": judged.norm.verification.value,
        "sanction": " / ".join(_sanction(choice) for choice in judged.sanctions),
        "handler": " / ".join(f"{each.title}; yang memutus: {each.decides}" for each in judged.handlers(sent_on)),
        "conflicts": [_conflict(conflict) for conflict in judged.conflicts],
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    positions = [position.text for position in conflict.positions]
    return {
        "id": conflict.code,
        "question": conflict.question,
        "positions": positions,
        "handling": conflict.handling,
    }


def _touched(judgement: Judgement, conflict: Conflict) -> list[str]:
    return [judged.norm.id for judged in judgement.norms if conflict in judged.conflicts]


def _norm_in_words(judged: JudgedNorm, sent_on: date) -> str:
    norm = _norm(judged, sent_on)
    parts = [_tagged(f"{judged.norm.id} {judged.norm.title}", judged.norm.verification)]
    parts += [f"dasar: {basis}" for basis in norm["basis"]]
    handled = f"ditangani bila dikirim {sent_on:%d-%m-%Y}"
    parts += [f"{label}: {norm[key]}" for label, key in (("sanksi", "sanction"), (handled, "handler")) if norm[key]]
    return "\n".join(parts)


def _sanction(choice: SanctionChoice) -> str:
    forms = "; ".join(sanction.title for sanction in choice.sanctions)
    text = f"{choice.claim.level}: {forms}" if forms else choice.claim.level
    note = choice.claim.note.rstrip(".")
    return _tagged(f"{text} ({note})" if note else text, choice.claim.verification)


def _tagged(text: str, verification: Verification) -> str:
    return f"{text} ({SHORT[grade_of(verification)]})"
