"""The formal and material conditions of a report: which are met, and how to meet the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from netral.apps.reports.domain.answers import Answers, Route


def _(text: str) -> str:
    """Mark a text for the translators; decisions do not know Django, so the pages translate it."""
    return text


class ConditionRow(Protocol):
    """A formal or material condition, as the catalogue of law holds it."""

    @property
    def code(self) -> str:
        """Its stable name."""

    @property
    def kind(self) -> str:
        """Formal or material."""

    @property
    def title(self) -> str:
        """The condition in words."""

    @property
    def reference(self) -> str:
        """Where it stands in the law."""

    @property
    def verification(self) -> str:
        """How surely it is known."""


@dataclass(frozen=True)
class Facts:
    """What the conditions are judged by; `in_time` is None when the last day cannot be told."""

    identified: bool
    accused_named: bool
    accused_located: bool
    in_time: bool | None
    time_and_place: bool
    account: bool
    evidence: int
    signed: bool = False


@dataclass(frozen=True)
class Checked:
    """One condition: met, not met, or (None) for an officer to judge; `how` says how to meet it."""

    code: str
    kind: str
    title: str
    met: bool | None
    how: str
    reference: str
    verification: str


_HOW = {
    "F.IDENTITAS": _("Isi nama dan alamat Anda, sekarang atau nanti dengan kode tanda terima."),
    "F.TERLAPOR": _("Sebutkan nama dan kantor atau alamatnya bila tahu. Petugas dapat mencari sisanya tanpa NIP."),
    "F.WAKTU": _("Kirim laporan ini sebelum hari ketujuh sejak Anda tahu berakhir."),
    "F.TANDA_TANGAN": _("Petugas meminta tanda tangan Anda pada formulir sebelum laporan diregister."),
    "M.KEJADIAN": _("Isi tanggal dan tempat kejadian."),
    "M.URAIAN": _("Ceritakan apa yang terjadi dengan kata-kata Anda."),
    "M.BUKTI": _("Tambahkan foto, rekaman, dokumen, atau tautan. Boleh menyusul dengan kode tanda terima."),
}
_TOO_LATE = _("Batas melapor sudah lewat. Laporan tetap dibaca sebagai informasi awal untuk penelusuran.")
_BY_OFFICER = _("Petugas memeriksa syarat ini.")


def checklist(facts: Facts, conditions: Iterable[ConditionRow]) -> tuple[Checked, ...]:
    """Judge every condition by the facts; a condition this table does not know is left to an officer."""
    verdicts: dict[str, bool | None] = {
        "F.IDENTITAS": facts.identified,
        "F.TERLAPOR": facts.accused_named and facts.accused_located,
        "F.WAKTU": facts.in_time,
        "F.TANDA_TANGAN": facts.signed,
        "M.KEJADIAN": facts.time_and_place,
        "M.URAIAN": facts.account,
        "M.BUKTI": facts.evidence > 0,
    }
    return tuple(_judge(row, verdicts.get(row.code)) for row in conditions)


def _judge(row: ConditionRow, met: bool | None) -> Checked:
    how = _HOW.get(row.code, _BY_OFFICER)
    if row.code == "F.WAKTU" and met is False:
        how = _TOO_LATE
    how = _BY_OFFICER if met is None else how
    return Checked(row.code, str(row.kind), row.title, met, "" if met else how, row.reference, str(row.verification))


def facts_of(answers: Answers, in_time: bool | None) -> Facts:
    """Return what the conditions are judged by, of a report that is not sent yet."""
    return Facts(
        identified=answers.route is Route.FORMAL,
        accused_named=all(person.name for person in answers.accused) and bool(answers.accused),
        accused_located=all(person.unit for person in answers.accused) and bool(answers.accused),
        in_time=in_time,
        time_and_place=bool(answers.happened_on and answers.region and answers.place),
        account=bool(answers.account),
        evidence=len(answers.files) + len(answers.links),
    )
