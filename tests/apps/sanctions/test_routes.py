"""Every norm of the shipped data goes to whom the data name on the day it is sent, or is refused with a reason."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from netral.apps.cases import api as cases
from netral.apps.cases.domain import State
from netral.apps.catalogue import api as catalogue
from netral.apps.sanctions.routes import RECEIVERS, NoRoute, kind_named, route_of
from netral.engines.rules.dated import in_force
from netral.foundation.institutions.models import Kind
from tests.apps.sanctions.followup import found

# The last act before the hand-over, and one of the campaign after it.
ACT, LATE_ACT = date(2024, 8, 20), date(2024, 10, 5)
WITH_KASN, WITH_BKN = date(2024, 8, 24), date(2024, 8, 25)
VILLAGE = "14.03.02.2001"


def decision_on(norm_id: str) -> cases.DecisionView:
    moment = datetime(2024, 8, 24, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
    case = cases.CaseView(
        id="1",
        report_id=UUID(int=1),
        number="001",
        state=State.DECIDED,
        institution_id="1",
        institution_path="bawaslu.14.03",
        region_code=VILLAGE,
        act_date=ACT,
        opened_at=moment,
        registered_at=moment,
        decided_at=moment,
        persons=(),
    )
    return cases.DecisionView(
        case=case,
        finding=cases.Finding.ASN_VIOLATION,
        decided_at=moment,
        norm_id=norm_id,
        norm_title="",
        basis="",
        sanction_range=(),
        catalogue_version="",
    )


def routed(norm: catalogue.Norm, act: date, sent: date) -> tuple[str, str]:
    """Return who receives a breach of a norm, and who decides; in place of the first why it is refused."""
    try:
        route = route_of(decision_on(norm.id), act, sent)
    except cases.StepRefused as refusal:
        return f"refused: {refusal}", ""
    watched = "bkn" in route.scopes
    assert watched is (route.receiver.kind in {Kind.KASN, Kind.BKN})
    return route.receiver.kind, route.ppk.path


@pytest.mark.django_db
@pytest.mark.parametrize(("act", "sent"), [(ACT, WITH_KASN), (ACT, WITH_BKN), (LATE_ACT, LATE_ACT)])
def test_every_norm_goes_to_whom_the_data_name_on_the_day_it_is_sent(ground: None, act: date, sent: date) -> None:
    found("kasn", Kind.KASN, None, WITH_KASN)
    found("kpu.14.03", Kind.KPU, "14.03")
    wrong = {}
    norms = catalogue.norms_in_force(act)
    for norm in norms:
        named = [handler.forwards_to for handler in in_force(norm.handlers, sent)]
        receiver, decider = routed(norm, act, sent)
        if not named or "polri" in named:
            fits = receiver.startswith("refused: ") and not decider
        else:
            expected = "kpu.14.03" if named[0] == "kpu" else "pemda.14.03.ppk"
            fits = (receiver, decider) == (RECEIVERS[named[0]], expected)
        if not fits:
            wrong[norm.id] = (named, receiver, decider)
    assert wrong == {}
    seen = {handler.forwards_to for norm in norms for handler in in_force(norm.handlers, sent)}
    assert seen == {"kasn" if sent == WITH_KASN else "bkn", "pemda", "polri", "kpu"}


@pytest.mark.django_db
@pytest.mark.parametrize("norm_id", ["D6", "E1", "E2", "E3", "E4", "E5", "E6"])
def test_crimes_and_candidacies_never_reach_the_agency_of_civil_servants(ground: None, norm_id: str) -> None:
    receiver, _decider = routed(catalogue.norm(norm_id, LATE_ACT), LATE_ACT, LATE_ACT)
    words = "belum terdaftar" if norm_id == "E4" else "Gakkumdu"
    assert receiver.startswith("refused: ")
    assert words in receiver


@pytest.mark.django_db
def test_a_receiver_nobody_knows_is_refused_and_not_guessed() -> None:
    handler = catalogue.handlers_for("D3", LATE_ACT)[0]
    assert kind_named([handler], "D3") is Kind.GOVERNMENT
    with pytest.raises(NoRoute, match="“dkpp” yang tidak dikenal"):
        kind_named([replace(handler, forwards_to="dkpp")], "D3")
    with pytest.raises(NoRoute, match="Gakkumdu"):
        kind_named([handler, replace(handler, forwards_to="polri")], "D3")


@pytest.mark.django_db
@pytest.mark.parametrize(("norm_id", "words"), [("", "tidak menyebut norma"), ("Z9", "tidak berlaku")])
def test_a_decision_on_no_norm_goes_nowhere(norm_id: str, words: str) -> None:
    with pytest.raises(NoRoute, match=words):
        route_of(decision_on(norm_id), LATE_ACT, LATE_ACT)
