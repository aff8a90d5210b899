"""Words of taking sides, and how sure a proposal has to be: what keeps words alone from clearing their writer."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from netral.apps.catalogue.proposing.language import LanguageError, data, shipped_lexicon
from netral.engines.text.normaliser import Lexicon, read
from netral.engines.text.patterns import Pattern, PatternError, compiled
from netral.engines.yaml_reader import read_yaml

_FILE = "partisan.yaml"


class Leanings:
    """The words of taking sides, ready to be searched for."""

    def __init__(self, document: Mapping[str, Any], lexicon: Lexicon) -> None:
        """Compile the document. Raises LanguageError."""
        self._lexicon = lexicon
        self.sure_from = float(document["sure_from"])
        try:
            self._patterns: tuple[Pattern, ...] = tuple(compiled(word, lexicon) for word in document["words"])
        except PatternError as error:
            raise LanguageError(f"{_FILE}: {error}") from error

    def find(self, text: str) -> tuple[str, ...]:
        """The words of a text that speak of taking sides, as they were typed, each once and in their order."""
        reading = read(text, self._lexicon)
        forms = [word.forms for word in reading.words]
        ends = ((start, pattern.ends(forms, start)) for start in range(len(forms)) for pattern in self._patterns)
        return tuple(dict.fromkeys(reading.quote(start, end) for start, end in ends if end >= 0))


@cache
def shipped_leanings() -> Leanings:
    """The words of taking sides that come with the programme. Raises LanguageError."""
    try:
        document = read_yaml((data() / _FILE).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise LanguageError(f"{_FILE}: {error}") from error
    return Leanings(document, shipped_lexicon())
