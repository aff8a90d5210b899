"""The guard finds who asked, and leaves the words of the law alone."""

import pytest
from hypothesis import given, strategies as st

from netral.apps.guidance.domain.identities import Kind, Known, check_nameless, known_of, scan, unvouched
from netral.apps.guidance.parameters import public_words
from netral.engines.steps.table import StepRefused

OFFICES = ("Dinas Kesehatan", "BKPSDM Kabupaten Bengkalis")


def known(*texts: str) -> Known:
    return known_of(texts, offices=OFFICES, people=["Rahma Penanya"], public_words=public_words())


def found(question: str, text: str) -> list[tuple[str, str]]:
    return [(place.kind.value, place.text) for place in scan(text, known(question))]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("NIP 198001012005011001 tercatat.", "nip", "198001012005011001"),
        ("NIP 19800101 200501 1 001 tercatat.", "nip", "19800101 200501 1 001"),
        ("NIK 1403010101800001.", "nip", "1403010101800001"),
        ("Hubungi 0812-3456-7890.", "phone", "0812-3456-7890"),
        ("Hubungi +62 812 3456 7890.", "phone", "+62 812 3456 7890"),
        ("Hubungi 081234567890 saja.", "phone", "081234567890"),
        ("Telepon (0766) 21234.", "phone", "(0766) 21234"),
        ("Surel suryadi@contoh.test.", "email", "suryadi@contoh.test"),
        ("Akun @suryadi_99 itu.", "account", "@suryadi_99"),
        ("Lihat https://contoh.test/kiriman/1 itu.", "link", "https://contoh.test/kiriman/1"),
        ("Pegawai dinas  kesehatan tidak boleh.", "office", "dinas  kesehatan"),
        ("Tanya rahma saja.", "person", "rahma"),
    ],
)
def test_numbers_addresses_offices_and_the_asker_are_found_whatever_the_request_says(
    text: str, kind: str, place: str
) -> None:
    assert found("Bolehkah pegawai hadir?", text) == [(kind, place)]


@pytest.mark.parametrize(
    ("question", "text", "kind", "place"),
    [
        ("Pegawai bernama suryadi hadir.", "Suryadi tidak boleh hadir.", "person", "Suryadi"),
        ("Apakah Pak Suryadi boleh hadir?", "Pegawai (suryadi) tidak boleh.", "person", "suryadi"),
        ("Tadi bu Endang Lestari hadir.", "Yang hadir, Lestari, melanggar.", "person", "Lestari"),
        ("Pegawai H. Mahmudin hadir.", "Mahmudin melanggar.", "person", "Mahmudin"),
        ("Kemarin Bambang hadir.", "bambang melanggar.", "guess", "bambang"),
        ("Camat di Bantan hadir.", "Camat Bantan melanggar.", "guess", "Bantan"),
        ("Wiratno hadir di kampanye.", "Pegawai Wiratno melanggar.", "guess", "Wiratno"),
        ("KEPALA DINAS SURYADI HADIR", "Pegawai itu, Suryadi, melanggar.", "guess", "Suryadi"),
    ],
)
def test_names_of_the_request_are_found_however_they_are_written(
    question: str, text: str, kind: str, place: str
) -> None:
    assert (kind, place) in found(question, text)


def test_a_word_that_began_a_sentence_is_no_name_by_itself() -> None:
    assert found("Undangan berasal dari calon.", "Setiap undangan dari calon ditolak. Undangan itu dihapus.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Tidak boleh. Pegawai Negeri Sipil dilarang menyukai unggahan calon bupati atau wali kota.",
        "Menurut PP 94/2021 Pasal 5 huruf n dan SKB 22 September 2022, PNS dilarang memberi dukungan.",
        "Bawaslu, KPU, dan Pemerintah Kabupaten dapat menyelenggarakan sosialisasi Pilkada 2024.",
        "Camat, Lurah, dan Kepala Desa tidak boleh ikut Kampanye, baik di WhatsApp maupun di Facebook.",
    ],
)
def test_the_words_of_the_law_pass(text: str) -> None:
    asked = (
        "Apakah Pegawai Negeri Sipil, Camat, Lurah, Kepala Desa boleh ikut Kampanye Pilkada 2024 di WhatsApp dan "
        "Facebook menurut PP 94/2021, SKB, Bawaslu dan KPU? Mohon petunjuk dari Bawaslu Kabupaten."
    )
    assert found(asked, text) == []


def test_only_a_guess_may_be_vouched_for() -> None:
    asked = "Pegawai Pak Suryadi ikut Deklarasi Damai di lapangan. Kemarin ikut Senandung Damai."
    places = scan("Ikut Senandung Damai boleh, tetapi Suryadi tidak.", known(asked))
    assert {(place.kind, place.text) for place in places} == {
        (Kind.GUESS, "Senandung"),
        (Kind.GUESS, "Damai"),
        (Kind.PERSON, "Suryadi"),
    }
    left = unvouched(places, ["senandung", "damai", "suryadi"])
    assert [place.text for place in left] == ["Suryadi"]
    with pytest.raises(StepRefused, match="Suryadi"):
        check_nameless(left)
    check_nameless(())


def test_a_place_is_shown_with_what_stands_around_it() -> None:
    text = "Menimbang semua keterangan yang ada, pegawai bernama Suryadi tidak boleh hadir dalam kampanye itu."
    (place,) = scan(text, known("Pak Suryadi hadir."))
    assert text[place.start : place.start + 7] == "Suryadi"
    assert place.around.startswith("…")
    assert "Suryadi tidak boleh" in place.around


NAMES = st.from_regex(r"\A[A-Z][a-z]{4,9}\Z").filter(lambda name: name.casefold() not in public_words())


@given(NAMES, st.sampled_from(["Pak {}", "bu {}", "saudara {}", "pegawai bernama {}", "atas nama {}", "Sdri. {}"]))
def test_a_name_after_a_title_never_gets_through(name: str, call: str) -> None:
    question = f"Tadi {call.format(name)} hadir di kampanye."
    for text in (f"Pegawai {name} melanggar.", f"{name.upper()} melanggar.", f"pegawai itu ({name.lower()}) melanggar"):
        assert any(place.kind is Kind.PERSON for place in scan(text, known(question)))


@given(st.text(max_size=300), st.text(max_size=300))
def test_the_guard_bears_any_text(question: str, text: str) -> None:
    for place in scan(text, known(question)):
        assert text[place.start : place.start + len(place.text)] == place.text
