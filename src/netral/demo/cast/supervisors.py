"""A supervisor's office: an officer handles, a chair and two members decide, each in her own browser."""

from datetime import date, datetime, timedelta
from typing import Any

from netral.apps.cases.forms import condition_field
from netral.apps.cases.models import Case, Invitation
from netral.apps.catalogue import api as catalogue
from netral.apps.reports.queries import report_by_code
from netral.demo.browser import Browser, dated
from netral.demo.cast.people import browser_of
from netral.foundation.elections.queries import phase_on
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock

VIOLATION, NO_VIOLATION = "asn_violation", "not_violation"
UNFIT = "Waktu dan tempat kejadian belum jelas."


class Office:
    """The people of one supervisor who take cases from initial review to decision."""

    def __init__(self, officer: str, members: tuple[str, ...]) -> None:
        self.officer = browser_of(officer)
        self.members = [browser_of(member) for member in members]

    @property
    def chair(self) -> Browser:
        """Return the browser of the one who convenes and sets down decisions."""
        return self.members[0]

    def review(self, case: Case, at: datetime, conclusion: str = "propose", **more: str) -> None:
        """Review the conditions of a report."""
        met = "yes" if conclusion == "propose" else "no"
        answers = {}
        for kind in ("formal", "material"):
            for row in catalogue.conditions(kind, case.filed_at.date()):
                answers[condition_field(row.code)] = "yes" if kind == "formal" else met
                answers[f"{condition_field(row.code)}_reason"] = "" if kind == "formal" or met == "yes" else UNFIT
        with clock.at(at):
            self.officer.open("case_review", case.pk).fill({**answers, "conclusion": conclusion, **more})

    def register(self, case: Case, at: datetime) -> None:
        """Let the chair approve what the officer proposed."""
        with clock.at(at):
            self.chair.open("case_registration", case.pk).fill({"conclusion": "approve"})

    def invite(self, case: Case, at: datetime, hearing: datetime) -> None:
        """Invite the accused for clarification."""
        answers = {"invited": self._accused(case), "capacity": "accused", "place": "Kantor Bawaslu"}
        when = {**dated("scheduled_at", hearing), "scheduled_at_time": f"{hearing:%H.%M}"}
        with clock.at(at):
            self.officer.open("case_invite", case.pk).fill({**answers, **when})

    def hear(self, case: Case, at: datetime) -> None:
        """Record what the invited person said."""
        with elevated("the demo looks up what its own officer would click"):
            invitation = Invitation.objects.filter(case=case).latest("pk")
        words = "Terlapor hadir, mengakui perbuatan itu, dan menyatakan menyesal."
        with clock.at(at):
            page = self.officer.open("case_clarification", case.pk, invitation.pk)
            page.fill({"attended": "yes", "minutes": words})

    def study(self, case: Case, at: datetime, finding: str, act: str) -> None:
        """Write the study, under the norm in force on the day of the act."""
        answers: dict[str, Any] = {
            "facts": "Bukti dan keterangan saling menguatkan tentang waktu, tempat, dan pelaku.",
            "analysis": "Unsur norma diperiksa satu per satu terhadap fakta.",
            "proposed": finding,
            "norm": norm_of(act, case.act_date) if finding == VIOLATION else "",
        }
        with clock.at(at):
            self.officer.open("case_study", case.pk).fill(answers)

    def decide(self, case: Case, at: datetime, finding: str) -> None:
        """Hold the plenary: open it, let every member vote, set the decision down."""
        outcome = "proven" if finding == VIOLATION else "not_proven"
        with clock.at(at):
            self.chair.open("case_plenary", case.pk).fill()
        for minutes, member in enumerate(self.members, start=20):
            with clock.at(at + timedelta(minutes=minutes)):
                member.open("case_vote", case.pk).fill({"finding": finding})
        words = "Pleno menilai bukti cukup." if finding == VIOLATION else "Pleno menilai bukti tidak cukup."
        with clock.at(at + timedelta(hours=1)):
            page = self.chair.open("case_decide", case.pk)
            page.fill({"finding": finding, "person_1": outcome, "status_1": "pns", "words": words})

    @staticmethod
    def _accused(case: Case) -> str:
        with elevated("the demo looks up what its own officer reads on the page"):
            return str(case.caseperson_set.get(position=1).name)


def case_of(receipt: str) -> Case:
    """Return the case that a report became.

    Raises:
        LookupError: no report has this receipt code.
    """
    report = report_by_code(receipt)
    if report is None:
        raise LookupError(f"no report has the receipt {receipt}")
    with elevated("the demo looks up what its own officer would click"):
        return Case.objects.select_related("institution").get(report_id=report.pk)


def norm_of(act: str, day: date | None) -> str:
    """Return the norm on civil servants that an act of a day breaks."""
    if day is None:
        return ""
    return next(norm.id for norm in catalogue.norms_for_act(act, day, phase_on(day)) if "pns" in norm.subjects)
