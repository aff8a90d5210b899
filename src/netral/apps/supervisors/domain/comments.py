"""The public's comments on announced names: when they are taken, and what their weighing may say."""

from datetime import date
from enum import StrEnum

from netral.engines.steps.table import StepRefused, gettext_noop as _


class Weight(StrEnum):
    """What became of a comment."""

    PROVEN = "proven"
    UNPROVEN = "unproven"
    IRRELEVANT = "irrelevant"


def is_open(first: date | None, last: date | None, today: date) -> bool:
    """Say whether comments are taken on a day."""
    return first is not None and last is not None and first <= today <= last


def check_window(first: date, last: date, today: date) -> None:
    """Refuse a window that ends before it begins, or begins before the names are announced."""
    if last < first:
        raise StepRefused(_("Hari terakhir tanggapan sebelum hari pertamanya. Tukar tanggalnya."))
    if first < today:
        raise StepRefused(_("Masa tanggapan mulai sebelum nama diumumkan. Isi hari ini atau sesudahnya."))


def check_over(last: date | None, today: date) -> None:
    """Refuse a step that has to wait until no comment can come any more."""
    if last is None:
        raise StepRefused(_("Nama pelamar belum diumumkan. Umumkan dulu, supaya masyarakat dapat menanggapi."))
    if today <= last:
        raise StepRefused(_("Masa tanggapan masyarakat belum selesai. Lakukan langkah ini sesudahnya."))
