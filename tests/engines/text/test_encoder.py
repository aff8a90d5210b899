"""A second opinion is added to the first by its share, from vectors seen from their centre."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from netral.engines.text.array_store import WeightsError, restored, stored
from netral.engines.text.encoder import EncoderWeights, centred, checked, fused, second_opinion
from netral.engines.text.encoder_training import best_share, train_head
from netral.engines.text.features import Values
from netral.engines.text.model import softened

LABELS = ("apk", "suara", "uang")
# Three directions, all close to one another, as an encoder's vectors are.
VECTORS = np.array([[9.0, 1.0, 0.0], [9.0, 0.0, 1.0], [9.0, -1.0, -1.0]] * 4, np.float32)
TRUTH = np.array([0, 1, 2] * 4, np.int64)
WEIGHTS = train_head(VECTORS, TRUTH, LABELS, cost=10.0)


def values(*numbers: float) -> Values:
    return np.array(numbers, np.float32)


def test_the_head_tells_vectors_apart_that_are_much_alike() -> None:
    assert [int(np.argmax(second_opinion(vector, WEIGHTS))) for vector in VECTORS[:3]] == [0, 1, 2]


def test_a_label_that_was_not_learnt_stays_possible_and_never_leads() -> None:
    weights = train_head(VECTORS, TRUTH, (*LABELS, "unseen"), cost=10.0)
    for vector in VECTORS[:3]:
        opinion = second_opinion(vector, weights)
        assert np.isfinite(opinion).all()
        assert int(np.argmax(opinion)) != 3


def test_fusing_adds_the_second_opinion_on_the_first_ones_scale() -> None:
    first, second = values(1.0, 0.9, -1.9), values(100.0, 300.0, 200.0)
    assert fused(first, second, 0.0) == pytest.approx(first)
    assert int(np.argmax(fused(first, second, 0.5))) == 1
    assert fused(first, second, 0.5) == pytest.approx(fused(first, second * 7 + 3, 0.5), abs=1e-5)


def test_a_second_opinion_that_says_nothing_changes_nothing() -> None:
    first = values(0.3, 0.2, 0.1)
    assert fused(first, values(5.0, 5.0, 5.0), 1.0) == pytest.approx(first)


def test_a_vector_at_the_centre_has_no_direction() -> None:
    assert centred(WEIGHTS.centre, WEIGHTS.centre) == pytest.approx(np.zeros(3))


@given(st.lists(st.floats(-50, 50, width=32), min_size=3, max_size=3), st.floats(0.0, 1.5), st.floats(0.05, 5.0))
def test_any_two_opinions_give_probabilities(numbers: list[float], share: float, temperature: float) -> None:
    chances = softened(fused(values(1.0, 0.0, -1.0), values(*numbers), share), temperature)
    assert chances.sum() == pytest.approx(1.0, abs=1e-4)
    assert np.isfinite(chances).all()


def test_the_share_is_nothing_unless_the_second_opinion_helps() -> None:
    sure = [values(2.0, 0.0, -2.0), values(-2.0, 2.0, 0.0)]
    wrong = [values(-2.0, 0.0, 2.0), values(2.0, -2.0, 0.0)]
    assert best_share(sure, wrong, np.array([0, 1], np.int64)) == 0.0
    assert best_share([values(1.0, 0.9, -1.9)], [values(0.0, 3.0, 0.0)], np.array([1], np.int64)) == 0.1


def test_weights_survive_being_stored_and_know_their_labels() -> None:
    again = restored(EncoderWeights, stored(WEIGHTS))
    assert checked(again, LABELS).linear == pytest.approx(WEIGHTS.linear)
    with pytest.raises(WeightsError, match="other acts"):
        checked(again, ("apk",))
