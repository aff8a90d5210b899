"""Publishing without names and without hidden contradictions; what becomes of answers once they are out."""

from datetime import date, timedelta

import pytest

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance import api, queries
from netral.apps.guidance.actions import release
from netral.apps.guidance.applicable_law import with_phase
from netral.apps.guidance.comparison import contradictions, others_that_differ
from netral.apps.guidance.domain.answers import CATALOGUE, Choice
from netral.apps.guidance.domain.states import Position, State
from netral.apps.guidance.inputs import PublicationInput
from netral.apps.guidance.models import Answer, Discrepancy, PublishedAnswer
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from tests.apps.guidance.desk import (
    ACT,
    ACT_DATE,
    LIKED,
    PUBLIC_QUESTION,
    PUBLIC_TEXT,
    Desk,
    judge_under_an_earlier_edition,
    later,
)
from tests.ground import person

pytestmark = pytest.mark.django_db
WATCHED = {"status": "pns", "objek_akun": "calon", "tindakan_medsos": "melihat"}


def again(published: PublishedAnswer) -> PublishedAnswer:
    return PublishedAnswer.objects.select_related("replaced_by").get(pk=published.pk)


def test_what_the_catalogue_says_of_the_cases_used_here(desk: Desk) -> None:
    # The tests below stand on these verdicts of the real catalogue.
    assert catalogue.judge(ACT, LIKED, ACT_DATE).verdict.value == "melanggar"
    assert catalogue.judge(ACT, WATCHED, ACT_DATE).verdict.value == "tidak"


def test_a_published_answer_carries_everything_but_who_asked(desk: Desk) -> None:
    published = desk.through()
    assert (published.number, published.position, published.norms) == ("JP/14.03/2024/0001", "melanggar", ["B2"])
    assert (published.judged_on, published.valid_from, published.valid_to) == (ACT_DATE, ACT_DATE, None)
    assert published.catalogue_version == catalogue.catalogue_version()
    told = " ".join(str(value) for value in vars(published).values())
    for secret in ("Suryadi", "Dinas Kesehatan", "BKPSDM", "Rahma", "1980", "0812"):
        assert secret not in told
    row = desk.fresh(desk.reading(published).request)
    assert (row.state, row.closed_at) == (State.PUBLISHED, published.published_at)
    assert desk.through().number == "JP/14.03/2024/0002"


@pytest.mark.parametrize(
    ("part", "text", "place"),
    [
        ("text", "Suryadi melanggar karena menyukai unggahan calon.", "Suryadi"),
        ("text", "Pegawai Dinas Kesehatan melanggar.", "Dinas Kesehatan"),
        ("text", "Pegawai dengan NIP 198001012005011001 melanggar.", "198001012005011001"),
        ("text", "Hubungi 081234567890 untuk penjelasan.", "081234567890"),
        ("text", "Rahma sudah bertanya.", "Rahma"),
        ("question", "Bolehkah pak suryadi menyukai unggahan calon?", "suryadi"),
        ("reason", "Karena Suryadi mengakui.", "Suryadi"),
    ],
)
def test_a_text_with_an_identity_is_refused_with_the_place(desk: Desk, part: str, text: str, place: str) -> None:
    request = desk.ask()
    desk.answer(request)
    desk.approve(request)
    texts = {"question": PUBLIC_QUESTION, "text": PUBLIC_TEXT, "reason": "", part: text}
    with pytest.raises(StepRefused, match=f"“{place}”"):
        desk.publish(request, question=texts["question"], text=texts["text"], reason=texts["reason"])
    assert not PublishedAnswer.objects.exists()
    assert desk.fresh(request).state == State.APPROVED


def test_a_guessed_name_is_vouched_for_and_the_ledger_remembers(desk: Desk) -> None:
    asked = "Bolehkah pegawai ikut acara Senandung Laut yang diadakan tim calon bupati?"
    request = desk.ask(asked)
    desk.answer(request)
    desk.approve(request)
    text = "Tidak boleh ikut acara seperti Senandung Laut bila diadakan tim calon."
    with pytest.raises(StepRefused, match="Senandung"):
        desk.publish(request, text=text)
    inputs = PublicationInput(PUBLIC_QUESTION, text, vouched=["senandung", "laut"])
    with reading_as(desk.chair.actor):
        published = release.publish_answer(request=request, inputs=inputs, by=desk.chair.actor)
    event = Event.objects.get(kind="guidance.published", subject_id=str(request.pk))
    assert event.data["vouched"] == ["laut", "senandung"]
    assert published.text == text


