"""A table of steps finds its rows, and refuses who may not take them."""

from enum import StrEnum

import pytest

from netral.engines.steps.table import StepRefused, Table, Transition, moves


class Lamp(StrEnum):
    OFF = "off"
    ON = "on"


class Switch(StrEnum):
    UP = "up"
    DOWN = "down"


UP = Transition(Lamp.OFF, Switch.UP, Lamp.ON, "lamp.switch")
DOWN = Transition(Lamp.ON, Switch.DOWN, Lamp.OFF, "lamp.switch")


def test_a_step_is_found_by_state_and_verb() -> None:
    table = Table([UP, DOWN], "The lamp stands elsewhere.", {(Lamp.ON, Switch.UP): "The lamp is on already."})
    assert table.transition(Lamp.OFF, Switch.UP) is UP
    with pytest.raises(StepRefused, match="on already"):
        table.transition(Lamp.ON, Switch.UP)
    with pytest.raises(StepRefused, match="elsewhere"):
        table.transition(Lamp.OFF, Switch.DOWN)
    assert table.verbs(Lamp.ON) == (Switch.DOWN,)


def test_two_ways_from_one_step_are_refused() -> None:
    with pytest.raises(ValueError, match="same state"):
        Table([UP, Transition(Lamp.OFF, Switch.UP, Lamp.OFF, "lamp.switch")], "")


def test_a_step_needs_its_permission() -> None:
    table = Table([UP, DOWN], "")
    assert table.check_step(Lamp.OFF, Switch.UP, {"lamp.switch"}) is UP
    with pytest.raises(StepRefused, match="tidak berwenang"):
        table.check_step(Lamp.OFF, Switch.UP, {"lamp.look"})


def test_a_machine_without_verbs_is_moved_by_the_state_it_leads_to() -> None:
    lamp = moves({Lamp.OFF: {Lamp.ON}}, "The lamp stands elsewhere.")
    assert lamp.transition(Lamp.OFF, Lamp.ON).target is Lamp.ON
    for origin in (Lamp.ON, Lamp.OFF):
        with pytest.raises(StepRefused, match="elsewhere"):
            lamp.transition(origin, Lamp.OFF)


def test_a_refusal_keeps_its_words_and_values_for_another_language() -> None:
    refusal = StepRefused("%(what)s belum diisi.", what="Alasan")
    assert (str(refusal), refusal.template, refusal.values) == (
        "Alasan belum diisi.",
        "%(what)s belum diisi.",
        {"what": "Alasan"},
    )
