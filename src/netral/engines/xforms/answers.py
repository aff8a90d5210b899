"""The answers of a filled form beside its questions, in the order of the form, as a page shows them."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from netral.engines.xforms.instance import Answer, Instance
from netral.engines.xforms.xlsform import Question, Texts, XForm

_MEDIA = frozenset({"image", "audio", "video", "file"})
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,15})?(?:[eE]-?\d{1,2})?")
_POINT_PARTS = 4


@dataclass(frozen=True)
class Point:
    """A place as a phone measured it: degrees north and east, and the accuracy in metres, None when it did not say."""

    latitude: float
    longitude: float
    accuracy: float | None


@dataclass(frozen=True)
class Answered:
    """One answer to show; without a question when the form has none at this path.

    `choices` are the words of what was chosen, by language code; a choice the form does not have keeps its name under
    every language. `file` names the attachment. `repeats` says which of each repeat it stands in, from 1 on.
    """

    path: str
    question: Question | None
    value: str
    repeats: tuple[int, ...] = ()
    choices: tuple[Texts, ...] = ()
    point: Point | None = None
    file: str = ""


def answered(form: XForm, instance: Instance) -> tuple[Answered, ...]:
    """Return the answers in the order of the form, entry by entry within a repeat; unknown paths last, as they are."""
    root = f"/{form.questions[0].path.split('/')[1]}" if form.questions else ""
    order = {question.path: place for place, question in enumerate(form.questions)}
    by_path = {question.path: question for question in form.questions}
    known: list[tuple[tuple[tuple[int, int], ...], Answered]] = []
    unknown: list[Answered] = []
    for answer in instance.answers:
        question = by_path.get(answer.path)
        if question is None or question.is_container:
            unknown.append(Answered(answer.path, None, answer.value, answer.indexes))
            continue
        steps = tuple(_steps(root, answer))
        key = tuple((order[path], index) for path, index in steps)
        repeats = tuple(index for path, index in steps if by_path[path].type == "repeat")
        known.append((key, _shown(question, answer.value, repeats)))
    known.sort(key=lambda pair: pair[0])
    return (*(shown for _key, shown in known), *unknown)


def point_of(value: str) -> Point | None:
    """Return a place from its four numbers (latitude, longitude, altitude, accuracy in m); None for anything else."""
    parts = value.split()
    if not 2 <= len(parts) <= _POINT_PARTS or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    latitude, longitude, *rest = map(float, parts)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or not all(map(math.isfinite, rest)):
        return None
    accuracy = rest[1] if len(rest) > 1 and rest[1] >= 0 else None
    return Point(latitude, longitude, accuracy)


def _steps(root: str, answer: Answer) -> Iterator[tuple[str, int]]:
    """Yield every node from the root down to an answer, with which one of its name it is."""
    path = root
    for name, index in zip(answer.path.split("/")[2:], answer.indexes, strict=True):
        path = f"{path}/{name}"
        yield path, index


def _shown(question: Question, value: str, repeats: tuple[int, ...]) -> Answered:
    chosen: tuple[Texts, ...] = ()
    if question.choices:
        names = [value] if question.type == "select_one" else value.split()
        labels = {choice.name: choice.labels for choice in question.choices}
        chosen = tuple(labels.get(name, dict.fromkeys(question.labels, name)) for name in names)
    return Answered(
        path=question.path,
        question=question,
        value=value,
        repeats=repeats,
        choices=chosen,
        point=point_of(value) if question.type == "geopoint" else None,
        file=value if question.type in _MEDIA else "",
    )
