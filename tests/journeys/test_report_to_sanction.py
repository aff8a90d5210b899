"""One report on its whole way: from a citizen without an account to the sanction and the public number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from netral.apps.catalogue import api as catalogue
from netral.apps.sanctions import api as sanctions
from netral.demo.browser import StoryStuck
from netral.foundation.elections.queries import phase_on
from netral.foundation.ledger import clock
from tests.journeys import citizen, employer, supervisor
from tests.journeys.cast import Cast
from tests.journeys.citizen import ACCUSED, REPORTER, WORDS, Filed, Sighting
from tests.journeys.paper import all_said_by, words_of
from tests.journeys.post import do_waiting_jobs
from tests.journeys.supervisor import DECIDED_WORDS, MINUTES
from tests.journeys.visitor import TurnedAway, Visitor, refused
from tests.journeys.witness import figures_of, nothing_recorded

pytestmark = pytest.mark.django_db

SEEN = Sighting()
REVIEW = SEEN.at + timedelta(days=1)
HEARING = REVIEW + timedelta(days=1)
PLENARY = REVIEW + timedelta(days=2)
DECIDED = PLENARY + timedelta(hours=1)
EXAMINED = DECIDED + timedelta(days=15)
SANCTIONED = EXAMINED + timedelta(days=2)
NORM, SANCTION = "C4", "berat_bebas_jabatan"
# The same page in another order or for another day, and pages that only the catalogue fills.
SAME_AGAIN = re.compile(r"[?&](urut|halaman|tahap|pada)=|/norma/.|/akun/")
# Each stage of the way, as the open data calls it.
WAY = (
    "received",
    "registered",
    "decided",
    "asn_violation",
    "recommended",
    "acknowledged",
    "proceeding",
    "sanction_decided",
    "carried_out",
)


@dataclass
class Way:
    """One report on its way, and the stages the public has seen so far."""

    cast: Cast
    filed: Filed
    case: Any = None
    evidence: str = ""
    recommendation: Any = None
    reached: list[str] = field(default_factory=list)

    def reaches(self, *stages: str) -> None:
        """Expect the public figures to have gone up by one where the way got to, and nowhere else."""
        self.reached += stages
        figures = figures_of("14.03")
        assert {stage: figures[stage]["value"] for stage in WAY} == {stage: int(stage in self.reached) for stage in WAY}

    def told(self, words: str, at: datetime) -> None:
        """Expect the reporter to read this with her code, and nobody's name beside it."""
        page = citizen.status_by_code(self.filed, at)
        assert page.sees(words), page.text
        for name in (REPORTER, ACCUSED, "Kurniawan", "Nurhayati"):
            assert not page.sees(name)


def test_a_report_goes_all_the_way(cast: Cast, sealing: None) -> None:
    way = Way(cast, citizen.report(SEEN))
    the_report_arrived(way)
    it_is_reviewed_and_registered(way)
    everybody_is_heard(way)
    it_is_studied_by_the_law_of_its_day(way)
    the_plenary_decides(way)
    the_recommendation_arrives_where_it_should(way)
    the_appointing_official_decides(way)
    the_sanction_is_carried_out(way)
    only_the_supervisor_knows_who_reported(way)


def the_report_arrived(way: Way) -> None:
    assert way.filed.number == "LP/14.03/2024/00001"
    way.told("Laporan Anda sudah sampai di pengawas.", SEEN.at)
    with pytest.raises(StoryStuck, match="tidak cocok dengan laporan mana pun"):
        citizen.status_by_code(Filed(way.filed.citizen, f"{way.filed.code}x", ""), SEEN.at)
    for form in ("NIP", "NIK"):
        assert way.filed.citizen.open("report_start").sees(form)
    way.reaches("received")


def it_is_reviewed_and_registered(way: Way) -> None:
    cast = way.cast
    way.case = supervisor.case_on_the_board(cast.officer, way.filed)
    with clock.at(REVIEW):
        cast.officer.open("case_review", way.case)
        assert cast.officer.sees(WORDS)
    # The worker makes the copy that circulates.
    do_waiting_jobs()
    photo = cast.officer.open("report_list").follow(way.filed.number).follow("bukti.jpg")
    way.evidence = photo.address
    assert photo.body.startswith(b"\xff\xd8")
    supervisor.review(cast, way.case, REVIEW)
    assert cast.officer.status_of("case_registration", way.case) == 403
    way.reaches()
    supervisor.register(cast, way.case, REVIEW + timedelta(hours=2))
    with clock.at(REVIEW + timedelta(hours=2)):
        page = cast.officer.open("case", way.case)
        registered = clock.now()
    assert page.sees("001/Reg/14.03/X/2024")
    assert page.sees("Penanganan")
    assert page.sees(catalogue.deadline("PK.TANGANI", registered, citizen.VILLAGE).explanation)
    assert page.sees("11 Oktober 2024")
    way.told("Laporan diregister dengan nomor 001/Reg/14.03/X/2024.", REVIEW + timedelta(hours=2))
    way.told("Ps 134(5)", REVIEW + timedelta(hours=2))
    way.reaches("registered")


