"""Money and facilities between a government and its supervisor, at the desks of both sides."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image

from netral.apps.supervisors.actions.postings import post_supervisor
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.inputs import Particulars, PostingTerm
from netral.apps.supervisors.models import Posting
from netral.apps.support.models import Facility, Loan
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.regions.models import Region
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.support.grants import ASKED_ON, PAID_ON, PDF, SIGNED_ON, noon
from tests.browser.soundness import faults
from tests.browser.unmet import MET_BY_GRANTS, MET_BY_LOANS
from tests.browser.wayfarer import Crowd, Wayfarer, row_of
from tests.ground import person

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.usefixtures("ground"),
]

REGENCY, GOVERNMENT = "bawaslu.14.03", "pemda.14.03"
HANDED = {"diserahkan": "Rekaan Pemberi", "diterima": "Rekaan Penerima", "keadaan": "Baik, mesin menyala"}


@pytest.fixture
def scan(tmp_path: Path) -> str:
    """Give a scan of a paper."""
    place = tmp_path / "bukti.pdf"
    place.write_bytes(PDF)
    return str(place)


@pytest.fixture
def posting() -> Posting:
    """Post somebody to the village since June."""
    by = person("recruitment_officer", REGENCY).actor
    who = Particulars(name="Rini Rekaan", nik="1403024101900001", birth_date=date(1990, 1, 1), sex="P")
    term = PostingTerm(
        election=load_election(schedule=shipped(), by=SYSTEM),
        post=Post.VILLAGE,
        region=Region.objects.get(pk="14.03.02.2001"),
        starts_on=date(2024, 6, 2),
        ends_on=date(2025, 1, 31),
    )
    with reading_as(by):
        return post_supervisor(who=who, term=term, by=by)


class Sides:
    """Who asks and who agrees for the supervisor, and who gives for the government."""

    def __init__(self, crowd: Crowd) -> None:
        load_election(schedule=shipped(), by=SYSTEM)
        create_seal_key(institution=Institution.objects.get(path=REGENCY), by=SYSTEM)
        self.treasurer = crowd.officer(person("treasurer", REGENCY, name="Nur Rekaan"))
        self.member = crowd.officer(person("supervisor_member", REGENCY, name="Tuti Rekaan"))
        self.giver = crowd.officer(person("grants_officer", GOVERNMENT, name="Budi Rekaan"))


def signed(sides: Sides, scan: str) -> str:
    """Ask for a grant, agree to it and sign it; return its address."""
    with clock.at(noon(ASKED_ON)):
        asking = sides.treasurer.open("/petugas/dukungan/hibah/").press("Minta hibah")
        asking.fill(honorarium="600.000.001", operasional="300.000.000").press("Minta hibah")
        address = asking.device.path
        asking.press("Ubah permintaan")
        sides.giver.open(address).press("Setujui jumlah hibah").confirm("Setujui")
    with clock.at(noon(SIGNED_ON)):
        member = sides.member.open(address).press("Catat NPHD")
        member.fill(nomor="900/12/NPHD/2024").date("tanggal", "15-1-2024")
        member.press("Lanjut, periksa dulu").fill(naskah=scan).press("Catat NPHD")
    return address


def test_a_grant_is_asked_for_signed_paid_and_spent(crowd: Crowd, scan: str) -> None:
    sides = Sides(crowd)
    address = signed(sides, scan)
    with clock.at(noon(PAID_ON)):
        giver = sides.giver.open(address).press("Catat pembayaran")
        giver.page.locator("[name=tahap]").first.check(force=True)
        giver.date("tanggal", "31-1-2024").fill(jumlah="360.000.000")
        giver.press("Lanjut, periksa dulu").fill(bukti=scan).press("Catat pembayaran")
        spending = sides.treasurer.open(address).press("Catat belanja")
        spending.page.locator("[name=mata_anggaran]").first.check(force=True)
        spending.date("tanggal", "31-1-2024").fill(jumlah="1.500.000", keterangan="Honor Januari", bukti=scan)
        spending.press("Simpan belanja").picture("bendahara-1-hibah")
        assert "Rp358.500.000" in spending.text
        spending.press("Andai satu tahap terlambat")
    assert crowd.way.wrong == {}
    assert MET_BY_GRANTS - crowd.way.met.keys() == set()


def lent(sides: Sides) -> str:
    """List a boat, ask for it, offer it and agree; return the address of the loan."""
    giver = sides.giver.open("/petugas/dukungan/pinjaman/").press("Daftar fasilitas").press("Daftarkan fasilitas")
    giver.fill(jenis="boat", nama="Speedboat 2", nomor="KM-01", tempat="Dermaga Bengkalis").press("Simpan")
    asking = sides.treasurer.open("/petugas/dukungan/pinjaman/").press("Minta fasilitas")
    asking.fill(jenis="boat", tempat="Kecamatan Bantan", keperluan="Mengawasi pengiriman logistik")
    asking.date("mulai", "7-10-2024").date("selesai", "10-10-2024").press("Simpan")
    address = reverse("loan", args=[row_of(Loan).pk])
    for route in ("loan_refuse", "loan_offer"):
        giver.open(reverse(route, args=[row_of(Loan).pk]))
    giver.fill(fasilitas=str(row_of(Facility).pk)).press("Tawarkan")
    for route in ("loan_decline", "loan_agree"):
        sides.member.open(reverse(route, args=[row_of(Loan).pk]))
    sides.member.page.locator("[name=setuju]").check(force=True)
    sides.member.confirm("Setujui")
    return address


def test_a_boat_is_lent_comes_back_broken_and_is_settled(crowd: Crowd, tmp_path: Path) -> None:
    photo = tmp_path / "foto.jpg"
    Image.new("RGB", (320, 240), (20, 90, 120)).save(photo, quality=70)
    sides = Sides(crowd)
    address = lent(sides)
    giver = sides.giver.open(address).press("Catat serah terima").date("tanggal", "7-10-2024").fill(**HANDED)
    giver.press("Simpan serah terima")
    borrower = sides.treasurer.open(address).press("Catat pengembalian").date("tanggal", "7-10-2024").fill(**HANDED)
    borrower.fill(kerugian="damaged", uraian="Baling-baling retak", perkiraan="2000000", foto_1=str(photo))
    borrower.press("Simpan pengembalian")
    giver.open(address).press("Catat penyelesaian kerugian").date("tanggal", "7-10-2024")
    giver.fill(uraian="Diperbaiki bengkel dinas").confirm("Simpan penyelesaian")
    giver.press("Tutup pinjaman").press("Tutup pinjaman")
    assert "Unduh persetujuan bersegel" in sides.treasurer.open(address).text
    assert crowd.way.wrong == {}
    assert MET_BY_LOANS - crowd.way.met.keys() == set()


def reckoned(treasurer: Wayfarer) -> None:
    """Set the rate of a village's supervisor, and reckon September."""
    treasurer.open("/petugas/dukungan/honor/").press("Tarif honor").fill(jabatan="village", jumlah="1.100.000")
    treasurer.date("mulai", "1-1-2024").fill(keputusan="SK rekaan 1/2024").press("Simpan tarif")
    treasurer.open("/petugas/dukungan/honor/").press("Hitung honor satu bulan")
    treasurer.fill(bulan="2024-09-01").press("Hitung").picture("bendahara-2-honor")


def test_a_month_is_reckoned_and_paid_by_the_banks_list(crowd: Crowd, posting: Posting, tmp_path: Path) -> None:
    treasurer = crowd.officer(person("treasurer", REGENCY, name="Nur Rekaan"))
    reckoned(treasurer)
    bank = tmp_path / "bank.csv"
    heads = "Nomor kartu;Bulan;Jumlah;Tanggal bayar;Nomor referensi"
    for name, amount in (("bendahara-3-ditolak", "1.100.001"), ("bendahara-4-daftar-bank", "1.100.000")):
        bank.write_text(f"{heads}\n{posting.number};2024-09;{amount};5-10-2024;R1\n")
        treasurer.open("/petugas/dukungan/honor/").press("Impor daftar bank").fill(berkas=str(bank))
        treasurer.device.press("Periksa dan impor")
        assert faults(treasurer.picture(name).page) == []
    # The browser says of the refused list that it was refused.
    treasurer.device.complaints.clear()
    assert "Semua barisnya tercatat" in treasurer.text
    treasurer.press("Batalkan")
    assert crowd.way.wrong == {}
