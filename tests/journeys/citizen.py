"""A citizen without an account, who tells what she saw page by page and keeps her receipt."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from netral.apps.reports.models import Report
from netral.demo.browser import upload
from netral.demo.cast.citizens import receipt_on
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import Actor, holder_of_link
from tests.apps.reports.reporter import photo
from tests.journeys.visitor import Visitor

WIB = ZoneInfo("Asia/Jakarta")
REPORTER = "Siti Pelapor Rahasia"
ACCUSED = "Hendra Wijaya Rekaan"
WORDS = "Ia memakai mobil dinas untuk mengangkut warga ke kampanye pasangan calon."
VILLAGE = "14.03.02.2001"
ANONYMOUS = {"mode": "tanpa_nama"}
NAMED = {"mode": "dengan_nama", "name": REPORTER, "address": "Jalan Rekaan 1", "contact": "0812000111"}


@dataclass(frozen=True)
class Sighting:
    """What a citizen saw, on which day, and when she tells of it."""

    at: datetime = datetime(2024, 10, 7, 10, 12, tzinfo=WIB)
    happened_on: date = date(2024, 10, 5)
    act: str = "fasilitas-negara"
    reporter: tuple[tuple[str, str], ...] = tuple(NAMED.items())


@dataclass(frozen=True)
class Filed:
    """A report that was sent: who sent it, her receipt code, and its number."""

    citizen: Visitor
    code: str
    number: str


def parts(name: str, day: date) -> dict[str, str]:
    """Return the three parts of a date field."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def report(seen: Sighting) -> Filed:
    """Answer the six questions and send."""
    with clock.at(seen.at):
        citizen = answered(seen)
        citizen.fill()
    number = citizen.text.partition("Nomor laporan ")[2].split()[0]
    return Filed(citizen, receipt_on(citizen), number)


def answered(seen: Sighting) -> Visitor:
    """Answer the six questions, and look at the last page before sending."""
    citizen = before_the_dates(seen)
    citizen.fill({**parts("happened_on", seen.happened_on), **parts("known_on", seen.happened_on)})
    citizen.fill({"files": evidence()}, button="lanjut", value="1")
    citizen.fill(dict(seen.reporter))
    return citizen


def before_the_dates(seen: Sighting) -> Visitor:
    """Answer what, who and where."""
    citizen = Visitor()
    citizen.open("report_start").fill()
    citizen.fill({"act": seen.act, "account": WORDS})
    citizen.fill({"orang-0-name": ACCUSED, "orang-0-unit": "Dinas Perhubungan"})
    citizen.fill({"search": "selat baru"}, button="cari", value="1")
    citizen.fill({"region": VILLAGE, "place": "Lapangan bola Selat Baru"})
    return citizen


def evidence() -> object:
    """Return a photograph."""
    return upload("bukti.jpg", photo().read(), "image/jpeg")


def status_by_code(filed: Filed, at: datetime) -> Visitor:
    """Open a report with its code alone, at another device."""
    stranger = Visitor()
    with clock.at(at):
        stranger.open("report_status").fill({"code": filed.code})
    return stranger


def holder_of(filed: Filed) -> Actor:
    """Return as whom the ledger knows the one who holds the code of a report."""
    with elevated("the test knows whose report it is"):
        return holder_of_link(f"report:{Report.objects.get(number=filed.number).pk}")
