"""The end of the demo: what now exists, and who can sign in."""

import sys
from collections.abc import Iterable

from django.db.models import F
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from netral.apps.cases import api as cases
from netral.apps.fieldwork.domain.observations import ObservationState
from netral.apps.fieldwork.models import Observation
from netral.apps.guidance.labels import STATES
from netral.apps.guidance.models import ConcernedUnit, GuidanceRequest, PublishedAnswer
from netral.apps.learning.models import Attendance, Invitation, Session
from netral.apps.learning.queries.coverage import coverage_by_unit, total
from netral.apps.learning.queries.rounds import edition_for
from netral.apps.pledges.domain import PledgeStatus
from netral.apps.pledges.links import link_of
from netral.apps.pledges.models import Pledge
from netral.apps.sanctions import api as sanctions
from netral.apps.supervisors import api as supervisors
from netral.apps.supervisors.domain.posts import Post as SupervisorPost
from netral.apps.supervisors.models import Application
from netral.apps.support.domain.facilities import LoanState
from netral.apps.support.models import HonorariumPayment, Instalment, Loan
from netral.demo.cast.people import BENGKALIS, PASSWORD, Post, one_per_role
from netral.demo.chapters.cases import SHOWN_AT
from netral.demo.marks import kept_receipt
from netral.foundation.accounts.models import User
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.verification import verify
from netral.foundation.regions.models import Region, Tier
from netral.foundation.registry.models import AsnPerson
from netral.foundation.seals.models import SealedDocument

# Whatever the terminal's width, no address or password is cut.
_WIDTH = 160


def show_accounts() -> None:
    """Print who can sign in, on standard output."""
    console = _console()
    with elevated("the summary names every institution"):
        there, missing = _held()
        console.print(_accounts(there))
    if missing:
        console.print(f"Not in this older demo database: {', '.join(missing)}. RESET=1 makes it anew with all of them.")


def show_contents() -> None:
    """Print what to try and what now exists, on standard output."""
    console = _console()
    with elevated("the summary counts everything"):
        console.print(_to_try())
        console.print(_counts())


def verify_ledger(notes: Console) -> bool:
    """Verify every event of the ledger with its progress, and say whether it holds."""
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=notes) as progress:
        task = progress.add_task("Verifying the ledger", total=None)
        found = verify(lambda done, total: progress.update(task, completed=done, total=total))
        progress.update(task, completed=found.events, total=found.events)
    if found.ok:
        notes.print(f"Ledger: ok, {found.events} events.")
    else:
        notes.print(f"[bold red]Ledger: NOT ok ({found.faults[0]}).[/bold red] `netral ledger verify` says everything.")
    return found.ok


def _console() -> Console:
    return Console(file=sys.stdout, width=_WIDTH)


def _held() -> tuple[list[tuple[str, Post]], list[str]]:
    """Return each role with who can sign in for it, and the labels of the roles for which nobody can here."""
    roles = list(one_per_role())
    known = set(User.objects.filter(email__in=[post.email for _, post in roles]).values_list("email", flat=True))
    there = [(label, post) for label, post in roles if post.email in known]
    return there, [label for label, post in roles if post.email not in known]


def _accounts(held: Iterable[tuple[str, Post]]) -> Table:
    table = Table("Role", "Name", "Institution", "E-mail", "Password", title="One account for each role (demo only)")
    for label, post in held:
        table.add_row(label, post.name, Institution.objects.get(path=post.path).name, post.email, PASSWORD)
    return table


def _counts() -> Table:
    table = Table("What exists now", "Count", title="Summary")
    for label, count in counts().items():
        table.add_row(label, count if isinstance(count, str) else f"{count:,}".replace(",", "."))
    return table


def counts() -> dict[str, int | str]:
    """Return what the demo holds, by what it is called."""
    tiers = {f"Regions: {tier.label}": Region.objects.filter(tier=tier).count() for tier in Tier}
    signed = Pledge.objects.filter(status=PledgeStatus.SIGNED).count()
    return {
        **tiers,
        "Institutions": Institution.objects.count(),
        "Civil servants on the roster": AsnPerson.objects.count(),
        "Pledges: invited": Pledge.objects.count(),
        "Pledges: signed and sealed": signed,
        **{f"Reports and cases: {stage.label} (cases)": stage.cases for stage in cases.counts()},
        **{f"Sanctions: {stage.label} (persons)": stage.persons for stage in sanctions.counts()},
        **_outreach(),
        **_guidance(),
        **_supervisors(),
        **_support(),
        "Ledger events": Event.objects.count(),
    }


