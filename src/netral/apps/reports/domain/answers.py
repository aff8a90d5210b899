"""What a report is made of, which questions are still open, and what is wrong with its dates."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

from netral.foundation.drafts.domain import Attachment


def _(text: str) -> str:
    """Mark a text for the translators; decisions do not know Django, so the pages translate it."""
    return text


class Route(StrEnum):
    """What a report counts as when it arrives: with a reporter's name and address it is a formal report."""

    FORMAL = "formal"
    INITIAL_INFORMATION = "initial_information"


class Step(StrEnum):
    """The questions of the public form, in their order."""

    WHAT = "what"
    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    EVIDENCE = "evidence"
    REPORTER = "reporter"


@dataclass(frozen=True)
class Person:
    """One person the report is about, as far as the reporter knows."""

    name: str = ""
    description: str = ""
    unit: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.description or self.unit)


@dataclass(frozen=True)
class Identity:
    """The reporter's own name, address and contact."""

    name: str = ""
    address: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Answers:
    """Everything the reporter has answered so far; an empty value is a question not answered yet."""

    act: str = ""
    account: str = ""
    accused: tuple[Person, ...] = ()
    search: str = ""
    region: str = ""
    place: str = ""
    happened_on: date | None = None
    happened_at: time | None = None
    known_on: date | None = None
    files: tuple[Attachment, ...] = ()
    links: tuple[str, ...] = ()
    evidence_seen: bool = False
    named: bool | None = None
    identity: Identity = Identity()

    @property
    def route(self) -> Route:
        """What the report will count as."""
        identified = self.named and self.identity.name and self.identity.address
        return Route.FORMAL if identified else Route.INITIAL_INFORMATION

    def dates(self) -> tuple[date, date]:
        """Return when it happened and when the reporter came to know.

        Raises:
            ValueError: one of them is not answered yet.
        """
        if self.happened_on is None or self.known_on is None:
            raise ValueError("the dates are not answered yet")
        return self.happened_on, self.known_on

    def as_json(self) -> dict[str, Any]:
        """Return the answers as plain values."""
        plain = asdict(self)
        for name in ("happened_on", "happened_at", "known_on"):
            plain[name] = plain[name].isoformat() if plain[name] else None
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Answers":
        """Return the answers that `as_json` wrote."""
        return replace(
            cls(**plain),
            accused=tuple(Person(**person) for person in plain["accused"]),
            happened_on=date.fromisoformat(plain["happened_on"]) if plain["happened_on"] else None,
            happened_at=time.fromisoformat(plain["happened_at"]) if plain["happened_at"] else None,
            known_on=date.fromisoformat(plain["known_on"]) if plain["known_on"] else None,
            files=tuple(Attachment(**file) for file in plain["files"]),
            links=tuple(plain["links"]),
            identity=Identity(**plain["identity"]),
        )


def unanswered(answers: Answers) -> tuple[Step, ...]:
    """Return the questions that still need an answer before the report can be sent."""
    open_questions = {
        Step.WHAT: not (answers.act and answers.account),
        Step.WHO: not answers.accused,
        Step.WHERE: not (answers.region and answers.place),
        Step.WHEN: not (answers.happened_on and answers.known_on),
        # Having no evidence is an answer too, once the reporter has seen the question.
        Step.EVIDENCE: not (answers.files or answers.links or answers.evidence_seen),
        Step.REPORTER: answers.named is None,
    }
    return tuple(step for step, is_open in open_questions.items() if is_open)


def date_problems(happened_on: date, known_on: date, today: date) -> dict[str, str]:
    """Return what is wrong with the two dates, by the name of the answer."""
    found: dict[str, str] = {}
    if happened_on > today:
        found["happened_on"] = _("Tanggal kejadian belum tiba. Isi tanggal hari ini atau sebelumnya.")
    if known_on > today:
        found["known_on"] = _("Tanggal Anda mengetahui belum tiba. Isi tanggal hari ini atau sebelumnya.")
    elif known_on < happened_on:
        found["known_on"] = _("Anda tidak mungkin tahu sebelum terjadi. Periksa kedua tanggalnya.")
    return found


def statement_digest(statement: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what was filed, in canonical JSON: sorted keys, no spaces, dates as ISO text."""
    text = json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
