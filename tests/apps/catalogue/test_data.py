"""The shipped law: complete, sourced, dated, and honest about its conflicts."""

from datetime import date

import pytest

from netral.apps.catalogue.dataset import CatalogueError, checked, shipped, shipped_documents
from netral.apps.catalogue.domain import handlers_of, sanction_range, sanctions_of_level
from netral.apps.catalogue.rows import ConditionKind, Group, LawRow, LegalTerm, NormKind, NormPhase, Subject
from netral.engines.deadlines.terms import Boundary, Unit
from netral.engines.rules.dated import Provenance, Verification, flaws

LAW = shipped()
CAMPAIGN = date(2024, 10, 7)
NORMS = {norm.id: norm for norm in LAW.norms}
ROWS: list[LawRow | LegalTerm] = [
    *LAW.norms,
    *LAW.provisions,
    *LAW.sanctions,
    *LAW.handlers,
    *LAW.conflicts,
    *LAW.terms,
    *LAW.conditions,
    *LAW.rules,
    *LAW.forms,
]

# Code, length and unit of every term, as the research on the law lists them.
TERMS = {
    "PK.LAPOR": (7, Unit.CALENDAR_DAYS, Verification.SECONDARY),
    "PK.KAJIAN_AWAL": (2, Unit.CALENDAR_DAYS, Verification.UNVERIFIED),
    "PK.PERBAIKAN": (2, Unit.CALENDAR_DAYS, Verification.UNVERIFIED),
    "PK.TANGANI": (3, Unit.CALENDAR_DAYS, Verification.SECONDARY),
    "PK.TAMBAHAN": (2, Unit.CALENDAR_DAYS, Verification.SECONDARY),
    "GK.TERUS_POLRI": (24, Unit.HOURS, Verification.SECONDARY),
    "GK.SIDIK": (14, Unit.WORKING_DAYS, Verification.SECONDARY),
    "GK.JPU_BALIK": (3, Unit.WORKING_DAYS, Verification.SECONDARY),
    "GK.LENGKAPI": (3, Unit.WORKING_DAYS, Verification.SECONDARY),
    "GK.LIMPAH_PN": (5, Unit.WORKING_DAYS, Verification.SECONDARY),
    "BKN.VERIF": (7, Unit.CALENDAR_DAYS, Verification.SECONDARY),
    "BKN.BAWASLU": (3, Unit.WORKING_DAYS, Verification.SECONDARY),
    "HD.PANGGIL_1": (-7, Unit.WORKING_DAYS, Verification.DEVELOPER),
    "HD.PANGGIL_2": (7, Unit.WORKING_DAYS, Verification.DEVELOPER),
    "HD.SAMPAI_SK": (14, Unit.WORKING_DAYS, Verification.DEVELOPER),
    "HD.KIRIM_SK": (3, Unit.WORKING_DAYS, Verification.DEVELOPER),
    "HD.BERLAKU": (15, Unit.WORKING_DAYS, Verification.DEVELOPER),
    "UA.KEBERATAN": (14, Unit.WORKING_DAYS, Verification.UNVERIFIED),
    "UA.BANDING": (14, Unit.WORKING_DAYS, Verification.SECONDARY),
    "UA.TANGGAP_PPK": (21, Unit.WORKING_DAYS, Verification.SECONDARY),
    "UA.PUTUS_BPASN": (65, Unit.WORKING_DAYS, Verification.SECONDARY),
    "NPHD.T1": (14, Unit.WORKING_DAYS, Verification.SECONDARY),
    "NPHD.T2": (-5, Unit.MONTHS, Verification.SECONDARY),
    "NPHD.SISA": (3, Unit.MONTHS, Verification.SECONDARY),
    "PDP.NOTIF": (72, Unit.HOURS, Verification.SECONDARY),
    "MUTASI.LARANG": (-6, Unit.MONTHS, Verification.SECONDARY),
}


def test_every_norm_of_the_seven_lists_is_there() -> None:
    assert {group: sum(norm.group is group for norm in LAW.norms) for group in Group} == {
        Group.ETHICS: 7,
        Group.DISCIPLINE: 11,
        Group.CAMPAIGN: 4,
        Group.OTHER_PERSONS: 6,
        Group.OFFICIALS: 7,
        Group.ALLOWED: 6,
        Group.OTHER_DUTIES: 2,
    }
    assert all(norm.id.startswith(norm.group) for norm in LAW.norms)


def test_every_row_names_its_source_and_its_dates_leave_no_gap() -> None:
    assert all(row.reference and row.verification and row.valid_from for row in ROWS)
    assert flaws(LAW.handlers) == flaws(LAW.provisions) == flaws(LAW.norms) == ()


def test_a_row_hands_its_origin_to_the_engines() -> None:
    assert NORMS["A1"].provenance == Provenance(
        "SKB 2022 Lampiran II huruf A", Verification.SECONDARY, NORMS["A1"].note
    )


def test_no_row_number_of_the_decree_is_claimed() -> None:
    assert all(norm.skb_row is None for norm in LAW.norms)


