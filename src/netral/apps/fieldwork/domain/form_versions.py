"""How a version of an observation form goes: drafted by one person, published by another, valid for some days."""

from datetime import date
from enum import StrEnum

from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _

DRAFT, PUBLISH = "fieldwork.draft", "fieldwork.publish"


class FormState(StrEnum):
    """Where a version of a form stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class FormVerb(StrEnum):
    """What can be done with a version of a form."""

    PROPOSE = "propose"
    PUBLISH = "publish"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    END = "end"


# What never becomes valid; its version text may be used again.
DROPPED = (FormState.REJECTED, FormState.WITHDRAWN)

TABLE = Table(
    (
        Transition(FormState.DRAFT, FormVerb.PROPOSE, FormState.PROPOSED, DRAFT),
        Transition(FormState.DRAFT, FormVerb.WITHDRAW, FormState.WITHDRAWN, DRAFT),
        Transition(FormState.PROPOSED, FormVerb.PUBLISH, FormState.PUBLISHED, PUBLISH),
        Transition(FormState.PROPOSED, FormVerb.REJECT, FormState.REJECTED, PUBLISH),
        Transition(FormState.PROPOSED, FormVerb.WITHDRAW, FormState.WITHDRAWN, DRAFT),
        Transition(FormState.PUBLISHED, FormVerb.END, FormState.PUBLISHED, PUBLISH),
    ),
    _("Langkah ini tidak mungkin pada keadaan versi formulir sekarang. Buka lagi halaman versinya."),
    {
        (FormState.PUBLISHED, FormVerb.PUBLISH): _("Versi ini sudah terbit. Tidak ada yang perlu dilakukan lagi."),
        (FormState.DRAFT, FormVerb.PUBLISH): _("Versi ini belum diajukan. Minta pembuatnya mengajukan lebih dulu."),
    },
)


def check_start(valid_from: date, today: date) -> None:
    """Refuse a version that would be valid from a day that is over."""
    if valid_from < today:
        raise StepRefused(_("Hari mulai berlaku sudah lewat. Pilih hari ini atau sesudahnya."))


def check_second_person(author: str, proposer: str, publisher: str) -> None:
    """Refuse the publication by somebody who made or proposed the version herself."""
    if publisher in (author, proposer):
        raise StepRefused(
            _("Anda membuat atau mengajukan versi ini, jadi orang lain yang menerbitkannya. Minta petugas kedua.")
        )


def check_after(valid_from: date, others: tuple[date, ...]) -> None:
    """Refuse a version that would begin no later than one which is published already."""
    if others and valid_from <= max(others):
        raise StepRefused(
            _("Versi lain formulir ini sudah terbit dan mulai berlaku %(day)s. Pilih hari sesudahnya."),
            day=max(others).isoformat(),
        )


def check_end(valid_from: date, valid_to: date | None, last_day: date, today: date) -> None:
    """Refuse to end a version on a day that is over, before it began, or after the end it has."""
    if last_day < today:
        raise StepRefused(_("Hari terakhir sudah lewat. Pilih hari ini atau sesudahnya."))
    if last_day < valid_from:
        raise StepRefused(_("Versi ini baru berlaku sesudah hari itu. Pilih hari yang lebih akhir."))
    if valid_to is not None and last_day >= valid_to:
        raise StepRefused(_("Versi ini sudah berakhir lebih awal dari hari itu. Pilih hari yang lebih awal."))


def check_reason(words: str) -> None:
    """Refuse a step that needs a reason and has none."""
    if not words.strip():
        raise StepRefused(_("Alasannya belum ditulis. Tulis satu kalimat, lalu simpan lagi."))
