"""Which words of a text nothing explains: no cue, and no list of words that carry no deed."""

from collections.abc import Iterable

from netral.engines.text.normaliser import Reading
from netral.engines.text.patterns import Patterns


def unexplained(reading: Reading, places: Iterable[tuple[int, int]], known: Patterns) -> tuple[str, ...]:
    """The words outside all places (first and last word, both included) and outside the words known, as typed.

    Numbers and the later words of a short form count as explained by the word before them.
    """
    forms = [word.forms for word in reading.words]
    explained = {place for first, last in (*places, *known.matches(forms)) for place in range(first, last + 1)}
    return tuple(
        word.typed
        for place, word in enumerate(reading.words)
        if place not in explained and word.typed and not word.normal[0].isdigit()
    )
