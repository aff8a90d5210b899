"""Second chapter: the personnel officer imports a roster of people who do not exist."""

import csv
import io

from netral.demo.browser import upload
from netral.demo.cast.people import browser_of
from netral.demo.chapter import Bars
from netral.demo.chapters.installation import BENGKALIS
from netral.demo.jobs import do_waiting_jobs
from netral.foundation.institutions.queries import government_of, units_of
from netral.foundation.regions.models import Region, Tier
from netral.foundation.registry.fiction import fictional_roster

SEED = 1403


def roster_file(size: int) -> bytes:
    """Return a roster as a personnel office would send it, as CSV."""
    units = [unit.name for unit in units_of(government_of(BENGKALIS))]
    inside = Region.objects.filter(tier=Tier.VILLAGE, code__startswith=f"{BENGKALIS}.")
    villages = list(inside.order_by("code").values_list("code", flat=True))
    rows = list(fictional_roster(SEED, units, villages, size))
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def bring_in(bars: Bars, size: int) -> None:
    """Upload the roster, confirm its columns, look at the preview, import."""
    officer = browser_of("kepegawaian")
    step = bars.counting(f"Daftar {size:,} ASN Bengkalis".replace(",", "."), 3)
    file = upload("daftar-asn-bengkalis.csv", roster_file(size), "text/csv")
    officer.open("registry_upload").fill({"berkas": file, "cakupan": "semua"})
    officer.fill()
    do_waiting_jobs()
    step(1, 3)
    officer.get(officer.address).fill(button="putusan", value="impor")
    do_waiting_jobs()
    step(2, 3)
    officer.get(officer.address)
    step(3, 3)