def test_the_writer_does_not_publish_her_own_answer(desk: Desk) -> None:
    request = desk.ask()
    desk.answer(request)
    desk.approve(request)
    chair = desk.chair.actor
    writer = type(chair)(**{**vars(chair), "id": desk.officer.actor.id})
    inputs = PublicationInput(PUBLIC_QUESTION, PUBLIC_TEXT)
    with reading_as(writer), pytest.raises(StepRefused, match="orang lain"):
        release.publish_answer(request=request, inputs=inputs, by=writer)


def test_an_answer_against_the_catalogue_needs_a_reason_that_is_published(desk: Desk) -> None:
    request = desk.ask()
    answer = desk.answer(request, Position.CLEAR)
    (found,) = contradictions(answer.stand, ACT_DATE, "14.03")
    assert (found.key, found.verdict, found.replaceable) == (CATALOGUE, "melanggar", False)
    desk.approve(request)
    keep = {CATALOGUE: Choice.KEEP}
    for choices, reason in (({}, "Sebab."), (keep, " "), ({CATALOGUE: Choice.SUPERSEDE}, "Sebab.")):
        with pytest.raises(StepRefused):
            desk.publish(request, choices=choices, reason=reason)
    published = desk.publish(request, choices=keep, reason="Akun itu dikelola kantor untuk pemantauan.")
    assert published.differs_because == "Akun itu dikelola kantor untuk pemantauan."
    with elevated("test"):
        row = Discrepancy.objects.get(published=published)
    assert (row.catalogue_verdict, row.choice, row.earlier) == ("melanggar", "keep", None)
    assert row.decided_label == desk.chair.actor.label


def test_an_earlier_answer_is_replaced_and_stays_readable(desk: Desk) -> None:
    first = desk.through()
    later(days=3)
    keys = {str(first.pk): Choice.SUPERSEDE, CATALOGUE: Choice.KEEP}
    with pytest.raises(StepRefused, match="belum diputuskan"):
        desk.through(Position.CLEAR, choices={CATALOGUE: Choice.KEEP}, reason="Aturan dibaca lagi.")
    second = desk.through(Position.CLEAR, choices=keys, reason="Aturan dibaca lagi.")
    first = again(first)
    assert (first.replaced_by, first.replaced_at) == (second, second.published_at)
    assert first.text == PUBLIC_TEXT
    # What was replaced contradicts nothing any more, and is cited nowhere.
    assert others_that_differ(second) == ()
    assert [row.number for row in api.matching_answers(ACT, LIKED, ACT_DATE)] == [second.number]
    assert Notice.objects.filter(body__contains="sudah diganti", user__name="Rahma Penanya").exists()
    assert Event.objects.filter(kind="guidance.replaced", subject_id=str(first.pk)).exists()


def test_both_answers_may_stand_with_a_reason_and_are_shown_beside_each_other(desk: Desk) -> None:
    first = desk.through()
    keep = {str(first.pk): Choice.KEEP, CATALOGUE: Choice.KEEP}
    second = desk.through(Position.CLEAR, choices=keep, reason="Dua keadaan yang tidak sama.")
    assert again(first).replaced_at is None
    assert others_that_differ(second) == (first,)
    assert others_that_differ(again(first)) == (second,)


def test_answers_contradict_only_where_no_fact_differs_and_the_days_meet(desk: Desk) -> None:
    desk.through()
    # Another fact: looking is not liking.
    clear = desk.through(Position.CLEAR, facts=WATCHED)
    assert others_that_differ(clear) == ()
    # Fewer facts fit both.
    request = desk.ask(facts={"status": "pns"})
    answer = desk.answer(request, Position.ASK, facts={"status": "pns"})
    assert len([each for each in contradictions(answer.stand, ACT_DATE, "14.03") if each.earlier]) == 2
    # Ended before the new one begins.
    ended = desk.answer(desk.ask(), Position.CLEAR, valid_to=None)
    ended.valid_from = date(2020, 1, 1)
    ended.valid_to = date(2020, 12, 31)
    assert [each.key for each in contradictions(ended.stand, ACT_DATE, "14.03")] == [CATALOGUE]


def test_answers_of_another_phase_do_not_contradict(desk: Desk) -> None:
    # Candidates were determined on 22 September 2024; nobody states the phase, the day of the act tells it.
    before = desk.through(on=date(2024, 8, 5))
    after = desk.through()
    assert (before.facts["tahap"], after.facts["tahap"]) == ("before", "after")
    request = desk.ask()
    answer = desk.answer(request, Position.ASK)
    earlier = [each.earlier for each in contradictions(answer.stand, ACT_DATE, "14.03") if each.earlier]
    assert earlier == [after]
    assert [row.number for row in api.matching_answers(ACT, LIKED, ACT_DATE)] == [after.number]


