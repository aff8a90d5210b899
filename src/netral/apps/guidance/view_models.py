"""Answers and judgements as pages show them."""

from typing import Any

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.labels import POSITIONS, VERDICTS, act_title, facts_shown, norms_shown
from netral.apps.guidance.models import Answer, PublishedAnswer
from netral.engines.rules.grades import grade_of


def answer_shown(row: Answer) -> dict[str, Any]:
    """Return a version of an answer with its codes in words."""
    return {"row": row, **_said(row)}


def published_shown(row: PublishedAnswer) -> dict[str, Any]:
    """Return a published answer with its codes in words."""
    return {"row": row, **_said(row)}


def judgement_shown(judgement: catalogue.Judgement) -> dict[str, Any]:
    """Return what the catalogue says, in words."""
    tones = {code: tone for code, (_words, tone) in POSITIONS.items()}
    confirmed = catalogue.confirmed_among(each.norm for each in judgement.norms)
    particular = [conflict for conflict in judgement.touching if not conflict.is_general]
    return {
        "verdict": VERDICTS[judgement.verdict],
        "tone": tones.get(judgement.verdict.value, "neutral"),
        "norms": [
            {
                "title": each.norm.title,
                "grade": grade_of(each.norm.verification, is_confirmed=each.norm.id in confirmed),
                **shown,
            }
            for each, shown in zip(
                judgement.norms, norms_shown([each.norm.id for each in judgement.norms]), strict=True
            )
        ],
        "advice": catalogue.advice_for(judgement),
        "conflicts": [conflict.question for conflict in (*judgement.conflicts, *particular)],
        "questions": [fact.question for fact in judgement.questions],
    }


def _said(row: Answer | PublishedAnswer) -> dict[str, Any]:
    words, tone = POSITIONS[row.position]
    return {
        "position": words,
        "tone": tone,
        "act": act_title(row.act),
        "facts": facts_shown(row.act, row.facts),
        "norms": norms_shown(row.norms),
    }
