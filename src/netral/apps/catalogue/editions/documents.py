"""The documents of an edition: written in one way only, and stamped with the moment each row became known."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from netral.apps.catalogue.rows import LawRow, LegalTerm, Norm
from netral.engines.steps.table import StepRefused, gettext_noop as _

Documents = dict[str, Any]
Rows = list[dict[str, Any]]

# How a lawyer's words begin in the note of a row that an editor has not changed yet.
UNWORKED = "Belum dikerjakan, menurut"

_DATED = ("norms", "provisions", "sanctions", "handlers", "conflicts", "deadlines", "statuses")
_DATED_PROCEDURE = ("conditions", "rules", "forms")
_STAMP = "published_at"


class EditionRefused(StepRefused):
    """An edition that may not be published, pulled or adopted; says what happened, why, and what to do."""


def canonical(document: Any) -> bytes:
    """The one way a document is written: sorted keys, no spaces, dates as ISO text, UTF-8."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_iso).encode()


def plain(documents: Mapping[str, Any]) -> Documents:
    """The documents as they come back from their canonical form: dates are text."""
    found: Documents = json.loads(canonical(documents))
    return found


def stamped(before: Mapping[str, Any] | None, after: Mapping[str, Any], moment: datetime) -> Documents:
    """The new documents, in which every changed row says since when it has been known.

    What a changed row replaces is kept beside it, so that the law as it was known earlier can still be asked for. The
    first edition stamps nothing: its rows count as always known.

    Raises:
        EditionRefused: a row of the edition before is missing.
    """
    made = plain(after)
    if before is None:
        return made
    for place in _places():
        rows = _merged(place[-1], _at(plain(before), place), _at(made, place), moment.isoformat())
        _at(made, place)[:] = rows
    return made


def check_worked_in(documents: Mapping[str, Any]) -> None:
    """Refuse rows that still carry a lawyer's words nobody worked in. Raises EditionRefused."""
    made = plain(documents)
    left = [_key(row) for place in _places() for row in _at(made, place) if UNWORKED in str(row.get("note", ""))]
    if left:
        raise EditionRefused(
            _(
                "Terbitan ini tidak dapat dibuat: pendapat ahli hukum pada baris %(rows)s belum dikerjakan. Ubah "
                "barisnya menurut pendapat itu, lalu hapus kalimat “%(words)s …” dari catatannya."
            ),
            rows=", ".join(left),
            words=UNWORKED,
        )


def current_rows(rows: Rows) -> dict[str, Rows]:
    """The rows that stand, by their key: of each key those published last."""
    by_key: dict[str, Rows] = {}
    for row in rows:
        by_key.setdefault(_key(row), []).append(row)
    return {key: [row for row in group if _known(row) == max(map(_known, group))] for key, group in by_key.items()}


def editable(documents: Mapping[str, Any]) -> Documents:
    """The documents as an editor writes them: the rows that stand, without the moments they became known.

    What they replaced is put beside them again when they are published.
    """
    made = plain(documents)
    for place in _places():
        standing = {id(row) for rows in current_rows(_at(made, place)).values() for row in rows}
        _at(made, place)[:] = [_unstamped(row) for row in _at(made, place) if id(row) in standing]
    return made


def _places() -> Iterator[tuple[str, ...]]:
    yield from ((name,) for name in _DATED)
    yield from (("procedure", name) for name in _DATED_PROCEDURE)


def _at(documents: Any, place: tuple[str, ...]) -> Rows:
    # An edition may come before one of the lists was thought of.
    for name in place:
        documents = documents.get(name, [])
    found: Rows = documents
    return found


def _merged(name: str, before: Rows, after: Rows, moment: str) -> Rows:
    old, new = current_rows(before), current_rows([_unstamped(row) for row in after])
    if missing := sorted(old.keys() - new.keys()):
        raise EditionRefused(
            _(
                "Terbitan ini tidak dapat dibuat: baris %(rows)s dalam %(file)s hilang. Aturan yang sudah terbit tidak "
                "dihapus. Kembalikan barisnya dan isi valid_to dengan hari terakhir berlakunya."
            ),
            rows=", ".join(missing),
            file=name,
        )
    merged: Rows = []
    for key, rows in new.items():
        kept = [row for row in before if _key(row) == key]
        is_same = [_unstamped(row) for row in old.get(key, [])] == rows
        merged += kept if is_same else [*kept, *({**row, _STAMP: moment} for row in rows)]
    return merged


def _key(row: Mapping[str, Any]) -> str:
    return str(row.get("id") or row["code"])


def _known(row: Mapping[str, Any]) -> str:
    return str(row.get(_STAMP) or "")


def _unstamped(row: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in row.items() if field != _STAMP}


def _iso(value: date | datetime) -> str:
    return value.isoformat()


def row_hash(norm: Norm) -> str:
    """The SHA-256 of a norm's own row in canonical form; who handles it now is no part of it."""
    row = asdict(norm)
    del row["handlers"]
    del row["published_at"]
    return sha256(canonical(row)).hexdigest()


def fingerprint(kind: str, row: LawRow | LegalTerm) -> str:
    """The SHA-256 of a row of any kind, the `row_hash` of a norm; rows of two kinds never share one."""
    if isinstance(row, Norm):
        return row_hash(row)
    content = asdict(row)
    del content["published_at"]
    return sha256(canonical({"kind": kind, "row": content})).hexdigest()
