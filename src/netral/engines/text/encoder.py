"""A second opinion on a text, from the vector a sentence encoder makes of it: pure arrays, whatever the encoder.

Vectors of unrelated sentences are much alike to begin with, so each is seen from the centre of the training sentences.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netral.engines.text.array_store import WeightsError
from netral.engines.text.features import Values
from netral.engines.text.model import standardised


@dataclass(frozen=True)
class EncoderWeights:
    """The stored arrays: `linear` (length of a vector x acts) and `bias` score acts; `share` is the say in the sum."""

    labels: NDArray[np.str_]
    centre: NDArray[np.float32]
    linear: NDArray[np.float32]
    bias: NDArray[np.float32]
    share: NDArray[np.float32]
    temperature: NDArray[np.float32]


def checked(weights: EncoderWeights, labels: tuple[str, ...]) -> EncoderWeights:
    """The weights, when they score these labels. Raises WeightsError."""
    if tuple(str(label) for label in weights.labels) != labels:
        raise WeightsError("the encoder's weights were trained for other acts")
    return weights


def centred(vectors: Values, centre: Values) -> Values:
    """Vectors seen from a centre, each of length one; a vector at the centre itself stays zero."""
    moved = vectors - centre
    lengths = np.sqrt((moved * moved).sum(axis=-1, keepdims=True))
    result: Values = (moved / np.maximum(lengths, 1e-9)).astype(np.float32)
    return result


def second_opinion(vector: Values, weights: EncoderWeights) -> Values:
    """What the encoder's vector of a text says for each label."""
    return centred(vector, weights.centre) @ weights.linear + weights.bias


def fused(first: Values, second: Values, share: float) -> Values:
    """The first opinion with the second added, brought to the scale of the first and weighed by its share."""
    return first + np.float32(share) * standardised(second)
