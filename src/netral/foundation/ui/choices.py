"""The values of an enum with their words, as fields and filters take them."""

from collections.abc import Mapping

from django.utils.functional import Promise


def choices_of(words: Mapping[str, Promise] | Mapping[str, str]) -> list[tuple[str, Promise | str]]:
    """Return values and words as pairs; the values are plain texts, so that migrations name no enum."""
    return [(str(value), label) for value, label in words.items()]
