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

    `refused` is empty, or `kosong`, `terlalu-panjang`, `bukan-teks` or `bahasa-lain`.
    """

    acts: tuple[ProposedAct, ...] = ()
    facts: tuple[FoundFact, ...] = ()
    refused: str = ""
