"""What pages of applications show: findings with their tone, answers in words, documents to upload."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from netral.apps.supervisors.domain.applications import DocumentKind
from netral.apps.supervisors.domain.drafts import ApplicationAnswers, DraftQuestion
from netral.apps.supervisors.domain.requirements import RequirementFinding, RequirementVerdict
from netral.apps.supervisors.labels import DOCUMENT_KINDS, EDUCATIONS, EMPLOYMENTS, PARTY_TIES, POSTS, SEXES, VERDICTS
from netral.apps.supervisors.models import Application, Vacancy
from netral.foundation.regions.queries import full_name
from netral.foundation.ui.formats import tanggal

_WORST_FIRST = [*reversed(RequirementVerdict)]
# In a form of documents, the field of each kind.
FIELDS: dict[DocumentKind, str] = {
    DocumentKind.IDENTITY_CARD: "ktp",
    DocumentKind.DIPLOMA: "ijazah",
    DocumentKind.PHOTO: "pas_foto",
    DocumentKind.HEALTH_LETTER: "surat_sehat",
    DocumentKind.LEAVE_LETTER: "surat_izin",
    DocumentKind.OTHER: "lainnya",
}


def shown_findings(findings: Iterable[RequirementFinding | Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return findings as pages show them, what needs something first."""
    rows = [dict(each) if isinstance(each, Mapping) else asdict(each) for each in findings]
    rows.sort(key=lambda row: _WORST_FIRST.index(RequirementVerdict(row["verdict"])))
    return [{**row, "label": VERDICTS[row["verdict"]][0], "tone": VERDICTS[row["verdict"]][1]} for row in rows]


def missing_papers(findings: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the names of the papers that are still to come."""
    kinds = [row["paper"] for row in findings if row["verdict"] == RequirementVerdict.PAPER]
    return [str(DOCUMENT_KINDS[kind]) for kind in dict.fromkeys(kinds)]


def offered(kinds: Iterable[DocumentKind]) -> list[dict[str, Any]]:
    """Return the file fields of a form of documents."""
    return [{"kind": kind.value, "field": FIELDS[kind], "label": DOCUMENT_KINDS[kind]} for kind in kinds]


def place_of(vacancy: Vacancy) -> str:
    """Return the whole name of a vacancy's area."""
    area = full_name(vacancy.region_id)
    return f"TPS {vacancy.polling_station.number:03d}, {area}" if vacancy.polling_station else area


def post_of(vacancy: Vacancy) -> str:
    """Return the name of a vacancy's post."""
    return str(POSTS[vacancy.recruitment.post])


def answered_rows(of: ApplicationAnswers | Application) -> list[tuple[DraftQuestion, str, str]]:
    """Return what was answered: the question, its label, and the answer in words; empty where there is none."""
    village = of.village_id if isinstance(of, Application) else of.village
    spouse = {None: "", True: _("Ya"), False: _("Tidak")}[of.spouse_is_organiser]
    left = tanggal(of.party_left_on) if of.party_left_on else ""
    born = f"{of.birth_place}, {tanggal(of.birth_date)}" if of.birth_date else ""
    return [
        (DraftQuestion.NAME, _("Nama"), of.name),
        (DraftQuestion.IDENTITY, _("NIK"), of.nik),
        (DraftQuestion.IDENTITY, _("Lahir"), born),
        (DraftQuestion.SEX, _("Jenis kelamin"), _worded(SEXES, of.sex)),
        (DraftQuestion.HOME, _("Alamat"), ", ".join(filter(None, (of.address, full_name(village) if village else "")))),
        (DraftQuestion.CONTACT, _("Ponsel dan e-mail"), " · ".join(filter(None, (of.phone, of.email)))),
        (DraftQuestion.EDUCATION, _("Ijazah terakhir"), _worded(EDUCATIONS, of.education)),
        (DraftQuestion.EDUCATION, _("Pekerjaan sekarang"), of.occupation),
        (
            DraftQuestion.EMPLOYMENT,
            _("Pegawai ASN"),
            " · ".join(filter(None, (_worded(EMPLOYMENTS, of.employment), of.nip))),
        ),
        (DraftQuestion.PARTY, _("Partai politik"), " · ".join(filter(None, (_worded(PARTY_TIES, of.party), left)))),
        (DraftQuestion.SPOUSE, _("Suami atau istri penyelenggara"), spouse),
    ]


def _worded(words: Mapping[str, Any], value: str) -> str:
    return str(words[value]) if value else ""
