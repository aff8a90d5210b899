"""What the component gallery shows: a form with errors, a table, steps, events, bars."""

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from netral.foundation.ui.fields import Checkboxes, DateField, DateTimeField, Radios
from netral.foundation.ui.forms import PageForm
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table

MOMENT = datetime(2024, 10, 21, 10, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
STATES = [("baru", "Baru"), ("kajian", "Kajian awal"), ("putus", "Diputus")]
TONES = {"baru": "neutral", "kajian": "warning", "putus": "good"}


class ReportForm(PageForm):
    """One field of every kind."""

    subject = forms.CharField(label="Apa yang Anda lihat?", help_text="Satu kalimat cukup.", max_length=120)
    story = forms.CharField(label="Ceritakan kejadiannya", widget=forms.Textarea, max_length=2000)
    office = forms.ChoiceField(label="Kantor", choices=[("", "Pilih"), ("a", "Dinas Kesehatan"), ("b", "Camat")])
    happened = DateField(label="Kapan kejadiannya?", help_text="Misalnya 14 10 2024")
    seen_at = DateTimeField(label="Anda melihatnya pukul berapa?", zone="Asia/Makassar", required=False)
    known = forms.ChoiceField(
        label="Apakah Anda mengenal orangnya?",
        choices=[("ya", "Ya"), ("tidak", "Tidak")],
        widget=Radios(hints={"ya": "Namanya boleh ditulis nanti."}),
    )
    proof = forms.MultipleChoiceField(
        label="Bukti yang Anda punya",
        choices=[("foto", "Foto"), ("video", "Video"), ("surat", "Surat")],
        widget=Checkboxes(hints={"foto": "Foto asli, bukan tangkapan layar."}),
        required=False,
    )
    photo = forms.FileField(label="Unggah foto", help_text="Paling besar 10 MB.", required=False)
    secret = forms.CharField(label="Kata sandi", widget=forms.PasswordInput)
    honest = forms.BooleanField(label="Isi laporan ini benar setahu saya")


class PlaceForm(PageForm):
    """Two fields of one group."""

    street = forms.CharField(label="Jalan")
    village = forms.CharField(label="Desa", required=False)


@dataclass
class Case:
    """A row of the gallery's table."""

    number: str
    title: str
    state: str
    filed_on: date
    seen_at: datetime | None
    witnesses: int | None
    share: float


def cases(count: int = 130) -> list[Case]:
    """Invent cases that differ in every column."""
    titles = ["Ikut kampanye", "Menyukai unggahan calon", "Mengajak memilih", "Foto bersama pasangan calon"]
    return [
        Case(
            number=f"{i:03d}/REG/LP/X/2024",
            title=titles[i % 4],
            state=STATES[i % 3][0],
            filed_on=date(2024, 9, 1 + i % 30),
            seen_at=MOMENT if i % 5 else None,
            witnesses=(i * 7) % 40 if i % 6 else None,
            share=i / 1000,
        )
        for i in range(1, count + 1)
    ]


class CaseTable(Table):
    """Cases as a list of dataclasses."""

    caption = "Perkara terdaftar"
    filename = "perkara"
    empty = "Belum ada perkara."
    default_sort = "number"
    columns = (
        Column("Nomor", "number", sortable=True, link=lambda row: f"/perkara/{row.number[:3]}/"),
        Column("Perbuatan", "title", sortable=True),
        Column("Keadaan", lambda row: (dict(STATES)[row.state], TONES[row.state]), kind="status", key="keadaan"),
        Column("Dicatat", "filed_on", kind="date", sortable=True),
        Column("Terlihat", "seen_at", kind="datetime", zone="Asia/Jayapura"),
        Column("Saksi", "witnesses", kind="number", sortable=True),
        Column("Bagian", "share", kind="percent", sortable=True),
    )
    filters = (
        SearchFilter(("number", "title"), hint="Nomor atau perbuatan."),
        ChoiceFilter("Keadaan", "state", STATES),
        DateRangeFilter("Dicatat", "filed_on"),
    )


class EmptyTable(CaseTable):
    """The same table with nothing in it, beside the first on one page."""

    caption = "Perkara lama"
    prefix = "lama_"


def gallery_context(data: dict[str, Any] | None = None) -> dict[str, Any]:
    """Give the gallery everything it shows."""
    return {
        "moment": MOMENT,
        "deadline": date(2024, 10, 23),
        "demo_clock": MOMENT,
        "institution": "Bawaslu Kabupaten Bengkalis",
        "role_label": "Staf penanganan pelanggaran",
        "navigation": [
            SimpleNamespace(label="Tugas saya", url="#", active=False, count=3),
            SimpleNamespace(label="Perkara", url="#", active=True),
            SimpleNamespace(label="Laporan", url="#", active=False),
            SimpleNamespace(label="Pakta integritas", url="#", active=False),
        ],
        "public_links": [{"label": "Aksesibilitas", "url": "#"}, {"label": "Cara kami menjaga data", "url": "#"}],
        "facts": [("Nomor", "012/REG/LP"), {"label": "Pelapor", "value": "Dirahasiakan", "url": "#", "action": "Ubah"}],
        "tasks": [
            {"label": "Periksa syarat", "status": "Selesai"},
            {"label": "Kajian awal", "url": "#", "status": "Kurang satu", "tone": "warning", "hint": "Batas 2 hari"},
        ],
        "events": [
            {"at": MOMENT, "title": "Diteruskan ke BKN", "by": "Bawaslu RI", "text": "Nomor surat 88.", "url": "#"},
            {"at": MOMENT, "title": "Pleno", "zone": "Asia/Jayapura", "pending": True},
        ],
        "bars_rows": [("Juni 2020", 35), ("Agustus 2020", 52), ("Juli 2021", 80, "#"), ("Kecil", "kurang dari 5")],
        "form": ReportForm(data),
        "place": PlaceForm(),
        "table": CaseTable(cases(), {"urut": "-filed_on"}, "/galeri/"),
        "nothing": EmptyTable([], path="/galeri/"),
    }