def everybody_is_heard(way: Way) -> None:
    cast, officer = way.cast, way.cast.officer
    supervisor.invite(cast, way.case, REVIEW + timedelta(hours=3), HEARING)
    with clock.at(HEARING - timedelta(hours=1)), nothing_recorded():
        page = officer.open("case", way.case).follow("Hasil klarifikasi")
        with refused("Waktu klarifikasi belum tiba"):
            page.fill({"attended": "yes", "minutes": MINUTES})
    supervisor.hear(cast, way.case, HEARING + timedelta(hours=1))
    way.told("Pengawas mengundang para pihak untuk klarifikasi.", HEARING)


def it_is_studied_by_the_law_of_its_day(way: Way) -> None:
    officer = way.cast.officer
    with clock.at(HEARING + timedelta(hours=5)):
        offered = officer.open("case_study", way.case).choices("norm")
    assert NORM in offered
    norms = [catalogue.norm(each, SEEN.happened_on) for each in offered]
    assert all(norm.kind == "prohibited" and norm.phase.includes(phase_on(SEEN.happened_on)) for norm in norms)
    assert "A2" not in offered
    supervisor.study(way.cast, way.case, HEARING + timedelta(hours=5), NORM)


def the_plenary_decides(way: Way) -> None:
    cast = way.cast
    supervisor.convene(cast, way.case, PLENARY)
    supervisor.vote(cast.chair, way.case, PLENARY + timedelta(minutes=10))
    with clock.at(PLENARY + timedelta(minutes=12)), nothing_recorded():
        with refused("Suara Anda sudah dicatat"):
            cast.chair.open("case_vote", way.case).fill({"finding": supervisor.NO_VIOLATION, "dissent": "Ragu."})
        with refused("Pleno belum kuorum: baru 1 dari 2 suara"):
            answers = {"finding": supervisor.VIOLATION, "person_1": "proven", "status_1": "pns", "words": DECIDED_WORDS}
            cast.chair.open("case_decide", way.case).fill(answers)
    assert cast.officer.status_of("case_vote", way.case) == 403
    for member in cast.members[1:]:
        supervisor.vote(member, way.case, PLENARY + timedelta(minutes=20))
    way.reaches()
    supervisor.decide(cast, way.case, DECIDED)
    assert cast.chair.sees("Melanggar") or cast.chair.sees("Pelanggaran netralitas ASN")
    paper = words_of(cast.chair.open("case_paper", way.case).body)
    assert "001/Reg/14.03/X/2024" in paper
    assert REPORTER not in paper
    way.told("Putusan diteruskan kepada Badan Kepegawaian Negara dan Bupati Bengkalis untuk 1 orang.", DECIDED)
    way.reaches("decided", "asn_violation", "recommended")


def the_recommendation_arrives_where_it_should(way: Way) -> None:
    cast = way.cast
    with clock.at(DECIDED + timedelta(days=1)):
        way.recommendation = employer.recommendation_on_the_register(cast.secretary, "001/Reg/14.03/X/2024/R1")
        for reader in (cast.secretary, cast.official, cast.bkn, cast.officer):
            page = reader.open("recommendation", way.recommendation)
            assert page.sees(ACCUSED)
            assert page.sees("PP 94/2021 Ps 5 huruf n angka 4")
        for stranger in (cast.official_of_semarang, cast.officer_of_semarang):
            assert stranger.status_of("recommendation", way.recommendation) == 404
            assert stranger.status_of("recommendation_letter", way.recommendation) == 404
            assert not stranger.open("recommendation_register").sees(ACCUSED)
        assert cast.bkn.open("recommendation_follow_up").table()[0]["Direkomendasikan"] == "1"
    letter = words_of(cast.official.open("recommendation_letter", way.recommendation).body)
    assert ACCUSED in letter
    assert all(words not in letter for words in (REPORTER, WORDS, MINUTES, way.filed.number))


