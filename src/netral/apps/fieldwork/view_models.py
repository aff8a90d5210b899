"""What pages show of forms and observations, as plain values."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from netral.engines.xforms.differences import Difference, differences
from netral.engines.xforms.xlsform import Question, Texts, XForm
from netral.foundation.ui.formats import english

KINDS: Mapping[str, Promise] = {
    "text": gettext_lazy("Teks"),
    "integer": gettext_lazy("Bilangan bulat"),
    "decimal": gettext_lazy("Bilangan"),
    "date": gettext_lazy("Tanggal"),
    "time": gettext_lazy("Jam"),
    "dateTime": gettext_lazy("Tanggal dan jam"),
    "geopoint": gettext_lazy("Titik GPS"),
    "select_one": gettext_lazy("Pilih satu"),
    "select_multiple": gettext_lazy("Pilih satu atau lebih"),
    "image": gettext_lazy("Foto"),
    "audio": gettext_lazy("Rekaman suara"),
    "video": gettext_lazy("Video"),
    "file": gettext_lazy("Berkas"),
    "note": gettext_lazy("Keterangan, tidak dijawab"),
    "group": gettext_lazy("Kelompok pertanyaan"),
    "repeat": gettext_lazy("Kelompok yang dapat diulang"),
}
CHANGES: Mapping[str, Promise] = {
    "added": gettext_lazy("Ditambahkan: %(label)s"),
    "removed": gettext_lazy("Dihapus: %(label)s"),
}


def text_of(texts: Texts, language: str = "") -> str:
    """Return a text of a form in the reader's language, or in the one named."""
    wanted = language or ("en" if english() else "id")
    return texts.get(wanted) or next(iter(texts.values()), "")


def questions_shown(form: XForm) -> list[dict[str, Any]]:
    """Return every question that somebody sees, in order, in both languages."""
    return [_question(each, form) for each in form.questions if each.labels]


def differences_shown(old: XForm, new: XForm) -> list[dict[str, str]]:
    """Return what changed between two versions, in words."""
    return [_difference(each) for each in differences(old, new)]
