"""A supervisor's office at work: reports come in, and its people take each step of a case."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from netral.apps.cases.actions import deciding, intake, investigation
from netral.apps.cases.domain import Finding, Outcome, ReviewedCondition
from netral.apps.cases.inputs import DecisionInput, InvitationInput, ReviewInput, StudyInput
from netral.apps.cases.models import Case, Decision, Invitation
from netral.apps.reports import draft_store
from netral.apps.reports.actions import file_report
from netral.apps.reports.domain.answers import Identity, Person as Suspect
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import PUBLIC, SYSTEM
from tests.ground import Person, person

WIB = ZoneInfo("Asia/Jakarta")
MET = (
    ReviewedCondition("F.IDENTITAS", "Identitas pelapor jelas", met=True),
    ReviewedCondition("M.BUKTI", "Bukti", met=True),
)
UNMET = (MET[0], ReviewedCondition("M.BUKTI", "Bukti", met=False, reason="Belum ada foto atau rekaman."))
SUSPECT = Suspect(name="Bambang Rekaan", description="Lurah", unit="Kantor Lurah Selat Baru")
SECRET = "Pelapor melihat sendiri dari warung di seberang."


def file(
    *,
    region: str = "14.03.02.2001",
    happened_on: date = date(2024, 10, 5),
    accused: tuple[Suspect, ...] = (SUSPECT,),
) -> tuple[Case, str]:
    """File a report as a member of the public; return the case it became and the receipt code."""
    _token, draft = draft_store.begin()
    draft = draft_store.change(
        draft,
        act="media-sosial",
        account=SECRET,
        accused=accused,
        region=region,
        place="Media sosial",
        happened_on=happened_on,
        known_on=max(happened_on, clock.now().date() - timedelta(days=1)),
        evidence_seen=True,
        named=True,
        identity=Identity(name="Siti Pelapor", address="Jalan Rekaan 1"),
    )
    sent = file_report(draft=draft, by=PUBLIC)
    with elevated("test"):
        return Case.objects.get(report_id=sent.report_id), sent.code


def later(**span: float) -> None:
    """Let time pass."""
    clock.travel(clock.now() + timedelta(**span))


def load_calendar() -> None:
    """Load the calendar of the 2024 elections, by which phases are told."""
    load_election(schedule=shipped(), by=SYSTEM)


@dataclass
class Office:
    """An officer who handles cases and two members who decide them."""

    path: str = "bawaslu.14.03"
    officer: Person = field(init=False)
    chair: Person = field(init=False)
    member: Person = field(init=False)

    def __post_init__(self) -> None:
        self.officer = person("supervisor_officer", self.path)
        self.chair = person("supervisor_member", self.path, name="Ketua")
        self.member = person("supervisor_member", self.path, name="Anggota")

    def fresh(self, case: Case) -> Case:
        """Return the case as it is now."""
        with elevated("test"):
            return Case.objects.get(pk=case.pk)

    def propose(self, case: Case, late_reason: str = "") -> None:
        """Find every condition met."""
        with reading_as(self.officer.actor):
            intake.propose_registration(
                case=case, inputs=ReviewInput(conditions=MET), late_reason=late_reason, by=self.officer.actor
            )

    def register(self, case: Case) -> Case:
        """Review the case and have it registered by a second person."""
        self.propose(case)
        with reading_as(self.chair.actor):
            return intake.approve_registration(case=case, by=self.chair.actor)

    def invite(self, case: Case, *, hours: int = 20, late_reason: str = "") -> Invitation:
        """Invite the accused."""
        inputs = InvitationInput("Bambang Rekaan", "accused", clock.now() + timedelta(hours=hours), "Kantor")
        with reading_as(self.officer.actor):
            return investigation.invite(case=case, inputs=inputs, late_reason=late_reason, by=self.officer.actor)

    def hear(self, invitation: Invitation, late_reason: str = "") -> None:
        """Record what the invited person said."""
        with reading_as(self.officer.actor):
            investigation.record_clarification(
                invitation=invitation,
                attended=True,
                minutes="Mengakui unggahan itu.",
                late_reason=late_reason,
                by=self.officer.actor,
            )

    def study(self, case: Case, norm: str = "B2", finding: Finding = Finding.ASN_VIOLATION) -> None:
        """Write the study."""
        inputs = StudyInput(facts="Unggahan ada.", analysis="Memenuhi unsur.", proposed=finding, norm_id=norm)
        with reading_as(self.officer.actor):
            investigation.write_study(case=self.fresh(case), inputs=inputs, by=self.officer.actor)

    def convene(self, case: Case) -> None:
        """Open the plenary."""
        with reading_as(self.chair.actor):
            deciding.convene_plenary(case=case, by=self.chair.actor)

    def vote(self, case: Case, who: Person, finding: Finding = Finding.ASN_VIOLATION, dissent: str = "") -> None:
        """Cast one member's vote."""
        with reading_as(who.actor):
            deciding.cast_vote(case=case, finding=finding, dissent=dissent, by=who.actor)

    def decide(
        self,
        case: Case,
        finding: Finding = Finding.ASN_VIOLATION,
        outcomes: tuple[Outcome, ...] = (),
        norm: str = "",
        statuses: tuple[str, ...] = (),
    ) -> Decision:
        """Set the decision down; without outcomes everybody is proven, or nobody where it is no violation."""
        usual = Outcome.PROVEN if finding is Finding.ASN_VIOLATION else Outcome.NOT_PROVEN
        with reading_as(self.chair.actor):
            persons = list(case.caseperson_set.all())
            found = outcomes or tuple(usual for _ in persons)
            each = {str(row.pk): outcome for row, outcome in zip(persons, found, strict=True)}
            known = {
                str(row.pk): status for row, status in zip(persons, statuses or ["pns"] * len(persons), strict=True)
            }
            words = "Terbukti menurut alat bukti."
            inputs = DecisionInput(finding=finding, words=words, outcomes=each, norm_id=norm, statuses=known)
            return deciding.decide(case=case, inputs=inputs, by=self.chair.actor)

    def until_plenary(self, case: Case, norm: str = "B2", finding: Finding = Finding.ASN_VIOLATION) -> None:
        """Take the case as far as an open plenary."""
        self.register(case)
        invitation = self.invite(case)
        later(hours=21)
        self.hear(invitation)
        self.study(case, norm, finding)
        self.convene(case)

    def until_decision(self, case: Case, norm: str = "B2") -> Decision:
        """Take the case all the way."""
        self.until_plenary(case, norm)
        self.vote(case, self.chair)
        self.vote(case, self.member)
        return self.decide(case)


def at_noon(year: int, month: int, day: int) -> datetime:
    """Return noon of a day in western Indonesia."""
    return datetime(year, month, day, 12, tzinfo=WIB)
