"""Forms of phones: whom to give a code, why one is revoked, and the code typed for ODK Collect."""

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.fieldwork.models import Device
from netral.foundation.ui.forms import PageForm
from netral.foundation.workflow.forms import StepForm


class HolderSearchForm(PageForm):
    """Asks who is to get a code."""

    cari = forms.CharField(
        label=_("Siapa yang memakai ponsel ini?"),
        help_text=_("Nama, nomor penempatan, atau desa. Pemantau: nama atau kelompoknya."),
        max_length=120,
    )


class RevocationForm(StepForm[Device]):
    """Why a phone is revoked."""

    lasting = _(
        "Ponsel ini tidak dapat mengirim lagi. Yang sudah terkirim tetap tersimpan. Di aplikasi web, yang belum "
        "terkirim tidak dapat dibuka lagi, karena kuncinya dihapus saat ponsel terhubung. ODK Collect tidak menghapus "
        "apa pun di ponsel. Bila ponselnya masih ada di tangan, kirim dulu amatannya."
    )
    alasan = forms.CharField(
        label=_("Mengapa dicabut?"),
        help_text=_("Misalnya: ponsel hilang di pasar, ganti ponsel."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


class EnrolmentCodeForm(PageForm):
    """The code with which ODK Collect is set up."""

    kode = forms.CharField(
        label=_("Kode perangkat"),
        help_text=_("Tiga kelompok berisi empat huruf atau angka. Tanda hubung dan huruf kecil tidak berpengaruh."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Ketik kode dari petugas Anda.")},
    )
