"""Whether somebody meets what the law asks of a supervisor on a day, one by one, and what to do next."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from netral.apps.supervisors.domain.applications import DocumentKind, Education, Employment, PartyTie
from netral.apps.supervisors.domain.posts import Post
from netral.engines.rules.dated import Provenance, holds
from netral.engines.steps.table import gettext_noop as _

# How much of a region's code names the area it lies in.
_CODE_LENGTH = {"regency": 5, "district": 8}


class RequirementCheck(StrEnum):
    """How a requirement is checked."""

    AGE = "age"
    EDUCATION = "education"
    DOMICILE = "domicile"
    PARTY = "party"
    LEAVE = "leave"
    MARRIAGE = "marriage"
    DECLARED = "declared"


class RequirementVerdict(StrEnum):
    """What can be said of a requirement: a paper that is missing leaves it open, and so does what cannot be told."""

    MET = "met"
    PAPER = "paper"
    UNKNOWN = "unknown"
    NOT_MET = "not_met"


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One requirement of the law, with its days and where it was read.

    `years` counts whole years of age, or since leaving a party; `within` names the area somebody must live in.
    """

    code: str
    check: RequirementCheck
    posts: frozenset[Post]
    title: str
    valid_from: date
    valid_to: date | None
    provenance: Provenance
    years: int = 0
    least: Education | None = None
    within: str = ""
    paper: DocumentKind | None = None


@dataclass(frozen=True, kw_only=True)
class Qualifications:
    """What the requirements are judged by; None or empty where it was not answered. `village` and `area` are codes."""

    area: str
    birth_date: date | None = None
    education: str = ""
    village: str = ""
    employment: str = ""
    party: str = ""
    party_left_on: date | None = None
    spouse_is_organiser: bool | None = None
    declared: Collection[str] | None = None
    papers: Collection[str] = ()


@dataclass(frozen=True)
class RequirementFinding:
    """What was found of one requirement: the verdict, its source, and a sentence what to do."""

    code: str
    verdict: RequirementVerdict
    title: str
    reference: str
    verification: str
    note: str
    how: str
    paper: str = ""


_Judged = tuple[RequirementVerdict, str]
_MET: _Judged = (RequirementVerdict.MET, "")
_OPEN: _Judged = (RequirementVerdict.UNKNOWN, _("Pertanyaan ini belum dijawab. Jawab dulu pertanyaannya."))


def findings_of(
    rows: Iterable[Requirement], of: Qualifications, post: Post, on: date
) -> tuple[RequirementFinding, ...]:
    """Return what each requirement of a post, as it is the law on a day, says of somebody."""
    return tuple(_finding(row, of, on) for row in rows if post in row.posts and holds(row, on))


def papers_wanted(rows: Iterable[Requirement], of: Qualifications, post: Post, on: date) -> tuple[DocumentKind, ...]:
    """Return the papers that are asked of somebody, each once, in the order of the requirements."""
    asked = [row for row in rows if post in row.posts and holds(row, on) and row.paper and _needs_paper(row, of)]
    return tuple(dict.fromkeys(row.paper for row in asked if row.paper))


def completed(since: date, years: int, on: date) -> bool | None:
    """Say whether so many whole years have passed on a day.

    None on 28 February for the 29th, in a year without one: no text was read that says which day counts.
    """
    if _whole_years(since, on) >= years:
        return True
    is_eve = (since.month, since.day) == (2, 29) and (on.month, on.day) == (2, 28)
    return None if is_eve and _whole_years(since, on + timedelta(1)) == years and _has_no_29th(on) else False


def _has_no_29th(on: date) -> bool:
    return (on + timedelta(1)).month == 3


def _whole_years(since: date, on: date) -> int:
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def _finding(row: Requirement, of: Qualifications, on: date) -> RequirementFinding:
    verdict, how = _JUDGES[row.check](row, of, on)
    if verdict is RequirementVerdict.MET and row.paper and _needs_paper(row, of) and row.paper not in of.papers:
        verdict, how = RequirementVerdict.PAPER, _PAPERS[row.paper]
    source = row.provenance
    paper = row.paper.value if row.paper and _needs_paper(row, of) else ""
    return RequirementFinding(
        row.code, verdict, row.title, source.reference, source.verification.value, source.note, how, paper
    )


def _needs_paper(row: Requirement, of: Qualifications) -> bool:
    return row.check is not RequirementCheck.LEAVE or of.employment == Employment.PNS


