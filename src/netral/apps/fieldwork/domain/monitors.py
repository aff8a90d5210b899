"""How a group of monitors goes: it registers itself, is checked by one and accepted by another, for some days."""

from datetime import date
from enum import StrEnum

from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _

ACCREDIT, ACCEPT = "fieldwork.accredit", "fieldwork.accept"
MOST_NAMES, LONGEST_NAME = 200, 150


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


def check_ending(last: date, first: date, known_last: date, today: date) -> None:
    """Refuse to end the days of a group on a day that is over, before its first, or after they end anyhow."""
    if last < today:
        raise StepRefused(_("Hari terakhir itu sudah lewat. Isi hari ini atau sesudahnya."))
    if not first <= last <= known_last:
        raise StepRefused(_("Hari itu di luar masa kelompok ini. Isi hari di dalam masanya."))


def check_reason(words: str) -> None:
    """Refuse a step that has to say why and does not."""
    if not words.strip():
        raise StepRefused(_("Alasannya belum ditulis. Tulis satu atau dua kalimat; kelompok itu membacanya."))


def check_number(kind: GroupKind, accreditation: str) -> None:
    """Refuse an institution without the number of its accreditation."""
    if kind is GroupKind.INSTITUTION and not accreditation.strip():
        raise StepRefused(_("Nomor akreditasi belum diisi. Lembaga pemantau mengisinya; lihat surat akreditasinya."))


def monitor_names(typed: str) -> tuple[str, ...]:
    """Return the names of people as they were typed, one a line, each once; none is left out silently.

    Raises:
        StepRefused: there is none, one is too long, or there are more than fit.
    """
    names = tuple(dict.fromkeys(filter(None, (" ".join(line.split()) for line in typed.splitlines()))))
    if not names:
        raise StepRefused(_("Belum ada nama. Tulis satu nama di setiap baris."))
    if len(names) > MOST_NAMES:
        raise StepRefused(_("Paling banyak %(most)s nama sekaligus. Tambahkan sisanya sesudah ini."), most=MOST_NAMES)
    for name in names:
        if len(name) > LONGEST_NAME:
            raise StepRefused(_("Nama ini terlalu panjang: %(name)s. Periksa barisnya."), name=name[:40])
    return names


def check_people_taken(state: GroupState) -> None:
    """Refuse people of a group that was not accepted."""
    if state is not GroupState.ACCEPTED:
        raise StepRefused(_("Kelompok ini belum diterima, jadi orangnya belum dapat ditambahkan."))


def check_still_there(left_on: date | None) -> None:
    """Refuse to take out somebody twice."""
    if left_on is not None:
        raise StepRefused(_("Orang ini sudah dikeluarkan dari kelompok."))
