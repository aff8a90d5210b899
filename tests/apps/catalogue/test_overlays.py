"""What a region adds: judged there and below, and refused wherever it would loosen the law of the centre."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings as tried, strategies as st

from netral.apps.catalogue import api, queries
from netral.apps.catalogue.actions.editions import adopt_edition, publish_edition
from netral.apps.catalogue.actions.overlays import OverlayInput, add_overlay, withdraw_overlay
from netral.apps.catalogue.dataset import build_catalogue, shipped_documents
from netral.apps.catalogue.editions import current
from netral.apps.catalogue.editions.documents import EditionRefused
from netral.apps.catalogue.editions.overlays import check_overlay, combined
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.apps.catalogue.models import Overlay
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.receipt import canonical
from netral.foundation.elections.domain import Phase
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.regions.models import Region
from tests.apps.catalogue.lawbooks import rules_of

DAY = date(2024, 10, 7)
WATCHING = {"status": "pns", "objek_akun": "calon", "tindakan_medsos": "melihat"}
STRICTER: dict[str, Any] = {
    "provisions": [
        {
            "code": "bks.perbup12",
            "title": "Perbup Bengkalis 12/2024 Pasal 3",
            "title_en": "Bengkalis regulation 12/2024 article 3",
            "reference": "Perbup Bengkalis 12/2024",
            "verification": "unverified",
            "valid_from": "2024-01-01",
        }
    ],
    "norms": [
        {
            "id": "BKS1",
            "group": "B",
            "title": "Menonton siaran langsung akun calon pada jam kerja",
            "title_en": "Watching live broadcasts of a candidate",
            "phase": "any",
            "subjects": ["pns", "pppk"],
            "basis": [{"provision": "bks.perbup12", "verification": "unverified"}],
            "routes": ["asn_etik"],
            "valid_from": "2024-01-01",
            "reference": "Perbup Bengkalis 12/2024 Pasal 3",
            "verification": "unverified",
        }
    ],
    "rules": [
        {
            "act": "media-sosial",
            "rules": [
                {"id": "bks.media.1", "norms": ["BKS1"], "when": {"objek_akun": "calon", "tindakan_medsos": "melihat"}}
            ],
        }
    ],
}


def looser(outcome: str = "kept") -> dict[str, Any]:
    return {
        "exceptions": [
            {
                "rule": "media-sosial.1",
                "id": "bks.boleh",
                "when": {"status": "pppk"},
                "basis": ["B6"],
                "outcome": outcome,
            }
        ]
    }


def add(document: dict[str, Any], region: str = "14.03") -> Overlay:
    place = Region.objects.get(code=region)
    made = add_overlay(inputs=OverlayInput(place, "Aturan Bengkalis", "Perbup 12/2024", document), by=SYSTEM)
    current.watch()
    return made


def verdict(region: str | None) -> Verdict:
    return api.judge("media-sosial", WATCHING, DAY, phase=Phase.CAMPAIGN, region=region).verdict


@pytest.mark.usefixtures("ground")
def test_a_local_norm_judges_in_its_region_and_below_only() -> None:
    overlay = add(STRICTER)

    assert verdict("14.03") is verdict("14.03.02.2001") is Verdict.VIOLATION
    assert verdict(None) is verdict("33.74") is verdict("14") is Verdict.CLEAR
    judgement = api.judge("media-sosial", WATCHING, DAY, phase=Phase.CAMPAIGN, region="14.03.02")
    assert [judged.norm.id for judged in judgement.norms] == ["BKS1"]

    withdraw_overlay(overlay=overlay, reason="Dicabut bupati.", by=SYSTEM)
    current.watch()
    assert verdict("14.03") is Verdict.CLEAR
    assert canonical(api.replay(judgement.receipt()).receipt()) == canonical(judgement.receipt())


@pytest.mark.usefixtures("ground")
def test_what_a_province_adds_holds_in_its_regencies_together_with_theirs() -> None:
    add(STRICTER, "14")
    add({"exceptions": [_dispute()]}, "14.03")

    assert verdict("14.03") is verdict("14") is Verdict.VIOLATION
    assert verdict("33") is Verdict.CLEAR


@pytest.mark.usefixtures("ground")
def test_a_rule_that_is_milder_is_refused_with_a_case_in_plain_words() -> None:
    with pytest.raises(EditionRefused) as refused:
        add(looser())

    text = str(refused.value)
    assert "Apa status Anda? PPPK" in text
    assert "menurut pusat melanggar, menurut daerah tidak melanggar" in text
    assert queries.overlays() == []


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"norms": [{**STRICTER["norms"][0], "id": "B6"}]}, "tidak boleh mengubah baris pusat: B6"),
        ({"rules": [{"act": "tidur", "rules": []}]}, "Perbuatan tidur tidak ada"),
        ({"exceptions": [{**_, "rule": "x"} for _ in looser()["exceptions"]]}, "Aturan x tidak ada"),
        ({"norm": []}, "tidak dapat dibaca"),
        ({}, "tidak dapat dibaca"),
        ({"norms": ["B6"]}, "tidak dapat dibaca"),
        ({"rules": STRICTER["rules"]}, "norm: 'BKS1' is not known"),
        ({"norms": [{**STRICTER["norms"][0], "titel": "x"}]}, "titel: Unexpected keyword"),
    ],
)
def test_what_cannot_be_used_is_refused(document: dict[str, Any], message: str) -> None:
    with pytest.raises(EditionRefused, match=message):
        add(document)


@pytest.mark.usefixtures("ground")
def test_an_edition_that_what_a_region_added_would_loosen_is_not_adopted() -> None:
    add({"exceptions": [_dispute()]})
    documents = shipped_documents()
    rules_of(documents, "media-sosial")[1]["outcome"] = "broken"
    edition = publish_edition(documents=documents, title="Lebih ketat", notes="", by=SYSTEM)

    with pytest.raises(EditionRefused, match="lebih longgar"):
        adopt_edition(edition=edition, effective_at=now(), reason="Berlaku.", by=SYSTEM)


def _dispute() -> dict[str, Any]:
    return {
        "rule": "media-sosial.2",
        "id": "bks.ragu",
        "when": {"tindakan_medsos": "mengikuti"},
        "basis": ["B6"],
        "outcome": "disputed",
    }


CENTRAL = shipped_documents()
CENTRE = Rulebook(build_catalogue(CENTRAL))
ACTS = {rows["act"]: rows for rows in CENTRAL["rules"]}


@st.composite
def overlays(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """An exception or a rule of any outcome, on facts the act reads."""
    act = draw(st.sampled_from(sorted(ACTS)))
    fact = draw(st.sampled_from(CENTRE.facts_of(act)))
    when = {fact.code: draw(st.sampled_from(sorted(fact.options)))}
    outcome = draw(st.sampled_from(["kept", "disputed", "broken"]))
    rule = draw(st.sampled_from(ACTS[act]["rules"]))
    if draw(st.booleans()):
        row = {"rule": rule["id"], "id": "x.1", "when": when, "basis": rule["norms"][:1], "outcome": outcome}
        return act, {"exceptions": [row]}
    row = {"id": "x.1", "norms": rule["norms"][:1], "when": when, "outcome": outcome, "note": "Uji."}
    return act, {"rules": [{"act": act, "rules": [row]}]}


@tried(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(overlays(), st.data())
def test_what_is_accepted_never_loosens(drawn: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    act, overlay = drawn
    try:
        check_overlay(CENTRAL, [], overlay)
    except EditionRefused:
        return
    local = Rulebook(build_catalogue(combined(CENTRAL, [overlay])))
    order = [Verdict.CLEAR, Verdict.ASK, Verdict.VIOLATION]
    for _ in range(20):
        day = data.draw(st.sampled_from(CENTRE.turns))
        rule_set = CENTRE.rule_set(act, day)
        facts = {fact: data.draw(st.sampled_from(CENTRE.options[fact])) for fact in local.rule_set(act, day).facts}
        facts |= {fact: CENTRE.options[fact][0] for fact in rule_set.facts if fact not in facts}
        assert order.index(local.rule_set(act, day).verdict(facts)) >= order.index(rule_set.verdict(facts))
