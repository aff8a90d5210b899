"""From a sentence to the acts it may be about and the facts it gives away. Nothing of the text is kept."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from netral.apps.catalogue.proposing.encoder import SecondOpinion, load_second
from netral.apps.catalogue.proposing.language import shipped_cues, shipped_lexicon
from netral.apps.catalogue.proposing.proposal import FoundFact, Proposal, ProposedAct
from netral.apps.catalogue.proposing.trained import Trained, load
from netral.engines.text.cues import CueBook
from netral.engines.text.gate import Refusal, refused_at_sight, refused_by_language
from netral.engines.text.normalising import Lexicon, Reading, read

OFFERED = 3


@dataclass(frozen=True)
class Proposer:
    """The words, the cues and the weights together, and a second opinion where there is one."""

    lexicon: Lexicon
    cues: CueBook
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
        facts = tuple(FoundFact(found.fact, found.value, found.cue) for found in self.cues.find(reading))
        return Proposal(acts=self._acts(text, reading), facts=facts)

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
    return Proposer(shipped_lexicon(), shipped_cues(), trained, load_second(trained.model.labels))


def propose(text: str) -> Proposal:
    """Up to three acts the text may be about, best first, and the facts it gives away."""
    return shipped_proposer().propose(text)
