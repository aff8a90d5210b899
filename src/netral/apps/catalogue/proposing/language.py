"""The words people use, what they mean, and which give facts away: `slang.yaml`, `meanings.yaml`, `cues.yaml`."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from netral.engines.text.cues import NEGATIONS, CueBook
from netral.engines.text.days import DayBook
from netral.engines.text.deeds import DeedBook
from netral.engines.text.features import Meanings
from netral.engines.text.normaliser import Lexicon
from netral.engines.text.patterns import Patterns, compiled
from netral.engines.text.people import PeopleBook
from netral.engines.yaml_reader import read_yaml


class LanguageError(ValueError):
    """A file of words cannot be used; the message names it and what is wrong."""


def data() -> Traversable:
    """The folder of the catalogue's data."""
    return files("netral.apps.catalogue") / "data"


@cache
def shipped_lexicon() -> Lexicon:
    """The short forms and regional words that come with the programme. Raises LanguageError."""
    return build_lexicon(_document("slang.yaml"))


@cache
def shipped_meanings() -> Meanings:
    """The meanings of words that come with the programme. Raises LanguageError."""
    return Meanings(_document("meanings.yaml")["groups"], shipped_lexicon())


@cache
def shipped_cues() -> CueBook:
    """The cues that come with the programme. Raises LanguageError, CueError."""
    return CueBook(_document("cues.yaml"), shipped_lexicon())


@cache
def shipped_deeds() -> DeedBook:
    """The words of deeds that come with the programme. Raises LanguageError, DeedError, CueError."""
    cues = _document("cues.yaml")
    return DeedBook(_document("deeds.yaml"), {name: cues[name] for name in NEGATIONS}, shipped_lexicon())


@cache
def shipped_people() -> PeopleBook:
    """The words for people that come with the programme. Raises LanguageError, PeopleError, PatternError."""
    return PeopleBook(_document("people.yaml"), shipped_lexicon())


@cache
def shipped_plain_words() -> Patterns:
    """The words that carry no deed. Raises LanguageError, PatternError."""
    return Patterns(compiled(source, shipped_lexicon()) for source in _document("plain.yaml")["words"])


@cache
def shipped_days() -> DayBook:
    """The words for days that come with the programme. Raises LanguageError, DaysError."""
    return DayBook(_document("days.yaml"))


def words_digest() -> str:
    """The SHA-256 of the files that decide how a text is read."""
    return sha256(b"".join((data() / name).read_bytes() for name in ("slang.yaml", "meanings.yaml"))).hexdigest()


def build_lexicon(document: Mapping[str, Any]) -> Lexicon:
    """Make a lexicon of a parsed document. Raises LanguageError when a spelling stands for two things."""
    words: dict[str, str] = {}
    for plain, spellings in ((plain, each) for group in document["words"].values() for plain, each in group.items()):
        for spelling in spellings:
            if not isinstance(spelling, str) or words.setdefault(spelling, plain) != plain:
                raise LanguageError(f"slang.yaml: {spelling!r} stands for {words.get(spelling)!r} and for {plain!r}")
    return Lexicon(words, frozenset(document["loans"]))


def _document(name: str) -> Any:
    try:
        return read_yaml((data() / name).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise LanguageError(f"{name}: {error}") from error
