"""The journey told once from its beginning to its end, and what was seen on the way."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.browser.devices import Device
from tests.browser.journey import Journey
from tests.browser.soundness import faults

REGENCY = "/angka/14.03/"


@dataclass(frozen=True)
class Told:
    """What stands at the end of the journey."""

    met: frozenset[str]
    wrong: dict[str, list[str]]
    pledge: Path
    status_at_first: str
    status_at_last: str
    recommended: tuple[int, int]


def tell(journey: Journey) -> Told:
    """Let everybody do her part, in the order of the law."""
    onlooker = journey.devices.give()
    before = recommended(onlooker)
    journey.report()
    at_first = journey.ask_after_it()
    officer = journey.staff("petugas")
    journey.review(officer)
    members = [journey.staff(key) for key in ("ketua", "anggota1", "anggota2")]
    journey.register(members[0])
    journey.invite(officer)
    # The time of the hearing comes while the personnel office works.
    personnel = journey.staff("kepegawaian")
    journey.import_roster(personnel)
    pledge = journey.pledge(journey.hand_out_slip(personnel))
    journey.hear_and_study(officer)
    journey.decide(members)
    recommendation = journey.examine(journey.staff("sekretariat"))
    journey.look_at_the_decision(journey.staff("ppk"), recommendation)
    at_last = journey.ask_after_it("lapor-10-status")
    seen = journey.onlooker
    return Told(frozenset(seen.met), seen.wrong, pledge, at_first, at_last, (before, recommended(onlooker)))


def recommended(device: Device) -> int:
    """Return how many recommendations the public page of the regency counts."""
    page = device.open(REGENCY)
    row = page.locator("#konten tr", has_text="Rekomendasi dikirim")
    return int(row.locator("td").first.inner_text().split()[0])


def verdict(device: Device, file: Path) -> str:
    """Let the verification page judge a file, and return its headline."""
    device.open("/verifikasi/")
    device.fill(berkas=str(file)).press("Periksa berkas")
    assert faults(device.page) == []
    return device.page.locator("h1").inner_text()


def signature_of(file: Path) -> str:
    """Return what poppler, which nobody here wrote, says of the seal."""
    return subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout


def tampered(file: Path) -> Path:
    """Return a copy of a sealed PDF in which one letter of its content was changed."""
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    changed = file.with_name("diubah.pdf")
    changed.write_bytes(bytes(content))
    return changed
