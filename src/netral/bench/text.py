"""How fast and how well the self-check understands sentences of authors it was not trained on."""

import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files

import numpy as np

from netral.apps.catalogue.proposing.encoder import (
    ENCODER_WEIGHTS,
    encoder_manifest,
    encoder_weights_digest,
    load_second,
    shipped_encoder,
)
from netral.apps.catalogue.proposing.proposer import Proposal, propose, shipped_words
from netral.apps.catalogue.proposing.sentences import Sentence, read_sentences, training_sentences
from netral.apps.catalogue.proposing.trained import load, manifest, weights_digests, weights_size

LIMIT_P95_MS = 5.0
# The second opinion runs a neural network for each text.
LIMIT_P95_MS_ENCODER = 250.0
LEAST_FIRST, LEAST_THREE = 0.82, 0.95
ROUNDS = 3
# 97.5 % of a normal distribution lies below this.
_Z = 1.959964

PARTS = {
    "unseen": "kept apart until the settings stood; written by the same kind of author as the training sentences",
    "fresh": "another author's, kept apart like the unseen ones; the author also wrote the development set",
}


@dataclass(frozen=True)
class Outcome:
    """What was proposed for a labelled sentence."""

    sentence: Sentence
    acts: tuple[str, ...]

    @property
    def is_first(self) -> bool:
        """Whether the first proposal is the act."""
        return self.acts[:1] == (self.sentence.act,)

    @property
    def is_first_or_other(self) -> bool:
        """Whether the first proposal is the act, or another that would do."""
        return bool({*self.acts[:1]} & {self.sentence.act, *self.sentence.others})

    @property
    def is_among_three(self) -> bool:
        """Whether the act is among the proposals."""
        return self.sentence.act in self.acts


def bench_sentences(part: str) -> list[Sentence]:
    """The sentences kept for measuring: `unseen` or `fresh`."""
    return read_sentences(files("netral.bench") / "sentences" / f"{part}.tsv")


def run() -> dict[str, object]:
    """Measure proposing, normalising and cues included, over all sentences kept for measuring."""
    if weights_digests() != manifest()["weights"]:
        raise RuntimeError("the weights are not those of their manifest: train them anew with `netral text train`")
    begun = time.perf_counter()
    trained = load()
    second = load_second(trained.model.labels)
    proposer = shipped_words(trained, second)
    limit = LIMIT_P95_MS if second is None else LIMIT_P95_MS_ENCODER
    loaded = time.perf_counter() - begun
    texts = [sentence.text for part in PARTS for sentence in bench_sentences(part)]
    proposals, seconds = _timed(texts, proposer.propose)
    share = sum(bool(proposal.acts) for proposal in proposals) / len(proposals)
    if share < LEAST_THREE:
        raise RuntimeError(f"only {share:.1%} of the sentences got a proposal")
    milliseconds = np.array(seconds) * 1000.0
    p50, p95, p99 = (round(float(np.percentile(milliseconds, each)), 3) for each in (50, 95, 99))
    if p95 > limit:
        raise RuntimeError(f"95 % of the proposals took up to {p95} ms; {limit} ms are allowed")
    return {
        "second_opinion": second_opinion_state(),
        "sentences": len(texts),
        "queries_per_s": round(len(seconds) / sum(seconds)),
        "p50_ms": p50,
        "p95_ms": p95,
        "p99_ms": p99,
        "limit_p95_ms": limit,
        "load_ms": round(loaded * 1000.0, 1),
        "weights_bytes": weights_size(),
        "refuse_100kB_ms": round(_timed(["ya " * 33_334], proposer.propose)[1][0] * 1000.0, 3),
    }


