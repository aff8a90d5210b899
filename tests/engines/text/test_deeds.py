"""Whether a deed is told of outright, by a few words of its own, and which words of a text nothing explains."""

from typing import Any

import pytest

from netral.engines.text.coverage import unexplained
from netral.engines.text.deeds import DeedBook, DeedError, Told
from netral.engines.text.normaliser import Lexicon, read
from netral.engines.text.patterns import Patterns, compiled

PLAIN = Lexicon({})
NEGATIONS = {"negations": ["tidak"], "askers": ["boleh"], "unbound": [], "stops": []}
DOCUMENT: dict[str, Any] = {
    "groups": {"banner": "baliho|spanduk"},
    "doubts": {"denied": ["tidak", "bukan"], "refused": ["menolak"], "mentioned": ["membaca"]},
    "harmless": ["kalau tidak"],
    "harmless_ends": ["boleh"],
    "tags": ["tidak"],
    "openers": ["yang", "karena"],
    "selves": ["saya"],
    "others": ["tetangga*", "istri"],
    "officials": ["camat"],
    "before_others": ["untuk"],
    "deeds": [{"fact": "put_up", "value": "yes", "any": ["memasang"], "near": ["{banner}"], "within": 6}],
}
BOOK = DeedBook(DOCUMENT, NEGATIONS, PLAIN)


def told(text: str) -> Told:
    return BOOK.read(read(text, PLAIN))


@pytest.mark.parametrize(
    "text",
    [
        "saya memasang baliho",
        "memasang spanduk di rumah",
        "camat kami memasang baliho",
        "saya memasang baliho untuk tetangga",
        "boleh saya memasang baliho tidak?",
        "saya memasang baliho, kalau tidak saya dipindah",
    ],
)
def test_a_deed_is_told_of_outright(text: str) -> None:
    assert [found.value for found in told(text).deeds] == ["yes"]
    assert told(text).doubts == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("saya memasang baliho, bukan", "denied"),
        ("saya menolak memasang baliho", "refused"),
        ("saya membaca bahwa ada yang memasang baliho", "mentioned"),
        ("tetangga saya memasang baliho", "by others"),
        ("istri saya pakai hp saya dan memasang baliho", "by others"),
        ("memasang baliho di rumah. saya membaca itu", "mentioned"),
    ],
)
def test_whatever_may_turn_a_deed_makes_it_doubtful(text: str, kind: str) -> None:
    assert kind in [doubt.kind for doubt in told(text).doubts]


def test_a_negation_between_the_words_of_a_deed_counts() -> None:
    book = DeedBook(
        {**DOCUMENT, "deeds": [{"fact": "f", "value": "v", "any": ["postingan ... calon"]}]}, NEGATIONS, PLAIN
    )
    found = book.read(read("like postingan yang bukan calon", PLAIN))
    assert (len(found.deeds), [doubt.words for doubt in found.doubts]) == (1, ["bukan"])


def test_an_official_who_did_it_is_named_and_the_writer_who_is_one_is_not() -> None:
    assert told("camat memasang baliho, saya diam").is_of_official
    assert not told("saya camat memasang baliho").is_of_official


def test_a_text_without_a_deed_has_no_doubts() -> None:
    assert told("saya tidak tahu") == Told((), ())


@pytest.mark.parametrize(
    "wrong", [{**DOCUMENT, "moods": []}, {**DOCUMENT, "harmless": ["{nothing}"]}], ids=["list", "group"]
)
def test_a_document_that_cannot_be_used_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(DeedError):
        DeedBook(wrong, NEGATIONS, PLAIN)


def test_words_that_nothing_explains_are_told_as_typed() -> None:
    known = Patterns([compiled("saya", PLAIN), compiled("di rumah", PLAIN)])
    reading = read("Saya mencoblos 2 kali di rumah sambil Joget", PLAIN)
    assert unexplained(reading, [(1, 1)], known) == ("kali", "sambil", "joget")
