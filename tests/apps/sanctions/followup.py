"""The office of an appointing official at work on one recommendation."""

from datetime import date

from django.core.files.base import ContentFile

from netral.apps.sanctions import actions
from netral.apps.sanctions.inputs import ExaminationInput, ProceedingInput, SanctionDecisionInput
from netral.apps.sanctions.models import Recommendation
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.recording import action, record
from tests.apps.cases.desk import WIB, Office, file, later
from tests.ground import GROUND_LAID, person

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def letter(content: bytes = PDF, name: str = "sk.pdf") -> ContentFile[bytes]:
    """Return a scanned decision as it is uploaded."""
    return ContentFile(content, name=name)


def today() -> date:
    """Return the day it now is in western Indonesia."""
    return clock.now().astimezone(WIB).date()


@action
def found(path: str, kind: Kind, region: str | None, last_day: date | None = None) -> None:
    """Register one more institution."""
    Institution.objects.create(code=path, path=path, name=path, kind=kind, region_id=region, valid_to=last_day)
    record(GROUND_LAID, subject=("test", path), by=SYSTEM)


class FollowUp:
    """One sent recommendation with its secretary and its official."""

    def __init__(self, office: Office, path: str = "pemda.14.03.ppk", norm: str = "B2") -> None:
        self.case, self.code = file()
        assert self.case.report_id
        self.report_id = self.case.report_id
        office.until_decision(self.case, norm)
        self.secretary = person("ppk_secretary", path)
        self.official = person("ppk_official", path)
        with elevated("test"):
            self.row: Recommendation = Recommendation.objects.get(case_id=str(self.case.pk))

    def fresh(self) -> Recommendation:
        """Return the recommendation as it is now."""
        with elevated("test"):
            return Recommendation.objects.get(pk=self.row.pk)

    def acknowledge(self) -> None:
        """Acknowledge the recommendation."""
        with reading_as(self.secretary.actor):
            actions.acknowledge(recommendation=self.row, by=self.secretary.actor)

    def open(self) -> None:
        """Open the examination."""
        inputs = ProceedingInput(team="Camat; Inspektorat; BKPSDM", summoned_for=today())
        with reading_as(self.secretary.actor):
            actions.open_proceeding(recommendation=self.row, inputs=inputs, by=self.secretary.actor)

    def examine(self, on: date | None = None) -> None:
        """Record the examination."""
        inputs = ExaminationInput(examined_on=on or today(), attended=True, minutes="Mengakui perbuatannya.")
        with reading_as(self.secretary.actor):
            actions.record_examination(recommendation=self.row, inputs=inputs, by=self.secretary.actor)

    def decide(
        self,
        sanction: str = "berat_turun_jabatan",
        on: date | None = None,
        content: bytes = PDF,
        level_source: str = "",
    ) -> None:
        """Record the decision."""
        inputs = SanctionDecisionInput(
            number="800/123/BKPSDM/2024",
            decided_on=on or today(),
            sanction_code=sanction,
            official="Bupati Bengkalis",
            document=letter(content),
            level_source=level_source,
        )
        with reading_as(self.official.actor):
            actions.decide_sanction(recommendation=self.row, inputs=inputs, by=self.official.actor)

    def until_examined(self) -> "FollowUp":
        """Take the recommendation as far as a recorded examination."""
        self.acknowledge()
        self.open()
        later(days=8)
        self.examine()
        return self

    def carry_out(self, on: date | None = None) -> None:
        """Record that the sanction was carried out."""
        with reading_as(self.secretary.actor):
            actions.carry_out(recommendation=self.row, carried_out_on=on or today(), by=self.secretary.actor)
