"""A personnel office that asks and a supervisor that answers, for the tests of guidance."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile

from netral.apps.guidance.actions import release, replies, requests
from netral.apps.guidance.domain.answers import Choice
from netral.apps.guidance.domain.states import Position, Urgency
from netral.apps.guidance.inputs import AnswerInput, PublicationInput, QuestionInput
from netral.apps.guidance.models import Answer, ConcernedUnit, GuidanceRequest, PublishedAnswer
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.recording import action, record
from tests.ground import GROUND_LAID, Person, person

WIB = ZoneInfo("Asia/Jakarta")
ACT = "media-sosial"
LIKED = {"status": "pns", "objek_akun": "calon", "tindakan_medsos": "berinteraksi"}
ACT_DATE = date(2024, 10, 5)
QUESTION = (
    "Pegawai kami, Pak Suryadi dari Dinas Kesehatan, menyukai unggahan calon bupati. "
    "Apakah ini melanggar? NIP 19800101 200501 1 001, telepon 0812-3456-7890."
)
PUBLIC_QUESTION = "Bolehkah pegawai menyukai unggahan calon di media sosial?"
PUBLIC_TEXT = "Tidak boleh. Menyukai unggahan calon adalah bentuk keberpihakan. Hentikan dan hapus tanda suka itu."
PROVINCE = (
    ("pemda.14.00", "Pemerintah Provinsi Riau", Kind.GOVERNMENT),
    ("pemda.14.00.bkpsdm", "BKD Provinsi Riau", Kind.BKPSDM),
    ("pemda.14.00.opd_dinas_sosial", "Dinas Sosial Provinsi Riau", Kind.UNIT),
)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def letter(name: str = "surat.pdf", content: bytes = PDF) -> ContentFile[bytes]:
    """Return an attachment."""
    return ContentFile(content, name=name)


def later(**span: float) -> None:
    """Let time pass."""
    clock.travel(clock.now() + timedelta(**span))


def noon(year: int, month: int, day: int) -> datetime:
    """Return noon of a day in western Indonesia."""
    return datetime(year, month, day, 12, tzinfo=WIB)


@action
def lay_province() -> None:
    """Add the government of the province itself, which the common ground lacks."""
    made: dict[str, Institution] = {}
    for path, name, kind in PROVINCE:
        above = made.get(path.rpartition(".")[0])
        made[path] = Institution.objects.create(
            code=path, path=path, name=name, kind=kind, region_id="14", parent=above
        )
    record(GROUND_LAID, subject=("test", "province"), by=SYSTEM)


@action
def judge_under_an_earlier_edition(*rows: PublishedAnswer) -> None:
    """Let answers have been looked at under a catalogue that is no longer in use."""
    PublishedAnswer.objects.filter(pk__in=[row.pk for row in rows]).update(checked_version="edisi-sebelumnya")
    record(GROUND_LAID, subject=("test", "edition"), by=SYSTEM)


def load_calendar() -> None:
    """Load the calendar of the 2024 elections, by which phases are told."""
    load_election(schedule=shipped(), by=SYSTEM)


@dataclass
class Desk:
    """The people of one regency and of the tier above who ask and answer."""

    place: str = "14.03"
    asker: Person = field(init=False)
    officer: Person = field(init=False)
    chair: Person = field(init=False)

    def __post_init__(self) -> None:
        """Fill the posts."""
        self.asker = person("personnel_officer", f"pemda.{self.place}.bkpsdm", name="Rahma Penanya")
        self.officer = person("supervisor_officer", f"bawaslu.{self.place}", name="Dedi Penjawab")
        self.chair = person("supervisor_member", f"bawaslu.{self.place}", name="Nur Ketua")

    def unit(self, name: str = "dinas_kesehatan") -> UUID:
        """Return a unit of the government that asks."""
        return Institution.objects.get(path=f"pemda.{self.place}.opd_{name}").pk

    def units(self) -> list[UUID]:
        """Return the units a question concerns; a government without offices asks for its personnel office."""
        found = Institution.objects.filter(path__under=f"pemda.{self.place}", kind=Kind.UNIT)
        return [found[0].pk] if found else [Institution.objects.get(path=f"pemda.{self.place}.bkpsdm").pk]

    def question(
        self, text: str = QUESTION, *, urgency: Urgency = Urgency.NORMAL, on: date = ACT_DATE
    ) -> QuestionInput:
        """Return a question."""
        reason = "Kampanye besok pagi." if urgency is Urgency.URGENT else ""
        return QuestionInput(text, self.units(), on, urgency, reason)

    def ask(
        self,
        text: str = QUESTION,
        *,
        act: str = ACT,
        facts: Mapping[str, str] = LIKED,
        urgency: Urgency = Urgency.NORMAL,
        on: date = ACT_DATE,
    ) -> GuidanceRequest:
        """Write a question and send it."""
        by = self.asker.actor
        with reading_as(by):
            made = requests.start_request(inputs=self.question(text, urgency=urgency, on=on), by=by)
            requests.confirm_act(request=made, act=act, by=by)
            requests.confirm_facts(request=made, facts=facts, by=by)
            return requests.send_request(request=made, files=[letter()], by=by)

    def fresh(self, request: GuidanceRequest) -> GuidanceRequest:
        """Return the request as it is now."""
        with elevated("test"):
            return GuidanceRequest.objects.select_related("answerer", "receiver").get(pk=request.pk)

    def answer(
        self,
        request: GuidanceRequest,
        position: Position = Position.VIOLATION,
        *,
        act: str = ACT,
        facts: Mapping[str, str] = LIKED,
        valid_to: date | None = None,
    ) -> Answer:
        """Write the answer."""
        norms = ["B2"] if position is Position.VIOLATION else []
        inputs = AnswerInput(act, facts, position, norms, "Pak Suryadi melanggar.", ACT_DATE, valid_to)
        with reading_as(self.officer.actor):
            return replies.draft_answer(request=request, inputs=inputs, by=self.officer.actor)

    def approve(self, request: GuidanceRequest) -> None:
        """Approve the answer as the second person."""
        with reading_as(self.chair.actor):
            replies.approve_answer(request=request, by=self.chair.actor)

    def publish(
        self,
        request: GuidanceRequest,
        *,
        choices: Mapping[str, Choice] | None = None,
        reason: str = "",
        text: str = PUBLIC_TEXT,
        question: str = PUBLIC_QUESTION,
    ) -> PublishedAnswer:
        """Publish the approved answer."""
        inputs = PublicationInput(question, text, choices or {}, reason)
        with reading_as(self.chair.actor):
            return release.publish_answer(request=request, inputs=inputs, by=self.chair.actor)

    def through(
        self,
        position: Position = Position.VIOLATION,
        *,
        facts: Mapping[str, str] = LIKED,
        choices: Mapping[str, Choice] | None = None,
        reason: str = "",
        on: date = ACT_DATE,
    ) -> PublishedAnswer:
        """Ask, answer, approve and publish."""
        request = self.ask(facts=facts, on=on)
        self.answer(request, position, facts=facts)
        self.approve(request)
        return self.publish(request, choices=choices, reason=reason)

    def reading(self, published: PublishedAnswer, name: str = "Dinas Kesehatan") -> ConcernedUnit:
        """Return the row by which a unit confirms."""
        with elevated("test"):
            return ConcernedUnit.objects.select_related("unit", "request").get(
                request__answer=published.answer_id, unit__name=name
            )
