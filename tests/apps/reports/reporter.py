"""A citizen with a browser, who answers the questions of the public form page by page."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from netral.apps.reports.models import Report
from netral.foundation.institutions.scopes import elevated

WHAT = {"act": "fasilitas-negara", "account": "Lurah memakai mobil dinas untuk mengangkut warga ke kampanye."}
WHO = {
    "orang-TOTAL_FORMS": "1",
    "orang-INITIAL_FORMS": "0",
    "orang-0-name": "Bambang Rekaan",
    "orang-0-description": "Lurah, berkacamata",
    "orang-0-unit": "Kantor Lurah Selat Baru",
}
WHERE = {"search": "selat baru", "region": "14.03.02.2001", "place": "Lapangan bola Selat Baru"}
WHEN = {
    "happened_on_day": "5",
    "happened_on_month": "10",
    "happened_on_year": "2024",
    "happened_at": "09.30",
    "known_on_day": "6",
    "known_on_month": "Oktober",
    "known_on_year": "2024",
}
ANONYMOUS = {"mode": "tanpa_nama"}
NAMED = {"mode": "dengan_nama", "name": "Siti Pelapor", "address": "Jalan Rekaan 1", "contact": "0812000111"}


def photo(name: str = "foto.jpg", shade: int = 100) -> SimpleUploadedFile:
    """Return a small real JPEG."""
    content = io.BytesIO()
    Image.new("RGB", (12, 12), (shade, 20, 30)).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


class Reporter:
    """Somebody without an account."""

    def __init__(self) -> None:
        self.client = Client(HTTP_USER_AGENT="PeramblanRahasia/9", REMOTE_ADDR="203.0.113.77")

    def get(self, route: str, query: str = "") -> Any:
        """Open a page by its route."""
        return self.client.get(reverse(route) + query)

    def post(self, route: str, data: dict[str, Any] | None = None, query: str = "") -> Any:
        """Send a page by its route."""
        return self.client.post(reverse(route) + query, data or {})

    def begin(self) -> "Reporter":
        """Open the form."""
        self.post("report_start")
        return self

    def answer(self, reporter: dict[str, str] | None = None, evidence: dict[str, Any] | None = None) -> "Reporter":
        """Answer every question."""
        self.begin()
        self.post("report_what", WHAT)
        self.post("report_who", WHO)
        self.post("report_where", WHERE)
        self.post("report_when", WHEN)
        self.post("report_evidence", {"files": [photo()], "links": "", "lanjut": "1", **(evidence or {})})
        self.post("report_reporter", reporter or ANONYMOUS)
        return self

    def send(self) -> str:
        """Send the report and return the receipt code."""
        self.post("report_check")
        code: str = self.get("report_sent").context["sent"].code
        return code

    def open(self, code: str) -> Any:
        """Open the report with its code."""
        return self.post("report_status", {"code": code})


def only_report() -> Report:
    """Return the one report there is."""
    with elevated("test"):
        found: Report = Report.objects.get()
        return found
