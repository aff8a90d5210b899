"""The two sides of a grant of Bengkalis, and the money that goes between them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile

from netral.apps.support.actions import grants, money
from netral.apps.support.domain.grants import LineKind
from netral.apps.support.inputs.grants import AgreementInput, GrantReturnInput, PaymentInput, SpendingInput
from netral.apps.support.models import BudgetLine, Grant, GrantPayment, GrantReturn, GrantSpending, Instalment
from netral.apps.support.parties import parties_of
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.identifiers import uuid7
from tests.ground import Person, person

WIB = ZoneInfo("Asia/Jakarta")
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ASKED_ON, SIGNED_ON, PAID_ON = date(2024, 1, 8), date(2024, 1, 15), date(2024, 1, 31)
PLAN = {
    LineKind.HONORARIUM: 600_000_001,
    LineKind.OPERATIONS: 300_000_000,
    LineKind.GOODS: 100_000_000,
    LineKind.TRAVEL: 0,
    LineKind.OTHER: 0,
}
AGREED = {kind: amount for kind, amount in PLAN.items() if amount}
TOTAL = sum(PLAN.values())


def paper(name: str = "bukti.pdf", content: bytes = PDF) -> ContentFile[bytes]:
    """Return a scan of a paper."""
    return ContentFile(content, name=name)


def noon(day: date) -> datetime:
    """Return noon of a day in Bengkalis."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=WIB)


@dataclass
class Sides:
    """Who asks, who signs for Bawaslu, and who pays."""

    treasurer: Person = field(default_factory=lambda: person("treasurer", "bawaslu.14.03"))
    member: Person = field(default_factory=lambda: person("supervisor_member", "bawaslu.14.03"))
    officer: Person = field(default_factory=lambda: person("grants_officer", "pemda.14.03"))

    def asked(self) -> Grant:
        """Ask for a grant."""
        by = self.treasurer.actor
        with clock.at(noon(ASKED_ON)), reading_as(by):
            parties = parties_of(by)
            return grants.ask_grant(
                receiver=parties.receiver,
                government=parties.government,
                election=parties.election,
                lines=PLAN,
                by=by,
            )

    def agreed(self) -> Grant:
        """Ask for a grant and agree to all of it."""
        grant, by = self.asked(), self.officer.actor
        with clock.at(noon(SIGNED_ON)), reading_as(by):
            grants.agree_to_grant(grant=grant, agreed=AGREED, by=by)
        return fresh(grant)

    def signed(self, on: date = SIGNED_ON) -> Grant:
        """Sign a grant."""
        grant, by = self.agreed(), self.member.actor
        with clock.at(noon(on)), reading_as(by):
            grants.sign_grant(grant=grant, inputs=AgreementInput("900/12/NPHD/2024", on, paper()), by=by)
        return fresh(grant)

    def paying(self) -> Grant:
        """Sign a grant and pay its first instalment."""
        grant = self.signed()
        with clock.at(noon(PAID_ON)):
            self.pay(grant, instalment(grant, 1).amount)
        return fresh(grant)

    def pay(
        self,
        grant: Grant,
        amount: int,
        *,
        position: int = 1,
        on: date = PAID_ON,
        key: UUID | None = None,
        letter: tuple[str, date | None] = ("", None),
    ) -> GrantPayment:
        """Pay on an instalment."""
        by, step = self.officer.actor, instalment(grant, position)
        inputs = PaymentInput(step.pk, on, amount, paper(), key or uuid7(), *letter)
        with reading_as(by):
            return money.pay_instalment(grant=grant, inputs=inputs, by=by)

    def spend(self, grant: Grant, amount: int, *, on: date = PAID_ON, key: UUID | None = None) -> GrantSpending:
        """Spend on honoraria."""
        by = self.treasurer.actor
        with elevated("the test names a line"):
            line = BudgetLine.objects.get(grant=grant, kind=LineKind.HONORARIUM)
        inputs = SpendingInput(line.pk, on, amount, "Honorarium Januari", key or uuid7())
        with reading_as(by):
            return money.spend_grant(grant=grant, inputs=inputs, by=by)

    def give_back(self, grant: Grant, amount: int, *, on: date, key: UUID | None = None) -> GrantReturn:
        """Return a part of what is left."""
        by = self.treasurer.actor
        with reading_as(by):
            inputs = GrantReturnInput(on, amount, paper(), key or uuid7())
            return money.return_remainder(grant=grant, inputs=inputs, by=by)


def fresh(grant: Grant) -> Grant:
    """Return a grant as it stands now."""
    with elevated("the test reads what was written"):
        found: Grant = Grant.objects.select_related("government", "receiver", "election").get(pk=grant.pk)
        return found


def instalment(grant: Grant, position: int) -> Instalment:
    """Return an instalment of a grant."""
    with elevated("the test reads what was written"):
        found: Instalment = Instalment.objects.get(grant=grant, position=position)
        return found
