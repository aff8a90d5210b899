"""What an applicant has answered so far, which questions are open, and what looks wrong about a NIK."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from netral.apps.supervisors.domain.applications import DocumentKind, Education, Employment, PartyTie, Sex
from netral.engines.steps.table import gettext_noop as _
from netral.foundation.drafts.domain import Attachment

NIK_DIGITS = 16
# A woman's day of birth stands in her NIK with forty added.
_WOMEN_ADD = 40

CLOSED = _(
    "Pendaftaran untuk lowongan ini sudah ditutup atau belum dibuka, jadi lamaran tidak terkirim. "
    "Isian Anda tetap tersimpan sampai batasnya. Tanyakan ke Panwaslu kecamatan apakah pendaftaran diperpanjang."
)
ALREADY = _(
    "NIK ini sudah dipakai melamar dalam rekrutmen ini, jadi lamaran tidak dikirim dua kali. Bila itu lamaran Anda, "
    "buka dengan kodenya. Bila bukan, atau kodenya hilang, datang ke loket membawa KTP."
)
UNANSWERED = _("Masih ada pertanyaan yang belum dijawab, jadi lamaran belum terkirim. Lengkapi dulu, lalu kirim.")
BORN_LATER = _("Tanggal lahir belum tiba. Isi tanggal lahir seperti di KTP.")
NIK_LENGTH = _("NIK terdiri dari 16 angka, tetapi terbaca %(count)s. Salin lagi dari KTP.")
NIK_BIRTH = _("Angka ke-7 sampai ke-12 NIK biasanya tanggal lahir, tetapi lain dari yang Anda isi. Periksa keduanya.")
NIK_SEX = _("NIK ini biasanya milik orang dengan jenis kelamin lain. Periksa NIK dan jenis kelamin.")


class DraftQuestion(StrEnum):
    """The questions of the form in their order; the value stands in the address of its page."""

    NAME = "nama"
    IDENTITY = "identitas"
    SEX = "jenis-kelamin"
    HOME = "alamat"
    CONTACT = "kontak"
    EDUCATION = "pendidikan"
    EMPLOYMENT = "pekerjaan"
    PARTY = "partai"
    SPOUSE = "pasangan"
    DECLARATION = "pernyataan"
    DOCUMENTS = "dokumen"


@dataclass(frozen=True)
class ApplicationAnswers:
    """Everything an applicant has answered so far; an empty value is a question not answered yet."""

    vacancy: str = ""
    name: str = ""
    nik: str = ""
    birth_place: str = ""
    birth_date: date | None = None
    sex: str = ""
    search: str = ""
    village: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    education: str = ""
    occupation: str = ""
    employment: str = ""
    nip: str = ""
    party: str = ""
    party_left_on: date | None = None
    spouse_is_organiser: bool | None = None
    declared: tuple[str, ...] | None = None
    documents_seen: bool = False
    files: tuple[Attachment, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the answers as plain values."""
        plain = asdict(self)
        for name in ("birth_date", "party_left_on"):
            plain[name] = plain[name].isoformat() if plain[name] else None
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "ApplicationAnswers":
        """Return the answers that `as_json` wrote."""
        return replace(
            cls(**plain),
            birth_date=date.fromisoformat(plain["birth_date"]) if plain["birth_date"] else None,
            party_left_on=date.fromisoformat(plain["party_left_on"]) if plain["party_left_on"] else None,
            declared=None if plain["declared"] is None else tuple(plain["declared"]),
            files=tuple(Attachment(**file) for file in plain["files"]),
        )

    @property
    def papers(self) -> frozenset[str]:
        """The kinds of documents attached so far."""
        return frozenset(file.kind for file in self.files)


def unanswered(answers: ApplicationAnswers) -> tuple[DraftQuestion, ...]:
    """Return the questions that still need an answer before the application can be sent."""
    open_questions = {
        DraftQuestion.NAME: not answers.name,
        DraftQuestion.IDENTITY: not (answers.nik and answers.birth_place and answers.birth_date),
        DraftQuestion.SEX: answers.sex not in [*Sex],
        DraftQuestion.HOME: not (answers.village and answers.address),
        DraftQuestion.CONTACT: not answers.phone,
        DraftQuestion.EDUCATION: answers.education not in [*Education] or not answers.occupation,
        DraftQuestion.EMPLOYMENT: answers.employment not in [*Employment],
        DraftQuestion.PARTY: answers.party not in [*PartyTie] or _left_without_day(answers),
        DraftQuestion.SPOUSE: answers.spouse_is_organiser is None,
        DraftQuestion.DECLARATION: answers.declared is None,
        # Papers may follow once the applicant has seen which ones are asked for.
        DraftQuestion.DOCUMENTS: not (answers.documents_seen or answers.files),
    }
    return tuple(question for question, is_open in open_questions.items() if is_open)


def nik_doubts(nik: str, birth_date: date | None, sex: str) -> tuple[str, ...]:
    """Return what about a NIK asks for a second look; never a reason to refuse it."""
    if len(nik) != NIK_DIGITS or birth_date is None:
        return ()
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    is_woman = day > _WOMEN_ADD
    found = []
    if (day - _WOMEN_ADD * is_woman, month, year) != (birth_date.day, birth_date.month, birth_date.year % 100):
        found.append(NIK_BIRTH)
    if sex and is_woman != (sex == Sex.FEMALE):
        found.append(NIK_SEX)
    return tuple(found)


def papers_to_offer(wanted: tuple[DocumentKind, ...]) -> tuple[DocumentKind, ...]:
    """Return what the page of documents offers: what is asked for, then a portrait and anything else."""
    return (*wanted, *(kind for kind in (DocumentKind.PHOTO, DocumentKind.OTHER) if kind not in wanted))


def _left_without_day(answers: ApplicationAnswers) -> bool:
    return answers.party == PartyTie.LEFT and answers.party_left_on is None
