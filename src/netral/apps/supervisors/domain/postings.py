"""How a posting goes: in office, on leave, replaced, resigned, dismissed after a hearing, or over with its term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from netral.apps.supervisors.domain.posts import Post
from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _

POST = "supervisors.post"
DECIDE = "supervisors.decide"


# Our own bounds, which only catch slips: who may serve by law is judged where people apply.
NEAR_ELECTION = timedelta(days=730)
YOUNGEST, OLDEST = 17, 90
FIRST_PROVINCE, LAST_PROVINCE = "11", "99"


class PostingState(StrEnum):
    """Where a posting stands."""

    ACTIVE = "active"
    ENDED = "ended"
    DISMISSED = "dismissed"


class PostingVerb(StrEnum):
    """What can be done with a posting."""

    REPLACE = "replace"
    RESIGN = "resign"
    GRANT_LEAVE = "grant_leave"
    RETURN = "return"
    ACCUSE = "accuse"
    DISMISS = "dismiss"
    CORRECT = "correct"
    GIVE_CODE = "give_code"
    ISSUE_CARD = "issue_card"


class EndCause(StrEnum):
    """Why a posting ended."""

    TERM = "term"
    REPLACED = "replaced"
    RESIGNED = "resigned"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class DismissalState(StrEnum):
    """Where the proceeding that may end in a dismissal stands."""

    OPENED = "opened"
    HEARD = "heard"
    DECIDED = "decided"


class DismissalVerb(StrEnum):
    """What can be done in such a proceeding."""

    HEAR = "hear"
    MOVE = "move"
    DECIDE = "decide"


_S, _V = PostingState, PostingVerb
OVER = _("Langkah ini tidak dapat dilakukan karena masa tugas ini sudah berakhir. Buka lagi halaman penempatan.")
POSTING_TABLE = Table(
    (
        Transition(_S.ACTIVE, _V.REPLACE, _S.ENDED, POST),
        Transition(_S.ACTIVE, _V.RESIGN, _S.ENDED, POST),
        Transition(_S.ACTIVE, _V.GRANT_LEAVE, _S.ACTIVE, POST),
        Transition(_S.ACTIVE, _V.RETURN, _S.ACTIVE, POST),
        Transition(_S.ACTIVE, _V.ACCUSE, _S.ACTIVE, POST),
        Transition(_S.ACTIVE, _V.DISMISS, _S.DISMISSED, DECIDE),
        Transition(_S.ACTIVE, _V.CORRECT, _S.ACTIVE, POST),
        Transition(_S.ACTIVE, _V.GIVE_CODE, _S.ACTIVE, POST),
        Transition(_S.ACTIVE, _V.ISSUE_CARD, _S.ACTIVE, POST),
        # Who leaves on a day to come serves until then.
        Transition(_S.ENDED, _V.CORRECT, _S.ENDED, POST),
        Transition(_S.ENDED, _V.GIVE_CODE, _S.ENDED, POST),
        Transition(_S.ENDED, _V.ISSUE_CARD, _S.ENDED, POST),
    ),
    OVER,
)
DISMISSAL_TABLE = Table(
    (
        Transition(DismissalState.OPENED, DismissalVerb.HEAR, DismissalState.HEARD, POST),
        Transition(DismissalState.OPENED, DismissalVerb.MOVE, DismissalState.OPENED, POST),
        Transition(DismissalState.HEARD, DismissalVerb.DECIDE, DismissalState.DECIDED, DECIDE),
    ),
    _("Langkah ini tidak dapat dilakukan karena pemeriksaan sudah berada di tahap lain. Buka lagi halamannya."),
    {
        (DismissalState.OPENED, DismissalVerb.DECIDE): _(
            "Pengawas ini belum didengar. Catat keterangannya dulu, baru putuskan."
        ),
        **dict.fromkeys(
            ((DismissalState.HEARD, DismissalVerb.MOVE), (DismissalState.DECIDED, DismissalVerb.MOVE)),
            _("Keterangannya sudah dicatat, jadi hari mendengar keterangan tidak dapat dipindah lagi."),
        ),
    },
)


@dataclass(frozen=True)
class SeatHolder:
    """Who holds a seat of an area, from which day to which, both included."""

    name: str
    first: date
    last: date


def check_term(first: date, last: date, polling_day: date) -> None:
    """Refuse a posting that would end before it starts, or whose days are nowhere near the election."""
    if last < first:
        raise StepRefused(_("Hari terakhir bertugas mendahului hari pertama. Periksa kedua tanggal."))
    if first < polling_day - NEAR_ELECTION or last > polling_day + NEAR_ELECTION:
        raise StepRefused(
            _("Masa tugas ini jauh dari hari pemungutan suara (%(day)s). Periksa tahun pada kedua tanggal."),
            day=f"{polling_day:%d-%m-%Y}",
        )


def check_birth(born: date, today: date) -> None:
    """Refuse a day of birth of somebody who cannot serve: a child, or older than anybody who works."""
    if born >= today:
        raise StepRefused(_("Tanggal lahir belum lewat. Periksa tanggal lahir pada KTP."))
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if not YOUNGEST <= age <= OLDEST:
        raise StepRefused(
            _("Menurut tanggal lahir ini umurnya %(age)s tahun. Periksa tanggal lahir pada KTP."), age=age
        )


def check_nik(nik: str) -> None:
    """Refuse a NIK that names no province, such as one of zeros."""
    if not FIRST_PROVINCE <= nik[:2] <= LAST_PROVINCE:
        raise StepRefused(_("NIK ini tidak dimulai dengan kode provinsi. Periksa NIK pada KTP."))


def check_area(post: Post, tier: str, *, names_station: bool) -> None:
    """Refuse an area that is not one of the post."""
    wanted = "district" if post is Post.DISTRICT else "village"
    if tier != wanted:
        raise StepRefused(
            _("Panwaslu kecamatan ditempatkan di kecamatan.")
            if wanted == "district"
            else _("Pengawas ini ditempatkan di desa atau kelurahan. Pilih desa atau kelurahannya.")
        )
    if names_station != (post is Post.POLLING_STATION):
        raise StepRefused(_("TPS harus disebut untuk pengawas TPS, dan hanya untuk pengawas TPS."))


def crowded(holders: Iterable[SeatHolder], seats: int, first: date, last: date) -> list[SeatHolder]:
    """Return who fills every seat on some day of a term; nobody where one seat stays free all along."""
    during = [each for each in holders if each.first <= last and first <= each.last]
    for day in sorted({first, *(max(first, each.first) for each in during)}):
        there = [each for each in during if each.first <= day <= each.last]
        if len(there) >= seats:
            return there
    return []


def check_last_day(first: date, last: date, ends: date) -> None:
    """Refuse a last day in office outside the term."""
    if not first <= ends <= last:
        raise StepRefused(_("Hari terakhir bertugas harus di dalam masa tugasnya. Periksa tanggalnya."))


def check_hearing_day(day: date, today: date, last_day: date) -> None:
    """Refuse a day for a hearing that has passed, or on which her posting is over."""
    if day < today:
        raise StepRefused(_("Tanggal mendengar keterangan sudah lewat. Pilih hari ini atau sesudahnya."))
    if day > last_day:
        raise StepRefused(_("Tanggal mendengar keterangan sesudah masa tugasnya berakhir. Periksa tanggalnya."))


def check_applies(verb: PostingVerb, *, is_over: bool, has_leave: bool, is_accused: bool, is_cover: bool) -> None:
    """Refuse what makes no sense of a posting as it stands.

    That is anything after its last day, the return of one who has no leave now or ahead, a second proceeding beside an
    open one, and another holder or a leave of a posting that itself only covers a leave.
    """
    if is_over:
        raise StepRefused(OVER)
    if verb in (PostingVerb.REPLACE, PostingVerb.GRANT_LEAVE) and is_cover:
        raise StepRefused(
            _(
                "Ini hanya penjagaan selama cuti pengawas lain. Untuk penjaga lain, akhiri penjagaan ini lewat "
                "Catat pengunduran diri, lalu pilih penjaga lain di halaman Catat cuti pengawas itu."
            )
        )
    if verb is PostingVerb.RETURN and not has_leave:
        raise StepRefused(_("Tidak ada cuti yang berjalan atau akan datang, jadi kembalinya tidak perlu dicatat."))
    if verb is PostingVerb.ACCUSE and is_accused:
        raise StepRefused(_("Pemeriksaan pengawas ini sudah dibuka dan belum diputus. Lanjutkan pemeriksaan itu."))


def check_leave(first: date, last: date, term: tuple[date, date]) -> None:
    """Refuse a leave that is not within the term."""
    if last < first or first < term[0] or last > term[1]:
        raise StepRefused(_("Cuti harus di dalam masa tugas, dan berakhir tidak sebelum dimulai. Periksa tanggalnya."))
