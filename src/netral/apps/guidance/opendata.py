"""The library as open data: stable keys, addresses, codes and their words."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from typing import Any

from django.urls import reverse

from netral.apps.guidance.labels import act_title, facts_shown
from netral.apps.guidance.models import PublishedAnswer

LICENCE, LICENCE_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
HEADER = (
    "number", "url", "institution", "act", "act_title", "facts", "position", "norms", "question", "text",
    "differs_because", "judged_on", "valid_from", "valid_to", "published_at", "replaced_by", "replaced_at",
    "catalogue_version", "licence",
)  # fmt: skip


def document(rows: Iterable[PublishedAnswer], absolute: Callable[[str], str]) -> dict[str, Any]:
    """Return the answers as one JSON document."""
    return {
        "licence": {"name": LICENCE, "url": LICENCE_URL},
        "answers": [
            {**_told(row, absolute), "facts": dict(row.facts), "facts_in_words": dict(facts_shown(row.act, row.facts))}
            for row in rows
        ],
    }


def lines(rows: Iterable[PublishedAnswer], absolute: Callable[[str], str]) -> Iterator[list[Any]]:
    """Yield the answers as lines of a file, in the order of its header."""
    for row in rows:
        told = {**_told(row, absolute), "licence": LICENCE}
        told["facts"] = "; ".join(f"{question} {answer}" for question, answer in facts_shown(row.act, row.facts))
        told["norms"] = ", ".join(row.norms)
        yield [told[name] for name in HEADER]


def _told(row: PublishedAnswer, absolute: Callable[[str], str]) -> dict[str, Any]:
    return {
        "number": row.number,
        "url": absolute(reverse("guidance_answer", args=[row.pk])),
        "institution": row.institution.name,
        "act": row.act,
        "act_title": act_title(row.act),
        "position": row.position,
        "norms": row.norms,
        "question": row.question,
        "text": row.text,
        "differs_because": row.differs_because,
        "judged_on": row.judged_on.isoformat(),
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "published_at": _moment(row.published_at),
        "replaced_by": row.replaced_by.number if row.replaced_by else None,
        "replaced_at": _moment(row.replaced_at) if row.replaced_at else None,
        "catalogue_version": row.catalogue_version,
    }


def _moment(moment: Any) -> str:
    return str(moment.astimezone(UTC).isoformat(timespec="seconds"))
