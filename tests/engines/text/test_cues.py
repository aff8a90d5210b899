"""Facts are found by their words, turned round by negations, and left open where the words disagree."""

from typing import Any

import pytest

from netral.engines.text.cues import CueBook, CueError, Found
from netral.engines.text.normaliser import Lexicon, read

LEXICON = Lexicon({"ga": "tidak", "ora": "tidak", "melu": "ikut", "gpp": "tidak apa apa"}, frozenset({"like"}))
LISTS: dict[str, Any] = {
    "negations": ["tidak", "belum"],
    "askers": ["boleh"],
    "unbound": ["hanya"],
    "stops": ["tapi"],
}


def facts(text: str, *cues: dict[str, Any]) -> dict[str, str]:
    book = CueBook({**LISTS, "cues": list(cues)}, LEXICON)
    return {found.fact: found.value for found in book.find(read(text, LEXICON))}


LIKE = {"fact": "medsos", "value": "interaksi", "any": ["like", "suka(i)?"], "near": ["postingan|foto"]}
UNIFORM = {"fact": "seragam", "value": "ya", "any": ["(ber)?seragam", "baju dinas"], "negated": "tidak"}


def test_a_cue_is_shown_as_it_was_typed() -> None:
    book = CueBook({**LISTS, "cues": [LIKE]}, LEXICON)
    assert book.find(read("Kemarin saya NGE-like, eh Dilike postingan cabup", LEXICON)) == (
        Found("medsos", "interaksi", "like", (3, 3)),
    )
    assert book.find(read("saya Ngelike foto", LEXICON)) == (Found("medsos", "interaksi", "Ngelike", (1, 1)),)


def test_near_words_have_to_be_in_the_sentence() -> None:
    assert facts("saya suka foto itu", LIKE) == {"medsos": "interaksi"}
    assert facts("saya suka. ada foto", LIKE) == {}
    assert facts("saya suka satu dua tiga empat lima enam foto", LIKE) == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("saya pakai seragam", "ya"),
        ("saya ga pakai seragam", "tidak"),
        ("aku ora nganggo seragam", "tidak"),
        ("boleh ga pakai seragam?", "ya"),
        ("saya tidak hanya berseragam", "ya"),
        ("saya tidak datang, pakai seragam", "ya"),
        ("tidak lama tapi berseragam", "ya"),
        ("seragam juga ga", "tidak"),
        ("pakai baju dinas ga ya", "ya"),
    ],
)
def test_negation(text: str, value: str) -> None:
    assert facts(text, UNIFORM) == {"seragam": value}


def test_a_negated_cue_without_a_value_for_that_says_nothing() -> None:
    assert facts("saya tidak like foto", LIKE) == {}
    assert facts("saya tidak like foto", {**LIKE, "negated": "same"}) == {"medsos": "interaksi"}


def test_cues_that_disagree_leave_the_fact_open() -> None:
    pns = {"fact": "status", "value": "pns", "any": ["pns"]}
    pppk = {"fact": "status", "value": "pppk", "any": ["pppk"]}
    assert facts("saya pns", pns, pppk) == {"status": "pns"}
    assert facts("saya pns istri pppk", pns, pppk) == {}


def test_the_longer_cue_wins_over_the_one_inside_it() -> None:
    after = {"fact": "tahap", "value": "after", "any": ["calon"]}
    before = {"fact": "tahap", "value": "before", "any": ["bakal calon"]}
    assert facts("bakal calon bupati", after, before) == {"tahap": "before"}
    assert facts("bakal calon, lalu calon", after, before) == {}


def test_a_question_mark_leaves_the_fact_open_wherever_it_stands() -> None:
    refusal = {"fact": "seragam", "value": "?", "any": ["kutolak"]}
    assert facts("saya pakai seragam. Lalu kutolak", UNIFORM, refusal) == {}
    assert facts("kutolak", UNIFORM, refusal) == {}
    assert CueBook({**LISTS, "cues": [refusal]}, LEXICON).values == frozenset()


def test_not_excludes() -> None:
    cue = {**LIKE, "near": [], "not": ["suka duka"]}
    assert facts("suka duka guru", cue) == {}
    assert facts("suka orangnya", cue) == {"medsos": "interaksi"}


def test_gaps_stars_and_brackets() -> None:
    cue = {"fact": "f", "value": "v", "any": ["kaus ... calon", "posting*", "(me|di)?pasang spanduk"]}
    assert facts("kaus gambar si calon", cue) == {"f": "v"}
    assert facts("kaus a b c d calon", cue) == {}
    assert facts("postingannya", cue) == {"f": "v"}
    assert facts("dipasang spanduk", cue) == {"f": "v"}


@pytest.mark.parametrize(
    ("cue", "says"),
    [
        ({"fact": "f", "value": "v"}, "needed"),
        ({"fact": "f", "value": True, "any": ["a"]}, "quotes"),
        ({"fact": "f", "value": "v", "any": ["a"], "nere": ["b"]}, "nere"),
        ({"fact": "f", "value": "v", "any": "like"}, "list"),
        ({"fact": "f", "value": "v", "any": ["(a"]}, "bracket"),
        ({"fact": "f", "value": "v", "any": ["a)"]}, "bracket"),
        ({"fact": "f", "value": "v", "any": ["a?"]}, "question mark"),
        ({"fact": "f", "value": "v", "any": ["a*b"]}, "star"),
        ({"fact": "f", "value": "v", "any": ["... a"]}, "begins"),
        ({"fact": "f", "value": "v", "any": ["a ..."]}, "begins"),
        ({"fact": "f", "value": "v", "any": ["(a|b|c|d|e)" * 5]}, "spellings"),
        ({"fact": "f", "value": "v", "any": ["a"], "negated": False}, "negated"),
    ],
)
def test_faults_are_named(cue: dict[str, Any], says: str) -> None:
    with pytest.raises(CueError, match=says):
        CueBook({**LISTS, "cues": [cue]}, LEXICON)


def test_unknown_lists_are_named() -> None:
    with pytest.raises(CueError, match="stop_words"):
        CueBook({"stop_words": []}, LEXICON)


def test_values_names_everything_that_can_be_found() -> None:
    assert CueBook({**LISTS, "cues": [LIKE, UNIFORM]}, LEXICON).values == {
        ("medsos", "interaksi"),
        ("seragam", "ya"),
        ("seragam", "tidak"),
    }
