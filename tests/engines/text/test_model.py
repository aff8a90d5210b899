"""Features are the same everywhere; weights learn, survive being stored, and score as probabilities."""

from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, strategies as st

from netral.engines.text.array_store import WeightsError, digest, restored, stored
from netral.engines.text.features import Features, Meanings, Shape
from netral.engines.text.model import Fusion, Model, Weights
from netral.engines.text.normaliser import Lexicon, read
from netral.engines.text.training import Example, Settings, Trainer, best_temperature

LEXICON = Lexicon({"sy": "saya", "sepanduk": "spanduk"})
SHAPE = Shape(letters=1 << 12, words=1 << 10, meanings=1 << 8)
FEATURES = Features(Meanings({"props": ["spanduk", "baliho", "kartu nama"], "vote": ["mencoblos"]}, LEXICON), SHAPE)
TEXTS = {
    "apk": ["saya memasang spanduk", "baliho calon di pagar", "stiker di mobil saya", "pasang baliho besar"],
    "suara": ["saya mencoblos di tps", "memilih di bilik", "pindah tps boleh", "surat suara di bilik"],
    "uang": ["menerima amplop uang", "uang dari calon", "bagi sembako dan uang", "amplop isi uang"],
}
EXAMPLES = [
    Example(read(text, LEXICON), label, writer=str(number % 2))
    for label, texts in TEXTS.items()
    for number, text in enumerate(texts)
]
TRAINER = Trainer(EXAMPLES, FEATURES, Settings(seldom_letters=1, fusion=Fusion(nearest=3)))
WEIGHTS = TRAINER.train()
MODEL = Model(WEIGHTS, FEATURES, TRAINER.settings.fusion)


def best(text: str) -> str:
    return MODEL.labels[int(np.argmax(MODEL.probabilities(read(text, LEXICON))))]


def test_buckets_are_those_of_crc32() -> None:
    letters, words, meanings = FEATURES.counts(read("sy sy kartu nama", LEXICON))
    assert letters[crc32(b" s") % SHAPE.letters] >= 2
    assert words[SHAPE.letters + crc32(b"saya") % SHAPE.words] == 2
    assert set(meanings) == {SHAPE.letters + SHAPE.words + crc32(b"props") % SHAPE.meanings}


def test_it_learns_and_carries_over_by_meaning() -> None:
    assert [best(text) for text in ("amplop berisi uang", "sepanduk siapa ini", "kartu nama", "mencoblos")] == [
        "uang",
        "apk",
        "apk",
        "suara",
    ]


@given(st.text(max_size=200))
def test_any_text_gets_probabilities(text: str) -> None:
    chances = MODEL.probabilities(read(text, LEXICON))
    assert chances.sum() == pytest.approx(1.0, abs=1e-4)
    assert np.isfinite(chances).all()


def test_training_twice_gives_the_same_bytes() -> None:
    assert stored(TRAINER.train()) == stored(WEIGHTS)


def test_stored_weights_come_back_the_same() -> None:
    assert digest(restored(Weights, stored(WEIGHTS))) == digest(WEIGHTS)


@pytest.mark.parametrize("content", [b"", b"PK", b"not a file"])
def test_other_files_are_no_weights(content: bytes) -> None:
    with pytest.raises(WeightsError):
        restored(Weights, content)


def test_weights_of_another_shape_are_refused() -> None:
    other = Features(Meanings({}, LEXICON), Shape(letters=1 << 11, words=1 << 10, meanings=1 << 8))
    with pytest.raises(WeightsError, match="shape"):
        Model(WEIGHTS, other, Fusion())


def test_writers_are_left_out_in_turn() -> None:
    judged = dict(TRAINER.held_out({"0", "1"}))
    assert {writer: len(each) for writer, each in judged.items()} == {"0": 6, "1": 6}
    assert all(each.example.writer == writer for writer, of_writer in judged.items() for each in of_writer)
    assert 0.05 <= best_temperature([each for group in judged.values() for each in group], TRAINER.labels) <= 5.0
