"""What happens to supervisors in office: a card, a resignation, a dismissal after a hearing, a leave with cover."""

from datetime import date, datetime

from django.urls import reverse

from netral.apps.supervisors.models import Dismissal, Posting
from netral.apps.supervisors.queries.postings import neighbours
from netral.demo.browser import Browser, dated, upload
from netral.demo.cast.citizens import drawn
from netral.demo.cast.people import browser_of, post
from netral.demo.cast.recruiters import OFFICERS
from netral.demo.chapter import WIB, Bars
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock

STARTS = datetime(2024, 6, 10, 9, 0, tzinfo=WIB)
RESIGNED, DISMISSED, ON_LEAVE = "14.03.11.2004", "14.03.14.2005", "14.03.11.2002"
RESIGNED_AT = datetime(2024, 9, 27, 9, 0, tzinfo=WIB)
ACCUSED_AT, HEARD_AT = datetime(2024, 10, 10, 9, 0, tzinfo=WIB), datetime(2024, 10, 16, 13, 0, tzinfo=WIB)
DISMISSED_AT = datetime(2024, 10, 18, 9, 0, tzinfo=WIB)
LEAVE_AT, LEAVE_DAYS = datetime(2024, 11, 1, 9, 0, tzinfo=WIB), (date(2024, 11, 4), date(2024, 11, 22))


def serve(bars: Bars) -> None:
    """Let two villages lose their supervisors and a neighbour cover a third."""
    officer, step = browser_of(OFFICERS[0]), bars.counting("Pengawas bertugas", 4)
    with clock.at(STARTS):
        _give_card(officer, _posting_in(post("pkd").path.removeprefix("bawaslu.")))
    step(1, 4)
    with clock.at(RESIGNED_AT):
        page = officer.open("supervisor_resign", _posting_in(RESIGNED).pk)
        page.fill({**dated("hari_terakhir", date(2024, 9, 30)), "alasan": "Pindah bekerja ke kota lain."})
    step(2, 4)
    _dismiss(officer, _posting_in(DISMISSED))
    step(3, 4)
    _let_rest(officer, _posting_in(ON_LEAVE))
    step(4, 4)


def _give_card(officer: Browser, posting: Posting) -> None:
    """Take her photo and seal her card."""
    picture = upload("pengawas.jpg", drawn(f"Foto rekaan: {posting.supervisor.name}"), "image/jpeg")
    officer.open("supervisor_photo", posting.pk).fill({"foto": picture})
    officer.open("supervisor_posting", posting.pk).fill(to=reverse("supervisor_card", args=[posting.pk]))


def _dismiss(officer: Browser, posting: Posting) -> None:
    reasons = "Pada 6 Oktober 2024 hadir di kampanye satu pasangan calon dengan atribut, di lapangan desa."
    with clock.at(ACCUSED_AT):
        page = officer.open("supervisor_accuse", posting.pk)
        page.fill({"alasan": reasons, **dated("didengar", HEARD_AT)})
    with elevated("the demo looks up what its own officer reads on the page"):
        dismissal = Dismissal.objects.get(posting=posting)
    said = "Ia mengakui hadir dan memakai atribut, dan menyatakan menyesal."
    with clock.at(HEARD_AT):
        officer.open("supervisor_hearing", dismissal.pk).fill({"hadir": "ya", "keterangan": said})
    words = "Pengawas yang memakai atribut calon tidak lagi netral di mata warga."
    with clock.at(DISMISSED_AT):
        page = browser_of("ketua").open("supervisor_verdict", dismissal.pk)
        page.fill({"putusan": "berhenti", **dated("hari_terakhir", DISMISSED_AT), "pertimbangan": words})


def _let_rest(officer: Browser, posting: Posting) -> None:
    first, last = LEAVE_DAYS
    with clock.at(LEAVE_AT):
        with elevated("the demo looks up what its own officer reads on the page"):
            near = neighbours(posting)[0]
        days = {**dated("mulai", first), **dated("selesai", last)}
        page = officer.open("supervisor_leave", posting.pk)
        page.fill({**days, "alasan": "Melahirkan.", "pengganti": str(near.pk)})


def _posting_in(code: str) -> Posting:
    with elevated("the demo looks up what its own officer reads on the page"):
        return Posting.objects.select_related("supervisor", "region").get(region=code, covers=None)
