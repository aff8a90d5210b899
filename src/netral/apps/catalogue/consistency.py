"""Whether a catalogue holds together: names that lead somewhere, sources, and dates without gaps or overlaps."""

from collections.abc import Iterable, Iterator

from netral.apps.catalogue.judging.advice import advice_problems
from netral.apps.catalogue.judging.rule_consistency import rule_problems
from netral.apps.catalogue.rows import (
    BasisLink,
    Catalogue,
    CodedRow,
    Condition,
    Conflict,
    LegalTerm,
    Norm,
    NormKind,
    SanctionClaim,
)
from netral.engines.rules.dated import Verification, flaws

Row = CodedRow | Norm | LegalTerm
# What kind of name a row uses, and the name.
Use = tuple[str, str]


def problems(catalogue: Catalogue) -> tuple[str, ...]:
    """Every fault of the catalogue, each in a line that names the file, the row and the field."""
    known = _known_names(catalogue)
    found: list[str] = []
    for file, rows in _files(catalogue).items():
        found += [f"{file}, row {f.key}, valid_from/valid_to: {f.kind} {f.first} to {f.last}" for f in flaws(rows)]
        for row in rows:
            faults = (*_dangling(row, known), *_sourceless(row), *_incomplete(row), *_overrated(row, catalogue))
            found += [f"{file}, row {row.key}, {fault}" for fault in faults]
    # Advice is read beside the rules, so that theirs have to hold together first.
    return (*found, *(rule_problems(catalogue) or advice_problems(catalogue)))


def _files(catalogue: Catalogue) -> dict[str, tuple[Row, ...]]:
    return {
        "norms.yaml": catalogue.norms,
        "provisions.yaml": catalogue.provisions,
        "sanctions.yaml": catalogue.sanctions,
        "handlers.yaml": catalogue.handlers,
        "conflicts.yaml": catalogue.conflicts,
        "deadlines.yaml": catalogue.terms,
        "procedure.yaml conditions": catalogue.conditions,
        "procedure.yaml rules": catalogue.rules,
        "procedure.yaml forms": catalogue.forms,
    }


def _known_names(catalogue: Catalogue) -> dict[str, set[str]]:
    return {
        "provision": {provision.code for provision in catalogue.provisions},
        "level": {sanction.level for sanction in catalogue.sanctions},
        "route": {handler.code for handler in catalogue.handlers},
        "conflict": {conflict.code for conflict in catalogue.conflicts},
        "term": {term.code for term in catalogue.terms},
        "source": set(catalogue.sources),
    }


def _dangling(row: Row, known: dict[str, set[str]]) -> Iterator[str]:
    for kind, name in _uses(row):
        if name not in known[kind]:
            yield f"{kind}: {name!r} is not known"


def _uses(row: Row) -> Iterator[Use]:
    yield from (("conflict", name) for name in row.conflicts)
    yield from (("source", name) for name in _sources(row))
    match row:
        case Norm():
            yield from _uses_of_norm(row)
        case Condition(term=str(term)) | LegalTerm(extends=str(term)):
            yield "term", term


def _uses_of_norm(norm: Norm) -> Iterator[Use]:
    if norm.window_term:
        yield "term", norm.window_term
    yield from (("route", route) for route in norm.routes)
    for link in norm.basis:
        yield "provision", link.provision
        yield from (("source", source) for source in link.sources)
    for claim in norm.sanctions:
        yield "level", claim.level
        yield from (("source", source) for source in claim.sources)
        yield from (("conflict", conflict) for conflict in (claim.conflict,) if conflict)


def _sources(row: Row) -> tuple[str, ...]:
    if isinstance(row, Conflict):
        return row.sources + tuple(source for position in row.positions for source in position.sources)
    return row.sources


def _sourceless(row: Row) -> Iterator[str]:
    if not row.reference.strip():
        yield "reference: is empty"
    if row.verification is not Verification.UNVERIFIED and not _sources(row):
        yield f"sources: a row that is {row.verification} must name one"


def _overrated(row: Row, catalogue: Catalogue) -> Iterator[str]:
    """What is graded as read in press or law although nothing but data sets of developers says it."""
    parts: list[Row | BasisLink | SanctionClaim] = [row]
    if isinstance(row, Norm):
        parts += [*row.basis, *row.sanctions]
    for part in parts:
        is_surer = part.verification in {Verification.OFFICIAL, Verification.SECONDARY}
        if is_surer and part.sources and catalogue.developer_sources.issuperset(part.sources):
            yield f"verification: {', '.join(part.sources)} are data sets of developers: grade it `developer`"


def _incomplete(row: Row) -> Iterator[str]:
    if not isinstance(row, Norm):
        return
    if row.kind is NormKind.PROHIBITED and not (row.basis and row.routes):
        yield "basis/routes: a forbidden act needs both"
    if row.kind is NormKind.CONDITIONAL and not row.condition:
        yield "condition: is empty"
    if _is_hidden_conflict(row.sanctions):
        yield "sanctions: levels of one ladder that differ must carry the conflict they stand in"


def _is_hidden_conflict(claims: Iterable[SanctionClaim]) -> bool:
    """Whether ordinary and heavy discipline are both claimed without saying that sources disagree."""
    discipline = [claim for claim in claims if claim.level in {"ringan", "sedang", "berat"}]
    return len({claim.level for claim in discipline}) > 1 and not all(claim.conflict for claim in discipline)
