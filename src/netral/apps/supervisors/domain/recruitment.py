"""How the recruitment for a post goes: opened, closed when applications end, its result decided and announced."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netral.apps.supervisors.domain.posts import Post, PostRule
from netral.engines.rules.dated import Provenance
from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _

# How a post is written in the number of its recruitment.
NUMBER_CODES = {Post.DISTRICT: "PANWASCAM", Post.VILLAGE: "PKD", Post.POLLING_STATION: "PTPS"}


class RecruitmentState(StrEnum):
    """Where a recruitment stands."""

    DRAFT = "draft"
    OPEN = "open"
    SELECTION = "selection"
    DECIDED = "decided"
    CANCELLED = "cancelled"


class RecruitmentVerb(StrEnum):
    """What can be done with a recruitment."""

    OPEN = "open"
    EXTEND = "extend"
    CLOSE = "close"
    ANNOUNCE_NAMES = "announce_names"
    DECIDE = "decide"
    CANCEL = "cancel"


RECRUITMENT_TABLE = Table(
    (
        Transition(RecruitmentState.DRAFT, RecruitmentVerb.OPEN, RecruitmentState.OPEN, "supervisors.recruit"),
        Transition(RecruitmentState.DRAFT, RecruitmentVerb.CANCEL, RecruitmentState.CANCELLED, "supervisors.recruit"),
        Transition(RecruitmentState.OPEN, RecruitmentVerb.EXTEND, RecruitmentState.OPEN, "supervisors.recruit"),
        Transition(RecruitmentState.OPEN, RecruitmentVerb.CLOSE, RecruitmentState.SELECTION, "supervisors.recruit"),
        Transition(
            RecruitmentState.SELECTION,
            RecruitmentVerb.ANNOUNCE_NAMES,
            RecruitmentState.SELECTION,
            "supervisors.recruit",
        ),
        Transition(RecruitmentState.SELECTION, RecruitmentVerb.DECIDE, RecruitmentState.DECIDED, "supervisors.decide"),
    ),
    _("Langkah ini tidak dapat dilakukan karena rekrutmen sudah berada di tahap lain. Buka lagi halaman rekrutmen."),
)


@dataclass(frozen=True, kw_only=True)
class CalendarDay:
    """One step of the calendar of recruitment; both days are included, the last is None where no source gives it."""

    election: str
    post: Post
    kind: str
    starts_on: date
    ends_on: date | None
    title: str
    provenance: Provenance


def check_days(opens_on: date, closes_on: date, polling_day: date) -> None:
    """Refuse days of application that are reversed or reach polling day.

    Raises:
        StepRefused: they do.
    """
    if closes_on < opens_on:
        raise StepRefused(_("Hari terakhir pendaftaran lebih awal daripada hari pertamanya. Periksa kedua tanggalnya."))
    if closes_on >= polling_day:
        raise StepRefused(
            _("Pendaftaran harus selesai sebelum hari pemungutan suara. Isi hari terakhir yang lebih awal.")
        )


def check_opening(closes_on: date, today: date) -> None:
    """Refuse to open a recruitment whose last day is over.

    Raises:
        StepRefused: it is.
    """
    if closes_on < today:
        raise StepRefused(
            _("Hari terakhir pendaftaran sudah lewat. Batalkan draf ini, lalu buat yang baru dengan tanggal lain.")
        )


def check_closing(last_day: date, today: date) -> None:
    """Refuse to close while somebody may still apply.

    Raises:
        StepRefused: the last day of the last vacancy is not over.
    """
    if today <= last_day:
        raise StepRefused(_("Pendaftaran masih berjalan sampai akhir hari terakhirnya. Tutup sesudah hari itu lewat."))


def is_named_first(rule: PostRule, kind: str) -> bool:
    """Tell whether the law names an institution of this kind first, or only in place of that one.

    Raises:
        StepRefused: it does not form the post.
    """
    if kind not in (rule.formed_by, rule.else_formed_by):
        raise StepRefused(
            _("Lembaga Anda tidak membentuk jabatan ini. Pilih jabatan lain, atau minta lembaga yang berwenang.")
        )
    return kind == rule.formed_by


def number_of(sequence: int, post: Post, place: str, year: int) -> str:
    """Return the number of a recruitment: 001/PKD/14.03/2024."""
    return f"{sequence:03d}/{NUMBER_CODES[post]}/{place}/{year}"
