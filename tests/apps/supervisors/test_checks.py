"""Two officers check by themselves, a member settles what they see differently, and nobody counts twice."""

from datetime import date

import pytest
from django.urls import reverse

from netral.apps.supervisors.actions.checks import ask_completion, check_application, settle_check
from netral.apps.supervisors.actions.interviews import recuse
from netral.apps.supervisors.domain.applications import ApplicationState, DocumentKind
from netral.apps.supervisors.domain.checks import JudgedRequirement, RequirementJudgement, Verdict
from netral.apps.supervisors.queries.checks import checks_seen, without_paper
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.models import Event
from netral.foundation.workflow.work import WorkItem
from tests.apps.supervisors.applicants import FOUND, opening
from tests.apps.supervisors.panel import MET, act, fresh, panel
from tests.ground import Person, person
from tests.work import waits

pytestmark = pytest.mark.usefixtures("ground")
TOO_YOUNG = (JudgedRequirement("age", RequirementJudgement.NOT_MET, "Lahir 2010"), MET[1])
NO_DIPLOMA = (MET[0], JudgedRequirement("education", RequirementJudgement.MISSING, "Ijazah tidak terbaca"))


def test_two_who_agree_qualify_and_neither_sees_the_other_before() -> None:
    found, people = opening(applicants=1), panel()
    row, (first, second) = found.applications[0], people.officers
    address = reverse("selection_check", args=[row.pk])
    sent = {"nilai_age": "met", "nilai_education": "met"}
    assert [item.url for item in to_check_by(second)] == [reverse("application_detail", args=[row.pk])]
    assert "Aturan uji (belum ada sumber tertulis, belum diverifikasi)" in first.client.get(address).content.decode()
    assert first.client.post(address, sent).status_code == 302
    assert to_check_by(first) == []
    with reading_as(second.actor):
        assert checks_seen(row, second.actor) == []
    assert "petugas lain" in first.client.post(address, sent).content.decode()
    assert fresh(row).state == ApplicationState.SUBMITTED
    assert second.client.post(address, sent).status_code == 302
    assert fresh(row).state == ApplicationState.QUALIFIED
    page = people.members[0].client.get(reverse("application_detail", args=[row.pk])).content.decode()
    assert "Rina" in page
    assert "Sari" in page


def test_one_person_never_checks_twice() -> None:
    found, people = opening(applicants=1), panel()
    act(check_application, people.officers[0], application=found.applications[0], judged=MET)
    with pytest.raises(StepRefused, match="petugas lain"):
        act(check_application, people.officers[0], application=found.applications[0], judged=MET)


def test_a_not_without_a_reason_is_refused() -> None:
    found, people = opening(applicants=1), panel()
    judged = (JudgedRequirement("age", RequirementJudgement.NOT_MET), MET[1])
    with pytest.raises(StepRefused, match="alasan"):
        act(check_application, people.officers[0], application=found.applications[0], judged=judged)


def test_met_without_its_paper_needs_a_reason_that_the_panel_reads() -> None:
    found = [{**FOUND, "code": "age", "title": "Usia"}]
    found.append({**FOUND, "code": "education", "title": "Pendidikan", "paper": DocumentKind.DIPLOMA})
    row = opening(applicants=1, more={"findings": found}).applications[0]
    people, why = panel(), "Dilihat aslinya di loket"
    address = reverse("selection_check", args=[row.pk])
    sent = {"nilai_age": "met", "nilai_education": "met"}
    assert people.officers[0].client.get(address).content.decode().count("berkasnya tidak ada di lamaran") == 1
    refused = people.officers[0].client.post(address, {**sent, "alasan_education": "  "})
    assert "“Pendidikan” dinilai terpenuhi, tetapi berkasnya tidak ada" in refused.content.decode()
    for officer in people.officers:
        assert officer.client.post(address, {**sent, "alasan_education": why}).status_code == 302
    assert fresh(row).state == ApplicationState.QUALIFIED
    assert why in people.members[0].client.get(reverse("application_detail", args=[row.pk])).content.decode()


def test_an_application_without_findings_is_judged_by_the_law_of_its_day() -> None:
    row = opening(applicants=1, more={"findings": []}).applications[0]
    with elevated("the test looks at everything"):
        assert without_paper(row) == {"education", "domicile", "health"}


def test_a_member_settles_what_two_saw_differently() -> None:
    found, people = opening(applicants=1), panel()
    row, member = found.applications[0], people.members[0]
    settle = {"application": row, "verdict": Verdict.UNQUALIFIED, "reason": "KTP menunjukkan umur 14 tahun"}
    act(check_application, people.officers[0], application=row, judged=MET)
    with pytest.raises(StepRefused):
        act(settle_check, member, **settle)
    act(check_application, people.officers[1], application=row, judged=TOO_YOUNG)
    assert fresh(row).state == ApplicationState.SUBMITTED
    assert [item.why for item in to_check_by(member)] == ["Dua pemeriksa berbeda pendapat: tentukan hasilnya."]
    act(recuse, people.members[1], application=row, reason="Kakak kandung")
    assert to_check_by(people.members[1]) == []
    with pytest.raises(StepRefused, match="mengundurkan diri"):
        act(settle_check, people.members[1], **settle)
    act(settle_check, member, **settle)
    assert fresh(row).state == ApplicationState.UNQUALIFIED
    with pytest.raises(StepRefused):
        act(settle_check, member, **settle)


def test_what_is_missing_is_asked_for_and_checked_anew() -> None:
    found, people = opening(applicants=1), panel()
    row, officer = found.applications[0], people.officers[0]
    asked = {"application": row, "text": "Foto ijazah yang terbaca", "last_day": date(2024, 10, 9)}
    with pytest.raises(StepRefused):
        act(ask_completion, officer, **asked)
    for each in people.officers:
        act(check_application, each, application=row, judged=NO_DIPLOMA)
    with pytest.raises(StepRefused, match="sudah lewat"):
        act(ask_completion, officer, **(asked | {"last_day": date(2024, 10, 6)}))
    act(ask_completion, officer, **asked)
    assert fresh(row).state == ApplicationState.INCOMPLETE
    with reading_as(officer.actor):
        assert checks_seen(row, officer.actor) == []


def test_others_of_the_region_see_and_do_not_act_and_another_region_sees_nothing() -> None:
    found = opening(applicants=1)
    row = found.applications[0]
    above, elsewhere = person("recruitment_officer", "bawaslu.14.03"), person("recruitment_officer", "bawaslu.33.74")
    page = reverse("application_detail", args=[row.pk])
    assert above.client.get(page).status_code == 200
    assert to_check_by(above) == []
    with pytest.raises(StepRefused, match="lembaga yang membuka"):
        act(check_application, above, application=row, judged=MET)
    for route in ("application_detail", "selection_check"):
        assert elsewhere.client.get(reverse(route, args=[row.pk])).status_code == 404
    assert elsewhere.client.get(reverse("selection_vacancy", args=[found.vacancy.pk])).status_code == 404
    assert elsewhere.client.get(reverse("selection_list")).context["table"].total == 0


def test_the_ledger_keeps_reasons_among_what_can_be_erased() -> None:
    found, people = opening(applicants=1), panel()
    act(check_application, people.officers[0], application=found.applications[0], judged=TOO_YOUNG)
    event = Event.objects.get(kind="application.checked")
    assert {*event.data} - {"verdict", "judged", "reason"} == {"place"}


def to_check_by(who: Person) -> list[WorkItem]:
    """Return what of selection waits for somebody, leaving documents that are still to come aside."""
    return [item for item in waits(who) if "dokumen" not in str(item.why)]
