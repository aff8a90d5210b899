"""What the text engine proposes; the person decides."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProposedAct:
    """An act a text may be about, and how probable that is."""

    code: str
    score: float


@dataclass(frozen=True)
class FoundFact:
    """A fact the text gives away, and the words that do."""

    code: str
    value: str
    cue: str


@dataclass(frozen=True)
class Proposal:
    """Up to three acts, best first, and facts to confirm; or the reason why the text was not read.

    `deeds` are the codes of facts that the words state outright. `unexplained` are the words nothing was read from.
    `doer` is `saya` or `orang_lain`, empty where the words do not say; `who_is_open` says that somebody's status is
    named and that it is not clear whose. `refused` is empty, or `kosong`, `terlalu-panjang`, `bukan-teks` or
    `bahasa-lain`.
    """

    acts: tuple[ProposedAct, ...] = ()
    facts: tuple[FoundFact, ...] = ()
    deeds: frozenset[str] = frozenset()
    unexplained: tuple[str, ...] = ()
    doer: str = ""
    who_is_open: bool = False
    refused: str = ""
