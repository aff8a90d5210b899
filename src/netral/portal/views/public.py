"""The page everyone sees first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.foundation.accounts.access import public

CHOICES = (
    ("report_status", _("Lihat nasib laporan Anda"), _("Masukkan kode tanda terima. Anda juga bisa menambah bukti.")),
    ("verify", _("Periksa ikrar atau dokumen"), _("Unggah PDF atau ketik kodenya untuk tahu asli atau tidak.")),
    ("norms", _("Apa yang boleh dan tidak boleh"), _("Perbuatan, dasar hukum, dan sanksinya.")),
    (
        "openness_country",
        _("Angka untuk publik"),
        _("Berapa laporan, perkara, rekomendasi, dan sanksi di tiap daerah."),
    ),
)


@public
def home(request: HttpRequest) -> HttpResponse:
    """Show what a visitor can do here."""
    choices = [{"url": reverse(route), "title": title, "text": text} for route, title, text in CHOICES]
    return render(request, "portal/home.html", {"choices": choices})