def _age(row: Requirement, of: Qualifications, on: date) -> _Judged:
    if of.birth_date is None:
        return _OPEN
    return _told(
        completed(of.birth_date, row.years, on),
        _("Umur Anda belum cukup pada hari ini. Periksa tanggal lahir; bila benar, tunggu sampai umurnya cukup."),
        _("Anda lahir 29 Februari, dan tahun ini tidak memuat tanggal itu. Petugas menentukan hari yang dihitung."),
    )


def _education(row: Requirement, of: Qualifications, on: date) -> _Judged:
    if not of.education or row.least is None:
        return _OPEN
    order = [*Education]
    enough = order.index(Education(of.education)) >= order.index(row.least)
    return _told(enough, _("Ijazah Anda di bawah yang disyaratkan. Bila ada ijazah penyetaraan, pilih yang setara."))


def _domicile(row: Requirement, of: Qualifications, on: date) -> _Judged:
    if not of.village:
        return _OPEN
    length = _CODE_LENGTH.get(row.within, 0)
    if not length or len(of.area) < length:
        return RequirementVerdict.UNKNOWN, _("Batas wilayah domisili tidak dapat dipastikan. Petugas memeriksanya.")
    inside = f"{of.village}.".startswith(f"{of.area[:length]}.")
    return _told(
        inside, _("Desa di KTP Anda di luar wilayah tugas. Pilih lowongan di wilayah tempat tinggal Anda sendiri.")
    )


def _party(row: Requirement, of: Qualifications, on: date) -> _Judged:
    if of.party == PartyTie.NEVER:
        return _MET
    if of.party == PartyTie.MEMBER:
        return RequirementVerdict.NOT_MET, _("Anggota partai politik tidak dapat menjadi pengawas.")
    if not of.party or of.party_left_on is None:
        return _OPEN
    return _told(
        completed(of.party_left_on, row.years, on),
        _("Pengunduran diri Anda dari partai belum cukup lama. Periksa tanggalnya pada surat pengunduran diri."),
        _("Tanggal pengunduran diri jatuh pada 29 Februari. Petugas menentukan hari yang dihitung."),
    )


def _leave(row: Requirement, of: Qualifications, on: date) -> _Judged:
    if not of.employment:
        return _OPEN
    if of.employment == Employment.PPPK:
        return RequirementVerdict.UNKNOWN, _(
            "Naskah yang kami baca menyebut PNS. Bagi PPPK belum terbaca: lampirkan izin bila ada."
        )
    return _MET


def _marriage(row: Requirement, of: Qualifications, on: date) -> _Judged:
    if of.spouse_is_organiser is None:
        return _OPEN
    return _told(
        not of.spouse_is_organiser,
        _("Suami atau istri Anda penyelenggara pemilihan. Salah satu harus mundur sebelum Anda dapat bertugas."),
    )


def _declared(row: Requirement, of: Qualifications, on: date) -> _Judged:
    if of.declared is None:
        return _OPEN
    return _told(row.code in of.declared, _("Anda tidak menyatakan hal ini. Baca lagi pernyataannya bila terlewat."))


def _told(met: bool | None, otherwise: str, doubtful: str = "") -> _Judged:
    if met is None:
        return RequirementVerdict.UNKNOWN, doubtful
    return _MET if met else (RequirementVerdict.NOT_MET, otherwise)


_JUDGES: dict[RequirementCheck, Callable[[Requirement, Qualifications, date], _Judged]] = {
    RequirementCheck.AGE: _age,
    RequirementCheck.EDUCATION: _education,
    RequirementCheck.DOMICILE: _domicile,
    RequirementCheck.PARTY: _party,
    RequirementCheck.LEAVE: _leave,
    RequirementCheck.MARRIAGE: _marriage,
    RequirementCheck.DECLARED: _declared,
}
_PAPERS = {
    DocumentKind.IDENTITY_CARD: _("Foto KTP belum ada. Unggah sekarang, atau bawa ke loket."),
    DocumentKind.DIPLOMA: _("Foto ijazah belum ada. Unggah sekarang, atau bawa ke loket."),
    DocumentKind.HEALTH_LETTER: _("Surat keterangan sehat belum ada. Minta di puskesmas, lalu unggah."),
    DocumentKind.LEAVE_LETTER: _("Izin tertulis dari PPK belum ada. Minta izin kepada PPK, lalu unggah suratnya."),
}
