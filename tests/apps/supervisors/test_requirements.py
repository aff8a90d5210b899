"""Requirements are judged on the day: at their boundaries, with what cannot be told left open, and papers asked for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from netral.apps.supervisors.domain.applications import DocumentKind, Education, Employment, PartyTie
from netral.apps.supervisors.domain.drafts import (
    NIK_BIRTH,
    NIK_SEX,
    ApplicationAnswers,
    DraftQuestion,
    nik_doubts,
    unanswered,
)
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.domain.requirements import (
    Qualifications,
    RequirementFinding,
    RequirementVerdict,
    completed,
    findings_of,
    papers_wanted,
)
from netral.apps.supervisors.parameters import requirements
from netral.foundation.drafts.domain import Attachment

DAY = date(2024, 5, 20)
PAPERS = ("identity_card", "diploma", "health_letter")
GOOD = Qualifications(
    area="14.03.02.2001",
    birth_date=date(1998, 3, 2),
    education=Education.SENIOR,
    village="14.03.02.2001",
    employment=Employment.NONE,
    party=PartyTie.NEVER,
    spouse_is_organiser=False,
    declared=("citizen", "sentence", "health", "full_time"),
    papers=PAPERS,
)
DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))


def found(of: Qualifications, post: Post = Post.VILLAGE, on: date = DAY) -> dict[str, RequirementFinding]:
    return {each.code: each for each in findings_of(requirements(), of, post, on)}


def test_somebody_who_meets_everything_is_told_so_with_the_source_of_each() -> None:
    told = found(GOOD)
    assert {each.verdict for each in told.values()} == {RequirementVerdict.MET}
    assert all(each.reference and each.verification for each in told.values())
    assert found(GOOD, on=date(2022, 9, 21)) == {}


@given(born=DAYS, years=st.integers(0, 60))
def test_an_age_is_reached_on_one_day_and_kept(born: date, years: int) -> None:
    try:
        birthday = born.replace(year=born.year + years)
    except ValueError:
        birthday = date(born.year + years, 3, 1)
        assert completed(born, years, birthday - timedelta(1)) is None
    else:
        assert completed(born, years, birthday - timedelta(1)) is False
    assert completed(born, years, birthday) is True
    assert completed(born, years, birthday + timedelta(400)) is True


@given(born=DAYS, on=DAYS, years=st.integers(0, 60))
def test_waiting_never_takes_an_age_away(born: date, on: date, years: int) -> None:
    if completed(born, years, on):
        assert completed(born, years, on + timedelta(1))


@pytest.mark.parametrize(
    ("post", "born", "verdict"),
    [
        (Post.VILLAGE, date(2003, 5, 20), RequirementVerdict.MET),
        (Post.VILLAGE, date(2003, 5, 21), RequirementVerdict.NOT_MET),
        (Post.DISTRICT, date(1999, 5, 20), RequirementVerdict.MET),
        (Post.DISTRICT, date(1999, 5, 21), RequirementVerdict.NOT_MET),
    ],
    ids=["village reached", "village a day short", "district reached", "district a day short"],
)
def test_age_by_post(post: Post, born: date, verdict: RequirementVerdict) -> None:
    assert found(replace(GOOD, birth_date=born), post)[f"age_{post}"].verdict is verdict


def test_a_birthday_that_the_year_lacks_is_left_to_an_officer() -> None:
    told = found(replace(GOOD, birth_date=date(2004, 2, 29)), on=date(2025, 2, 28))["age_village"]
    assert told.verdict is RequirementVerdict.UNKNOWN
    assert "29 Februari" in told.how


@given(village=st.sampled_from(["14.03.02.2001", "14.03.02.2009", "14.03.03.2001", "14.04.02.2001", "14.03.021.1"]))
def test_domicile_follows_the_codes(village: str) -> None:
    of = replace(GOOD, village=village)
    assert (found(of)["domicile"].verdict is RequirementVerdict.MET) == village.startswith("14.03.02.")
    assert (found(of, Post.DISTRICT)["domicile_district"].verdict is RequirementVerdict.MET) == village.startswith(
        "14.03."
    )


def test_party_marriage_and_education() -> None:
    left = replace(GOOD, party=PartyTie.LEFT, party_left_on=date(2019, 5, 20))
    assert found(left)["party"].verdict is RequirementVerdict.MET
    later = replace(left, party_left_on=date(2019, 5, 21))
    assert found(later)["party"].verdict is RequirementVerdict.NOT_MET
    assert found(replace(GOOD, party=PartyTie.MEMBER))["party"].verdict is RequirementVerdict.NOT_MET
    assert found(replace(GOOD, spouse_is_organiser=True))["marriage"].verdict is RequirementVerdict.NOT_MET
    assert found(replace(GOOD, education=Education.JUNIOR))["education"].verdict is RequirementVerdict.NOT_MET
    assert found(replace(GOOD, declared=()))["sentence"].verdict is RequirementVerdict.NOT_MET


def test_a_civil_servant_is_asked_for_the_letter_and_a_pppk_told_that_it_is_not_known() -> None:
    servant = replace(GOOD, employment=Employment.PNS)
    assert found(servant)["leave"].verdict is RequirementVerdict.PAPER
    assert DocumentKind.LEAVE_LETTER in papers_wanted(requirements(), servant, Post.VILLAGE, DAY)
    assert DocumentKind.LEAVE_LETTER not in papers_wanted(requirements(), GOOD, Post.VILLAGE, DAY)
    with_letter = replace(servant, papers=(*PAPERS, "leave_letter"))
    assert found(with_letter)["leave"].verdict is RequirementVerdict.MET
    contract = found(replace(GOOD, employment=Employment.PPPK))["leave"]
    assert contract.verdict is RequirementVerdict.UNKNOWN
    assert "belum terbaca" in contract.how


def test_what_was_not_answered_is_open_and_never_a_fault() -> None:
    told = found(Qualifications(area="14.03.02.2001"))
    assert {each.verdict for each in told.values()} == {RequirementVerdict.UNKNOWN}


def test_a_nik_that_tells_another_birthday_or_sex_only_asks_for_a_second_look() -> None:
    born = date(1998, 3, 2)
    assert nik_doubts("1403024203980001", born, "P") == ()
    assert nik_doubts("1403020203980001", born, "L") == ()
    assert nik_doubts("1403020203980001", born, "P") == (NIK_SEX,)
    assert nik_doubts("1403020303980001", born, "L") == (NIK_BIRTH,)
    assert nik_doubts("", born, "L") == ()


def test_answers_survive_the_draft_and_open_questions_are_named() -> None:
    file = Attachment("ab", "ktp.jpg", "image/jpeg", 9, "00", kind="identity_card")
    full = ApplicationAnswers(name="Siti", birth_date=DAY, declared=("citizen",), files=(file,))
    assert ApplicationAnswers.from_json(full.as_json()) == full
    assert unanswered(ApplicationAnswers()) == tuple(DraftQuestion)
    assert DraftQuestion.PARTY in unanswered(replace(full, party=PartyTie.LEFT))
