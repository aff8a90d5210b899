"""What the shipped cues read from what people write: seldom wrong, and never what would clear a breach."""

from collections import Counter
from datetime import date
from functools import cache

import pytest

from netral.apps.catalogue.dataset import shipped
from netral.apps.catalogue.judging.judge import judge
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.apps.catalogue.proposing.language import shipped_cues
from netral.apps.catalogue.proposing.proposer import propose
from netral.apps.catalogue.proposing.sentences import training_sentences
from netral.apps.catalogue.rows import NormPhase
from netral.apps.guidance.selfcheck.domain import CheckState
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.receipt import StatedFact
from netral.portal.shipped_check import ShippedCourt, check_with, hear

BOOK = Rulebook(shipped())
CAMPAIGN = date(2024, 10, 10)
# A whole check takes a few milliseconds: so many sentences are passed over for each that is asked.
EVERY = 4


def found(text: str) -> dict[str, str]:
    return {fact.code: fact.value for fact in propose(text).facts}


def verdict(act: str, text: str) -> Verdict:
    """What the rules say of a text whose act is confirmed, before anything is asked."""
    facts = [StatedFact(code, value, "text") for code, value in found(text).items()]
    return judge(BOOK, act, facts, CAMPAIGN, NormPhase.AFTER).verdict


@cache
def answers() -> list[tuple[str, str, Verdict, str]]:
    """Act, labelled verdict, verdict and text of every sentence about an act that is judged by rules."""
    asked = (sentence for sentence in training_sentences() if sentence.act in BOOK.acts)
    return [(each.act, each.verdict, verdict(each.act, each.text), each.text) for each in asked]


@cache
def at_once() -> Counter[tuple[str, Verdict]]:
    """How often each labelled verdict gets each answer before anything is asked, the act being confirmed."""
    asked = [each for each in training_sentences() if each.act in BOOK.acts][::EVERY]
    rule_service = ShippedCourt(BOOK)
    checked = (
        check_with(CheckState(e.text, e.act, CAMPAIGN), hear(e.text, CAMPAIGN), rule_service, CAMPAIGN) for e in asked
    )
    return Counter((each.verdict, found.judgement.verdict) for each, found in zip(asked, checked, strict=True))


def share(label: str, answer: Verdict) -> float:
    return at_once()[label, answer] / sum(number for (labelled, _), number in at_once().items() if labelled == label)


def test_cues_find_only_facts_and_values_that_rules_can_read() -> None:
    assert {(fact, value) for fact, value in shipped_cues().values if value not in BOOK.options.get(fact, ())} == set()


@pytest.mark.parametrize("act", BOOK.acts)
def test_no_breach_is_cleared_by_words(act: str) -> None:
    wrong = [text for at, label, answer, text in answers() if (at, label) == (act, "melanggar") and answer == "tidak"]
    assert wrong == []