def test_another_regency_s_answer_is_contradicted_with_a_reason_but_not_replaced(desk: Desk) -> None:
    theirs = desk.through()
    semarang = Desk("33.74")
    with pytest.raises(StepRefused, match="lembaga itu atau atasannya"):
        semarang.through(
            Position.CLEAR, choices={str(theirs.pk): Choice.SUPERSEDE, CATALOGUE: Choice.KEEP}, reason="Sebab."
        )
    mine = semarang.through(
        Position.CLEAR, choices={str(theirs.pk): Choice.KEEP, CATALOGUE: Choice.KEEP}, reason="Sebab."
    )
    assert mine.number == "JP/33.74/2024/0001"
    assert again(theirs).replaced_at is None


def test_a_contradiction_that_came_up_after_the_page_was_opened_is_not_overlooked(desk: Desk) -> None:
    request = desk.ask(facts={"status": "pns"})
    desk.answer(request, Position.ASK, facts={"status": "pns"})
    desk.approve(request)
    desk.through()
    with pytest.raises(StepRefused, match="belum diputuskan"):
        desk.publish(request)


def test_an_answer_is_found_by_act_facts_and_day(desk: Desk) -> None:
    liked = desk.through()
    watched = desk.through(Position.CLEAR, facts=WATCHED)
    found = api.matching_answers(ACT, LIKED, date(2024, 11, 1))
    assert [(row.number, row.presumes, row.position) for row in found] == [(liked.number, (), Position.VIOLATION)]
    # Not knowing enough, both may fit, and say what they presume.
    both = api.matching_answers(ACT, {"status": "pns"}, date(2024, 11, 1))
    assert {row.number for row in both} == {liked.number, watched.number}
    assert both[0].presumes == ("objek_akun", "tindakan_medsos")
    assert api.matching_answers(ACT, LIKED, ACT_DATE - timedelta(days=1)) == ()
    assert api.matching_answers("hadir-kampanye", {}, ACT_DATE) == ()
    assert api.matching_answers(ACT, {"status": "pppk"}, ACT_DATE) == ()
    assert not both[0].needs_review


def test_the_day_tells_the_phase_even_where_no_election_is_loaded(db: None) -> None:
    assert with_phase(ACT, {}, date(2024, 8, 5)) == {"tahap": "before"}
    assert with_phase(ACT, {"status": "pns"}, ACT_DATE) == {"tahap": "after", "status": "pns"}
    assert with_phase(ACT, {"tahap": "before"}, ACT_DATE) == {"tahap": "before"}
    assert with_phase("luar-cakupan", {}, ACT_DATE) == {}
    assert api.matching_answers(ACT, LIKED, ACT_DATE) == ()
    assert api.matching_answers("luar-cakupan", {}, ACT_DATE) == ()


def test_the_asker_reads_the_answer_only_once_it_is_published(desk: Desk) -> None:
    request = desk.ask()
    desk.answer(request)
    desk.approve(request)
    with reading_as(desk.asker.actor):
        assert not Answer.objects.filter(request=request).exists()
    desk.publish(request)
    with reading_as(desk.asker.actor):
        assert Answer.objects.get(request=request).text == "Pak Suryadi melanggar."


def test_answers_are_looked_at_again_when_the_catalogue_changes(desk: Desk) -> None:
    first, second = desk.through(), desk.through()
    by = desk.chair.actor
    today = clock.now().date()
    assert not queries.to_review(today).exists()
    judge_under_an_earlier_edition(first, second)
    assert [row.number for row in queries.to_review(today).order_by("number")] == [first.number, second.number]
    assert api.matching_answers(ACT, LIKED, ACT_DATE)[0].needs_review
    with pytest.raises(StepRefused, match="Alasan"):
        release.confirm_answer(published=first, words=" ", by=by)
    release.confirm_answer(published=first, words="Pasalnya tidak berubah.", by=by)
    with pytest.raises(StepRefused, match="berlaku"):
        release.end_answer(published=second, valid_to=ACT_DATE - timedelta(days=1), words="Dicabut.", by=by)
    release.end_answer(published=second, valid_to=today, words="Pasalnya dicabut.", by=by)
    assert not queries.to_review(today).exists()
    assert again(second).valid_to == today
    assert [row.number for row in api.matching_answers(ACT, LIKED, today + timedelta(days=1))] == [first.number]


def test_only_its_institution_and_those_above_look_after_an_answer(desk: Desk) -> None:
    published = desk.through()
    stranger = person("supervisor_member", "bawaslu.33.74").actor
    above = person("supervisor_member", "bawaslu.14").actor
    for who in (stranger, desk.officer.actor, desk.asker.actor):
        with pytest.raises(StepRefused):
            release.confirm_answer(published=published, words="Masih.", by=who)
    release.confirm_answer(published=published, words="Masih.", by=above)
    assert list(queries.held_by(queries.library(), stranger)) == []
    assert list(queries.held_by(queries.library(), above)) == [published]
