"""A thousand documents of people who do not exist, as unlike each other as names, units and texts can be."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from netral.apps.pledges.papers import SLOTS, Attestant, PledgeSheet, form_of
from netral.apps.pledges.texts import templates
from netral.engines.seal.documents.fonts import UnprintableText, printable
from netral.engines.seal.pdf_template.template_signer import Pressed, TemplateSigner
from netral.engines.seal.signers import Signer
from netral.foundation.registry.fiction import Chance, fictional_name

NUMBER = 1000
# Each class of a form is laid out by the general path, which takes a while; so lengths come from a few.
LENGTHS = (1, 12, 25, 45, 90, 150)
WORDS = ("Dinas", "Kesehatan", "Badan", "Kepegawaian", "dan", "Pengembangan", "Sumber", "Daya", "Manusia", "Kecamatan")
SIGNED_FROM = datetime(2024, 10, 21, 3, 12, tzinfo=UTC)
_BLOCKS = (range(0x20, 0x7F), range(0xA1, 0x180), range(0x1E00, 0x1F00), range(0x2010, 0x2030))


@dataclass(frozen=True)
class Sealed:
    """One sealed document and what was put into it."""

    pdf: bytes
    values: Mapping[str, str]
    url: str
    at: datetime


def sealed_documents(signer: Signer, seed: int) -> list[Sealed]:
    """Seal as many documents as are tested, from every text there is, the long values spread among all."""
    chance = Chance(seed)
    presses = [
        TemplateSigner(form_of(sheet, "Pindai untuk memeriksa keaslian: gratis & terbuka."), signer)
        for sheet in sheets()
    ]
    return [_sealed(presses[number % len(presses)], chance) for number in range(NUMBER)]


def sheets() -> list[PledgeSheet]:
    """What is printed alike: each text with and without witnesses and long names."""
    witnesses = (
        Attestant("Ngọc-Ánh Žuković, S.Ş.", "198001012005011001", "Camat"),
        Attestant("Saksi Dua", "", "Lurah"),
    )
    found = []
    for place, text in enumerate(templates().values()):
        found.append(
            PledgeSheet(
                text=text,
                title="Pelantikan Serentak" if place % 2 else "",
                government="Pemerintah Kabupaten Kepulauan Siau Tagulandang Biaro" if place else "Kota Ö",
                institution="Bawaslu" if place else "",
                region="14.03",
                place="Bengkalis",
                zone=ZoneInfo("Asia/Jakarta"),
                event="Pelantikan" if place == 2 else "",
                witnesses=witnesses if place == 2 else (),
            )
        )
    return found


def letters() -> str:
    """Characters that the typeface has, Latin letters with every mark and signs that PDF strings must escape."""
    found = []
    for code in (each for block in _BLOCKS for each in block):
        try:
            found.append(printable(chr(code)))
        except UnprintableText:
            continue
    return "".join(each for each in found if each.isprintable() and not each.isspace())


def _sealed(press: TemplateSigner, chance: random.Random) -> Sealed:
    code = "-".join("".join(chance.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=4)) for _ in range(3))
    values = {
        "name": _name(chance),
        "nip": "".join(chance.choices("0123456789", k=18)),
        "position": _words(chance, chance.choice(LENGTHS[:4])),
        "unit": _words(chance, chance.choice(LENGTHS)),
        "number": f"IKRAR/14.03/{chance.randrange(2000, 2100)}/{code}",
        "code": code,
        "place_and_date": f"Bengkalis, {chance.randrange(1, 29)} Oktober 2024",
        "manner": "Disetujui secara elektronik lewat tautan pribadi, 21 Oktober 2024 pukul 10.12 WIB.",
    }
    url = f"https://netral.example.go.id/verifikasi/{code}/"
    at = SIGNED_FROM + timedelta(seconds=chance.randrange(10**7))
    pressed: Pressed = press.seal(values, url=url, at=at)
    return Sealed(pressed.skeleton.assemble(pressed.body), values, url, at)


def _name(chance: random.Random) -> str:
    if chance.random() < 0.4:
        return fictional_name(chance)
    length = chance.choice(LENGTHS)
    return _filled(chance, length, letters())


def _words(chance: random.Random, length: int) -> str:
    if chance.random() < 0.2:
        return _filled(chance, length, letters())
    text = ""
    while len(text) < length:
        text += f"{chance.choice(WORDS)} "
    return text[:length].strip() or "X"


def _filled(chance: random.Random, length: int, alphabet: Sequence[str]) -> str:
    words = "".join(" " if chance.random() < 0.12 else chance.choice(alphabet) for _ in range(length))
    limit = SLOTS["name"].limit
    return " ".join(words.split())[:limit].strip() or "Ñ"
