"""Those who recruit supervisors: officers who open and check, assessors who mark, members who decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from netral.apps.supervisors.actions.checks import check_application
from netral.apps.supervisors.actions.decisions import PanelChoice, decide_vacancy
from netral.apps.supervisors.actions.interviews import InterviewPlan, mark_interview, schedule_interviews
from netral.apps.supervisors.domain.applications import ApplicationState, PartyTie
from netral.apps.supervisors.domain.checks import JudgedRequirement, RequirementJudgement
from netral.apps.supervisors.domain.decisions import PanelOutcome
from netral.apps.supervisors.domain.interviews import HIGHEST, InterviewMark
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models import Application, Recruitment, Vacancy
from netral.apps.supervisors.parameters import rubric
from netral.apps.supervisors.queries.checks import requirements_of, without_paper
from netral.apps.supervisors.queries.merit import RankedApplication, ranking_of
from netral.demo.browser import dated, upload
from netral.demo.cast.people import POSTS, acting_as, browser_of, post
from netral.foundation.accounts.models import User
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.registry.fiction import Chance

ELECTION = "pilkada-2024"
OFFICERS = ("petugas-sdm", "petugas-sdm2")
MEMBERS = ("ketua", "anggota1", "anggota2")
PLACE = "Kantor Bawaslu Kabupaten Bengkalis"
IN_A_PARTY = "Namanya tercantum sebagai anggota partai pada tanggal mendaftar."
SEEN_AT_COUNTER = "Dilihat aslinya di loket."
# Those of the cast who become supervisors themselves: their interviews leave no doubt.
CONVINCING = frozenset(each.name for each in POSTS if each.role in ("panel_member", "village_supervisor"))
HIGHEST_SCORE, LEAST_LEVEL = 94, 2
WHY_HIGHEST = "Menjawab semua pertanyaan dengan contoh dari wilayahnya."


@dataclass(frozen=True)
class SelectionDays:
    """When the steps of one recruitment are taken."""

    post: Post
    planned: datetime
    opens: datetime
    closes: date
    checks: datetime
    comments: tuple[date, date]
    interviews: datetime
    decisions: datetime
    results: datetime


class Recruiters:
    """The people of the regency who take one recruitment from its draft to its results."""

    def __init__(self, days: SelectionDays, assessors: Sequence[str], seed: int) -> None:
        self.days = days
        self.officer = browser_of(OFFICERS[0])
        self.assessors = assessors
        self._chance = Chance(seed)
        self._levels: dict[UUID, list[int]] = {}

    def open_recruitment(self) -> Recruitment:
        """Draft the recruitment and open it on its first day."""
        with clock.at(self.days.planned):
            self.officer.get(f"/petugas/pengawas/rekrutmen/baru/?pemilihan={ELECTION}&jabatan={self.days.post}")
            self.officer.fill({**dated("buka", self.days.opens), **dated("tutup", self.days.closes)})
            ident = self.officer.part("ident")
        with clock.at(self.days.opens):
            self.officer.open("recruitment_open", ident).fill()
        with elevated("the demo looks up what its own officer reads on the page"):
            return Recruitment.objects.get(pk=ident)

    def extend(self, recruitment: Recruitment, vacancies: Iterable[Vacancy], until: date, at: datetime) -> None:
        """Extend vacancies that have too few applicants."""
        chosen = [str(each.pk) for each in vacancies]
        reason = "Pelamar desa ini kurang dari dua orang."
        with clock.at(at):
            page = self.officer.open("recruitment_extend", recruitment.pk)
            page.fill({"lowongan": chosen, **dated("sampai", until), "alasan": reason})

    def close(self, recruitment: Recruitment, at: datetime) -> None:
        """End the applications."""
        with clock.at(at):
            self.officer.open("recruitment_close", recruitment.pk).fill()

    def check(self, application: Application, *, on_pages: bool) -> None:
        """Let two officers judge every requirement, each on her own."""
        found = _judged(application)
        for key in OFFICERS:
            if on_pages:
                answers = {f"nilai_{each.code}": each.judgement.value for each in found}
                reasons = {f"alasan_{each.code}": each.reason for each in found if each.reason}
                browser_of(key).open("selection_check", application.pk).fill({**answers, **reasons})
            else:
                with acting_as(key) as by:
                    check_application(application=application, judged=found, by=by)

    def announce(self, recruitment: Recruitment) -> None:
        """Announce who passed the check, with the days on which the public may comment."""
        first, last = self.days.comments
        days = {**dated("dari", first), **dated("sampai", last)}
        self.officer.open("selection_announce", recruitment.pk).fill(days)

    def record_scores(self, recruitment: Recruitment) -> None:
        """Upload what the qualified wrote in the test."""
        rows = _qualified(recruitment).order_by("number").values_list("number", "name")
        with elevated("the demo's list of scores"):
            found = list(rows)
        # No two are equal, since a lot between them would fall otherwise each time the story is told.
        scores = self._chance.sample(range(480, 900), len(found))
        lines = [
            f"{number};{HIGHEST_SCORE if name in CONVINCING else score / 10}"
            for (number, name), score in zip(found, scores, strict=True)
        ]
        content = "\n".join(["Nomor lamaran;Nilai", *lines]).encode()
        self.officer.open("selection_scores", recruitment.pk)
        self.officer.fill({"berkas": upload("nilai-tes.csv", content, "text/csv")})

    def call(self, vacancy: Vacancy, *, on_pages: bool) -> None:
        """Call the qualified of a vacancy to their interviews."""
        chosen = [str(User.objects.get(email=post(key).email).pk) for key in self.assessors]
        if on_pages:
            moment = {**dated("waktu", self.days.interviews), "waktu_time": f"{self.days.interviews:%H.%M}"}
            page = self.officer.open("selection_schedule", vacancy.pk)
            page.fill({**moment, "tempat": PLACE, "jarak": "0", "penilai": chosen})
            return
        with acting_as(OFFICERS[0]) as by:
            plan = InterviewPlan(self.days.interviews, PLACE, tuple(chosen))
            schedule_interviews(vacancy=vacancy, plan=plan, by=by)

    def interview(self, application: Application, *, on_pages: bool) -> None:
        """Let every assessor mark an interview."""
        level = self._level_of(application)
        for key in self.assessors:
            marks = self._marks(level)
            if on_pages:
                answers = {f"nilai_{each.code}": str(each.points) for each in marks}
                reasons = {f"alasan_{each.code}": each.reason for each in marks if each.reason}
                browser_of(key).open("selection_mark", application.pk).fill({**answers, **reasons})
            else:
                with acting_as(key) as by:
                    mark_interview(application=application, marks=marks, by=by)

    def decide(self, vacancy: Vacancy, *, on_pages: bool) -> None:
        """Let the members decide a vacancy as its ranking stands."""
        present = [str(User.objects.get(email=post(key).email).pk) for key in MEMBERS]
        if on_pages:
            browser_of(MEMBERS[0]).open("selection_decide", vacancy.pk).fill({"hadir": present})
            return
        with acting_as(MEMBERS[0]) as by:
            ranking = ranking_of(vacancy)
            choices = _as_ranked(ranking.rows, vacancy.seats) if ranking else {}
            decide_vacancy(vacancy=vacancy, present=present, choices=choices, by=by)

    def announce_results(self, recruitment: Recruitment) -> None:
        """Announce whom the members chose."""
        with clock.at(self.days.results):
            browser_of(MEMBERS[0]).open("selection_results", recruitment.pk).fill()

    def _level_of(self, application: Application) -> int:
        """Return what an applicant is worth, 2 to 5; the first two of a vacancy are never equals."""
        if application.name in CONVINCING:
            return HIGHEST
        left = self._levels.setdefault(application.vacancy_id, self._chance.sample((3, 4), 2))
        return left.pop() if left else LEAST_LEVEL

    def _marks(self, level: int) -> list[InterviewMark]:
        """Return the marks of one assessor, who sees one criterion otherwise."""
        marks, other = [], self._chance.choice(rubric())
        for criterion in rubric():
            points = level - (criterion == other and level < HIGHEST and level > LEAST_LEVEL)
            marks.append(InterviewMark(criterion.code, points, WHY_HIGHEST if points == HIGHEST else ""))
        return marks


def qualified_of(recruitment: Recruitment) -> list[Application]:
    """Return those who passed the check, by vacancy."""
    with elevated("the demo looks up what its own officers read on the page"):
        return list(
            _qualified(recruitment)
            .order_by("vacancy__region", "submitted_at")
            .select_related("recruitment", "vacancy__recruitment__institution")
        )


def _qualified(recruitment: Recruitment) -> QuerySet[Application]:
    return Application.objects.filter(recruitment=recruitment, state=ApplicationState.QUALIFIED)


def _judged(application: Application) -> list[JudgedRequirement]:
    with elevated("the demo looks up what its own officers read on the page"):
        missing = without_paper(application)
    return [
        JudgedRequirement(code, RequirementJudgement.NOT_MET, IN_A_PARTY)
        if code == "party" and application.party == PartyTie.MEMBER
        else JudgedRequirement(code, RequirementJudgement.MET, SEEN_AT_COUNTER if code in missing else "")
        for code in requirements_of(application)
    ]


def _as_ranked(rows: Sequence[RankedApplication], seats: int) -> dict[UUID, PanelChoice]:
    choices = {}
    for row in rows:
        beyond = row.place.rank - seats if row.place else 0
        outcome = PanelOutcome.CHOSEN if beyond <= 0 else PanelOutcome.RESERVE
        choices[row.application.pk] = PanelChoice(outcome, beyond if beyond > 0 else None)
    return choices
