"""Whose norm and whose ladder: by the status of each person, and with the doubts of the law named."""

import pytest

from netral.apps.cases.domain import Finding, Outcome
from netral.apps.cases.models import Case, Decision
from netral.apps.reports.domain.answers import Person as Suspect
from netral.apps.sanctions.models import Recommendation, SanctionDecision
from netral.apps.sanctions.papers import letter_of
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.models import Kind
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.seals.actions.keys import create_seal_key
from netral.foundation.seals.queries import pdf_of
from tests.apps.cases.desk import Office, file
from tests.apps.sanctions.followup import FollowUp, found
from tests.journeys.paper import words_of

pytestmark = pytest.mark.django_db

PROVEN = (Outcome.PROVEN,)
TWO = (Suspect(name="Satu"), Suspect(name="Dua"))


def voted(
    office: Office, norm: str, finding: Finding = Finding.ASN_VIOLATION, names: tuple[Suspect, ...] = TWO
) -> Case:
    case, _code = file(accused=names)
    create_seal_key(institution=case.institution, by=SYSTEM)
    office.until_plenary(case, norm, finding)
    for who in (office.chair, office.member):
        office.vote(case, who, finding)
    return case


def sent() -> dict[str, Recommendation]:
    with elevated("test"):
        rows = Recommendation.objects.select_related("receiver", "ppk")
        return {row.person: row for row in rows}


def letter_words(row: Recommendation) -> str:
    with elevated("test"):
        document = letter_of(row)
        assert document is not None
        return words_of(pdf_of(document))


def test_each_person_gets_the_ladder_of_her_own_status(office: Office) -> None:
    case = voted(office, "B2")
    office.decide(case, statuses=("pns", "pppk"))
    rows = sent()
    levels = {name: {row["level"] for row in found.sanction_range} for name, found in rows.items()}
    assert levels == {"Satu": {"berat"}, "Dua": {"pppk"}}
    assert {name: found.status for name, found in rows.items()} == {"Satu": "pns", "Dua": "pppk"}
    said = letter_words(rows["Dua"])
    assert "Pemutusan hubungan perjanjian kerja" in said
    assert "Penurunan jabatan" not in said
    assert "dari berita, belum diverifikasi" in said


@pytest.mark.parametrize(
    ("norm", "status", "words"),
    [
        ("B2", "", "Status Satu belum diisi"),
        ("B2", "entah", "Status Satu belum diisi"),
        ("D1", "pns", "D1 tidak mengikat Satu .*B2"),
        ("C1", "pppk", "C1 tidak mengikat Satu .*B2"),
        ("B2", "swasta", "perkara tersendiri"),
        # A norm of civil servants that names others too sends nobody else to their receivers.
        ("G3", "ppnpn", "tidak mengikat Satu"),
    ],
)
def test_a_norm_that_does_not_bind_the_person_is_refused(office: Office, norm: str, status: str, words: str) -> None:
    case = voted(office, norm, names=TWO[:1])
    with pytest.raises(StepRefused, match=words):
        office.decide(case, statuses=(status,))
    assert (office.fresh(case).decided_at, sent()) == (None, {})


def test_a_village_head_goes_to_the_government_and_not_to_the_agency(office: Office) -> None:
    case = voted(office, "D3", Finding.OTHER_LAW, TWO[:1])
    office.decide(case, Finding.OTHER_LAW, outcomes=PROVEN, statuses=("kades",))
    row = sent()["Satu"]
    assert (row.receiver.path, row.ppk.path) == ("pemda.14.03", "pemda.14.03.ppk")
    assert set(row.scopes) == {"bawaslu.14.03", "pemda.14.03"}
    assert {found["level"] for found in row.sanction_range} == {"desa"}
    assert "netralitas ASN" not in letter_words(row)


def test_a_crime_is_sent_to_nobody_and_the_case_says_why(office: Office) -> None:
    case = voted(office, "E1", Finding.OTHER_LAW, TWO[:1])
    office.decide(case, Finding.OTHER_LAW, outcomes=PROVEN, statuses=("kades",))
    assert sent() == {}
    with elevated("test"):
        assert "Gakkumdu" in Decision.objects.get(case=case).unsent
    page = office.officer.client.get(f"/petugas/perkara/{case.pk}/").content.decode()
    assert "Tidak ada rekomendasi yang dikirim." in page
    assert "Sentra Gakkumdu" in page
    assert Event.objects.filter(kind="case.not_forwarded", subject_id=str(case.pk)).count() == 1


def test_a_candidacy_goes_to_the_commission_once_it_is_registered(office: Office) -> None:
    case = voted(office, "E4", Finding.OTHER_LAW, TWO[:1])
    with pytest.raises(StepRefused, match=r"KPU .*belum terdaftar"):
        office.decide(case, Finding.OTHER_LAW, outcomes=PROVEN, statuses=("kada",))
    assert (office.fresh(case).decided_at, sent()) == (None, {})
    found("kpu.14.03", Kind.KPU, "14.03")
    office.decide(case, Finding.OTHER_LAW, outcomes=PROVEN, statuses=("kada",))
    row = sent()["Satu"]
    assert (row.receiver.path, row.ppk.path, row.addressees) == ("kpu.14.03", "kpu.14.03", "kpu.14.03")
    assert "bkn" not in row.scopes


def test_a_disputed_level_shows_both_sides_and_the_decision_names_its_source(office: Office) -> None:
    followup = FollowUp(office, norm="B8")
    followup.until_examined()
    row = followup.fresh()
    assert {level.code for level in row.levels if level.conflict == "K2"} == {"sedang", "berat"}
    page = followup.official.client.get(f"/petugas/rekomendasi/{row.pk}/keputusan/").content.decode()
    for words in (
        "Sumber tingkat hukuman yang dipakai",
        "Apakah hukumannya sedang atau berat?",
        "himpunan data pengembang",
    ):
        assert words in page
    for source, refusal in (
        ("", "belum dipilih"),
        ("berat", "tingkat hukuman lain"),
        ("ringan", "tingkat hukuman lain"),
    ):
        with pytest.raises(StepRefused, match=refusal):
            followup.decide("sedang_tukin_6", level_source=source)
    followup.decide("sedang_tukin_6", level_source="sedang")
    with elevated("test"):
        kept = SanctionDecision.objects.get().level_source
    assert "Daftar SKB" in kept
    data = Event.objects.get(kind="sanction.decided", subject_id=str(row.pk)).data
    assert (data["conflict"], data["level_source"]) == ("K2", kept)


def test_the_letter_names_what_sources_disagree_on(office: Office) -> None:
    case = voted(office, "B8", names=TWO[:1])
    office.decide(case)
    said = letter_words(sent()["Satu"])
    for words in (
        "Sumber berbeda tentang tingkat hukuman (K2)",
        "Apakah hukumannya sedang atau berat?",
        "Daftar SKB yang dikutip berita: sedang.",
        "dalam himpunan data pengembang: berat.",
        "Hukuman disiplin berat (dari himpunan data pengembang, belum diverifikasi)",
        "Apakah daftar B berlaku untuk calon saja",
    ):
        assert words in said
