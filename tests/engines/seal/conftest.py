"""One certificate chain and one official document for the tests of the seal."""

from __future__ import annotations

import pytest

from netral.engines.seal.certificates import Credential, Holder, issue_root, issue_seal
from netral.engines.seal.documents import blocks
from netral.engines.seal.signers import LocalSigner
from tests.engines.seal.samples import NAME, PERIOD, SEALED_AT, URL


@pytest.fixture(scope="session")
def root() -> Credential:
    return issue_root("Akar Segel Netral", PERIOD)


@pytest.fixture(scope="session")
def credential(root: Credential) -> Credential:
    return issue_seal(root, Holder("Bawaslu Kabupaten Bengkalis", "bawaslu.14.03"), PERIOD)


@pytest.fixture(scope="session")
def signer(credential: Credential) -> LocalSigner:
    return LocalSigner(credential)


@pytest.fixture(scope="session")
def document() -> blocks.OfficialDocument:
    return blocks.OfficialDocument(
        letterhead=blocks.Letterhead("Bawaslu Kabupaten Bengkalis", ("Jalan Contoh Nomor 1, Bengkalis",)),
        title="Pakta Integritas",
        subtitle="Pemilihan 2024",
        number="PI/000123/2024",
        issued_at=SEALED_AT,
        blocks=(
            blocks.Heading("Yang menyatakan"),
            blocks.Paragraph("Saya menyatakan **setia** & <jujur>."),
            blocks.Fields((("Nama", NAME), ("NIP", "198403172009012004"))),
            blocks.Points(("satu;", ("dua:", ("dua a;", "dua b.")))),
            blocks.Quote("Pasal pertama.\n\nPasal kedua.", "Naskah uji"),
            blocks.Grid(("Nama", "Jumlah"), (("Mandau", "1.204"),), right=frozenset({1})),
            blocks.Signatures(
                "Bengkalis, 21 Oktober 2024",
                tuple(blocks.Signatory(f"Jabatan {place},", f"Orang {place}", "NIP 1", "kode") for place in range(3)),
            ),
        ),
        seal=blocks.SealNote(URL, "7K3M-9QXA-2WDT", "Pindai untuk memeriksa keaslian."),
    )
