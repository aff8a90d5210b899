"""The dated parameters of guidance: how long an answer may take, who answers whom, and words that name nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.domain.states import Urgency
from netral.engines.deadlines.terms import StartRule, Term, Unit
from netral.engines.rules.dated import NotInForceError, Verification, as_of
from netral.engines.yaml_reader import read_yaml
from netral.foundation.institutions.models import Kind

READING = "PTJ.BACA"
# The fact by which the catalogue knows would-be candidates from candidates.
PHASE = "tahap"
_ANSWERING = {Urgency.NORMAL: "PTJ.JAWAB", Urgency.URGENT: "PTJ.MENDESAK"}


@dataclass(frozen=True)
class AnsweringRoute:
    """Which kind of supervisor answers a tier of government, or receives what another passes up, and since when."""

    code: str
    asker: str
    answerer: str
    reference: str
    verification: Verification
    valid_from: date
    valid_to: date | None = None
    published_at: None = None

    @property
    def key(self) -> str:
        """The code, shared by all dated editions of the row."""
        return self.code


@dataclass(frozen=True, kw_only=True)
class ServiceTerm(Term):
    """A term of our own service standard, with its title and where it is from."""

    title: str
    title_en: str
    urgency: str
    reference: str


def answering_term(urgency: Urgency, on: date) -> ServiceTerm:
    """Return the term an answer has on a day. Raises NotInForceError."""
    return as_of(_terms(), _ANSWERING[urgency], on)


def reading_term(on: date) -> ServiceTerm:
    """Return the term after which a unit is reminded to read its answer. Raises NotInForceError."""
    return as_of(_terms(), READING, on)


def answerer_of(tier: str, on: date) -> Kind:
    """Return the kind of supervisor that answers a government of a tier. Raises NotInForceError."""
    return Kind(as_of(_routes(), tier, on).answerer)


def above(kind: str, on: date) -> Kind | None:
    """Return the kind of supervisor one tier up; None at the top."""
    try:
        return Kind(as_of(_routes(), kind, on).answerer)
    except NotInForceError:
        return None


def acts_to_ask() -> tuple[catalogue.Act, ...]:
    """Return the acts a question may be about, what lies outside elections included."""
    return tuple(act for act in catalogue.acts() if act.checkable)


def acts_to_answer() -> tuple[catalogue.Act, ...]:
    """Return the acts an answer may be about: those the catalogue can judge."""
    return tuple(act for act in acts_to_ask() if act.code != catalogue.OUTSIDE_ACT)


def facts_of(act: str) -> tuple[catalogue.Fact, ...]:
    """Return the facts that may decide an act; none for what lies outside elections or is not known any more."""
    try:
        return catalogue.facts_of(act)
    except catalogue.UnknownAct:
        return ()


def facts_to_ask(act: str) -> tuple[catalogue.Fact, ...]:
    """Return the facts a person is asked for: all but the phase, which the day of the act tells."""
    return tuple(fact for fact in facts_of(act) if fact.code != PHASE)


def fact_options(act: str) -> dict[str, tuple[str, ...]]:
    """Return the facts of an act with the values each may have."""
    return {fact.code: tuple(fact.options) for fact in facts_of(act)}


@cache
def public_words() -> frozenset[str]:
    """Return the words that name nobody: a list of our own, and every word the catalogue itself uses."""
    own = (files(__package__) / "data" / "public_words.txt").read_text(encoding="utf-8").split()
    spoken = " ".join(_spoken()).casefold()
    return frozenset(own) | frozenset("".join(c if c.isalpha() or c in "-'" else " " for c in spoken).split())


def _spoken() -> list[str]:
    texts: list[str] = []
    for act in catalogue.acts():
        texts += [act.title, act.example]
        for fact in facts_of(act.code):
            texts += [fact.question, fact.hint, *(words for words, _english in fact.options.values())]
    return texts


@cache
def _terms() -> tuple[ServiceTerm, ...]:
    return tuple(
        ServiceTerm(**{**row, "unit": Unit(row["unit"]), "start_rule": StartRule(row["start_rule"]), **_verified(row)})
        for row in _rows("terms")
    )


@cache
def _routes() -> tuple[AnsweringRoute, ...]:
    return tuple(AnsweringRoute(**{**row, **_verified(row)}) for row in _rows("routes"))


def _verified(row: Mapping[str, Any]) -> dict[str, Verification]:
    return {"verification": Verification(row["verification"])}


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_yaml((files(__package__) / "data" / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows
