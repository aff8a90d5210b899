"""What the demo's supervisors answer is what the catalogue says of the same facts."""

import pytest

from netral.apps.catalogue.dataset import shipped
from netral.apps.catalogue.judging.judge import judge, whole_story
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.apps.catalogue.rows import NormPhase
from netral.demo.chapters.guidance import ANSWERS, Matter, Reply
from netral.engines.rules.evaluation import Verdict
from netral.foundation.elections.domain import Phase, phase_of
from netral.foundation.elections.schedules import shipped as schedule

# What still hangs on something unsaid is no matter for yes or no.
_SAID = {Verdict.DEPENDS: Verdict.ASK}


@pytest.mark.parametrize(("matter", "reply"), ANSWERS, ids=[f"{matter.act}-{matter.at:%d}" for matter, _ in ANSWERS])
def test_an_answer_agrees_with_the_catalogue_and_names_the_norm(matter: Matter, reply: Reply) -> None:
    on = matter.at.date()
    before = phase_of(on, schedule().stages) is Phase.BEFORE_CANDIDATES
    rulebook = Rulebook(shipped())
    story = whole_story(rulebook, matter.facts)
    judgement = judge(rulebook, matter.act, story, on, NormPhase.BEFORE if before else NormPhase.AFTER)
    assert reply.position == _SAID.get(judgement.verdict, judgement.verdict).value
    named = [norm.strip() for norm in reply.norms.split(",")]
    assert named
    assert set(named) <= {judged.norm.id for judged in judgement.norms}
