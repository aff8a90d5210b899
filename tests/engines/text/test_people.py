"""Who a text speaks of, by a few words of its own: the writer, somebody else, or nobody one can tell."""

import pytest

from netral.engines.text.normaliser import Lexicon, read
from netral.engines.text.people import OTHER, SELF, PeopleBook, PeopleError, Person

DOCUMENT = {
    "statuses": {
        "pns": ["pns"],
        "kades": ["kades", "kepala desa"],
        "pensiunan": ["pensiunan", "pensiunan pns"],
        "bumn": ["pegawai bumn"],
    },
    "usual": "pns",
    "nobody": ["calon kepala desa"],
    "selves": ["saya", "aku"],
    "declaring": ["selaku"],
    "officials": ["camat"],
    "kin": ["istri", "ibu"],
    "openers": ["bahwa"],
    "titles": ["pak", "ibu", "seorang"],
    "asking": ["boleh"],
    "of_others": ["kades", "pns"],
    "formerly": ["mantan"],
    "denials": ["bukan"],
}
BOOK = PeopleBook(DOCUMENT, Lexicon({}))


def person(text: str) -> Person:
    return BOOK.read(read(text, Lexicon({})))


@pytest.mark.parametrize(
    ("text", "doer", "status"),
    [
        ("saya kepala desa, ikut kampanye", SELF, "kades"),
        ("saya seorang pns ikut kampanye", SELF, "pns"),
        ("selaku kades ikut kampanye", SELF, "kades"),
        ("pensiunan pns, jadi relawan", SELF, "pensiunan"),
        ("kades menyuruh warga", OTHER, "kades"),
        ("pak kades menyuruh warga", OTHER, "kades"),
        ("dilaporkan bahwa kades menyuruh warga", OTHER, "kades"),
        ("camat kami memasang baliho", OTHER, ""),
        ("saya ikut kampanye", SELF, ""),
        ("pns boleh ikut kampanye", "", "pns"),
        ("memasang baliho di rumah", "", ""),
    ],
)
def test_who_did_it_and_of_which_status(text: str, doer: str, status: str) -> None:
    found = person(text)
    assert (found.doer, found.status, found.is_open) == (doer, status, False)


@pytest.mark.parametrize(
    "text",
    [
        "kades menyuruh saya hadir",
        "istri saya pegawai bumn, saya guru",
        "pegawai bumn membagi sembako",
        "saya pegawai bumn, dulu pns",
        "saya kepala desa dan istri kepala desa",
    ],
)
def test_whose_status_it_is_stays_open_where_it_may_be_anothers(text: str) -> None:
    assert person(text).is_open


@pytest.mark.parametrize(
    "text", ["calon kepala desa datang ke sini", "mantan kades ikut kampanye", "kades? bukan, warga biasa"]
)
def test_a_status_that_nobody_has_is_not_read(text: str) -> None:
    found = person(text)
    assert (found.status, found.is_open) == ("", False)


def test_the_words_of_a_status_are_shown_as_they_were_typed() -> None:
    assert person("Saya Kepala  Desa di sini").words == "Kepala  Desa"
    assert BOOK.values == {"pns", "kades", "pensiunan", "bumn"}


def test_unknown_lists_are_refused() -> None:
    with pytest.raises(PeopleError, match="unknown keys: friends"):
        PeopleBook({**DOCUMENT, "friends": []}, Lexicon({}))
