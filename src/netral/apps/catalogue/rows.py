"""The rows of the catalogue: what a norm, a sanction, a handler, a conflict and a term are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from netral.apps.catalogue.rule_rows import ActRules, AdviceRow, Fact, OtherThing
from netral.engines.deadlines.terms import Term
from netral.engines.rules.dated import Provenance, Verification
from netral.engines.rules.evaluation import Verdict
from netral.foundation.elections.domain import Phase


class NormPhase(StrEnum):
    """Whether a norm speaks of would-be candidates, of determined candidates, or of both."""

    BEFORE = "before"
    AFTER = "after"
    ANY = "any"

    def includes(self, phase: Phase) -> bool:
        """Whether a norm of this phase applies in a phase of the election."""
        is_before = phase is Phase.BEFORE_CANDIDATES
        return self is NormPhase.ANY or (self is NormPhase.BEFORE) == is_before


class NormKind(StrEnum):
    """Whether a norm forbids an act, allows it, or allows it on a condition."""

    PROHIBITED = "prohibited"
    PERMITTED = "permitted"
    CONDITIONAL = "conditional"


class Group(StrEnum):
    """The lists of norms."""

    ETHICS = "A"
    DISCIPLINE = "B"
    CAMPAIGN = "C"
    OTHER_PERSONS = "D"
    OFFICIALS = "E"
    ALLOWED = "F"
    OTHER_DUTIES = "G"


class Subject(StrEnum):
    """Whom a norm binds."""

    PNS = "pns"
    PPPK = "pppk"
    NON_ASN = "ppnpn"
    VILLAGE_HEAD = "kades"
    VILLAGE_OFFICIAL = "perangkat_desa"
    VILLAGE_COUNCIL = "bpd"
    WARD_HEAD = "lurah"
    STATE_OFFICIAL = "pejabat_negara"
    REGIONAL_OFFICIAL = "pejabat_daerah"
    ASN_OFFICIAL = "pejabat_asn"
    ARMED_FORCES_AND_POLICE = "tni_polri"
    HEAD_OF_REGION = "kepala_daerah"
    ACTING_HEAD_OF_REGION = "pj_kepala_daerah"
    SPOUSE_OF_CANDIDATE = "pasangan_calon"
    CANDIDATE_PAIR = "paslon"
    SUPERIOR = "atasan"


class ConditionKind(StrEnum):
    """The two kinds of conditions a report has to meet."""

    FORMAL = "formal"
    MATERIAL = "material"


@dataclass(frozen=True, kw_only=True)
class LawRow:
    """What every row of law carries: its days (both included), where it was read, and how surely."""

    reference: str
    verification: Verification
    valid_from: date
    valid_to: date | None = None
    published_at: datetime | None = None
    sources: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    note: str = ""

    @property
    def provenance(self) -> Provenance:
        """Where the row comes from, as the engines speak of it."""
        return Provenance(self.reference, self.verification, self.note)


@dataclass(frozen=True, kw_only=True)
class CodedRow(LawRow):
    """A row found by its code, with a title in both languages."""

    code: str
    title: str
    title_en: str

    @property
    def key(self) -> str:
        """The code, shared by all dated editions of the row."""
        return self.code


@dataclass(frozen=True, kw_only=True)
class Provision(CodedRow):
    """A provision of a law, a regulation or a circular that norms stand on."""


@dataclass(frozen=True, kw_only=True)
class Sanction(CodedRow):
    """One concrete form of sanction. Within a level, rank 1 is the lightest."""

    level: str
    ladder: str
    rank: int


@dataclass(frozen=True, kw_only=True)
class Handler(CodedRow):
    """Who receives a breach from Bawaslu on a route, and who decides, for a time."""

    forwards_to: str
    decides: str


@dataclass(frozen=True, kw_only=True)
class ConflictSide:
    """What one side of a conflict says."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Conflict(CodedRow):
    """A question on which sources disagree, and how Netral proceeds without hiding it.

    `is_general` says that it is about nearly every norm alike, so that it tells little about any one of them.
    """

    question: str
    positions: tuple[ConflictSide, ...]
    handling: str
    is_general: bool = False


