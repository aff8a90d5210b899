"""The appointing official's office: acknowledges a recommendation, examines, decides, carries out."""

from datetime import datetime, timedelta

from netral.apps.cases.models import Case
from netral.apps.sanctions.models import Recommendation
from netral.demo.browser import dated, letter
from netral.demo.cast.people import browser_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock

FICTION = "Keputusan rekaan untuk demo. Tidak berlaku dan tidak menyangkut orang sungguhan."


class Employer:
    """The people around one appointing official."""

    def __init__(self, secretary: str, official: str, title: str) -> None:
        self.secretary = browser_of(secretary)
        self.official = browser_of(official)
        self.title = title
        self._decisions = 0

    def acknowledge(self, recommendation: Recommendation, at: datetime) -> None:
        """Acknowledge that the recommendation came."""
        with clock.at(at):
            self.secretary.open("recommendation_acknowledge", recommendation.pk).fill()

    def examine(self, recommendation: Recommendation, at: datetime, examined: datetime) -> None:
        """Open the examination, and record what came of it."""
        team = "Atasan langsung; unsur pengawasan (Inspektorat); unsur kepegawaian (BKPSDM)"
        with clock.at(at):
            page = self.secretary.open("recommendation_open", recommendation.pk)
            page.fill({"team": team, **dated("summoned_for", examined)})
        with clock.at(examined):
            page = self.secretary.open("recommendation_examine", recommendation.pk)
            minutes = "Terperiksa mengakui perbuatannya."
            page.fill({**dated("examined_on", examined), "attended": "yes", "minutes": minutes})

    def decide(self, recommendation: Recommendation, at: datetime) -> None:
        """Decide on the first sanction of the norm's range, with number, date and document."""
        self._decisions += 1
        number = f"800.1.6/{self._decisions:03d}/{at.year}"
        first = recommendation.sanction_range[0]
        answers = {"sanction": first["code"], "number": number, "official": self.title}
        if first["conflict"]:
            answers["level_source"] = first["level"]
        with clock.at(at):
            document = letter("keputusan.pdf", self.title, "Keputusan", at, FICTION, number=number)
            page = self.official.open("recommendation_decide", recommendation.pk)
            page.fill({**answers, **dated("decided_on", at), "document": document})

    def carry_out(self, recommendation: Recommendation, at: datetime) -> None:
        """Record that the sanction was carried out."""
        with clock.at(at):
            page = self.secretary.open("recommendation_carry_out", recommendation.pk)
            page.fill(dated("carried_out_on", at))


def recommendation_of(case: Case) -> Recommendation:
    """Return the recommendation that a decided case led to."""
    with elevated("the demo looks up what its own officer would click"):
        return Recommendation.objects.get(case_id=str(case.pk))


def follow_through(employer: Employer, case: Case, decided: datetime, steps: int) -> None:
    """Take as many steps of the follow-up as asked for, from acknowledging to carrying out."""
    recommendation = recommendation_of(case)
    acknowledged, examined = decided + timedelta(days=3), decided + timedelta(days=15)
    if steps >= 1:
        employer.acknowledge(recommendation, acknowledged)
    if steps >= 2:
        employer.examine(recommendation, acknowledged + timedelta(days=1), examined)
    if steps >= 3:
        employer.decide(recommendation, examined + timedelta(days=4))
    if steps >= 4:
        employer.carry_out(recommendation, examined + timedelta(days=5))
