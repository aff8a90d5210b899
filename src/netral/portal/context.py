"""What every page shows around its content: who acts, where she may go, and the demo's clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.foundation.accounts.access import actor_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now


@dataclass(frozen=True)
class Entry:
    """One entry of the staff navigation, shown to holders of its permission."""

    label: Promise
    route: str
    permission: str
    hint: Promise


@dataclass(frozen=True)
class Link:
    """An entry as a page shows it; `count` is how much of it waits for the reader, where the page has counted it."""

    label: str
    url: str
    active: bool
    count: int = 0


STAFF_NAVIGATION: tuple[Entry, ...] = (
    Entry(_("Laporan"), "report_list", "reports.view", _("Laporan warga yang masuk ke wilayah Anda.")),
    Entry(_("Perkara"), "case_board", "cases.view", _("Dari kajian awal sampai pleno, dengan tenggatnya.")),
    Entry(
        _("Rekomendasi"),
        "recommendation_register",
        "sanctions.view",
        _("Yang harus ditindaklanjuti PPK, dan sejauh mana."),
    ),
    Entry(
        _("Tindak lanjut"),
        "recommendation_follow_up",
        "sanctions.monitor",
        _("Berapa yang sudah dijalankan, per pejabat dan per daerah."),
    ),
    Entry(
        _("Petunjuk"),
        "guidance_board",
        "guidance.view",
        _("Pertanyaan pemerintah daerah kepada Bawaslu, dan jawabannya."),
    ),
    Entry(
        _("Sudah dibaca"),
        "guidance_readings",
        "guidance.view",
        _("Unit mana yang sudah mengonfirmasi membaca jawaban."),
    ),
    Entry(
        _("Tinjau jawaban"),
        "guidance_reviews",
        "guidance.approve",
        _("Jawaban yang perlu ditinjau lagi karena katalog berubah."),
    ),
    Entry(
        _("Amatan"),
        "observation_list",
        "fieldwork.view",
        _("Yang dilihat pengawas di lapangan, dikirim dari ponselnya."),
    ),
    Entry(_("Ponsel pengawas"), "device_list", "fieldwork.enrol", _("Ponsel yang terdaftar, kodenya, dan pencabutan.")),
    Entry(_("Ponsel saya"), "own_devices", "fieldwork.own", _("Ponsel Anda di lapangan: kode baru, dan pencabutan.")),
    Entry(_("Pemantau"), "monitor_list", "fieldwork.accredit", _("Kelompok pemantau, orang-orangnya, dan ponselnya.")),
    Entry(_("Amatan saya"), "own_observations", "fieldwork.own", _("Amatan yang Anda kirim, dan ponsel Anda.")),
    Entry(
        _("Ponsel dermaga"), "port_phones", "crossings.inspect", _("Ponsel petugas dermaga: kode baru, dan pencabutan.")
    ),
    Entry(_("Pas saya"), "own_passes", "crossings.own", _("Minta didahulukan di kapal, dan pas yang Anda punya.")),
    Entry(_("Pindai pas"), "scan_list", "crossings.view", _("Pas prioritas yang dipindai di dermaga, dan hasilnya.")),
    Entry(
        _("Formulir lapangan"), "form_versions", "fieldwork.draft", _("Formulir amatan, versinya, dan masa berlakunya.")
    ),
    Entry(_("Ikrar"), "campaign_list", "pledges.view", _("Kampanye ikrar dan cakupannya di tiap unit kerja.")),
    Entry(_("Sosialisasi"), "learning_sessions", "learning.view", _("Sesi, kuis, cakupan, dan poster.")),
    Entry(
        _("Rekrutmen pengawas"),
        "recruitment_list",
        "supervisors.view",
        _("Lowongan pengawas per wilayah, pendaftarannya, dan TPS."),
    ),
    Entry(
        _("Lamaran"), "application_list", "supervisors.assess", _("Siapa yang melamar menjadi pengawas, dan syaratnya.")
    ),
    Entry(
        _("Seleksi pengawas"),
        "selection_list",
        "supervisors.assess",
        _("Lamaran calon pengawas, dari pemeriksaan sampai putusan."),
    ),
    Entry(
        _("Pengangkatan pengawas"),
        "appointment_list",
        "supervisors.view",
        _("Keputusan pengangkatan, pelantikan, dan sertifikat pengawas."),
    ),
    Entry(_("Pengawas"), "supervisor_postings", "supervisors.view", _("Siapa bertugas di mana, dan desa yang kosong.")),
    Entry(_("Tugas saya"), "supervisor_own", "supervisors.own", _("Masa tugas, kartu, dan nomor telepon Anda.")),
    Entry(_("Hibah"), "grant_list", "support.view", _("Dana hibah untuk pengawas: dibayar, dibelanjakan, terlambat.")),
    Entry(_("Honor"), "honorarium_list", "support.view", _("Honor pengawas: dihitung, dibayar, terlambat.")),
    Entry(_("Honor saya"), "honorarium_own", "supervisors.own", _("Honor Anda, dan yang sudah dibayar.")),
    Entry(
        _("Fasilitas"), "loan_list", "support.view", _("Fasilitas yang dipinjamkan pemerintah daerah kepada Bawaslu.")
    ),
    Entry(
        _("Permintaan dukungan"),
        "support_request_list",
        "support.view",
        _("Surat antara Bawaslu dan pemerintah daerah, dan jawabannya."),
    ),
    Entry(
        _("Pertemuan"), "meeting_list", "support.view", _("Pertemuan ketua dan kepala daerah, dengan kesepakatannya.")
    ),
    Entry(
        _("Penyeberangan"), "crossing_list", "crossings.view", _("Penyeberangan, jadwal, kapal, dan surat prioritas.")
    ),
    Entry(
        _("Terbitan norma"), "editions", "catalogue.view", _("Perubahan aturan dari pusat, dan perkara yang terkena.")
    ),
    Entry(_("ASN"), "registry_people", "registry.view", _("Daftar ASN dan impor dari berkas.")),
    Entry(
        _("Kunci laporan"), "custody_key", "reports.view", _("Siapa yang dapat membaca laporan, dan kode di kertas.")
    ),
    Entry(
        _("Persetujuan peran"),
        "accounts_requests",
        "accounts.approve",
        _("Peran yang membaca laporan dan menunggu persetujuan Anda."),
    ),
    Entry(_("Orang dan peran"), "accounts_people", "accounts.view", _("Siapa memegang peran apa di lembaga Anda.")),
)
PUBLIC_LINKS: tuple[tuple[Promise, str], ...] = (
    (_("Beranda"), "home"),
    (_("Cek perbuatan"), "selfcheck"),
    (_("Lapor"), "report_start"),
    (_("Status laporan"), "report_status"),
    (_("Jawaban Bawaslu"), "guidance_library"),
    (_("Poster"), "learning_posters"),
    (_("Lowongan pengawas"), "vacancies"),
    (_("Daftar pemantau"), "monitor_register"),
    (_("Angka"), "openness_country"),
    (_("Dukungan daerah"), "support_public"),
    (_("Pengawas desa"), "supervisor_totals"),
    (_("Buku catatan publik"), "ledger_about"),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the context that every template gets."""
    actor = actor_of(request)
    membership = getattr(request, "membership", None)
    return {
        "actor": actor,
        "membership": membership,
        "institution": membership.institution.name if membership else "",
        "role_label": membership.role.label if membership else "",
        "person": membership.user.name if membership else "",
        "navigation": navigation(actor, request.path, {}),
        "public_links": [{"label": label, "url": reverse(route)} for label, route in PUBLIC_LINKS],
        "demo_clock": now() if settings.DEMO else None,
    }


def navigation(actor: Actor, path: str, waiting: Mapping[str, int]) -> list[Link]:
    """Return the entries an actor may enter, each with what waits behind it by the name of its route."""
    entries = [entry for entry in STAFF_NAVIGATION if actor.may(entry.permission)]
    urls = [reverse(entry.route) for entry in entries]
    # One entry may lie below another: the page belongs to the nearer one.
    nearest = max((url for url in urls if path.startswith(url)), key=len, default="")
    pairs = zip(entries, urls, strict=True)
    return [Link(str(entry.label), url, url == nearest, waiting.get(entry.route, 0)) for entry, url in pairs]
