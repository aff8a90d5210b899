"""The days a text speaks of, in six voices, against a day of asking."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from netral.apps.catalogue.proposing.language import data, shipped_days, shipped_lexicon
from netral.engines.text.days import DayBook, DaysError, DaysSaid, Disagreement
from netral.engines.text.normaliser import read
from netral.engines.yaml_reader import read_yaml

WEDNESDAY = date(2024, 10, 16)
MONTHS = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
]
SHORT = ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agt", "sep", "okt", "nov", "des"]

# Asked on Wednesday 16 October 2024. A line: the text, then the day or the first and the last day ("-": none).
FORMAL = """
Kemarin saya menyukai unggahan calon bupati. | 10-15
Tadi pagi saya hadir di deklarasi. | 10-16
Siang tadi saya membagikan tautan itu. | 10-16
Tadi malam saya menghadiri deklarasi. | 10-15
Semalam saya berfoto bersama calon. | 10-15
Kemarin malam saya berfoto bersama calon. | 10-15
Kemarin lusa saya memasang stiker. | 10-14
Hari ini saya mengenakan kaus pasangan calon. | 10-16
Besok saya akan menghadiri kampanye. | 10-17
Lusa saya diundang ke deklarasi. | 10-18
Nanti malam akan diadakan pertemuan. | 10-16
Malam ini saya berjaga. | 10-16
Tiga hari yang lalu saya menyukai foto itu. | 10-13
Sepuluh hari lalu saya menerima bingkisan. | 10-06
Dua minggu lalu saya mengunggahnya. | 09-30 10-06
Dua bulan yang lalu saya mengunggahnya. | 08-01 08-31
Minggu lalu saya mengunggahnya. | 10-07 10-13
Pekan lalu saya mengunggahnya. | 10-07 10-13
Hari Minggu saya mengunggahnya. | 10-13
Hari Minggu lalu saya mengunggahnya. | 10-13
Minggu ini saya mengunggahnya. | 10-14 10-16
Minggu ini saya akan mengunggahnya. | 10-16 10-20
Minggu depan saya menghadiri kampanye. | 10-21 10-27
Bulan lalu saya menghadiri kampanye. | 09-01 09-30
Bulan ini saya menghadiri kampanye. | 10-01 10-16
Bulan depan saya menghadiri kampanye. | 11-01 11-30
Tahun lalu saya menghadiri kampanye. | 2023-01-01 2023-12-31
Pada hari Senin saya menghadiri kampanye. | 10-14
Senin lalu saya menghadiri kampanye. | 10-14
Senin depan saya menghadiri kampanye. | 10-21
Senin minggu lalu saya menghadiri kampanye. | 10-07
Minggu lalu, tepatnya hari Kamis, saya hadir. | 10-10
Jumat saya akan menghadiri kampanye. | 10-18
Rabu lalu saya hadir. | 10-09
Malam Minggu saya berbincang dengan calon. | 10-12
Minggu malam saya berbincang dengan calon. | 10-13
Pada Sabtu malam saya berbincang dengan calon. | 10-12
Pada tanggal 3 Oktober 2024 saya hadir. | 10-03
Pada Kamis (3/10/2024) saya hadir. | 10-03
Senin, 14 Oktober 2024, saya hadir. | 10-14
Pada tanggal 27 November saya menjadi saksi. | 11-27
Pada 28 Desember saya berfoto. | 2023-12-28 | 2024-02-01
Pada tanggal 5 bulan lalu saya berfoto. | 09-05
Pada tanggal 3 sampai 5 Oktober 2024 saya cuti. | 10-03 10-05
Pada Maret 2024 saya mendaftar. | 03-01 03-31
Pada bulan Agustus saya mendaftar. | 08-01 08-31
Pada bulan Agustus tanggal 20 Agustus 2024 saya mendaftar. | 08-20
Tahun 2023 saya menjadi anggota. | 2023-01-01 2023-12-31
Sejak Senin saya dipasangi spanduk. | 10-14 10-16
Waktu pencoblosan saya berfoto. | -
Selama masa tenang saya diam. | -
Tanggal 31 Juni 2024 saya hadir. | -
Sebelum 22 Maret 2024 pejabat itu dilantik. | -
Setiap Senin kami apel. | -
Beberapa minggu lalu saya hadir. | -
PP 94/2021 mengatur apa? | -
UU 10/2016 pasal 70 melarang apa? | -
UU Nomor 20 Tahun 2023 mengatur apa? | -
UU 20/2023 tanggal 31 Oktober 2023 mengatur apa? | -
Pilkada kemarin saya berfoto. | -
Saya lahir 3 Mei 1990. | -
Saya duduk di depan panggung. | -
Ada acara tadi malam. Saya pulang pagi. | 10-15
Ada acara malam. Senin saya pulang. | 10-14
Pagi ini saya mengenakan kaus pasangan calon. | 10-16
Akhir pekan lalu saya berfoto. | 10-12 10-13
Pada bulan Maret tahun lalu saya mendaftar. | 2023-03-01 2023-03-31
Tahun lalu bulan Agustus saya mendaftar. | 2023-08-01 2023-08-31
Pada hari Senin bulan lalu saya hadir. | 09-01 09-30
Pada 3 Oktober tahun lalu saya hadir. | 2023-10-03
Tanggal dua puluh tujuh November saya memilih. | 11-27
Dua puluh hari lalu saya hadir. | 09-26
Setiap hari Senin dan Kamis saya hadir. | -
Setelah kemarin berfoto, saya menyesal. | 10-15
Jari saya menunjuk nomor 3 di TPS 12. | -
"""
COLLOQUIAL = """
tadi gue like postingan cabup | 10-16
barusan gue share videonya | 10-16
kemaren gue foto bareng paslon | 10-15
kemarin dulu gue nempel stiker | 10-14
ntar malem ada acara | 10-16
besok gue diajak kampanye, gapapa? | 10-17
besok Senin gue diajak kampanye | 10-21
hari minggu kemarin gue ikut jalan sehat | 10-13
Senin kemarin gue hadir | 10-14
kemarin pas hari Senin gue hadir | 10-14
malem minggu nongkrong sama timses | 10-12
malam jumat gue rapat | 10-10
minggu kemarin gue hadir | 10-07 10-13
seminggu yang lalu gue hadir | 10-07 10-13
3 hari lagi gue kampanye | 10-19
dua jam yang lalu gue komen | 10-16
tanggal 5 gue kasih sumbangan | 10-05
jam 3 gue ke posko | -
dikasih 50rb sama 2 partai | -
Pak Agus sama Bu Mei ngajak gue | -
dua minggu gue nggak buka hp | -
Senin gue foto sama bakal calon bupati | 10-14
Senin gue foto sama temen yang mau maju | 10-14
Sabtu temen mau nyalon itu ngajak foto | 10-12
gue mau pakai lapangan punya pemda hari Minggu | 10-20
sabtu sore gue ikut karena pengen denger | 10-12
tgl 27 kemarin gue ikut | 09-27
Januari-Maret 2024 gue di posko | 01-01 03-31
bulan Januari sampai Maret gue di posko | 01-01 03-31
tadi tengah malem gue komen | 10-15
minggu-minggu ini gue sibuk | -
posko di jl. 17 Agustus | -
SK gue tgl 3 Oktober 2024 | -
baju Jumat gue samaan sama kaos tim | -
pemilu 2024 kemarin gue golput | -
nyoblos nomor 2 sambil selfie | -
foto jadul tahun 2015 dia unggah | -
dari Senin sampai Rabu gue dinas luar | 10-14 10-16
setengah bulan lalu | -
puasa kemarin gue bagi takjil | -
gue foto sama pak Sabtu | -
besok paginya gue hapus | -
berapa hari? ini gue tanya | -
5 menit lalu gue like | 10-16
"""
ABBREVIATED = """
kmrn sy like | 10-15
td sy like | 10-16
td mlm sy komen | 10-15
td pg sy komen | 10-16
bsk sy ikut | 10-17
3 hr lalu sy share | 10-13
mggu lalu sy share | 10-07 10-13
bln lalu sy share | 09-01 09-30
thn lalu sy share | 2023-01-01 2023-12-31
hr sen sy hadir | 10-14
sel kmrn sy hadir | 10-15
jum'at kmrn sy hadir | 10-11
mlm minggu sy hadir | 10-12
tgl 3 okt sy hadir | 10-03
tgl. 3 Okt. 2024 sy hadir | 10-03
tgl 3/10 sy hadir | 10-03
3-10-2024 sy hadir | 10-03
3-10-24 sy hadir | 10-03
03.10.2024 sy hadir | 10-03
2024-10-03 sy hadir | 10-03
3-5 okt sy hadir | 10-03 10-05
17 agt 2024 sy hadir | 08-17
30 sept sy hadir | 09-30
nop 2023 sy daftar | 2023-11-01 2023-11-30
thn 2022 sy anggota | 2022-01-01 2022-12-31
tlg min ini blh ga | -
1-2-3 coba | -
3 okt '22 sy hadir | 2022-10-03
pak des jl ahmad | -
rab dan sel tahanan | -
"""
JAVANESE = """
wingi aku melu kampanye | 10-15
wingi bengi aku melu | 10-15
mau bengi aku ngelike | 10-15
mau esuk aku ngelike | 10-16
sesuk aku arep melu | 10-17
mengko bengi ana rapat | 10-16
wingenane aku masang stiker | 10-14
dina iki aku nganggo kaos | 10-16
rong dina kepungkur aku melu | 10-14
telung minggu kepungkur aku melu | 09-23 09-29
minggu wingi aku melu | 10-07 10-13
sasi kepungkur aku melu | 09-01 09-30
taun wingi aku melu | 2023-01-01 2023-12-31
rebo wingi aku melu | 10-09
malem setu wingi aku melu | 10-11
dina kemis aku melu | 10-10
saben senen apel | -
mampir ping telu nang omah | -
"""
SUNDANESE = """
kamari abdi ngiringan kampanye | 10-15
tadi peuting abdi ngiringan | 10-15
tadi isuk abdi ngiringan | 10-16
isukan abdi rek ngiringan | 10-17
pageto abdi diajak | 10-18
mangkukna abdi nempel stiker | 10-14
dinten ieu abdi nganggo kaos | 10-16
dua poe kaliwat abdi ngiringan | 10-14
minggu kamari abdi ngiringan | 10-07 10-13
minggu hareup abdi ngiringan | 10-21 10-27
taun katukang abdi ngiringan | 2023-01-01 2023-12-31
poe salasa abdi ngiringan | 10-15
akad nikah abdi di desa | -
poé Senén kamari abdi ngiringan | 10-14
kamari soré abdi ngiringan | 10-15
tadi enjing abdi ngiringan | 10-16
pas poé Minggu abdi nginjeumkeun korsi | 10-13
unggal jumaah abdi senam | -
"""
EASTERN = """
kalamarin sa ikut kampanye | 10-15
tadi malam beta ikut | 10-15
ini hari beta pakai kaos | 10-16
sebentar malam beta pi kampanye | 10-16
beso beta pi kampanye | 10-17
minggu lalu sa pi | 10-07 10-13
hari jumat kemarin kita foto | 10-11
dua hari lalu kita foto | 10-14
kapatang ambo pai | 10-15
duo hari nan lalu ambo pai | 10-14
samalam ulun maliat | 10-15
bulan lalu dong datang | 09-01 09-30
minggu patang ambo pai | 10-07 10-13
minggu muka beta pi | 10-21 10-27
malam minggu tadi beta pi | 10-12
bulan lalu tanggal 5 beta pi | 09-05
tiap malam minggu dong datang | -
"""
# The day of asking at the end of a line.
OTHER_DAYS = """
Kemarin saya hadir | 2023-12-31 | 2024-01-01
Minggu lalu saya hadir | 2023-12-25 2023-12-31 | 2024-01-01
Bulan lalu saya hadir | 2023-12-01 2023-12-31 | 2024-01-15
Bulan depan saya hadir | 2025-01-01 2025-01-31 | 2024-12-31
Pada 28 Desember saya hadir | 2023-12-28 | 2024-01-03
Pada 3 Januari saya hadir | 2025-01-03 | 2024-12-30
bulan November saya hadir | 2023-11-01 2023-11-30 | 2024-01-03
Kemarin saya hadir | 2024-02-29 | 2024-03-01
29 Februari saya hadir | 2024-02-29 | 2024-03-05
29 Februari saya hadir | 2024-02-29 | 2025-06-01
29 Februari 2023 saya hadir | - | 2024-03-05
Setahun lalu saya hadir | 2023-01-01 2023-12-31 | 2024-02-29
Besok saya hadir | 2024-02-29 | 2024-02-28
Senin saya hadir | 2024-10-14 | 2024-10-14
hari Minggu saya hadir | 2024-10-13 | 2024-10-14
malam Minggu kemarin saya hadir | 2024-10-12 | 2024-10-13
Minggu ini saya hadir | 2024-10-14 2024-10-20 | 2024-10-20
"""


def find(text: str, today: date = WEDNESDAY) -> DaysSaid | Disagreement | None:
    return shipped_days().find(read(text, shipped_lexicon()), today)


def lines(*tables: str) -> list[tuple[str, str, str]]:
    rows = [line.split(" | ") for table in tables for line in table.strip().splitlines()]
    return [(row[0], row[1], row[2] if len(row) > 2 else WEDNESDAY.isoformat()) for row in rows]


def full(day: str) -> date:
    return date.fromisoformat(day if len(day) == 10 else f"2024-{day}")


@pytest.mark.parametrize(
    ("text", "days", "today"), lines(FORMAL, COLLOQUIAL, ABBREVIATED, JAVANESE, SUNDANESE, EASTERN, OTHER_DAYS)
)
def test_a_sentence_speaks_of_its_day(text: str, days: str, today: str) -> None:
    said = find(text, full(today))
    if days == "-":
        assert said is None
        return
    assert isinstance(said, DaysSaid)
    first, *last = days.split()
    assert (said.first, said.last) == (full(first), full(last[0] if last else first))
    assert said.words in text


def test_the_words_are_shown_as_typed_and_doubt_is_said() -> None:
    assert find("Eh, td MLM sy hadir") == DaysSaid(date(2024, 10, 15), date(2024, 10, 15), "td MLM", certain=True)
    assert find("Kmrn sy hadir") == DaysSaid(date(2024, 10, 15), date(2024, 10, 15), "Kmrn", certain=False)
    assert find("Jumat depan") == DaysSaid(date(2024, 10, 18), date(2024, 10, 18), "Jumat depan", certain=False)
    assert find("minggu lalu") == DaysSaid(date(2024, 10, 7), date(2024, 10, 13), "minggu lalu", certain=False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kemarin saya like, besok saya hadir", ("Kemarin", "besok")),
        ("3 Oktober 2024 saya hadir. Tanggal 5 Oktober 2024 juga.", ("3 Oktober 2024", "Tanggal 5 Oktober 2024")),
        ("Kemarin ikut, tadi juga ikut", ("Kemarin", "tadi")),
        ("tanggal 3 dan 5 Oktober saya hadir", ("tanggal 3", "5 Oktober")),
        ("Tahun depan pensiun, kemarin like", ("Tahun depan", "kemarin")),
        ("Selasa, 14 Oktober 2024", ("Selasa", "14 Oktober 2024")),
        ("minggu lalu saya hadir, hari ini foto", ("minggu lalu", "hari ini")),
    ],
)
def test_two_days_disagree_in_their_own_words(text: str, words: tuple[str, str]) -> None:
    assert find(text) == Disagreement(words)


def test_a_span_that_holds_the_day_gives_way_to_it() -> None:
    said = find("Oktober 2024 saya ikut, waktu itu tanggal 3 Oktober")
    assert said == DaysSaid(date(2024, 10, 3), date(2024, 10, 3), "tanggal 3 Oktober", certain=True)


def test_a_term_of_two_meanings_is_refused() -> None:
    names = ("months", "short_months", "weekdays", "short_weekdays", "one_day", "one_week", "one_month", "one_year")
    empty: dict[str, object] = {**{name: [] for name in names}, "sunday": [], "numbers": {}}
    with pytest.raises(DaysError, match="'kemarin' stands for two things"):
        DayBook({**empty, "terms": {"yesterday": ["kemarin"], "last": ["kemarin"]}})
    with pytest.raises(DaysError, match="unknown keys: yesteryear"):
        DayBook({**empty, "terms": {"yesteryear": ["dulu"]}})


DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
FORMS = ("{d} {month} {y}", "tgl {d} {short} {y}", "{d}/{m}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}", "{y}-{m:02}-{d:02}")


@given(DAYS, DAYS, st.sampled_from(FORMS), st.sampled_from(["saya hadir {}", "{} saya hadir", "Pada {}, saya hadir."]))
def test_a_written_date_reads_back(day: date, today: date, form: str, sentence: str) -> None:
    names = {"month": MONTHS[day.month - 1], "short": SHORT[day.month - 1]}
    said = find(sentence.format(form.format(d=day.day, m=day.month, y=day.year, **names)), today)
    assert isinstance(said, DaysSaid)
    assert (said.first, said.last, said.certain) == (day, day, True)


@given(DAYS, st.integers(-150, 150), st.sampled_from(["{d} {month}", "tgl {d}/{m}", "tanggal {d} {short}"]))
def test_a_date_without_a_year_is_the_nearest(today: date, away: int, form: str) -> None:
    day = today + timedelta(days=away)
    text = form.format(d=day.day, m=day.month, month=MONTHS[day.month - 1], short=SHORT[day.month - 1])
    said = find(f"saya hadir {text}", today)
    assert isinstance(said, DaysSaid)
    # A leap day has no neighbour in the next year.
    assert said.first == day or (day.month, day.day) == (2, 29)


PAST_WORDS = ("kemarin", "tadi", "tadi malam", "hari ini", "3 hari lalu", "minggu lalu", "minggu ini", "pekan kemarin")
MORE_PAST_WORDS = ("bulan lalu", "bulan ini", "tahun ini", "Senin", "hari Minggu", "Jumat lalu", "malam Minggu")


@given(DAYS, st.sampled_from(PAST_WORDS + MORE_PAST_WORDS), st.sampled_from(["{} saya hadir", "saya hadir {}"]))
def test_without_a_word_of_the_future_nothing_lies_ahead(today: date, words: str, sentence: str) -> None:
    said = find(sentence.format(words), today)
    assert isinstance(said, DaysSaid)
    assert said.first <= said.last <= today


# Every term of the document, and what stands between and beside the parts of a date.
TERMS = [
    term for group in read_yaml((data() / "days.yaml").read_text(encoding="utf-8"))["terms"].values() for term in group
]
PIECES = st.sampled_from(
    [*TERMS, *MONTHS, *SHORT, "senin", "sab", "dua", "seminggu", "3", "31", "0", "2024", "/", "-", ",", "."]
)


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(), DAYS)
def test_any_text_can_be_searched(text: str, today: date) -> None:
    said = find(text, today)
    assert said is None or isinstance(said, Disagreement) or said.first <= said.last
