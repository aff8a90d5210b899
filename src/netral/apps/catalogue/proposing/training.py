"""Training the weights that come with the programme, and measuring on writers who were left out."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sklearn

from netral.apps.catalogue.proposing.language import shipped_lexicon
from netral.apps.catalogue.proposing.sentences import Sentence, fingerprint, foreign_texts, training_sentences
from netral.apps.catalogue.proposing.trained import (
    ACT_WEIGHTS,
    FUSION,
    GATE_WEIGHTS,
    MANIFEST,
    settings_digest,
    shipped_features,
)
from netral.engines.text.array_store import digest, stored
from netral.engines.text.gate_training import train_gate
from netral.engines.text.normaliser import read
from netral.engines.text.training import Example, HeldOutSentence, Settings, Trainer, best_temperature

SETTINGS = Settings(fusion=FUSION)
# Written before the others and by somebody else: settings were chosen on it, and it trains last.
DEVELOPMENT = "development"


@dataclass(frozen=True)
class HeldOut:
    """A sentence of a writer who was left out, with the acts proposed for it, best first."""

    sentence: Sentence
    acts: tuple[str, ...]


def trainer_of(sentences: Sequence[Sentence]) -> Trainer:
    """A trainer that has read the sentences, in their order."""
    lexicon = shipped_lexicon()
    examples = [
        Example(read(sentence.text, lexicon), sentence.act, sentence.others, sentence.writer) for sentence in sentences
    ]
    return Trainer(examples, shipped_features(), SETTINGS)


def leave_one_writer_out(sentences: Sequence[Sentence]) -> Iterator[tuple[str, list[HeldOut]]]:
    """Each writer's sentences, judged by what the others taught."""
    trainer = trainer_of(sentences)
    for writer, judged in trainer.held_out({sentence.writer for sentence in sentences}):
        own = [sentence for sentence in sentences if sentence.writer == writer]
        yield (
            writer,
            [HeldOut(sentence, _ranked(each, trainer.labels)) for sentence, each in zip(own, judged, strict=True)],
        )


def train(folder: Path, tell: Callable[[str], None]) -> None:
    """Train on every sentence and write the weights and their manifest into a folder."""
    sentences, foreign = training_sentences(), foreign_texts()
    trainer = trainer_of(sentences)
    judged: list[HeldOutSentence] = []
    for writer, of_writer in trainer.held_out({each.writer for each in sentences} - {DEVELOPMENT}):
        right = sum(_ranked(each, trainer.labels)[0] == each.example.label for each in of_writer)
        tell(f"without {writer}: {right} of {len(of_writer)} right at first")
        judged += of_writer
    temperature = best_temperature(judged, trainer.labels)
    acts = trainer.train(temperature=temperature)
    gate = train_gate(trainer.examples, foreign, shipped_lexicon())
    (folder / ACT_WEIGHTS).write_bytes(stored(acts))
    (folder / GATE_WEIGHTS).write_bytes(stored(gate))
    manifest = {
        "sentences": {"number": len(sentences), "sha256": fingerprint(sentences, foreign)},
        "settings": {"sha256": settings_digest(SETTINGS)},
        "weights": {ACT_WEIGHTS: digest(acts), GATE_WEIGHTS: digest(gate)},
        "trained_with": f"scikit-learn {sklearn.__version__}",
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _ranked(judged: HeldOutSentence, labels: Sequence[str]) -> tuple[str, ...]:
    order = sorted(range(len(labels)), key=lambda place: -float(judged.opinion[place]))
    return tuple(labels[place] for place in order[:3])
