"""Learning how the languages of Indonesia look in letters. Needs scikit-learn, as `training.py` does."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from netral.engines.text.gate import BUCKETS, GateWeights, sequences
from netral.engines.text.normalising import Lexicon, Reading, read
from netral.engines.text.training import Example

# The share of a new writer's sentences that may be refused by mistake.
MISTAKES = 0.002
_COST = 10.0
_MASHED = 150
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "etaoinshrdlucmfwypvbgkjqxz")


def train_gate(examples: Sequence[Example], foreign: Sequence[str], lexicon: Lexicon) -> GateWeights:
    """Learn from sentences and from foreign texts; the limit is found on writers left out."""
    refused = _matrix([read(text, lexicon) for text in (*foreign, *_mashed())])
    accepted = _matrix([example.reading for example in examples])
    writers = np.array([example.writer for example in examples])
    scores = np.zeros(len(examples))
    for writer in sorted(set(writers)):
        others = writers != writer
        linear, intercept = _learn(accepted[others], refused)
        scores[~others] = accepted[~others] @ linear + intercept
    linear, intercept = _learn(accepted, refused)
    limit = float(np.quantile(scores, MISTAKES)) - intercept
    return GateWeights(linear=linear.astype(np.float32), limit=np.array([limit], np.float32))


def _learn(accepted: csr_matrix, refused: csr_matrix) -> tuple[NDArray[np.float64], float]:
    truth = [1] * accepted.shape[0] + [0] * refused.shape[0]
    learner = LogisticRegression(C=_COST, max_iter=500, class_weight="balanced")
    learner.fit(vstack([accepted, refused]), truth)
    return learner.coef_[0], float(learner.intercept_[0])


def _matrix(readings: Sequence[Reading]) -> csr_matrix:
    found = [sequences([word.typed for word in reading.words]) for reading in readings]
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
