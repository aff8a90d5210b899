"""How a group of monitors goes: it registers itself, is checked by one and accepted by another, for some days."""

from datetime import date
from enum import StrEnum

from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _

ACCREDIT, ACCEPT = "fieldwork.accredit", "fieldwork.accept"


class GroupKind(StrEnum):
    """What a group of monitors is."""

    INSTITUTION = "institution"
    STUDENTS = "students"
    ACADEMICS = "academics"


class GroupState(StrEnum):
    """Where a group stands."""

    APPLIED = "applied"
    CHECKED = "checked"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class GroupVerb(StrEnum):
    """What can be done with a group."""

    CHECK = "check"
    RETURN = "return"
    ACCEPT = "accept"
    REFUSE = "refuse"
    END = "end"


GROUP_TABLE = Table(
    (
        Transition(GroupState.APPLIED, GroupVerb.CHECK, GroupState.CHECKED, ACCREDIT),
        Transition(GroupState.APPLIED, GroupVerb.REFUSE, GroupState.REFUSED, ACCREDIT),
        Transition(GroupState.CHECKED, GroupVerb.RETURN, GroupState.APPLIED, ACCEPT),
        Transition(GroupState.CHECKED, GroupVerb.ACCEPT, GroupState.ACCEPTED, ACCEPT),
        Transition(GroupState.CHECKED, GroupVerb.REFUSE, GroupState.REFUSED, ACCEPT),
        Transition(GroupState.ACCEPTED, GroupVerb.END, GroupState.ACCEPTED, ACCREDIT),
    ),
    _("Langkah ini tidak mungkin pada keadaan kelompok sekarang. Buka lagi halaman kelompoknya."),
    {(GroupState.ACCEPTED, GroupVerb.ACCEPT): _("Kelompok ini sudah diterima. Tidak ada yang perlu dilakukan lagi.")},
)


def check_second_person(checker: str, acceptor: str) -> None:
    """Refuse that whoever checked a group also accepts it."""
    if checker == acceptor:
        raise StepRefused(_("Anda yang memeriksa kelompok ini, jadi orang lain yang menerimanya. Minta petugas kedua."))


def check_period(first: date, last: date, today: date) -> None:
    """Refuse days in the wrong order, or days that are over."""
    if last < first:
        raise StepRefused(_("Hari terakhir lebih awal dari hari pertama. Periksa kedua tanggalnya."))
    if last < today:
        raise StepRefused(_("Masa akreditasi ini sudah lewat. Periksa tanggalnya."))
