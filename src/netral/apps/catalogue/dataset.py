"""Reading the catalogue from its YAML files, with errors that name the file, the row and the field."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from netral.apps.catalogue.consistency import problems
from netral.apps.catalogue.rows import (
    Act,
    Catalogue,
    Condition,
    Conflict,
    FormCode,
    Handler,
    LegalTerm,
    Norm,
    ProcedureRule,
    Provision,
    Sanction,
    Status,
)
from netral.apps.catalogue.rule_rows import ActRules, AdviceRow, Fact, OtherThing
from netral.engines.yaml_reader import read_yaml

Row = TypeVar("Row")

_FILES = (
    "acts", "advice", "conflicts", "deadlines", "facts", "handlers", "norms", "others", "procedure", "provisions",
    "sanctions", "sources", "statuses",
)  # fmt: skip
_RULES = "rules"


class CatalogueError(ValueError):
    """The data set cannot be used; `problems` lists every reason."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(("the catalogue cannot be used:", *self.problems)))


@cache
def shipped() -> Catalogue:
    """The catalogue that comes with the programme."""
    return read_catalogue(_shipped_folder())


def shipped_documents() -> dict[str, Any]:
    """The documents that come with the programme, free to be changed."""
    return read_documents(_shipped_folder())


def read_catalogue(folder: Traversable) -> Catalogue:
    """Read and check the data set in a folder. Raises CatalogueError."""
    return checked(read_documents(folder))


def checked(documents: Mapping[str, Any]) -> Catalogue:
    """Make a catalogue of parsed documents that holds together. Raises CatalogueError."""
    catalogue = build_catalogue(documents)
    if found := problems(catalogue):
        raise CatalogueError(found)
    return catalogue


def read_documents(folder: Traversable) -> dict[str, Any]:
    """The documents of the data set in a folder, parsed but not yet understood. Raises CatalogueError."""
    documents = {name: _read(folder, f"{name}.yaml") for name in _FILES}
    rules = sorted(file.name for file in (folder / _RULES).iterdir() if file.name.endswith(".yaml"))
    return {**documents, _RULES: [_read(folder / _RULES, name) for name in rules]}


def build_catalogue(documents: Mapping[str, Any]) -> Catalogue:
    """Make a catalogue of parsed documents, without checking that it holds together. Raises CatalogueError."""
    norms = _rows(tuple[Norm, ...], "norms.yaml", documents["norms"])
    handlers = _rows(tuple[Handler, ...], "handlers.yaml", documents["handlers"])
    procedure = documents["procedure"]
    act_rules = _rows(tuple[ActRules, ...], "rules", documents[_RULES])
    advice = documents.get("advice")
    return Catalogue(
        norms=tuple(_with_handlers(norm, handlers) for norm in norms),
        acts=tuple(_with_norms(act, act_rules) for act in _rows(tuple[Act, ...], "acts.yaml", documents["acts"])),
        facts=_rows(tuple[Fact, ...], "facts.yaml", documents["facts"]),
        act_rules=act_rules,
        provisions=_rows(tuple[Provision, ...], "provisions.yaml", documents["provisions"]),
        sanctions=_rows(tuple[Sanction, ...], "sanctions.yaml", documents["sanctions"]),
        handlers=handlers,
        conflicts=_rows(tuple[Conflict, ...], "conflicts.yaml", documents["conflicts"]),
        terms=_rows(tuple[LegalTerm, ...], "deadlines.yaml", documents["deadlines"]),
        conditions=_rows(tuple[Condition, ...], "procedure.yaml conditions", procedure["conditions"]),
        rules=_rows(tuple[ProcedureRule, ...], "procedure.yaml rules", procedure["rules"]),
        forms=_rows(tuple[FormCode, ...], "procedure.yaml forms", procedure["forms"]),
        sources=documents["sources"]["sources"],
        developer_sources=frozenset(documents["sources"].get("developer", ())),
        version=version_of(documents),
        # Data sets published before these were thought of have none.
        statuses=_rows(tuple[Status, ...], "statuses.yaml", documents.get("statuses", [])),
        others=_rows(tuple[OtherThing, ...], "others.yaml", documents.get("others", [])),
        advice=None if advice is None else _rows(tuple[AdviceRow, ...], "advice.yaml", advice),
    )


def _shipped_folder() -> Traversable:
    return files("netral.apps.catalogue") / "data"


def version_of(documents: Mapping[str, Any]) -> str:
    """The SHA-256 of the documents in canonical form: sorted keys, no spaces, dates as ISO text."""
    text = json.dumps(documents, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_iso)
    return sha256(text.encode()).hexdigest()


def _iso(value: date | datetime) -> str:
    return value.isoformat()


def _read(folder: Traversable, name: str) -> Any:
    try:
        return read_yaml((folder / name).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise CatalogueError([f"{name}: {error}"]) from error


def _rows(kind: type[tuple[Row, ...]], file: str, document: Any) -> tuple[Row, ...]:
    # `forbid` refuses misspelt fields, in the rows and in whatever they contain.
    adapter = TypeAdapter(kind, config=ConfigDict(extra="forbid"))
    try:
        return adapter.validate_python(document)
    except ValidationError as error:
        raise CatalogueError(_fault(file, document, fault["loc"], fault["msg"]) for fault in error.errors()) from error


def _fault(file: str, document: Any, place: tuple[int | str, ...], message: str) -> str:
    if not place:
        return f"{file}: {message}"
    number, *field = place
    entry = document[number]
    name = (entry.get("id") or entry.get("code") or entry.get("act")) if isinstance(entry, dict) else None
    return f"{file}, row {name or int(number) + 1}, {'.'.join(map(str, field)) or 'row'}: {message}"


def _with_handlers(norm: Norm, handlers: Iterable[Handler]) -> Norm:
    by_route = [handler for route in norm.routes for handler in handlers if handler.code == route]
    return replace(norm, handlers=tuple(by_route))


def _with_norms(act: Act, act_rules: Iterable[ActRules]) -> Act:
    rules = (rule for rows in act_rules if rows.act == act.code for rule in rows.rules)
    return replace(act, norms=tuple(dict.fromkeys(norm for rule in rules for norm in rule.norms)))
