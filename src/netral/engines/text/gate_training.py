"""Learning how the languages of Indonesia look in letters. Needs scikit-learn, as `training.py` does."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from netral.engines.text.gate import BUCKETS, GateWeights, sequences
from netral.engines.text.normaliser import Lexicon, Reading, read
from netral.engines.text.training import Example

# The share of a new writer's sentences that may be refused by mistake.
MISTAKES = 0.001
# Texts of so few words have limits of their own, and a greater share, because a name alone looks like any language.
SHORT = 4
SHORT_MISTAKES = 0.02
_COST = 10.0
_MASHED = 150
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "etaoinshrdlucmfwypvbgkjqxz")


def train_gate(examples: Sequence[Example], foreign: Sequence[str], lexicon: Lexicon) -> GateWeights:
    """Learn from sentences, foreign texts and short pieces of both; the limits are found on writers left out."""
    whole = [_typed(example.reading) for example in examples]
    rejected = [_typed(read(text, lexicon)) for text in (*foreign, *_mashed())]
    texts, writers = [*whole], [example.writer for example in examples]
    for row, words in enumerate(whole):
        if len(words) > SHORT:
            texts.append(_piece(words, row, row % SHORT + 1))
            writers.append(writers[row])
    pieces = [_piece(words, row, size) for row, words in enumerate(rejected) for size in range(1, SHORT + 1)]
    accepted, refused, written_by = _matrix(texts), _matrix([*rejected, *pieces]), np.array(writers)
    scores = np.zeros(len(texts))
    for writer in sorted(set(writers)):
        others = written_by != writer
        linear, intercept = _learn(accepted[others], refused)
        scores[~others] = accepted[~others] @ linear + intercept
    linear, intercept = _learn(accepted, refused)
    lengths = np.minimum([len(words) for words in texts], SHORT + 1)
    limits = [
        np.quantile(scores[lengths == length], SHORT_MISTAKES if length <= SHORT else MISTAKES) - intercept
        for length in range(1, SHORT + 2)
    ]
    return GateWeights(linear=linear.astype(np.float32), limit=np.array(limits, np.float32))


def _learn(accepted: csr_matrix, refused: csr_matrix) -> tuple[NDArray[np.float64], float]:
    truth = [1] * accepted.shape[0] + [0] * refused.shape[0]
    learner = LogisticRegression(C=_COST, max_iter=500, class_weight="balanced")
    learner.fit(vstack([accepted, refused]), truth)
    return learner.coef_[0], float(learner.intercept_[0])


def _typed(reading: Reading) -> list[str]:
    return [word.typed for word in reading.words]


def _piece(words: list[str], row: int, size: int) -> list[str]:
    """Some neighbouring words of a text, the same every time."""
    start = row % max(len(words) - size + 1, 1)
    return words[start : start + size]


def _matrix(texts: Sequence[Sequence[str]]) -> csr_matrix:
    found = [sequences(words) for words in texts]
    values = [np.full(len(each), 1.0 / np.sqrt(max(len(each), 1))) for each in found]
    ends = np.cumsum([0, *map(len, found)])
    return csr_matrix((np.concatenate(values), np.concatenate(found), ends), shape=(len(found), BUCKETS))


def _mashed() -> list[str]:
    """What comes of hitting keys at random, the same every time."""
    chance = np.random.default_rng(7)
    texts: list[str] = []
    for _ in range(_MASHED):
        row = list(_KEYS[chance.integers(len(_KEYS))])
        lengths = chance.integers(3, 11, size=chance.integers(1, 7))
        texts.append(" ".join("".join(chance.choice(row, size=length)) for length in lengths))
    return texts
