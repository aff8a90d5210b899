"""A village with a vacancy, and somebody who applies for it page by page."""

import io
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.models import Application, Recruitment, Vacancy
from netral.foundation.elections.models import Election
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record

LAID = EventKind("test.vacancy_laid", "Lowongan uji dibuat")
NIK = "1403024203980001"
ANSWERS: dict[str, dict[str, Any]] = {
    "nama": {"nama": "Siti Rekaan"},
    "identitas": {
        "nik": NIK,
        "tempat_lahir": "Bengkalis",
        "tanggal_lahir_day": "2",
        "tanggal_lahir_month": "3",
        "tanggal_lahir_year": "1998",
    },
    "jenis-kelamin": {"jenis_kelamin": "P"},
    "alamat": {"cari": "selat baru", "desa": "14.03.02.2001", "alamat": "Jalan Rekaan 1"},
    "kontak": {"telepon": "+62 812-3456-7890", "surel": ""},
    "pendidikan": {"pendidikan": "sma", "kegiatan": "Petani"},
    "pekerjaan": {"kepegawaian": "bukan", "nip": ""},
    "partai": {"keanggotaan": "tidak_pernah"},
    "pasangan": {"pasangan": "tidak"},
    "pernyataan": {"pernyataan": ["citizen", "sentence", "health", "full_time"]},
}
ALL = {name: value for fields in ANSWERS.values() for name, value in fields.items()}


def photo(name: str = "ktp.jpg") -> SimpleUploadedFile:
    """Return a small real JPEG."""
    content = io.BytesIO()
    Image.new("RGB", (12, 12), (90, 20, 30)).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


@action
def lay_vacancy(
    path: str = "bawaslu.14.03.02", region: str = "14.03.02.2001", post: Post = Post.VILLAGE, closes: int = 20
) -> Vacancy:
    """Open recruitment for a post in one area until a day of October 2024."""
    institution = Institution.objects.get(path=path)
    election, _made = Election.objects.get_or_create(
        code="pilkada-uji", defaults={"name": "Pemilihan uji", "polling_day": date(2024, 11, 27)}
    )
    recruitment = Recruitment.objects.create(
        scopes=[path],
        institution=institution,
        election=election,
        region_id=institution.region_id or "14",
        post=post,
        opens_on=date(2024, 10, 1),
        closes_on=date(2024, 10, closes),
        state=RecruitmentState.OPEN,
        created_at=now(),
    )
    vacancy: Vacancy = Vacancy.objects.create(scopes=[path], recruitment=recruitment, region_id=region, seats=1)
    record(LAID, subject=("test", "vacancy"), by=SYSTEM)
    return vacancy


def vacancy_in_village(**more: Any) -> Vacancy:
    """Lay a vacancy, and read it as anybody may."""
    with elevated("test"):
        laid = lay_vacancy(**more)
        return Vacancy.objects.select_related("recruitment__institution", "region").get(pk=laid.pk)


class Applicant:
    """Somebody without an account, on a phone of her own."""

    def __init__(self) -> None:
        self.client = Client()

    def begin(self, vacancy: Vacancy) -> str:
        """Open the form, and return the code."""
        self.client.post(reverse("application_start", args=[vacancy.pk]))
        return self.code

    @property
    def code(self) -> str:
        """The code this phone holds."""
        return self.client.cookies["lamar"].value

    def post(self, route: str, data: dict[str, Any] | None = None, *place: Any, query: str = "") -> Any:
        """Send a page by its route."""
        return self.client.post(reverse(route, args=place) + query, data or {})

    def get(self, route: str, *place: Any) -> Any:
        """Open a page by its route."""
        return self.client.get(reverse(route, args=place))

    def ask(self, step: str, **changed: Any) -> Any:
        """Answer one question."""
        return self.post("application_question", {**ANSWERS[step], **changed}, step)

    def answer(self, vacancy: Vacancy, **changed: dict[str, Any]) -> "Applicant":
        """Answer every question, some of them differently."""
        self.begin(vacancy)
        for step in ANSWERS:
            self.ask(step, **changed.get(step.replace("-", "_"), {}))
        papers = {"ktp": photo(), "ijazah": photo("ijazah.jpg"), "surat_sehat": photo("sehat.jpg")}
        self.post("application_documents", {**papers, "lanjut": "1"})
        return self

    def send(self) -> Any:
        """Send the application."""
        return self.post("application_check")


def only_application() -> Application:
    """Return the one application there is."""
    with elevated("test"):
        found: Application = Application.objects.select_related("vacancy", "recruitment__institution").get()
        return found
