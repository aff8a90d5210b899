"""Scoring a text by plain arrays: linear weights of 8 bits, and the sentences most like it.

The arrays are trained elsewhere (`training.py`) and stored without anything that could run. A score is a probability:
both opinions are brought to one scale for each text, added, and softened by a temperature found on writers
whose sentences were not trained on.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netral.engines.text.array_store import WeightsError
from netral.engines.text.features import Features, Indices, Values
from netral.engines.text.normaliser import Reading

_STEPS = 255.0


@dataclass(frozen=True)
class Fusion:
    """How opinions become one probability."""

    neighbours: float = 0.2
    nearest: int = 30
    sharpness: float = 24.0


@dataclass(frozen=True)
class Weights:
    """The stored arrays.

    `rarity` is worth by bucket; `linear` (buckets x acts) times `scale`, plus `bias`, scores acts; `starts`,
    `sentences` and `closeness` list, for each bucket of words and meanings, the training sentences that hit it;
    `acts_of` says which act each of these shows.
    """

    labels: NDArray[np.str_]
    rarity: NDArray[np.float16]
    linear: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]
    starts: NDArray[np.uint32]
    sentences: NDArray[np.uint16]
    closeness: NDArray[np.uint8]
    acts_of: NDArray[np.uint8]
    temperature: NDArray[np.float32]


class Model:
    """Weights made ready for scoring."""

    def __init__(self, weights: Weights, features: Features, fusion: Fusion) -> None:
        """Take the weights for features of this shape. Raises WeightsError."""
        self.labels: tuple[str, ...] = tuple(str(label) for label in weights.labels)
        self._features = features
        self._fusion = fusion
        _, self._first, _, self._last = features.shape.starts
        if weights.rarity.shape != (self._last,) or weights.starts.shape != (self._last - self._first + 1,):
            raise WeightsError("the weights were trained for features of another shape")
        self._rarity: Values = weights.rarity.astype(np.float32)
        self._linear = weights.linear
        self._scale, self._bias = weights.scale, weights.bias
        self._starts = weights.starts.astype(np.int64)
        self._sentences, self._closeness, self._acts_of = weights.sentences, weights.closeness, weights.acts_of
        self._temperature = float(weights.temperature[0])

    def probabilities(self, reading: Reading) -> Values:
        """The probability of each label, in the order of `labels`."""
        return softened(self.opinion(reading), self._temperature)

    def opinion(self, reading: Reading) -> Values:
        """The opinions on each label before the temperature."""
        indices, values = self._features.vector(reading, self._rarity)
        linear = (values @ self._linear[indices].astype(np.float32)) * self._scale + self._bias
        return standardised(linear) + self._fusion.neighbours * standardised(self._neighbours(indices, values))

    def _neighbours(self, indices: Indices, values: Values) -> Values:
        """How much the most similar training sentences speak for each label."""
        near = indices >= self._first
        places, worth = indices[near] - self._first, values[near]
        votes = np.zeros(len(self.labels), np.float32)
        length = float(np.sqrt(np.dot(worth, worth)))
        if length == 0.0:
            return votes
        similarity = np.zeros(len(self._acts_of), np.float32)
        for place, value in zip(places, worth / (length * _STEPS), strict=True):
            one, end = self._starts[place], self._starts[place + 1]
            # A sentence stands once in the list of a bucket, so that indexed addition counts every hit.
            similarity[self._sentences[one:end]] += value * self._closeness[one:end]
        return voted(similarity, self._acts_of, votes, self._fusion)


def voted(similarity: Values, acts_of: NDArray[np.uint8], votes: Values, fusion: Fusion) -> Values:
    """The square root of each label's summed votes among the nearest sentences."""
    nearest = min(fusion.nearest, len(similarity))
    best = np.argpartition(-similarity, nearest - 1)[:nearest]
    np.add.at(votes, acts_of[best], np.exp(fusion.sharpness * (similarity[best] - 1.0)))
    return np.sqrt(votes)


def softened(opinion: Values, temperature: float) -> Values:
    """The probabilities an opinion stands for; the higher the temperature, the more alike."""
    scaled = opinion / temperature
    spread = np.exp(scaled - scaled.max())
    result: Values = (spread / spread.sum()).astype(np.float32)
    return result


def standardised(scores: Values) -> Values:
    """Scores with mean 0 and spread 1; zeros where they are all the same."""
    spread = float(scores.std())
    if spread == 0.0:
        return np.zeros_like(scores)
    result: Values = (scores - scores.mean()) / spread
    return result
