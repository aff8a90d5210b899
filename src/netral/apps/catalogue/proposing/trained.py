"""The weights that come with the programme, and the manifest that says what they were trained on."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from netral.apps.catalogue.proposing.language import data, shipped_meanings, words_digest
from netral.engines.text.array_store import digest, restored
from netral.engines.text.features import Features, Shape
from netral.engines.text.gate import GateWeights
from netral.engines.text.model import Fusion, Model, Weights

ACT_WEIGHTS, GATE_WEIGHTS, MANIFEST = "act_weights.npz", "gate_weights.npz", "weights.json"
SHAPE = Shape()
FUSION = Fusion()


@dataclass(frozen=True)
class Trained:
    """Everything that was learnt, ready for use."""

    model: Model
    gate: GateWeights


def load() -> Trained:
    """Load the weights. Raises WeightsError."""
    weights = restored(Weights, (data() / ACT_WEIGHTS).read_bytes())
    gate = restored(GateWeights, (data() / GATE_WEIGHTS).read_bytes())
    return Trained(Model(weights, shipped_features(), FUSION), gate)


def shipped_features() -> Features:
    """Features of the shape the weights are trained for."""
    return Features(shipped_meanings(), SHAPE)


def manifest() -> dict[str, Any]:
    """What is written beside the weights."""
    found: dict[str, Any] = json.loads((data() / MANIFEST).read_text(encoding="utf-8"))
    return found


def settings_digest(settings: object) -> str:
    """The SHA-256 of how features are made and learnt from, the words' translations and meanings included."""
    return sha256(f"{SHAPE}\n{FUSION}\n{settings}\n{words_digest()}".encode()).hexdigest()


def weights_digests() -> dict[str, str]:
    """The SHA-256 of the arrays in each file of weights. Raises WeightsError."""
    return {
        ACT_WEIGHTS: digest(restored(Weights, (data() / ACT_WEIGHTS).read_bytes())),
        GATE_WEIGHTS: digest(restored(GateWeights, (data() / GATE_WEIGHTS).read_bytes())),
    }


def weights_size() -> int:
    """How many bytes the files of weights take."""
    return sum(len((data() / name).read_bytes()) for name in (ACT_WEIGHTS, GATE_WEIGHTS))
