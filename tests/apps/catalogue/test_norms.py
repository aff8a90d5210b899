"""Whom norms bind and when: the engine holds them within their subjects, phase and days, whatever a rule says."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from netral.apps.catalogue.dataset import shipped
from netral.apps.catalogue.judging.judge import judge, whole_story
from netral.apps.catalogue.judging.rulebook import PHASE, STATUS, Rulebook
from netral.apps.catalogue.rows import Catalogue, Norm, NormPhase
from netral.apps.catalogue.rule_rows import ActRules, RuleRow
from netral.engines.rules.dated import holds
from netral.engines.rules.evaluation import Verdict
from tests.apps.catalogue import norm_table

OCTOBER = date(2024, 10, 10)


def binds(catalogue: Catalogue, norm: Norm, status: str, phase: NormPhase, on: date) -> bool:
    """Whether the data say that a norm binds a status in a phase on a day, read without the engine."""
    subjects = next(row.subjects for row in catalogue.statuses if row.code == status)
    is_open = (norm.window_from or date.min) <= on <= (norm.window_to or date.max)
    return bool({*subjects} & {*norm.subjects}) and norm.phase in (phase, NormPhase.ANY) and holds(norm, on) and is_open


def test_the_norms_that_can_come_out_are_those_of_the_frozen_table() -> None:
    """Whatever changes in whom an act may hold against whom is read by somebody before it is kept."""
    assert norm_table.table() == norm_table.FROZEN.read_text(encoding="utf-8"), (
        "norms come out for other people or days: read `python -m tests.apps.catalogue.norm_table` and its diff"
    )


@pytest.mark.parametrize("act", Rulebook(shipped()).acts)
def test_no_norm_comes_out_for_whom_or_when_it_does_not_bind(act: str) -> None:
    catalogue = shipped()
    norms = {norm.id: norm for norm in catalogue.norms}
    came_out = 0
    for (status, phase), stretches in norm_table.outcomes(act).items():
        for start, end, found in stretches:
            for day in (start, end or date(2026, 12, 31)):
                assert all(binds(catalogue, norms[norm], status, phase, day) for norm in found), (status, phase, found)
            came_out += len(found)
    assert came_out


def test_the_engine_and_not_the_rule_holds_a_norm_within_its_limits() -> None:
    """A careless rule that cites every norm there is, for everybody and always, breaks none that does not bind."""
    catalogue = shipped()
    careless = RuleRow(id="careless", norms=tuple(norm.id for norm in catalogue.norms), when={"peran_apk": "memasang"})
    rulebook = Rulebook(replace(catalogue, act_rules=(ActRules(act="alat-peraga", rules=(careless,)),)))
    for day, status, phase in product(rulebook.turns, rulebook.options[STATUS], norm_table.PHASES):
        facts = {STATUS: status, PHASE: phase.value, "peran_apk": "memasang"}
        nodes = rulebook.rule_set("alat-peraga", day).judge(facts).nodes
        broken = {node.id.rpartition(":")[2] for node in nodes if node.outcome == "broken"}
        assert broken == {norm.id for norm in catalogue.norms if binds(catalogue, norm, status, phase, day)}


@pytest.mark.parametrize(
    ("status", "levels"),
    [("pns", {"berat"}), ("pppk", {"pppk"}), ("lurah", {"berat"}), ("ppnpn", {"nonasn"})],
)
def test_a_sanction_is_of_the_ladder_of_the_person(status: str, levels: set[str]) -> None:
    facts = {"status": status, "objek_akun": "calon", "tindakan_medsos": "berinteraksi"}
    rulebook = Rulebook(shipped())
    judgement = judge(rulebook, "media-sosial", whole_story(rulebook, facts), OCTOBER, NormPhase.AFTER)
    assert judgement.verdict is Verdict.VIOLATION
    assert {choice.claim.level for each in judgement.norms for choice in each.sanctions} == levels


@pytest.mark.parametrize(
    ("act", "facts", "on", "first", "never"),
    [
        ("fasilitas-negara", {"status": "ppnpn", "kegunaan": "kampanye"}, OCTOBER, "D2", {"E3"}),
        ("fasilitas-negara", {"status": "kades", "kegunaan": "kampanye"}, OCTOBER, "D3", {"E2", "E3"}),
        (
            "keputusan-mutasi",
            {"status": "kada", "jenis_keputusan": "mutasi", "izin_mutasi": "tidak", "berpihak": "tidak"},
            date(2024, 3, 22),
            "E2",
            set(),
        ),
        (
            "keputusan-mutasi",
            {"status": "pns", "pejabat": "ya", "jenis_keputusan": "program", "berpihak": "ya"},
            date(2025, 6, 2),
            "B11",
            {"E1", "D6"},
        ),
    ],
)
def test_norms_of_heads_and_of_campaign_time_stay_there(
    act: str, facts: dict[str, str], on: date, first: str, never: set[str]
) -> None:
    rulebook = Rulebook(shipped())
    judgement = judge(rulebook, act, whole_story(rulebook, facts), on, NormPhase.AFTER)
    ids = [each.norm.id for each in judgement.norms]
    assert ids[0] == first
    assert never.isdisjoint(ids)


def test_before_its_window_the_ban_on_replacing_officials_condemns_nobody() -> None:
    facts = {"status": "kada", "jenis_keputusan": "mutasi", "izin_mutasi": "tidak", "berpihak": "tidak"}
    rulebook = Rulebook(shipped())
    judgement = judge(rulebook, "keputusan-mutasi", whole_story(rulebook, facts), date(2024, 2, 1), NormPhase.BEFORE)
    assert judgement.verdict is Verdict.ASK
    assert judgement.norms == ()