def the_appointing_official_decides(way: Way) -> None:
    cast, row = way.cast, way.recommendation
    acknowledged = DECIDED + timedelta(days=3)
    employer.acknowledge(cast, row, acknowledged)
    way.reaches("acknowledged")
    employer.open_examination(cast, row, acknowledged + timedelta(days=1), EXAMINED.date())
    way.reaches("proceeding")
    with clock.at(EXAMINED), nothing_recorded(), refused("Pemeriksaan belum dicatat"):
        cast.official.open("recommendation_decide", row).fill(employer.decision(EXAMINED.date(), SANCTION))
    employer.examine(cast, row, EXAMINED)
    with clock.at(SANCTIONED), nothing_recorded():
        assert cast.secretary.status_of("recommendation_decide", row) == 403
        cast.official.open("recommendation_decide", row)
        assert "ringan_lisan" not in cast.official.choices("sanction")
        cast.official.post("recommendation_decide", row, **employer.decision(SANCTIONED.date(), "ringan_lisan"))
        assert cast.official.sees("di luar rentang norma")
        assert cast.official.sees("PP 94/2021 Ps 5 huruf n angka 4")
        a_decision_needs_number_date_and_document(way)
    employer.decide(cast, row, SANCTIONED, SANCTION)
    way.told("Sanksi diputus:", SANCTIONED)
    way.reaches("sanction_decided")


def a_decision_needs_number_date_and_document(way: Way) -> None:
    whole, empty = employer.decision(SANCTIONED.date(), SANCTION), {"number": "", "document": ""}
    no_date = {f"decided_on_{part}": "" for part in ("day", "month", "year")}
    for words, missing in (("Nomor keputusan", {"number": ""}), ("Tanggal keputusan", no_date)):
        with refused(words):
            way.cast.official.open("recommendation_decide", way.recommendation).fill({**whole, **missing})
    with refused("Surat keputusan"):
        without = {name: value for name, value in whole.items() if name not in empty or name == "number"}
        way.cast.official.open("recommendation_decide", way.recommendation).fill(without)


def the_sanction_is_carried_out(way: Way) -> None:
    employer.carry_out(way.cast, way.recommendation, SANCTIONED + timedelta(days=1))
    way.told("Sanksi sudah dijalankan.", SANCTIONED + timedelta(days=1))
    way.told("Selesai", SANCTIONED + timedelta(days=1))
    way.reaches("carried_out")
    # One case and one person. So few persons are not printed for anybody, so they are counted below the pages.
    figures = figures_of("14.03")
    assert (figures["carried_out.persons"]["value"], figures["carried_out.persons"]["mark"]) == (None, "small")
    assert sanctions.counts_by_regency()["14.03"]["carried_out"] == (1, 1)
    assert all(figures_of("33.74")[stage]["value"] == 0 for stage in WAY)
    assert [figures_of(place)[stage]["value"] for place in ("14", "indonesia") for stage in WAY] == [1] * 2 * len(WAY)


def only_the_supervisor_knows_who_reported(way: Way) -> None:
    cast = way.cast
    secrets = (REPORTER, WORDS, MINUTES, DECIDED_WORDS, way.filed.number)
    for reader in (cast.secretary, cast.official, cast.bkn):
        pages = list(pages_from(reader, "desk", "recommendation_register"))
        assert f"/petugas/rekomendasi/{way.recommendation}/" in dict(pages)
        assert [(address, word) for address, said in pages for word in secrets if word in said] == []
        for route, place in (("case", [way.case]), ("case_board", []), ("report_list", []), ("case_paper", [way.case])):
            assert reader.status_of(route, *place) == 403
        with pytest.raises(TurnedAway):
            reader.get(way.evidence)
    public = list(pages_from(Visitor(), "home", "openness_country"))
    assert "/angka/14.03/" in dict(public)
    assert [address for address, said in public for word in (*secrets, ACCUSED) if word in said] == []


def pages_from(reader: Visitor, *routes: str) -> Iterator[tuple[str, str]]:
    """Give every page and download that a reader gets to by following links, with what it says."""
    waiting = [reverse(route) for route in routes]
    seen = set(waiting)
    while waiting:
        address = waiting.pop()
        try:
            reader.get(address)
        except TurnedAway:
            continue
        yield address, all_said_by(reader)
        new = [link for link in reader.links() if link not in seen and not SAME_AGAIN.search(link)]
        seen.update(new)
        waiting += new