@pytest.mark.parametrize("code", TERMS)
def test_terms_are_those_of_the_research(code: str) -> None:
    (term,) = (term for term in LAW.terms if term.code == code)

    assert (term.length, term.unit, term.verification) == TERMS[code]


def test_there_are_no_other_terms() -> None:
    assert {term.code for term in LAW.terms} == set(TERMS)
    assert {term.code for term in LAW.terms if term.boundary is Boundary.OPENS} == {"HD.BERLAKU", "MUTASI.LARANG"}
    assert {term.code: term.extends for term in LAW.terms if term.extends} == {"PK.TAMBAHAN": "PK.TANGANI"}


@pytest.mark.parametrize(
    ("norm_id", "levels"),
    [
        ("A4", ["moral"]),
        ("B3", ["sedang", "pppk"]),
        ("B5", ["pdth", "pppk"]),
        ("B6", ["berat", "pppk"]),
        ("B8", ["sedang", "berat", "pppk"]),
        ("C1", ["sedang"]),
        ("C4", ["berat"]),
        ("D3", ["desa"]),
        ("D5", []),
        ("D6", ["pidana_188"]),
        ("E2", ["pidana_188", "batal_calon"]),
    ],
)
def test_levels_are_those_sources_give(norm_id: str, levels: list[str]) -> None:
    assert [claim.level for claim in sanction_range(NORMS[norm_id], CAMPAIGN)] == levels


def test_the_disputed_sanction_of_b8_carries_its_conflict() -> None:
    claims = sanction_range(NORMS["B8"], CAMPAIGN, [Subject.PNS])
    assert {claim.level: claim.conflict for claim in claims} == {"sedang": "K2", "berat": "K2"}


def test_the_ladder_of_permanent_staff_falls_on_nobody_else() -> None:
    binding = [norm for norm in LAW.norms if Subject.PPPK in norm.subjects]
    levels = {claim.level for norm in binding for claim in sanction_range(norm, CAMPAIGN, [Subject.PPPK])}
    assert levels == {"moral", "pppk"}


def test_what_only_developers_say_is_not_graded_as_press() -> None:
    documents = shipped_documents()
    next(row for row in documents["deadlines"] if row["code"] == "HD.SAMPAI_SK")["verification"] = "secondary"
    with pytest.raises(CatalogueError, match=r"HD\.SAMPAI_SK, verification: S10 are data sets of developers"):
        checked(documents)


def test_the_disciplinary_ladder_is_that_of_2021() -> None:
    counts = {level: len(sanctions_of_level(LAW.sanctions, level, CAMPAIGN)) for level in ("ringan", "sedang", "berat")}

    assert counts == {"ringan": 3, "sedang": 3, "berat": 3}
    assert [s.code for s in sanctions_of_level(LAW.sanctions, "berat", CAMPAIGN)][-1] == "berat_pdhtaps"


@pytest.mark.parametrize("norm_id", ["A1", "B1", "C1", "D1"])
@pytest.mark.parametrize(("on", "institution"), [(date(2024, 8, 24), "kasn"), (date(2024, 8, 25), "bkn")])
def test_civil_servants_cases_moved_from_kasn_to_bkn(norm_id: str, on: date, institution: str) -> None:
    assert [handler.forwards_to for handler in handlers_of(NORMS[norm_id], on)] == [institution]


def test_village_heads_are_not_handled_by_the_civil_service_agency() -> None:
    assert [handler.forwards_to for handler in handlers_of(NORMS["D3"], CAMPAIGN)] == ["pemda"]


def test_phases_follow_the_wording_of_the_lists() -> None:
    assert {NORMS[f"A{n}"].phase for n in range(1, 7)} == {NormPhase.BEFORE}
    assert {norm.phase for norm in LAW.norms if norm.group is Group.CAMPAIGN} == {NormPhase.AFTER}
    assert NORMS["B3"].phase is NORMS["B9"].phase is NormPhase.ANY


def test_what_is_allowed_is_not_only_yes_or_no() -> None:
    allowed = [norm for norm in LAW.norms if norm.group is Group.ALLOWED]

    assert {norm.id for norm in allowed if norm.kind is NormKind.PERMITTED} == {"F1"}
    assert "K4" in NORMS["F2"].conflicts


def test_all_ten_conflicts_have_at_least_two_positions() -> None:
    assert [conflict.code for conflict in LAW.conflicts] == [f"K{n}" for n in range(1, 11)]
    assert all(len(conflict.positions) >= 2 for conflict in LAW.conflicts)


def test_conditions_of_a_report_are_formal_and_material() -> None:
    kinds = [condition.kind for condition in LAW.conditions]

    assert (kinds.count(ConditionKind.FORMAL), kinds.count(ConditionKind.MATERIAL)) == (4, 3)


def test_every_act_that_rules_judge_leads_to_a_norm() -> None:
    assert [act.code for act in LAW.acts if not act.norms] == ["luar-cakupan", "lain"]
    assert not LAW.acts[-1].checkable
