"""Learning what a sentence encoder's vectors say for each act. Needs scikit-learn."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from netral.engines.text.encoder import EncoderWeights, centred, fused
from netral.engines.text.features import Values

SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 1.5)


def train_head(vectors: Values, truth: NDArray[np.int64], labels: Sequence[str], cost: float) -> EncoderWeights:
    """Learn from the vectors of labelled sentences; share and temperature are set later."""
    centre: Values = vectors.mean(axis=0).astype(np.float32)
    learnt = LogisticRegression(C=cost, max_iter=200, tol=1e-3).fit(centred(vectors, centre), truth)
    linear = np.zeros((vectors.shape[1], len(labels)), np.float32)
    bias = np.full(len(labels), learnt.intercept_.min(), np.float32)
    linear[:, learnt.classes_] = learnt.coef_.T
    bias[learnt.classes_] = learnt.intercept_
    one = np.ones(1, np.float32)
    return EncoderWeights(np.array(labels), centre, linear, bias, share=one, temperature=one)


def best_share(first: Sequence[Values], second: Sequence[Values], truth: NDArray[np.int64]) -> float:
    """The share by which most held-out sentences are right at first; the smaller of equals."""
    return max(SHARES, key=lambda share: (_right(first, second, truth, share), -share))


def _right(first: Sequence[Values], second: Sequence[Values], truth: NDArray[np.int64], share: float) -> int:
    guesses = (int(np.argmax(fused(one, other, share))) for one, other in zip(first, second, strict=True))
    return sum(guess == int(right) for guess, right in zip(guesses, truth, strict=True))
