"""The roster of three civil servants, sent through the personnel officer's pages."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from netral.demo.browser import upload
from tests.foundation.registry.files import AGUS, HOTMAN, SITI
from tests.journeys.visitor import Visitor

# Heads as an office writes them, so that the officer has to say which column is which.
HEADS = ("Nomor pokok", "Sebutan", "Tempat tugas", "Tugas", "Surel")
COLUMNS = {"nip": "0", "name": "1", "unit": "2", "position": "3", "email": "4"}
EVERYBODY = (SITI, AGUS, HOTMAN)


def csv_of(rows: Sequence[Sequence[str]], heads: Sequence[str] = HEADS) -> bytes:
    """Return rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text).writerows([heads, *rows])
    return text.getvalue().encode()


def send(officer: Visitor, content: bytes) -> Any:
    """Upload a roster and say which column is which; return the import, now looked at as a preview."""
    officer.open("registry_upload").fill({"berkas": upload("asn.csv", content, "text/csv"), "cakupan": "sebagian"})
    officer.fill(COLUMNS)
    return officer.part("ident")


def bring_in(officer: Visitor, rows: Sequence[Sequence[str]] = EVERYBODY) -> None:
    """Bring a roster in, from upload to import."""
    send(officer, csv_of(rows))
    officer.fill(button="putusan", value="impor")
