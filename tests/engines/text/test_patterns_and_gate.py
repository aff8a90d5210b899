"""What is refused before it is read, and what is not."""

import time

import numpy as np
import pytest

from netral.engines.text.gate import BUCKETS, GateWeights, Refusal, refused_at_sight, refused_by_language, sequences
from netral.engines.text.normaliser import Lexicon, read

LEXICON = Lexicon({})


def weights(indonesian: str, foreign: str) -> GateWeights:
    linear = np.zeros(BUCKETS, np.float32)
    linear[sequences(foreign.split())] -= 1.0
    linear[sequences(indonesian.split())] += 1.0
    return GateWeights(linear, np.array([0.0], np.float32))


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", Refusal.EMPTY),
        ("  \n", Refusal.EMPTY),
        ("123 !!! 👍", Refusal.EMPTY),
        ("a" * 2_001, Refusal.LONG),
        ("halo\x00dunia", Refusal.BINARY),
        ("halo \x1b[31m", Refusal.BINARY),
        ("PK\x03\x04\ufffd", Refusal.BINARY),
        ("baris satu\r\nbaris\tdua", None),
        ("a" * 2_000, None),
    ],
)
def test_at_sight(text: str, refusal: Refusal | None) -> None:
    assert refused_at_sight(text) is refusal


def test_a_huge_text_is_refused_at_once() -> None:
    begun = time.perf_counter()
    assert refused_at_sight("\x00" * 100_000) is Refusal.LONG
    assert time.perf_counter() - begun < 0.001


def test_letters_tell_the_language() -> None:
    gate = weights("boleh saya ikut kampanye", "the quick brown fox")
    assert refused_by_language(read("saya boleh ikut", LEXICON), gate) is None
    assert refused_by_language(read("the brown fox", LEXICON), gate) is Refusal.FOREIGN
    assert refused_by_language(read("明天天气怎么样 fox", LEXICON), gate) is Refusal.FOREIGN


def test_few_words_have_a_limit_of_their_own() -> None:
    gate = GateWeights(weights("boleh saya", "brown fox").linear, np.array([-100.0, -100.0, 0.0], np.float32))
    assert refused_by_language(read("brown fox", LEXICON), gate) is None
    assert refused_by_language(read("fox brown fox", LEXICON), gate) is Refusal.FOREIGN
    assert refused_by_language(read("brown fox brown fox", LEXICON), gate) is Refusal.FOREIGN


def test_a_very_short_text_passes() -> None:
    assert refused_by_language(read("the", LEXICON), weights("saya", "the")) is None