def _outreach() -> dict[str, int | str]:
    government = Institution.objects.select_related("region").get(path=f"pemda.{BENGKALIS}")
    # Who passed is told as of the demo's day: what was passed before an election's stage began does not hold in it.
    with clock.at(SHOWN_AT):
        found = total(coverage_by_unit(government, edition_for(government)))
    return {
        "Outreach: sessions held or planned": Session.objects.count(),
        "Outreach: attendances": Attendance.objects.filter(undone_at=None).count(),
        "Quiz: invited by personal link": Invitation.objects.count(),
        "Quiz: passed for the stage that runs": found.passed,
        "Quiz: passed before, to be repeated": found.repeat,
        "Certificates sealed": SealedDocument.objects.filter(kind="certificate").count(),
    }


def _guidance() -> dict[str, int | str]:
    states = {f"Guidance: {words}": GuidanceRequest.objects.filter(state=state) for state, (words, _) in STATES.items()}
    confirmed = ConcernedUnit.objects.exclude(published_at=None)
    return {
        **{label: rows.count() for label, rows in states.items()},
        "Guidance: units that confirmed reading": f"{confirmed.exclude(read_at=None).count()} of {confirmed.count()}",
    }


def _supervisors() -> dict[str, int | str]:
    day = SHOWN_AT.date()
    panels = supervisors.coverage_of(BENGKALIS, post=SupervisorPost.DISTRICT, on=day)
    villages = supervisors.coverage_of(BENGKALIS, post=SupervisorPost.VILLAGE, on=day)
    return {
        "Supervisors: applications": Application.objects.count(),
        "Supervisors: in districts": f"{panels.filled} of {panels.posts}",
        "Supervisors: in villages": f"{villages.filled} of {villages.posts}",
        "Observations from the field": Observation.objects.count(),
        "Observations decided as findings": Observation.objects.filter(state=ObservationState.FINDING).count(),
    }


def _support() -> dict[str, int | str]:
    day = SHOWN_AT.date()
    out = Loan.objects.filter(state=LoanState.HANDED_OVER)
    late = Instalment.objects.filter(due_on__lt=day, paid__lt=F("amount"))
    return {
        "Support: instalments late": late.count(),
        "Support: honoraria paid": HonorariumPayment.objects.filter(withdrawn_at=None).count(),
        "Support: facilities out": out.count(),
        "Support: facilities overdue": out.filter(ends_on__lt=day).count(),
    }


def _to_try() -> Table:
    table = Table("To try", "Where", title="Without an account")
    unsigned = Pledge.objects.exclude(status=PledgeStatus.SIGNED).select_related("person").order_by("pk").first()
    if receipt := kept_receipt():
        table.add_row("Follow a report to its outcome with its receipt code", f"/lapor/status/   {receipt}")
    if unsigned is not None:
        table.add_row(f"Sign a pledge as {unsigned.person.name}, NIP {unsigned.person.nip}", link_of(unsigned.pk))
    sealed = SealedDocument.objects.filter(kind="pledge").order_by("pk").first()
    if sealed is not None:
        table.add_row("Check a sealed pledge", sealed.address)
    certificate = SealedDocument.objects.filter(kind="certificate").order_by("pk").first()
    if certificate is not None:
        table.add_row("Check a certificate of the quiz", certificate.address)
    if PublishedAnswer.objects.exists():
        table.add_row("Read what Bawaslu answered before, replaced answers too", "/petunjuk/")
        table.add_row(
            'Check oneself: "Saya mengikuti akun pribadi calon bupati" is answered with what was published', "/cek/"
        )
    table.add_row("Posters and cards about every act", "/poster/")
    table.add_row("See which villages of Bengkalis have no supervisor", f"/pengawas/cakupan/{BENGKALIS}/")
    table.add_row("Observe on a phone: the code comes from petugas-sdm, 'Ponsel pengawas'", "/lapangan/")
    table.add_row("See what the government of Bengkalis gave, and what is late", f"/dukungan/{BENGKALIS}/")
    return table
