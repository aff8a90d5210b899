"""What one data set says otherwise than another: rows added, ended, changed field by field, or left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from netral.apps.catalogue.editions.documents import current_rows, plain

# The parts of a data set in the order a reader cares about them.
SECTIONS = (
    "norms",
    "rules",
    "sanctions",
    "handlers",
    "deadlines",
    "conflicts",
    "provisions",
    "procedure",
    "acts",
    "facts",
    "statuses",
    "others",
    "advice",
)
_HIDDEN = ("published_at",)
# No row of law begins before there was any: what has no date of its own is compared as one.
_NAMES = ("id", "code", "act")


class ChangeKind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    ENDED = "ended"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class FieldChange:
    """One field of a row, as data, before and after."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """One row that differs."""

    kind: ChangeKind
    section: str
    key: str
    title: str
    fields: tuple[FieldChange, ...] = ()


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Every row that differs, in the order of the sections, as far as rows still stand in their own data set."""
    old, new = plain(before), plain(after)
    # A data set published before a section was thought of has no rows there.
    return tuple(
        change for section in SECTIONS for change in _section(section, old.get(section, []), new.get(section, []))
    )


def row_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """The fields in which two editions of one row differ, their dates aside."""
    dates = ("valid_from", "valid_to", "handlers")
    return tuple(change for change in _fields(plain(before), plain(after)) if change.field not in dates)


def _section(section: str, before: Any, after: Any) -> Iterator[Change]:
    old, new = _standing(section, before), _standing(section, after)
    for key in dict.fromkeys((*old, *new)):
        rows = (old.get(key, {}), new.get(key, {}))
        if rows[0] == rows[1]:
            continue
        yield from _changes(section, key, *rows)


def _changes(section: str, key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for start in dict.fromkeys((*old, *new)):
        was, now_is = old.get(start), new.get(start)
        if was == now_is:
            continue
        if was is None:
            yield Change(ChangeKind.ADDED, section, key, _title(now_is))
        elif now_is is None:
            yield Change(ChangeKind.REMOVED, section, key, _title(was))
        else:
            fields = tuple(_fields(was, now_is))
            ended = now_is.get("valid_to") and not was.get("valid_to")
            kind = ChangeKind.ENDED if ended else ChangeKind.CHANGED
            yield Change(kind, section, key, _title(now_is), fields)


def _standing(section: str, document: Any) -> dict[str, dict[str, dict[str, Any]]]:
    """The rows that stand, by key and then by the day they begin."""
    if section == "procedure":
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for part in ("conditions", "rules", "forms"):
            found |= _standing(part, document[part])
        return found
    if section == "rules" and document and "act" in document[0]:
        rows = [{**rule, "act_code": rows["act"]} for rows in document for rule in rows["rules"]]
        rows += [{**rows, "id": rows["act"], "rules": len(rows["rules"])} for rows in document]
        return {row["id"]: {"": row} for row in rows}
    by_key = current_rows(document)
    return {key: {str(row.get("valid_from", "")): row for row in rows} for key, rows in by_key.items()}


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*before, *after)):
        if name not in _HIDDEN and before.get(name) != after.get(name):
            yield FieldChange(name, before.get(name), after.get(name))


def _title(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ""
    return str(
        row.get("title")
        or row.get("question")
        or row.get("words")
        or next((row[name] for name in _NAMES if row.get(name)), "")
    )
