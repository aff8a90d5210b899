"""Differences between editions in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from netral.apps.catalogue.editions.diff import Change, ChangeKind, FieldChange
from netral.apps.catalogue.editions.effects import EffectKind
from netral.apps.catalogue.labels import KINDS, LEVELS, PHASES, SUBJECTS
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.grades import SHORT
from netral.foundation.ui.formats import waktu

SECTIONS: dict[str, Promise] = {
    "norms": gettext_lazy("Norma"),
    "rules": gettext_lazy("Aturan periksa mandiri"),
    "sanctions": gettext_lazy("Sanksi"),
    "handlers": gettext_lazy("Penanganan"),
    "deadlines": gettext_lazy("Tenggat"),
    "conflicts": gettext_lazy("Hal yang belum pasti"),
    "provisions": gettext_lazy("Dasar hukum"),
    "procedure": gettext_lazy("Syarat dan tata cara laporan"),
    "acts": gettext_lazy("Perbuatan"),
    "facts": gettext_lazy("Pertanyaan"),
    "statuses": gettext_lazy("Status orang"),
    "others": gettext_lazy("Hal lain yang ditanyakan"),
    "advice": gettext_lazy("Nasihat"),
}
CHANGES: dict[ChangeKind, tuple[Promise, str]] = {
    ChangeKind.ADDED: (gettext_lazy("Baru"), "good"),
    ChangeKind.ENDED: (gettext_lazy("Berakhir"), "warning"),
    ChangeKind.CHANGED: (gettext_lazy("Berubah"), "neutral"),
    ChangeKind.REMOVED: (gettext_lazy("Tidak ada lagi"), "bad"),
}
FIELDS: dict[str, Promise] = {
    "title": gettext_lazy("Judul"),
    "title_en": gettext_lazy("Judul dalam bahasa Inggris"),
    "phase": gettext_lazy("Tahap"),
    "subjects": gettext_lazy("Berlaku bagi"),
    "kind": gettext_lazy("Sifat"),
    "condition": gettext_lazy("Syarat"),
    "basis": gettext_lazy("Dasar hukum"),
    "sanctions": gettext_lazy("Sanksi"),
    "routes": gettext_lazy("Jalur penanganan"),
    "window": gettext_lazy("Masa berlaku larangan"),
    "valid_from": gettext_lazy("Berlaku sejak"),
    "valid_to": gettext_lazy("Berlaku sampai"),
    "reference": gettext_lazy("Rujukan"),
    "verification": gettext_lazy("Seberapa pasti"),
    "sources": gettext_lazy("Sumber"),
    "conflicts": gettext_lazy("Hal yang belum pasti"),
    "note": gettext_lazy("Catatan"),
    "norms": gettext_lazy("Norma"),
    "when": gettext_lazy("Syarat berlakunya"),
    "unless": gettext_lazy("Pengecualian"),
    "outcome": gettext_lazy("Akibat"),
    "because": gettext_lazy("Alasan belum pasti"),
    "advice": gettext_lazy("Nasihat"),
    "advice_en": gettext_lazy("Nasihat dalam bahasa Inggris"),
    "presumed": gettext_lazy("Dianggap benar"),
    "length": gettext_lazy("Lama"),
    "unit": gettext_lazy("Satuan"),
    "forwards_to": gettext_lazy("Diteruskan ke"),
    "decides": gettext_lazy("Yang memutus"),
    "question": gettext_lazy("Pertanyaan"),
    "is_general": gettext_lazy("Menyangkut hampir semua norma"),
    "options": gettext_lazy("Pilihan jawaban"),
    "level": gettext_lazy("Tingkat"),
    "rules": gettext_lazy("Banyaknya aturan"),
}
_CODES: dict[str, Any] = {
    **{str(code): word for words in (PHASES, KINDS, SUBJECTS) for code, word in words.items()},
    **LEVELS,
    "broken": gettext_lazy("melanggar"),
    "kept": gettext_lazy("tidak melanggar"),
    "disputed": gettext_lazy("belum pasti"),
    **{grade.value: gettext_lazy(words) for grade, words in SHORT.items()},
    "calendar_days": gettext_lazy("hari kalender"),
    "working_days": gettext_lazy("hari kerja"),
    "hours": gettext_lazy("jam"),
    "months": gettext_lazy("bulan"),
}
_CODED = {"phase", "kind", "subjects", "verification", "outcome", "unit", "level"}
_VERDICTS: dict[str, Promise] = {
    Verdict.VIOLATION.value: gettext_lazy("melanggar"),
    Verdict.CLEAR.value: gettext_lazy("tidak melanggar"),
    Verdict.ASK.value: gettext_lazy("minta petunjuk"),
}


@dataclass(frozen=True)
class FieldLine:
    """One changed field in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeLine:
    """One changed row in words."""

    key: str
    title: str
    kind: Promise
    tone: str
    fields: tuple[FieldLine, ...]


def in_words(changes: tuple[Change, ...]) -> list[tuple[Promise, list[ChangeLine]]]:
    """The changes under the headings of their sections, empty headings left out."""
    grouped = ((heading, [_line(c) for c in changes if c.section == code]) for code, heading in SECTIONS.items())
    return [(heading, lines) for heading, lines in grouped if lines]


def fields_in_words(changes: tuple[FieldChange, ...]) -> tuple[FieldLine, ...]:
    """The changed fields of one row."""
    return tuple(_field(each) for each in changes)


def effect_words(kind: EffectKind, value: str) -> str:
    """One side of an effect on a case: a level, a verdict or a moment in words; everything else names itself."""
    if kind is EffectKind.DEADLINE:
        return waktu(datetime.fromisoformat(value))
    words = {EffectKind.SANCTION: LEVELS, EffectKind.VERDICT: _VERDICTS}.get(kind, {})
    return str(words.get(value, value))


def _line(change: Change) -> ChangeLine:
    kind, tone = CHANGES[change.kind]
    return ChangeLine(change.key, change.title, kind, tone, fields_in_words(change.fields))


def _field(change: FieldChange) -> FieldLine:
    label = str(FIELDS.get(change.field, change.field.replace("_", " ").capitalize()))
    return FieldLine(label, _words(change.field, change.before), _words(change.field, change.after))


def _words(field: str, value: Any) -> str:
    if value is None or value in ("", [], {}):
        return _("(kosong)")
    if isinstance(value, list):
        return ", ".join(_words(field, each) for each in value)
    if isinstance(value, Mapping):
        told = ((name, each) for name, each in value.items() if each not in (None, [], {}))
        return "; ".join(f"{FIELDS.get(name, name)}: {_words(name, each)}" for name, each in told)
    return str(_CODES.get(str(value), value)) if field in _CODED else str(value)
