"""The labelled sentences the proposer learns from: one file for each writer."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources.abc import Traversable

from netral.apps.catalogue.proposing.language import data

COLUMNS = ("act", "alt", "verdict", "form", "voice", "text")


class SentencesError(ValueError):
    """A file of sentences cannot be used; the message names the file and the line."""


@dataclass(frozen=True)
class Sentence:
    """One sentence, the act that decides it, others that would do, and who wrote it in whose voice."""

    act: str
    others: tuple[str, ...]
    verdict: str
    form: str
    voice: str
    text: str
    writer: str


def training_sentences() -> list[Sentence]:
    """Every sentence that comes with the programme, writer by writer. Raises SentencesError."""
    paths = sorted((path for path in _folder().iterdir() if path.name.endswith(".tsv")), key=lambda path: path.name)
    return [sentence for path in paths for sentence in read_sentences(path)]


def foreign_texts() -> list[str]:
    """Texts that are to be refused, because they are in no language of Indonesia or in none at all."""
    return (_folder() / "foreign.txt").read_text(encoding="utf-8").splitlines()


def read_sentences(path: Traversable) -> list[Sentence]:
    """The sentences of one file. Raises SentencesError."""
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    if tuple(header.split("\t")[: len(COLUMNS)]) != COLUMNS:
        raise SentencesError(f"{path.name}: the first line does not begin with the columns {', '.join(COLUMNS)}")
    found: list[Sentence] = []
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) < len(COLUMNS) or not cells[0] or not cells[5].strip():
            raise SentencesError(f"{path.name}, line {number}: six columns are needed, with an act and a text")
        act, others, verdict, form, voice, text = cells[: len(COLUMNS)]
        listed = tuple(each for each in others.split(",") if each)
        found.append(Sentence(act, listed, verdict, form, voice, text, path.name.removesuffix(".tsv")))
    return found


def fingerprint(sentences: Iterable[Sentence], foreign: Iterable[str]) -> str:
    """The SHA-256 of everything that is learnt from."""
    total = sha256()
    for sentence in sentences:
        total.update("\t".join((sentence.writer, sentence.act, *sentence.others, sentence.text, "\n")).encode())
    for text in foreign:
        total.update(f"foreign\t{text}\n".encode())
    return total.hexdigest()


def _folder() -> Traversable:
    return data() / "sentences"
