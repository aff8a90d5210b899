"""Citizens who report: what they saw, where, and the receipt they keep."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from PIL import Image, ImageDraw

from netral.demo.browser import Browser, dated, upload
from netral.foundation.ledger import clock
from netral.foundation.regions.models import Region, Tier
from netral.foundation.regions.queries import full_name
from netral.foundation.registry.fiction import Chance, fictional_name

# How long before the demo's day the last reports came in, so that their clocks still run.
RECENT = (timedelta(hours=62), timedelta(hours=38), timedelta(hours=15))
_RECEIPT = re.compile(r"\b(?:[a-z0-9]+-){4,}[a-z0-9]+\b")


@dataclass(frozen=True)
class Sighting:
    """One thing a citizen saw and when she tells of it."""

    at: datetime
    village: Region
    act: str
    words: str
    place: str
    accused: str
    office: str
    named: bool


# What is reported most follows the counts of 2020: social media, partisan activity, photos with candidates.
SEEN: tuple[tuple[str, str, str, int], ...] = (
    ("media-sosial", "Menyukai dan membagikan kiriman pasangan calon dari akun pribadinya.", "Media sosial", 30),
    ("tim-kampanye", "Mengajak warga memilih pasangan calon dalam pertemuan di balai desa.", "Balai desa", 22),
    ("foto-unggah", "Mengunggah foto bersama calon dengan pose angka.", "Rumah makan", 13),
    ("hadir-kampanye", "Hadir di kampanye dan naik ke panggung memberi dukungan.", "Lapangan bola", 11),
    ("fasilitas-negara", "Memakai mobil dinas untuk mengangkut peserta kampanye.", "Terminal", 9),
)
OFFICES = (
    "Dinas Pendidikan",
    "Dinas Kesehatan",
    "Kantor camat",
    "Sekretariat Daerah",
    "Dinas Perhubungan",
    "Puskesmas",
)


def sightings(seed: int, region_codes: list[str], amount: int, period: tuple[datetime, datetime]) -> Iterator[Sighting]:
    """Return made-up sightings in the villages of regions, in order of time; the same seed gives the same ones."""
    first, last = period
    chance = Chance(seed)
    inside = rf"^({'|'.join(region_codes)})\."
    villages = list(Region.objects.filter(tier=Tier.VILLAGE, code__regex=inside).order_by("code"))
    earlier = amount - len(RECENT)
    step = (last - RECENT[0] - timedelta(days=1) - first) / max(earlier, 1)
    moments = [*((first + step * number) for number in range(earlier)), *(last - ago for ago in RECENT)]
    for at in moments:
        act, words, place, _ = chance.choices(SEEN, [weight for *_, weight in SEEN])[0]
        yield Sighting(
            at=at.replace(minute=chance.randint(0, 59)),
            village=chance.choice(villages),
            act=act,
            words=words,
            place=place,
            accused=fictional_name(chance),
            office=chance.choice(OFFICES),
            named=chance.random() < 0.7,
        )


def report(seen: Sighting) -> str:
    """File a report through the public form, page by page, and return the receipt code."""
    happened = seen.at - timedelta(days=2)
    with clock.at(seen.at):
        citizen = Browser().open("report_start").fill()
        citizen.fill({"act": seen.act, "account": seen.words})
        citizen.fill({"orang-0-name": seen.accused, "orang-0-unit": seen.office})
        citizen.fill({"search": full_name(seen.village.code)}, button="cari", value="1")
        citizen.fill({"region": seen.village.code, "place": seen.place})
        citizen.fill({**dated("happened_on", happened), "happened_at": "10.00", **dated("known_on", happened)})
        citizen.fill({"files": upload("bukti.jpg", picture(seen), "image/jpeg")}, button="lanjut", value="1")
        citizen.fill(_reporter(seen))
        citizen.fill()
    return receipt_on(citizen)


def receipt_on(citizen: Browser) -> str:
    """Read the receipt code off the last page of the form."""
    found = _RECEIPT.search(citizen.text)
    if found is None:
        raise LookupError(f"{citizen.address} shows no receipt code")
    return found[0]


def picture(seen: Sighting) -> bytes:
    """Draw a picture that stands for the evidence."""
    return drawn(f"Bukti rekaan: {seen.place}, {seen.village.name}")


def drawn(words: str) -> bytes:
    """Draw a picture that says what it stands for, as a JPEG."""
    image = Image.new("RGB", (640, 400), "#e9e4f2")
    ImageDraw.Draw(image).text((40, 180), words, fill="#4b2a86")
    content = io.BytesIO()
    image.save(content, "JPEG", quality=80)
    return content.getvalue()


def _reporter(seen: Sighting) -> dict[str, str]:
    if not seen.named:
        return {"mode": "tanpa_nama"}
    return {"mode": "dengan_nama", "name": "Warga Rekaan", "address": "Jalan Contoh 1", "contact": "0812000000"}