@dataclass(frozen=True, kw_only=True)
class Condition(CodedRow):
    """A formal or material condition of a report; `term` is its deadline, where it is one of time."""

    kind: ConditionKind
    term: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProcedureRule(CodedRow):
    """A rule of how reports are received and handled."""

    text: str


@dataclass(frozen=True, kw_only=True)
class FormCode(CodedRow):
    """The code a form of Bawaslu carries."""

    form: str


@dataclass(frozen=True, kw_only=True)
class LegalTerm(Term):
    """A term of the law with its title and its doubts; `extends` names the term it prolongs."""

    title: str
    title_en: str
    reference: str
    sources: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    note: str = ""
    extends: str | None = None


@dataclass(frozen=True, kw_only=True)
class BasisLink:
    """That a norm stands on a provision, and how surely it does."""

    provision: str
    verification: Verification
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SanctionClaim:
    """A level of sanction some source gives for a norm; claims that share a conflict contradict each other.

    `subjects` are those of the norm on whom this level may fall; empty where it is all of them.
    """

    level: str
    verification: Verification
    sources: tuple[str, ...] = ()
    conflict: str | None = None
    note: str = ""
    subjects: tuple[Subject, ...] = ()
    valid_from: date = date.min
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class Norm(LawRow):
    """One norm: an act that is forbidden, allowed, or allowed on a condition, and what follows from it.

    `window_from` and `window_to` are the first and last day on which an act can break it, where that is not always.
    """

    id: str
    group: Group
    title: str
    title_en: str
    phase: NormPhase
    subjects: tuple[Subject, ...]
    kind: NormKind = NormKind.PROHIBITED
    condition: str = ""
    basis: tuple[BasisLink, ...] = ()
    sanctions: tuple[SanctionClaim, ...] = ()
    routes: tuple[str, ...] = ()
    handlers: tuple[Handler, ...] = ()
    window: str = ""
    window_term: str | None = None
    window_from: date | None = None
    window_to: date | None = None
    skb_row: str | None = None

    @property
    def key(self) -> str:
        """The id, shared by all dated editions of the norm."""
        return self.id


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act in plain words; `norms` are the ids of the norms it may break.

    A citizen chooses among the reportable acts, and the self-check judges the checkable ones.
    """

    code: str
    title: str
    title_en: str
    example: str
    reportable: bool = True
    checkable: bool = True
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Status(LawRow):
    """As whom of the norms' subjects a status counts, and what is said to those whom no norm names.

    `beyond` is the verdict for them: outside, or ask for guidance where they have rules of their own, told in
    `other_law`. Where it is empty they are judged like everybody else.
    """

    code: str
    subjects: tuple[Subject, ...]
    beyond: Literal["", Verdict.OUTSIDE, Verdict.ASK] = ""
    other_law: str = ""
    other_law_en: str = ""

    @property
    def key(self) -> str:
        """The code, shared by all dated editions of the row."""
        return self.code


@dataclass(frozen=True, kw_only=True)
class SanctionChoice:
    """A claimed level with the concrete sanctions in force, lightest first."""

    claim: SanctionClaim
    sanctions: tuple[Sanction, ...]


@dataclass(frozen=True, kw_only=True)
class BasisChoice:
    """A provision in force that a norm stands on, with how surely it does."""

    link: BasisLink
    provision: Provision


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The whole data set. `version` is the SHA-256 of its canonical form, in hexadecimal.

    `advice` is None in a data set that was published before advice had rows of its own. `developer_sources` are the
    sources that are data sets made for a programme.
    """

    norms: tuple[Norm, ...]
    acts: tuple[Act, ...]
    facts: tuple[Fact, ...]
    act_rules: tuple[ActRules, ...]
    provisions: tuple[Provision, ...]
    sanctions: tuple[Sanction, ...]
    handlers: tuple[Handler, ...]
    conflicts: tuple[Conflict, ...]
    terms: tuple[LegalTerm, ...]
    conditions: tuple[Condition, ...]
    rules: tuple[ProcedureRule, ...]
    forms: tuple[FormCode, ...]
    sources: Mapping[str, str]
    version: str
    statuses: tuple[Status, ...] = ()
    others: tuple[OtherThing, ...] = ()
    advice: tuple[AdviceRow, ...] | None = None
    developer_sources: frozenset[str] = frozenset()
