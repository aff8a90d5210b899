"""The texts of pledges, and the words that name heads of units, read once from data/."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from netral.apps.pledges.domain import Basis, Point, Room, Template
from netral.engines.yaml_reader import read_yaml


@cache
def templates() -> dict[str, Template]:
    """Return every text by code and version."""
    return {template.key: template for template in map(_template, _rows("templates"))}


def template(code: str, version: int) -> Template:
    """Return one version of a text.

    Raises:
        KeyError: there is none.
    """
    return templates()[f"{code}:{version}"]


def templates_on(day: date) -> list[Template]:
    """Return the texts that a campaign opening on a day may use, the newest version of each."""
    newest: dict[str, Template] = {}
    for found in sorted(templates().values(), key=lambda each: each.version):
        if found.valid_on(day):
            newest[found.code] = found
    return list(newest.values())


def head_words_on(day: date) -> list[str]:
    """Return the words with which positions of heads of units begin, as proposed to a campaign that opens on a day."""
    begun = (row for row in _rows("heads") if row["valid_from"] <= day)
    return [str(word) for row in begun if not row["valid_to"] or day <= row["valid_to"] for word in row["words"]]


@cache
def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_yaml(
        (files("netral.apps.pledges") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    )
    return rows


def _template(row: dict[str, Any]) -> Template:
    return Template(
        code=row["code"],
        version=row["version"],
        title=row["title"],
        opening=row["opening"],
        points=tuple(Point(point["code"], point["title"], point["text"]) for point in row["points"]),
        closing=row["closing"],
        basis=tuple(Basis(basis["reference"], basis["verification"]) for basis in row["basis"]),
        reference=row["reference"],
        verification=row["verification"],
        note=row.get("note", ""),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        slots=frozenset(map(Room, row.get("slots", ()))),
    )
