"""The values of an enum with their words, as fields and filters take them.

The words stand in the `labels.py` of an app, by value; those that are shown as a status stand there with its tone.
"""

from collections.abc import Mapping

from django.utils.functional import Promise

Words = Promise | str
Marked = tuple[Promise, str]


def choices_of(labels: Mapping[str, Promise] | Mapping[str, str] | Mapping[str, Marked]) -> list[tuple[str, Words]]:
    """Return values and words as pairs; the values are plain texts, so that migrations name no enum."""
    return [(str(value), label[0] if isinstance(label, tuple) else label) for value, label in labels.items()]
