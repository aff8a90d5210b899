"""What changed between two versions of a form, for the second person who publishes it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from netral.engines.xforms.xlsform import Choice, Question, Texts, XForm


class ChangeKind(StrEnum):
    """What may change in a form."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    TYPE = "type"
    LABEL = "label"
    HINT = "hint"
    REQUIRED = "required"
    RELEVANT = "relevant"
    CONSTRAINT = "constraint"
    CONSTRAINT_MESSAGE = "constraint_message"
    CALCULATION = "calculation"
    CHOICES = "choices"
    CHOICE_FILTER = "choice_filter"
    FILE = "file"
    APPEARANCE = "appearance"
    TITLE = "title"


@dataclass(frozen=True)
class Difference:
    """One change: the path of the question (empty for the form itself), what changed, before and after as text."""

    path: str
    kind: ChangeKind
    before: str
    after: str


_PLAIN = (
    (ChangeKind.TYPE, "type"), (ChangeKind.REQUIRED, "required"), (ChangeKind.RELEVANT, "relevant"),
    (ChangeKind.CONSTRAINT, "constraint"), (ChangeKind.CALCULATION, "calculation"),
    (ChangeKind.CHOICE_FILTER, "choice_filter"), (ChangeKind.FILE, "file"), (ChangeKind.APPEARANCE, "appearance"),
)  # fmt: skip
_TEXTS = (
    (ChangeKind.LABEL, "labels"),
    (ChangeKind.HINT, "hints"),
    (ChangeKind.CONSTRAINT_MESSAGE, "constraint_messages"),
)


def differences(old: XForm, new: XForm) -> tuple[Difference, ...]:
    """Return what changed, in the order of the new form, what was removed last; nothing for the same form.

    A question is the same when its path is: one that was moved into another group was removed and added.
    """
    before = {question.path: question for question in old.questions}
    after = {question.path: question for question in new.questions}
    moved = _moved([path for path in before if path in after], [path for path in after if path in before])
    found = [Difference("", ChangeKind.TITLE, old.title, new.title)] if old.title != new.title else []
    for path, question in after.items():
        if path not in before:
            found.append(Difference(path, ChangeKind.ADDED, "", _summary(question)))
            continue
        if path in moved:
            found.append(Difference(path, ChangeKind.MOVED, _neighbour(before, path), _neighbour(after, path)))
        found += _changes(before[path], question)
    found += [
        Difference(path, ChangeKind.REMOVED, _summary(question), "")
        for path, question in before.items()
        if path not in after
    ]
    return tuple(found)


def _changes(old: Question, new: Question) -> Iterator[Difference]:
    for kind, attribute in _PLAIN:
        before, after = getattr(old, attribute), getattr(new, attribute)
        if before != after:
            yield Difference(new.path, kind, before, after)
    for kind, attribute in _TEXTS:
        before, after = getattr(old, attribute), getattr(new, attribute)
        if before != after:
            yield Difference(new.path, kind, _words(before), _words(after))
    if old.choices != new.choices:
        yield Difference(new.path, ChangeKind.CHOICES, _choices(old.choices), _choices(new.choices))


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Return the fewest paths whose place among the others changed."""
    kept = {
        path
        for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        for path in before[block.a : block.a + block.size]
    }
    return set(after) - kept


def _neighbour(questions: Iterable[str], path: str) -> str:
    """Return the question before this one, empty for the first."""
    paths = list(questions)
    place = paths.index(path)
    return paths[place - 1] if place else ""


def _summary(question: Question) -> str:
    return f"{question.type}: {_words(question.labels)}" if question.labels else question.type


def _choices(choices: tuple[Choice, ...]) -> str:
    return "\n".join(f"{choice.name}: {_words(choice.labels)}" for choice in choices)


def _words(texts: Texts) -> str:
    return " / ".join(f"{text} ({language})" if language else text for language, text in texts.items())