def test_words_accuse_few_and_clear_nobody_at_once() -> None:
    assert share("tidak", Verdict.VIOLATION) < 0.002
    assert share("tergantung", Verdict.VIOLATION) < 0.02
    assert sum(number for (_, answer), number in at_once().items() if answer is Verdict.CLEAR) == 0


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("sy honorer di kantor lurah", "status", "ppnpn"),
        ("aku p3k guru sd", "status", "pppk"),
        ("saya kepala desa, boleh hadir?", "status", "kades"),
        ("pak kades kampanye keliling", "status", "kades"),
        ("saya anggota bpd", "status", "bpd"),
        ("saya kepala dusun", "status", "perangkat_desa"),
        ("foto bareng bakal calon bupati", "tahap", "before"),
        ("setelah penetapan calon", "tahap", "after"),
        ("teko deklarasi nganggo seragam dinas", "atribut", "ya"),
        ("pakai batik korpri di lapangan", "atribut", "ya"),
        ("datang pas jam kerja", "jam_kerja", "ya"),
        ("bojoku nyalon bupati", "hubungan", "pasangan"),
        ("adik saya maju calon bupati", "hubungan", "keluarga_lain"),
        ("ambo manakan suko di video cabup", "tindakan_medsos", "berinteraksi"),
        ("Abdi masang baliho calon di payuneun bumi", "peran_apk", "memasang"),
        ("ulun manyarahakan KTP gasan calon independen", "pemberian_ktp", "memberi"),
        ("SK pemberhentian saya sudah keluar", "kedudukan", "berhenti"),
        ("saya sedang CLTN", "kedudukan", "cltn"),
    ],
)
def test_facts_are_read_in_many_voices(text: str, fact: str, value: str) -> None:
    assert found(text).get(fact) == value


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("disuruh pak kades ikut kampanye, saya guru", "status", "kades"),
        ("istri saya honorer", "status", "ppnpn"),
        ("saya belum cltn", "kedudukan", "cltn"),
        ("kapan sk pemberhentian saya keluar?", "kedudukan", "berhenti"),
        ("apakah harus cltn?", "cltn", "ya"),
        ("share postingan KPU yang isinya dukung calon", "objek_akun", "penyelenggara"),
        ("ada surat tugas tapi saya ikut joget", "cara_hadir", "tugas"),
        ("belum saya kembalikan amplopnya", "arah_pemberian", "menolak"),
        ("fotokopi ktp untuk bank padahal untuk dukung calon", "pemberian_ktp", "bukan"),
        ("saya posting hoaks lalu saya klarifikasi", "isi_pesan", "melaporkan"),
        ("nyoblos sambil live di tiktok", "kegiatan_pemilih", "memilih"),
    ],
)
def test_words_that_only_seem_to_clear_are_not_taken(text: str, fact: str, value: str) -> None:
    assert found(text).get(fact) != value


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("media-sosial", "sy cuma liat akun calon trs ksh love dikit"),
        ("media-sosial", "hanya membaca grup relawan, sesekali balas oke"),
        ("media-sosial", "share jadwal kampanye dari akun KPU plus caption ayo menangkan nomor 1"),
        ("media-sosial", 'saya komen di postingan bawaslu "pilih nomor 3"'),
        ("media-sosial", "dimasukkan ke grup pemenangan, betah, nggak langsung keluar"),
        ("media-sosial", "di akun resmi pemkab saya unggah foto petahana dengan slogan dua periode"),
        ("media-sosial", "repost dari akun KPU debat, cabup kami menang telak!"),
        ("foto-unggah", "foto sama petahana di acara dinas, disimpan dulu, pakai pin nomor dua"),
        ("foto-unggah", "selfie bareng paslon gaya biasa pakai kaos nomor 1, dikirim ke grup"),
        ("foto-unggah", "tidak ada calon di foto, cuma poster paslon dan saya acung jempol, posting di FB"),
        ("hadir-kampanye", "ada surat tugas jaga pos, sekalian saya ikut yel-yel"),
        ("hadir-kampanye", "saya ditugaskan liputan tapi naik panggung ikut orasi"),
        ("hadir-kampanye", "diundang KPU nonton debat lalu ikut bersorak dukung calon"),
        ("hadir-kampanye", "surat tugasnya dibuatkan supaya bisa ikut kampanye calon"),
        ("hadir-kampanye", "bertugas mengamankan kampanye sambil pakai kaos paslon"),
        ("tim-kampanye", "saya tidak menyebut nama calon, cuma bilang pilih yang pakai peci putih"),
        ("tim-kampanye", "menjelaskan tata cara mencoblos nomor dua kepada warga"),
        ("tim-kampanye", "tolak jadi saksi resmi, tapi jadi koordinator bayangan"),
        ("tim-kampanye", "sosialisasi golput dilarang sambil selip brosur calon"),
        ("partai-politik", "sudah lapor ke partai mau naik jadi pengurus"),
        ("partai-politik", "dulu anggota partai, sebelum pns mundur, sekarang aktif lagi"),
        ("partai-politik", "nama saya dicatut jadi pengurus, saya setuju saja, sudah klarifikasi ke partai"),
        ("partai-politik", "istri pengurus partai, saya tidak ikut rapat tapi bantu desain"),
        ("alat-peraga", "saya turunkan baliho calon lawan saja, calon kami dibiarkan"),
        ("alat-peraga", "menertibkan spanduk sendiri, punya calon sebelah saya cabut"),
        ("alat-peraga", "orang pasang stiker di rumah, saya langsung minta dilepas lalu diganti yang lebih besar"),
        ("maju-calon", "sedang cltn belum disetujui sudah daftar partai"),
        ("maju-calon", "sk pensiun sudah diajukan, tinggal keluar, saya daftar cabup"),
        ("maju-calon", "saya menolak cawabup karena maunya cabup"),
        ("maju-calon", "sudah pensiun dini katanya orang, padahal saya masih camat dan ambil formulir"),
        ("dukungan-ktp", "ktp untuk bank katanya, ternyata sengaja kupakai dukung calon perseorangan"),
        ("dukungan-ktp", "ngaku dicatut padahal tanda tangan sendiri"),
        ("dukungan-ktp", "saya bilang tidak mendukung ke petugas tapi KTP warga tetap kukumpulkan"),
        ("keputusan-mutasi", "bansos sesuai data, tanpa gambar calon, tapi sambil pidato dukung petahana"),
        ("keputusan-mutasi", "izin mendagri ada, tapi yang dipindah cuma pendukung lawan"),
        ("keputusan-mutasi", "hibah untuk KPU saya tahan supaya petahana senang"),
        ("keputusan-mutasi", "staf pelaksana saya pindah karena beda pilihan"),
        ("pengerahan", "saya ajak pegawai datang ke tps dan coblos nomor 2"),
        ("pengerahan", "imbau jangan golput, ingat jasa pak bupati"),
        ("pengerahan", "disuruh kadis cari massa, saya tidak menolak, saya kumpulkan warga"),
        ("pengerahan", "tolak politik uang tapi wajib hadir kampanye calon kami"),
        ("uang-barang", "amplop dari lawan saya tolak, dari calon kami saya terima"),
        ("uang-barang", "saya kembalikan sisanya, yang 500 ribu sudah dibagi ke warga"),
        ("uang-barang", "sumbangan masjid tidak ada hubungan dengan pilkada, cuma ada stiker calonnya"),
        ("uang-barang", "uang calon saya tolak separuh"),
        ("fasilitas-negara", "aula dipinjam untuk KPU katanya, dipakai rapat tim"),
        ("fasilitas-negara", "mobil dinas untuk antar kotak suara sekalian bawa brosur paslon"),
        ("fasilitas-negara", "gor disewa tim resmi tapi gratis"),
        ("narasumber", "jadi panelis acara partai, katanya kerja sama KPU"),
        ("narasumber", "surat tugas ada, materi strategi pemenangan calon"),
        ("narasumber", "moderator debat simulasi calon di posko"),
        ("keluarga-calon", "sudah CLTN, istri calon, saya orasi di panggung"),
        ("keluarga-calon", "suami calon, saya tetap mengajar seperti biasa, malamnya bagi kaos"),
        ("keluarga-calon", "suami calon bupati, saya tidak ikut kampanye, cuma posting dukungan"),
        ("keluarga-calon", "istri cawabup, cuti di luar tanggungan negara masih diajukan, saya dampingi"),
        ("hoaks-sara", "saya laporkan calon itu maling di facebook"),
        ("hoaks-sara", "saya klarifikasi bahwa calon itu memang kafir"),
        ("hoaks-sara", "meluruskan berita, calon dua yang benar antek cina"),
        ("hak-pilih", "nyoblos terus pamer foto surat suara di wa"),
        ("hak-pilih", "habis nyoblos saya bilang ke antrean pilih nomor 1"),
        ("hak-pilih", "nonton debat sambil live dukung calon 2"),
        ("hak-pilih", "di bilik suara saya rekam video coblos"),
        ("hak-pilih", "nyoblos pakai kaos paslon"),
        ("hak-pilih", "memilih calon 3 dan mengajak sekeluarga satu RT"),
        ("tindakan-netral", "lapor bawaslu soal lawan supaya calon kami menang"),
        ("tindakan-netral", "ikut ikrar netralitas sambil pakai pin calon"),
        ("tindakan-netral", "menolak calon sebelah, dukung yang nomor satu"),
    ],
)
def test_a_breach_told_with_the_words_of_innocence_is_not_cleared(act: str, text: str) -> None:
    assert verdict(act, text) is not Verdict.CLEAR
