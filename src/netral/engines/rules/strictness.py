"""Whether rules added by a region only tighten those of the centre: proved over every combination of answers."""

from itertools import product
from typing import NamedTuple

from netral.engines.rules.evaluation import RuleSet, Verdict, distinct
from netral.engines.rules.questions import Options

# Later is stricter. With all facts known no verdict depends on anything.
_STRICTNESS = (Verdict.CLEAR, Verdict.ASK, Verdict.VIOLATION)


class Loosening(NamedTuple):
    """Facts under which the local rules are milder than the central ones."""

    facts: dict[str, str]
    central: Verdict
    local: Verdict


def loosening(central: RuleSet, local: RuleSet, options: Options) -> Loosening | None:
    """The first combination of answers that the local rules judge more mildly, or None when there is none.

    `options` has to give the answers of every fact either of them reads.
    """
    facts = tuple(dict.fromkeys(central.facts + local.facts))
    for answers in product(*(distinct((central, local), fact, options[fact]) for fact in facts)):
        known = dict(zip(facts, answers, strict=True))
        strict, own = central.verdict(known), local.verdict(known)
        if _STRICTNESS.index(own) < _STRICTNESS.index(strict):
            return Loosening(known, strict, own)
    return None
