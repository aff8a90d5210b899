"""What pages show of forms and observations, as plain values."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from netral.engines.xforms.differences import ChangeKind, Difference, differences
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
CHANGES: Mapping[ChangeKind, Promise] = {
    ChangeKind.ADDED: gettext_lazy("Ditambahkan"),
    ChangeKind.REMOVED: gettext_lazy("Dihapus"),
    ChangeKind.MOVED: gettext_lazy("Dipindah, kini sesudah"),
    ChangeKind.TYPE: gettext_lazy("Jenis jawaban"),
    ChangeKind.LABEL: gettext_lazy("Teks pertanyaan"),
    ChangeKind.HINT: gettext_lazy("Petunjuk"),
    ChangeKind.REQUIRED: gettext_lazy("Wajib diisi"),
    ChangeKind.RELEVANT: gettext_lazy("Kapan ditanyakan"),
    ChangeKind.CONSTRAINT: gettext_lazy("Syarat jawaban"),
    ChangeKind.CONSTRAINT_MESSAGE: gettext_lazy("Pesan bila syarat tidak terpenuhi"),
    ChangeKind.CALCULATION: gettext_lazy("Hitungan"),
    ChangeKind.CHOICES: gettext_lazy("Pilihan"),
    ChangeKind.CHOICE_FILTER: gettext_lazy("Pilihan mana yang tampil"),
    ChangeKind.FILE: gettext_lazy("Daftar di ponsel"),
    ChangeKind.APPEARANCE: gettext_lazy("Tampilan"),
    ChangeKind.TITLE: gettext_lazy("Judul"),
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


def _question(question: Question, form: XForm) -> dict[str, Any]:
    above = form.question(question.path.rpartition("/")[0])
    kind = KINDS.get(question.type)
    return {
        "label": text_of(question.labels, "id"),
        "label_en": text_of(question.labels, "en"),
        "hint": text_of(question.hints),
        "kind": str(kind) if kind else question.type,
        "group": text_of(above.labels) if above else "",
        "required": bool(question.required),
        "relevant": question.relevant,
        "constraint": question.constraint,
        "choices": [
            {"label": text_of(each.labels, "id"), "label_en": text_of(each.labels, "en")} for each in question.choices
        ],
        "file": question.file,
    }


def _difference(found: Difference) -> dict[str, str]:
    name = found.path.rpartition("/")[2]
    words = str(CHANGES[found.kind])
    return {"words": f"{name}: {words}" if name else words, "before": found.before, "after": found.after}
