"""From a sentence to the acts it may be about and the facts it gives away. Nothing of the text is kept."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from netral.apps.catalogue.proposing.encoder import SecondOpinion, load_second
from netral.apps.catalogue.proposing.language import (
    shipped_cues,
    shipped_days,
    shipped_deeds,
    shipped_lexicon,
    shipped_people,
    shipped_plain_words,
)
from netral.apps.catalogue.proposing.trained import Trained, load
from netral.engines.text.coverage import unexplained
from netral.engines.text.cues import CueBook
from netral.engines.text.days import DaysSaid
from netral.engines.text.deeds import DeedBook
from netral.engines.text.gate import Refusal, refused_at_sight, refused_by_language
from netral.engines.text.normaliser import Lexicon, Reading, read
from netral.engines.text.patterns import Patterns
from netral.engines.text.people import OTHER, PeopleBook


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


OFFERED = 3
STATUS = "status"
_LONGEST = timedelta(days=31)


@dataclass(frozen=True)
class Proposer:
    """The words, the cues and the weights together, and a second opinion where there is one."""

    lexicon: Lexicon
    cues: CueBook
    deeds: DeedBook
    people: PeopleBook
    plain: Patterns
    trained: Trained
    second: SecondOpinion | None = None

    def propose(self, text: str) -> Proposal:
        """Propose acts and facts, or say why the text is not read."""
        refusal = refused_at_sight(text)
        if refusal is not None:
            return Proposal(refused=refusal)
        reading = read(text, self.lexicon)
        refusal = refused_by_language(reading, self.trained.gate) if reading.words else Refusal.EMPTY
        if refusal is not None:
            return Proposal(refused=refusal)
        search, told, person = self.cues.search(reading), self.deeds.read(reading), self.people.read(reading)
        # Where cues disagree, or agree on another value than a deed, neither is taken.
        deeds = tuple(each for each in told.deeds if each.fact not in search.contested)
        facts = {each.fact: FoundFact(each.fact, each.value, each.cue) for each in (*deeds, *search.found)}
        outright = {each.fact for each in deeds if not told.doubts and facts[each.fact].value == each.value}
        if person.status:
            facts[STATUS] = FoundFact(STATUS, person.status, person.words)
            outright.add(STATUS)
        return Proposal(
            acts=self._acts(text, reading),
            facts=tuple(facts.values()),
            deeds=frozenset(outright),
            unexplained=unexplained(reading, [each.place for each in (*search.found, *told.deeds)], self.plain),
            doer=OTHER if told.is_of_official else person.doer,
            who_is_open=person.is_open,
        )

    def _acts(self, text: str, reading: Reading) -> tuple[ProposedAct, ...]:
        model = self.trained.model
        chances = (
            model.probabilities(reading)
            if self.second is None
            else self.second.probabilities(text, model.opinion(reading))
        )
        best = np.argsort(-chances, kind="stable")[:OFFERED]
        return tuple(ProposedAct(model.labels[place], round(float(chances[place]), 4)) for place in best)


@cache
def shipped_proposer() -> Proposer:
    """The proposer that comes with the programme; loading it takes a moment, once."""
    trained = load()
    return shipped_words(trained, load_second(trained.model.labels))


def shipped_words(trained: Trained, second: SecondOpinion | None = None) -> Proposer:
    """A proposer with the words that come with the programme, and these weights."""
    return Proposer(
        shipped_lexicon(), shipped_cues(), shipped_deeds(), shipped_people(), shipped_plain_words(), trained, second
    )


@dataclass(frozen=True)
class SaidDay:
    """A day that words speak of, with the words as they were typed."""

    day: date
    words: str


def day_said(text: str, today: date) -> SaidDay | None:
    """The day a text speaks of; the last of several it may mean.

    None where it names none, several that differ, or a stretch too long to stand for a day.
    """
    found = shipped_days().find(read(text, shipped_lexicon()), today)
    if not isinstance(found, DaysSaid) or found.last - found.first > _LONGEST:
        return None
    return SaidDay(found.last, found.words)


def propose(text: str) -> Proposal:
    """Up to three acts the text may be about, best first, and the facts it gives away."""
    return shipped_proposer().propose(text)