def accuracy() -> dict[str, object]:
    """Measure how often the act is proposed, with 95 % Wilson intervals; `kept` says whether promises are."""
    figures: dict[str, object] = {
        "trained_on": manifest()["sentences"]["number"],
        "second_opinion": second_opinion_state(),
    }
    shortfalls: list[str] = []
    for part, note in PARTS.items():
        outcomes = [_proposed(sentence) for sentence in bench_sentences(part)]
        summed = _summed(outcomes)
        figures[part] = {"note": note, **summed, "by_register": _by_register(outcomes)}
        shortfalls += _shortfalls(part, outcomes)
    figures["refused_by_mistake"] = _refused_by_mistake()
    figures["one_writer_left_out"] = _left_out()
    figures["after_questions"] = import_module("netral.bench.selfcheck").accuracy()
    figures["promised"] = {"first": LEAST_FIRST, "among_three": LEAST_THREE}
    figures["kept"] = not shortfalls
    figures["shortfalls"] = shortfalls
    return figures


def second_opinion_state() -> str:
    """Whether the optional second opinion is asked. Raises RuntimeError when its weights are not those shipped."""
    if shipped_encoder() is None:
        return "off: the extra `encoder` is not installed"
    if encoder_weights_digest() != encoder_manifest()["weights"][ENCODER_WEIGHTS]:
        raise RuntimeError("the encoder's weights are not those of their manifest: `netral text train --encoder`")
    return f"on: {encoder_manifest()['encoder']}"


def wilson(hits: int, number: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson."""
    if number == 0:
        return (0.0, 1.0)
    share, square = hits / number, _Z * _Z
    middle = (share + square / (2 * number)) / (1 + square / number)
    half = _Z / (1 + square / number) * math.sqrt(share * (1 - share) / number + square / (4 * number * number))
    return (round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3))


def _timed(texts: Sequence[str], propose_one: Callable[[str], Proposal]) -> tuple[list[Proposal], list[float]]:
    """Propose for every text several times, and take each text's typical time."""
    proposals = [propose_one(text) for text in texts]
    rounds: list[list[float]] = []
    for _ in range(ROUNDS):
        seconds: list[float] = []
        for text in texts:
            begun = time.perf_counter()
            propose_one(text)
            seconds.append(time.perf_counter() - begun)
        rounds.append(seconds)
    return proposals, [float(np.median(each)) for each in zip(*rounds, strict=True)]


def _proposed(sentence: Sentence) -> Outcome:
    return Outcome(sentence, tuple(act.code for act in propose(sentence.text).acts))


def _summed(outcomes: Sequence[Outcome]) -> dict[str, object]:
    def share(hits: Iterable[bool]) -> dict[str, object]:
        count = sum(hits)
        return {"share": round(count / len(outcomes), 4), "interval_95": wilson(count, len(outcomes))}

    return {
        "n": len(outcomes),
        "first": share(each.is_first for each in outcomes),
        "first_or_other": share(each.is_first_or_other for each in outcomes),
        "among_three": share(each.is_among_three for each in outcomes),
    }


def _by_register(outcomes: Iterable[Outcome]) -> dict[str, object]:
    registers: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        registers[outcome.sentence.voice].append(outcome)
    return {register: _summed(registers[register]) for register in sorted(registers)}


def _shortfalls(part: str, outcomes: Sequence[Outcome]) -> list[str]:
    first = sum(each.is_first for each in outcomes) / len(outcomes)
    three = sum(each.is_among_three for each in outcomes) / len(outcomes)
    found = [f"{part}: first {first:.3f} < {LEAST_FIRST}"] if first < LEAST_FIRST else []
    return found + ([f"{part}: among three {three:.3f} < {LEAST_THREE}"] if three < LEAST_THREE else [])


def _refused_by_mistake() -> dict[str, object]:
    counts = {part: sum(bool(propose(each.text).refused) for each in bench_sentences(part)) for part in PARTS}
    trained = training_sentences()
    return {**counts, "trained": sum(bool(propose(each.text).refused) for each in trained), "trained_n": len(trained)}


def _left_out() -> dict[str, object]:
    """Train without each writer in turn; needs the library that learns."""
    try:
        training = import_module("netral.apps.catalogue.proposing.training")
    except ImportError:
        return {"note": "not measured: install Netral with the extra `train`"}
    found: dict[str, object] = {
        "note": "every writer judged by weights that never saw one of their sentences; settings were chosen on this; "
        "without the second opinion"
    }
    for writer, held_out in training.leave_one_writer_out(training_sentences()):
        found[writer] = _summed([Outcome(each.sentence, each.acts) for each in held_out])
    return found
