"""What stands before anybody works, and the roster of people who do not exist."""

import csv
import io
import re

from django.urls import reverse

from netral.demo.browser import Browser, StoryStuck, upload
from netral.demo.cast.people import ALL_POSTS, BENGKALIS, Post, browser_of, hire
from netral.demo.chapter import Bars, do_waiting_jobs
from netral.foundation.accounts.models import User
from netral.foundation.accounts.roles import roles
from netral.foundation.custody.domain import KEEP, READ
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.actions import seed_institutions, seed_units
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import government_of, units_of
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.regions.actions import load_regions
from netral.foundation.regions.models import Region, Tier
from netral.foundation.registry.fiction import fictional_roster
from netral.foundation.seals.actions.keys import create_seal_key

JAWA_TENGAH = "33"
WITH_UNITS = (BENGKALIS, JAWA_TENGAH)
SEED = 1403
_GROUP = re.compile(r'font-weight-bold">([a-z]{10})<')
_ASKED = re.compile(r"Ketik kelompok ke-(\d)")


def set_up(bars: Bars) -> None:
    """Load what every installation starts with, fill the posts, and take over the keys that open reports."""
    load_regions(progress=bars.counting("Wilayah Indonesia"), by=SYSTEM)
    load_election(schedule=shipped(), by=SYSTEM)
    seed_institutions(progress=bars.counting("Lembaga"), by=SYSTEM)
    for region_code in bars.over("Unit kerja", WITH_UNITS, len(WITH_UNITS)):
        seed_units(region_code=region_code, by=SYSTEM)
    sealing = _sealing_institutions()
    for institution in bars.over("Kunci segel", sealing, len(sealing)):
        create_seal_key(institution=institution, by=SYSTEM)
    hire()
    _take_over(bars)


def import_roster(bars: Bars, size: int) -> None:
    """Upload the roster, confirm its columns, look at the preview, import."""
    officer = browser_of("kepegawaian")
    step = bars.counting(f"Daftar {size:,} ASN Bengkalis".replace(",", "."), 3)
    file = upload("daftar-asn-bengkalis.csv", _roster_file(size), "text/csv")
    officer.open("registry_upload").fill({"berkas": file, "cakupan": "semua"})
    officer.fill()
    do_waiting_jobs()
    step(1, 3)
    officer.get(officer.address).fill(button="putusan", value="impor")
    do_waiting_jobs()
    step(2, 3)
    officer.get(officer.address)
    step(3, 3)


def _sealing_institutions() -> list[Institution]:
    """Return the institutions of the story that issue sealed documents."""
    supervisors = Institution.objects.filter(path__in=[f"bawaslu.{BENGKALIS}", f"bawaslu.{JAWA_TENGAH}"])
    regencies = Institution.objects.filter(kind="bawaslu_regency", region__parent_id=JAWA_TENGAH)
    personnel = Institution.objects.filter(path__in=[f"pemda.{BENGKALIS}.bkpsdm"])
    return [*supervisors, *regencies, *personnel]


def _take_over(bars: Bars) -> None:
    """Let one officer of each institution take over; the others sign in once, and are let in."""
    readers = [each for each in ALL_POSTS if READ in roles()[each.role].permissions]
    officers = [each for each in readers if KEEP in roles()[each.role].permissions]
    for officer in bars.over("Kunci laporan", officers, len(officers)):
        browser = browser_of(officer.key)
        _confirm_paper(browser)
        for colleague in readers:
            if colleague.path == officer.path and colleague != officer:
                browser_of(colleague.key)
                _let_in(browser, colleague)


def _confirm_paper(browser: Browser) -> None:
    browser.open("custody_prepare").fill(to=reverse("custody_paper"))
    groups, asked = _GROUP.findall(browser.body.decode()), _ASKED.search(browser.text)
    if asked is None:
        raise StoryStuck(f"{browser.address} asks for no group of the code")
    browser.fill({"group": groups[int(asked[1]) - 1]})


def _let_in(browser: Browser, colleague: Post) -> None:
    user = User.objects.get(email=colleague.email)
    browser.open("custody_key").fill(to=reverse("custody_grant", args=[user.pk]))


def _roster_file(size: int) -> bytes:
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
