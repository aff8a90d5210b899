"""The rules of one data set as the self-check asks for them: what they read, and what would change an answer."""

from collections.abc import Iterable, Mapping
from datetime import date

from netral.apps.catalogue.judging.judge import OUTSIDE_ACT, Judgement, check_facts, judge
from netral.apps.catalogue.judging.rulebook import STATUS, Rulebook
from netral.apps.catalogue.rows import NormPhase
from netral.apps.catalogue.rule_rows import OtherThing
from netral.engines.rules.questions import Way
from netral.engines.rules.receipt import StatedFact


class RuleService:
    """A rulebook, asked about one case at a time. Methods raise UnknownAct, UnknownFact."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    def reads(self, act: str) -> tuple[str, ...]:
        """The codes of the facts that may decide an act."""
        return () if act == OUTSIDE_ACT else tuple(fact.code for fact in self.rulebook.facts_of(act))

    def presumed(self, act: str) -> tuple[str, ...]:
        """The facts that the name of an act suggests and nobody stated."""
        return () if act == OUTSIDE_ACT else tuple(self.rulebook.of(act).presumed)

    def presumed_status(self) -> dict[str, str]:
        """The status taken while nobody has stated one."""
        return {code: value for code, value in self.rulebook.assumed.items() if code == STATUS}

    def unticked(self, act: str) -> dict[str, str]:
        """The facts that may be asked for all at once, with the value that holds where nothing is ticked."""
        reads = self.reads(act)
        return {
            fact.code: fact.unticked for fact in self.rulebook.catalogue.facts if fact.unticked and fact.code in reads
        }

    def deeds(self, act: str) -> tuple[str, ...]:
        """The facts about what was done, of which more than one value may be true."""
        reads = self.reads(act)
        return tuple(fact.code for fact in self.rulebook.catalogue.facts if fact.is_deed and fact.code in reads)

    def others(self, act: str) -> tuple[OtherThing, ...]:
        """The deeds of other acts that may hide in a story about this one."""
        reads = self.reads(act)
        return tuple(other for other in self.rulebook.catalogue.others if other.fact not in reads)

    def words_of(self, act: str, fact: str, value: str) -> tuple[str, str]:
        """What is ticked beside an act, in Indonesian and English."""
        for other in self.others(act):
            if (other.fact, other.value) == (fact, value):
                return other.words, other.words_en
        row = next(row for row in self.rulebook.catalogue.facts if row.code == fact)
        told = row.options[value]
        if fact == STATUS:
            return f"Status: {told[0]}", f"Status: {told[1]}"
        return row.ticks.get(value) or (
            f"{row.question.rstrip('?')}: {told[0]}",
            f"{row.question_en.rstrip('?')}: {told[1]}",
        )

    def asks_for_more(self) -> bool:
        """Whether it is asked what else was part of it, before anybody is cleared."""
        return self.rulebook.asks_for_more

    def judge(
        self,
        act: str,
        facts: Iterable[StatedFact],
        on: date,
        phase: str,
        declined: frozenset[str] = frozenset(),
        doubted: frozenset[str] = frozenset(),
    ) -> Judgement:
        """Judge an act of a day by these facts; `doubted` facts are not taken for granted."""
        return judge(self.rulebook, act, facts, on, NormPhase(phase), declined, doubted)

    def ways(self, act: str, on: date, values: Mapping[str, str], asked: tuple[str, ...]) -> dict[str, Way]:
        """How long the ways are that begin with each of the facts asked."""
        return self.rulebook.ways(act, on, values, asked)

    def worsening(
        self, act: str, on: date, values: Mapping[str, str], doubted: tuple[str, ...]
    ) -> dict[str, tuple[str, ...]]:
        """For each doubted fact the other values by which the case may get worse; `values` hold all that is known."""
        return self.rulebook.worsening(act, on, values, doubted)

    def check(self, facts: Iterable[StatedFact]) -> None:
        """Refuse facts and values that no rule can read."""
        check_facts(self.rulebook.options, facts)
