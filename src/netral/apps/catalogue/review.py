"""Every row of law as a reviewer has to see it: whom it binds, when, what follows, who handles it, how sure it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from netral.apps.catalogue.editions.documents import fingerprint
from netral.apps.catalogue.rows import (
    Catalogue,
    Conflict,
    Handler,
    LawRow,
    LegalTerm,
    Norm,
    SanctionClaim,
    Status,
)

Row = LawRow | LegalTerm
NORMS = "norms"
# What says the most in a row that has one of these.
_TEXTS = ("text", "form", "decides", "other_law", "level", "kind")
_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class ReviewRow:
    """One dated row: the list it stands in, its key, its place in that list, and its fingerprint."""

    kind: str
    key: str
    row: Row
    place: int
    fingerprint: str

    @property
    def title(self) -> str:
        """What the row is called; a status has its code alone."""
        return str(getattr(self.row, "title", self.key))


def lists_of(law: Catalogue) -> dict[str, Sequence[Row]]:
    """The lists of dated rows by name, in the order a reviewer reads them."""
    return {
        NORMS: law.norms,
        "provisions": law.provisions,
        "sanctions": law.sanctions,
        "handlers": law.handlers,
        "conflicts": law.conflicts,
        "deadlines": law.terms,
        "statuses": law.statuses,
        "conditions": law.conditions,
        "rules": law.rules,
        "forms": law.forms,
    }


def review_rows(law: Catalogue) -> tuple[ReviewRow, ...]:
    """Every row that stands: of what was published under one key more than once, what was published last."""
    return tuple(row for kind, rows in lists_of(law).items() for row in _standing(kind, rows))


def facts_of(found: ReviewRow) -> dict[str, Any]:
    """A row as data, with the same names for every kind; what a kind does not have is empty."""
    row = found.row
    return {
        "kind": found.kind,
        "id": found.key,
        "title": found.title,
        "text": text_of(row),
        "norm_kind": row.kind if isinstance(row, Norm) else None,
        "subjects": list(row.subjects) if isinstance(row, Norm | Status) else [],
        "window": _window(row),
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "sanctions": [_claim(each) for each in row.sanctions] if isinstance(row, Norm) else [],
        "handler": _handlers(row),
        "basis": _basis(row),
        "reference": row.reference,
        "sources": list(row.sources),
        "verification": row.verification,
        "conflicts": conflicts_of(row),
        "note": row.note,
        "fingerprint": found.fingerprint,
    }


def text_of(row: Row) -> str:
    """What a row says beyond its title, in the words of the data."""
    match row:
        case Norm():
            return row.condition
        case Conflict():
            return " ".join((row.question, *(each.text for each in row.positions), row.handling))
        case LegalTerm():
            return f"{row.length} {row.unit}, {row.from_event}"
        case _:
            return str(next((getattr(row, name) for name in _TEXTS if hasattr(row, name)), ""))


def conflicts_of(row: Row) -> list[str]:
    """The codes of the conflicts a row stands in, those of its sanctions included."""
    claims = [each.conflict for each in row.sanctions if each.conflict] if isinstance(row, Norm) else []
    return list(dict.fromkeys([*row.conflicts, *claims]))


def _standing(kind: str, rows: Sequence[Row]) -> Iterator[ReviewRow]:
    newest: dict[str, datetime] = {}
    for row in rows:
        newest[_key(row)] = max(newest.get(_key(row), _EARLIEST), row.published_at or _EARLIEST)
    for place, row in enumerate(rows):
        if (row.published_at or _EARLIEST) == newest[_key(row)]:
            yield ReviewRow(kind, _key(row), row, place, fingerprint(kind, row))


def _key(row: Row) -> str:
    return row.id if isinstance(row, Norm) else str(getattr(row, "code", ""))


def _window(row: Row) -> dict[str, Any]:
    if not isinstance(row, Norm):
        return {}
    return {
        "phase": row.phase,
        "text": row.window,
        "from": row.window_from,
        "to": row.window_to,
        "term": row.window_term,
    }


def _claim(claim: SanctionClaim) -> dict[str, Any]:
    return {
        "level": claim.level,
        "subjects": list(claim.subjects),
        "verification": claim.verification,
        "sources": list(claim.sources),
        "conflict": claim.conflict,
        "valid_from": claim.valid_from if claim.valid_from.year > 1 else None,
        "valid_to": claim.valid_to,
        "note": claim.note,
    }


def _handlers(row: Row) -> list[dict[str, Any]]:
    held = row.handlers if isinstance(row, Norm) else (row,) if isinstance(row, Handler) else ()
    return [
        {
            "route": each.code,
            "title": each.title,
            "forwards_to": each.forwards_to,
            "decides": each.decides,
            "valid_from": each.valid_from,
            "valid_to": each.valid_to,
        }
        for each in held
    ]


def _basis(row: Row) -> list[dict[str, Any]]:
    if isinstance(row, Norm):
        links = row.basis
        return [{"provision": b.provision, "verification": b.verification, "sources": list(b.sources)} for b in links]
    return [{"text": row.basis}] if isinstance(row, LegalTerm) else []
