"""What people type is read as plain words, and every word remembers what was typed."""

import pytest
from hypothesis import given, strategies as st

from netral.engines.text.normaliser import Break, Lexicon, read

LEXICON = Lexicon({"cabup": "calon bupati", "klo": "kalau", "tmn": "teman"}, frozenset({"like", "share"}))


def normal(text: str) -> list[str]:
    return [word.normal for word in read(text, LEXICON).words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Klo CABUP", ["kalau", "calon", "bupati"]),
        ("bangeeeet", ["banget"]),
        ("saat maaf", ["saat", "maaf"]),
        ("rame2 teman2nya", ["rame", "rame", "teman", "teman2nya"[:5] + "nya"]),
        ("tmn2", ["teman", "teman"]),
        ("ngelike dishare sharein", ["like", "share", "sharein"]),
        ("no. 02", ["no", "2"]),
        ("lihat https://contoh.id/a?b=1 dan @pak.darma", ["lihat", "tautan", "dan", "akunsebutan"]),
        ("a@b.id", ["surel"]),
        ("ﬁle ｋｌｏ", ["file", "kalau"]),
        ("jum'at", ["jumat"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert normal(text) == words


def test_breaks_and_quotes() -> None:
    reading = read("Halo, cabup! Ya", LEXICON)
    assert [word.after for word in reading.words] == [Break.PAUSE, Break.NONE, Break.STOP, Break.NONE]
    assert reading.quote(1, 2) == "cabup"
    assert reading.words[1].forms == ("calon", "cabup")
    assert reading.words[2].forms == ("bupati",)


@given(st.text())
def test_any_text_can_be_read_and_quoted(text: str) -> None:
    reading = read(text, LEXICON)
    for number, word in enumerate(reading.words):
        assert word.normal
        assert reading.quote(number, number) == reading.text[word.start : word.end]
