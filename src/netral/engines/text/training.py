"""Learning the weights from labelled sentences. Needs scikit-learn, which nothing else here does.

Three learners that judge a linear sum of the features are averaged into one table of weights: support vectors, a
logistic regression and a complement naive Bayes. The same sentences and settings give the same weights.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from netral.engines.text.features import Features, Values, weighted
from netral.engines.text.model import Fusion, Model, Weights
from netral.engines.text.normaliser import Reading

Counts = tuple[Counter[int], Counter[int], Counter[int]]
Array = NDArray[np.float64]

_SEED = 20241127
_BYTE = 127.0
_STEPS = 255.0


@dataclass(frozen=True)
class Settings:
    """How the learners learn; chosen by leaving out one writer at a time."""

    seldom_letters: int = 2
    support_cost: float = 1.0
    regression_cost: float = 10.0
    bayes_smoothing: float = 0.3
    support_share: float = 1.5
    regression_share: float = 1.0
    bayes_share: float = 0.5
    fusion: Fusion = field(default_factory=Fusion)


@dataclass(frozen=True)
class Example:
    """A sentence that was read, with the act it shows, others that would do, and whose it is."""

    reading: Reading
    label: str
    others: tuple[str, ...] = ()
    writer: str = ""


@dataclass(frozen=True)
class HeldOutSentence:
    """A held-out sentence and the opinions on it."""

    example: Example
    opinion: Values


class Trainer:
    """Counts every sentence once and trains on any part of them."""

    def __init__(self, examples: Sequence[Example], features: Features, settings: Settings) -> None:
        """Take the sentences and how to learn from them."""
        self.examples = tuple(examples)
        self.features = features
        self.settings = settings
        self.labels = sorted({example.label for example in self.examples})
        self._counts: list[Counts] = [features.counts(example.reading) for example in self.examples]

    def train(self, chosen: Sequence[int] | None = None, temperature: float = 1.0) -> Weights:
        """Learn from the chosen sentences, or from all."""
        rows = range(len(self.examples)) if chosen is None else chosen
        rarity = self._rarity([self._counts[row] for row in rows])
        vectors = [weighted(self._counts[row], rarity, self.features.shape.shares) for row in rows]
        matrix = _matrix(vectors, len(rarity))
        truth = np.array([self.labels.index(self.examples[row].label) for row in rows])
        linear, bias = self._learn(matrix, truth)
        scale = np.maximum(np.abs(linear).max(axis=0), 1e-9) / _BYTE
        starts, sentences, closeness = self._postings(matrix)
        return Weights(
            labels=np.array(self.labels),
            rarity=rarity.astype(np.float16),
            linear=np.rint(linear / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            bias=bias.astype(np.float32),
            starts=starts,
            sentences=sentences,
            closeness=closeness,
            acts_of=truth.astype(np.uint8),
            temperature=np.array([temperature], np.float32),
        )

    def held_out(self, trained_on: Iterable[str]) -> Iterator[tuple[str, list[HeldOutSentence]]]:
        """For each of these writers, the opinions of a model trained on the others of them."""
        writers = sorted(trained_on)
        for left_out in writers:
            chosen = [
                row
                for row, example in enumerate(self.examples)
                if example.writer in writers and example.writer != left_out
            ]
            yield left_out, self.judge(self.train(chosen), left_out)

    def judge(self, weights: Weights, writer: str) -> list[HeldOutSentence]:
        """The opinions of a model on everything one writer wrote."""
        model = Model(weights, self.features, self.settings.fusion)
        return [
            HeldOutSentence(example, model.opinion(example.reading))
            for example in self.examples
            if example.writer == writer
        ]

    def _rarity(self, counts: Sequence[Counts]) -> Values:
        """The inverse document frequency of each bucket; nothing for letters seen in too few sentences."""
        _, letters_end, _, end = self.features.shape.starts
        seen = np.zeros(end, np.int64)
        for blocks in counts:
            for block in blocks:
                seen[list(block)] += 1
        rarity = np.log((1.0 + len(counts)) / (1.0 + seen)) + 1.0
        rarity[seen == 0] = 0.0
        rarity[:letters_end][seen[:letters_end] < self.settings.seldom_letters] = 0.0
        # As stored, so that what is trained on is what will be scored with.
        stored: Values = rarity.astype(np.float16).astype(np.float32)
        return stored

    def _learn(self, matrix: csr_matrix, truth: NDArray[np.int64]) -> tuple[Array, Array]:
        settings = self.settings
        used = np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel())
        part = matrix[:, used]
        support = LinearSVC(C=settings.support_cost, random_state=_SEED, max_iter=5000).fit(part, truth)
        regression = LogisticRegression(C=settings.regression_cost, max_iter=100, tol=1e-3).fit(part, truth)
        bayes = ComplementNB(alpha=settings.bayes_smoothing).fit(part, truth)
        summed = np.zeros((len(used), len(self.labels)))
        bias = np.zeros(len(self.labels))
        for share, table, intercept in (
            (settings.support_share, support.coef_, support.intercept_),
            (settings.regression_share, regression.coef_, regression.intercept_),
            (settings.bayes_share, bayes.feature_log_prob_, np.zeros(len(self.labels))),
        ):
            centred = table.T - table.mean(axis=0)[:, None]
            spread = (part @ centred + intercept).std(axis=1).mean()
            summed += centred * (share / spread)
            bias += intercept * (share / spread)
        linear = np.zeros((matrix.shape[1], len(self.labels)))
        linear[used] = summed
        return linear, bias

    def _postings(self, matrix: csr_matrix) -> tuple[NDArray[np.uint32], NDArray[np.uint16], NDArray[np.uint8]]:
        """For each bucket of words and meanings, the sentences that hit it and how strongly, each of length one."""
        _, first, _, _ = self.features.shape.starts
        near = matrix[:, first:].astype(np.float64)
        lengths = np.sqrt(np.asarray(near.multiply(near).sum(axis=1)).ravel())
        near = near.multiply(1.0 / np.maximum(lengths, 1e-9)[:, None]).tocsc()
        near.sort_indices()
        closeness = np.rint(near.data * _STEPS).astype(np.uint8)
        return near.indptr.astype(np.uint32), near.indices.astype(np.uint16), closeness


def best_temperature(judged: Sequence[HeldOutSentence], labels: Sequence[str]) -> float:
    """The temperature that makes the held-out truth most likely."""
    opinions = np.array([each.opinion for each in judged], np.float64)
    truth = np.array([labels.index(each.example.label) for each in judged])
    candidates = np.geomspace(0.05, 5.0, 200)
    return float(min(candidates, key=lambda each: _surprise(opinions / each, truth)))


def _surprise(scores: Array, truth: NDArray[np.int64]) -> float:
    scores = scores - scores.max(axis=1, keepdims=True)
    chances = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return float(-chances[np.arange(len(truth)), truth].mean())


def _matrix(vectors: Sequence[tuple[NDArray[np.int64], Values]], width: int) -> csr_matrix:
    ends = np.cumsum([0, *(len(indices) for indices, _ in vectors)])
    indices = np.concatenate([indices for indices, _ in vectors])
    values = np.concatenate([values for _, values in vectors])
    return csr_matrix((values, indices, ends), shape=(len(vectors), width))
