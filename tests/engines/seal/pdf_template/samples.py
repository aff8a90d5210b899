"""A form with every kind of slot, and values for it."""

from __future__ import annotations

from collections.abc import Mapping

from netral.engines.seal.documents.blocks import (
    Fields,
    Letterhead,
    Paragraph,
    Points,
    SealNote,
    Signatory,
    Signatures,
    Slot,
)
from netral.engines.seal.pdf_template.forms import Form

PLAIN = "".join(map(chr, range(0x21, 0x7F)))
CODES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"
URL = "https://netral.example.go.id/verifikasi/7K3M-9QXA-2WDT/"
VALUES: Mapping[str, str] = {
    "number": "IKRAR/14.03/2024/7K3M-9QXA-2WDT",
    "name": "Ngọc-Ánh Žuković Đặng Łukasz",
    "nip": "198403172009012004",
    "position": "Kepala Seksi Kesejahteraan Sosial",
    "unit": "Dinas Kesehatan Kabupaten Bengkalis",
    "place_and_date": "Bengkalis, 21 Oktober 2024",
    "moment": "21 Oktober 2024 pukul 10.12 WIB",
    "code": "7K3M-9QXA-2WDT",
}
_POINTS = (
    "**Menjaga netralitas.** Menjaga dan menegakkan netralitas dalam pelayanan publik.",
    ("**Bijak bermedia sosial.** Menggunakan media sosial secara bijak:", ("jujur;", "tidak memihak.")),
)


def form(*, pages: int = 1) -> Form:
    """The pledge as a form; longer by repeating its points."""
    return Form(
        letterhead=Letterhead("Pemerintah Kabupaten Bengkalis", ("Bawaslu Kabupaten Bengkalis",)),
        title="Ikrar Netralitas Pegawai ASN",
        subtitle="Pemilihan Kepala Daerah Serentak 2024",
        number=Slot("number", 60),
        blocks=(
            Fields(
                (
                    ("Nama", Slot("name", 150)),
                    ("NIP", Slot("nip", 18, letters="0123456789")),
                    ("Jabatan", Slot("position", 150)),
                    ("Unit kerja", Slot("unit")),
                )
            ),
            Paragraph("Dengan ini saya berikrar (setia & jujur):"),
            Points(_POINTS * (1 + 8 * (pages - 1))),
            Signatures(
                Slot("place_and_date"),
                (
                    Signatory(
                        "Yang berikrar",
                        Slot("name", 150),
                        Slot("nip", 18, before="NIP ", letters="0123456789"),
                        Slot("moment", before="Disetujui secara elektronik lewat tautan pribadi dan NIP, ", after="."),
                    ),
                ),
            ),
        ),
        seal=SealNote(Slot("url", letters=PLAIN), Slot("code", 20, letters=CODES), "Pindai untuk memeriksa."),
        reason="Ikrar Netralitas",
        location="Bengkalis",
    )
