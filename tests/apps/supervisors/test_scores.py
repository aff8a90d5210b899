"""Scores come in from a list: nothing of a bad one is taken unasked, and a correction keeps what stood before."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from netral.apps.supervisors.actions.scores import record_scores
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.domain.scores import ScoreFault, ScoreLine, judge_scores
from netral.apps.supervisors.models import WrittenScore
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.models import Event
from tests.apps.supervisors.applicants import REGENCY, Opening, opening
from tests.apps.supervisors.panel import Panel, act, checked, panel

pytestmark = pytest.mark.usefixtures("ground")


def with_scores_due() -> tuple[Opening, Panel, str]:
    found, people = opening(post=Post.DISTRICT, applicants=2), panel(REGENCY)
    checked(found, people)
    return found, people, reverse("selection_scores", args=[found.recruitment.pk])


def listed(*lines: str) -> dict[str, SimpleUploadedFile]:
    return {"berkas": SimpleUploadedFile("nilai.csv", "\n".join(["nomor;nilai", *lines]).encode())}


def standing() -> list[Decimal]:
    with elevated("the test reads what was written"):
        return [
            *WrittenScore.objects.filter(replaced_at=None)
            .order_by("application__number")
            .values_list("score", flat=True)
        ]


def test_a_good_list_is_taken_and_a_corrected_one_keeps_the_old() -> None:
    found, people, address = with_scores_due()
    client, (one, other) = people.officers[0].client, (each.number for each in found.applications)
    assert client.post(address, listed(f"{one};80", f"{other};72,5")).status_code == 302
    assert standing() == [Decimal("80.00"), Decimal("72.50")]
    assert client.post(address, listed(f"{one};85", f"{other};72,5")).status_code == 302
    assert standing() == [Decimal("85.00"), Decimal("72.50")]
    with elevated("the test reads what was written"):
        assert WrittenScore.objects.exclude(replaced_at=None).get().score == Decimal("80.00")
    assert Event.objects.filter(kind="score.recorded").count() == 3


def test_of_a_list_with_bad_lines_nothing_is_taken_unless_she_says_so() -> None:
    found, people, address = with_scores_due()
    client, number = people.officers[0].client, found.applications[0].number
    answer = client.post(address, listed(f"{number};80", "9999/X;70", f"{found.applications[1].number};101"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "di luar 0 sampai 100" in page
    assert "Tidak ada lamaran" in page
    assert standing() == []
    carried = answer.context["form"].data["baris"]
    client.post(address, {"baris": carried + "x"})
    assert standing() == []
    assert client.post(address, {"baris": carried}).status_code == 302
    assert standing() == [Decimal("80.00")]
    assert Event.objects.get(kind="scores.imported").data == {"taken": 1, "refused": 2}


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([("A", "50"), ("A", "60")], ScoreFault.TWICE),
        ([("B", "50")], ScoreFault.UNKNOWN),
        ([("A", "lulus")], ScoreFault.NOT_A_NUMBER),
        ([("A", "NaN")], ScoreFault.NOT_A_NUMBER),
        ([("A", "-1")], ScoreFault.OUT_OF_RANGE),
        ([("", "50")], ScoreFault.NO_NUMBER),
    ],
    ids=["twice", "nobody", "words", "nan", "negative", "no-number"],
)
def test_a_bad_line_says_why(lines: list[tuple[str, str]], fault: ScoreFault) -> None:
    scores, bad = judge_scores([ScoreLine(n, *cells) for n, cells in enumerate(lines, start=2)], {"A"})
    assert scores == {}
    assert {each.fault for each in bad} == {fault}
    assert len(bad) == len(lines)


def test_a_file_without_the_columns_and_a_post_without_a_test_are_refused() -> None:
    _found, people, address = with_scores_due()
    wrong = {"berkas": SimpleUploadedFile("nilai.csv", b"nama;umur\nA;20\n")}
    assert "tidak ditemukan" in people.officers[0].client.post(address, wrong).content.decode()
    village, others = opening(applicants=1), panel()
    with pytest.raises(StepRefused, match="tidak memakai tes"):
        act(record_scores, others.officers[0], recruitment=village.recruitment, scores={}, refused=0)
