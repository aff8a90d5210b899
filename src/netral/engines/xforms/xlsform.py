"""A form as its office wrote it (XLSForm), made by pyxform into what a phone opens (XForm)."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers.expat import ExpatError

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from netral.engines.xforms.checks import LANGUAGES, faults_of, language_head
from netral.engines.xforms.faults import Fault, FaultKind, FormInvalid
from netral.engines.xforms.sheets import Book, FormGrid, read_tables, read_workbook

_MEDIA = re.compile(r"jr://[a-z-]+/([^\"<>]+)")
_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"'(survey|choices|settings)' sheet")
_LISTS = (".csv", ".xml", ".geojson")
_CODE = re.compile(r"\((\w[\w-]*)\)\s*$")
# As pyxform names them: as XLSForm does.
_TYPE_NAMES = {
    "select one": "select_one", "select all that apply": "select_multiple", "photo": "image", "int": "integer",
    "trigger": "acknowledge", "datetime": "dateTime",
}  # fmt: skip
# What pyxform itself trips over when a form is stranger than its own checks expect.
_TRIPPED = (LookupError, ValueError, TypeError, AttributeError, ExpatError, RecursionError)

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """One choice of a list: what is stored, and its words by language code."""

    name: str
    labels: Texts


@dataclass(frozen=True)
class Question:
    """One row of a form that stands in the answers, a group (`group`) or a repeat (`repeat`) too.

    Texts are by language code (`id`, `en`); expressions are as they were written; `required` is `yes`, empty or an
    expression; `file` is the list on the phone that the choices come from; `repeats` is how many repeats it stands in,
    itself not counted.
    """

    path: str
    name: str
    type: str
    labels: Texts = field(default_factory=dict)
    hints: Texts = field(default_factory=dict)
    required: str = ""
    relevant: str = ""
    constraint: str = ""
    constraint_messages: Texts = field(default_factory=dict)
    calculation: str = ""
    choices: tuple[Choice, ...] = ()
    file: str = ""
    choice_filter: str = ""
    appearance: str = ""
    repeats: int = 0

    @property
    def is_container(self) -> bool:
        """Whether it holds questions and has no answer of its own."""
        return self.type in {"group", "repeat"}


@dataclass(frozen=True)
class XForm:
    """A form that phones can open; `languages` are codes, `media` the names of the files it wants on the phone."""

    form_id: str
    version: str
    title: str
    xml: str
    sha256: str
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    media: tuple[str, ...]

    def question(self, path: str) -> Question | None:
        """Return the question at a path such as `/data/tempat/desa`, or None."""
        return next((question for question in self.questions if question.path == path), None)


def read_xlsx(content: bytes, form_id: str | None = None) -> XForm:
    """Return the form in a workbook; parses a stranger's file, so it is called through `engines.sandbox`.

    `form_id` is the one it must have, if any.

    Raises:
        FormInvalid: the workbook is none, or the form has faults; all of them are said.
    """
    return _form(read_workbook(content), form_id)


def read_markdown(text: str, form_id: str | None = None) -> XForm:
    """Return the form in markdown tables, as the shipped forms are written.

    Raises:
        FormInvalid: it has faults; all of them are said.
    """
    return _form(read_tables(text), form_id)


def _form(book: Book, form_id: str | None) -> XForm:
    faults = tuple(faults_of(book, form_id))
    if faults:
        raise FormInvalid(faults)
    default = language_head(book["survey"].heads, "label", "id").partition("::")[2] or LANGUAGES["id"]
    try:
        made = convert(_for_pyxform(book), default_language=default)
    except PyXFormError as error:
        raise FormInvalid((_fault_of(str(error)),)) from error
    except _TRIPPED as error:
        raise FormInvalid((Fault(FaultKind.PYXFORM, values={"words": f"{type(error).__name__}: {error}"}),)) from error
    tree: dict[str, Any] = made._pyxform or {}
    return XForm(
        form_id=str(tree["id_string"]),
        version=str(tree["version"]),
        title=str(tree.get("title") or tree["id_string"]),
        xml=made.xform,
        sha256=hashlib.sha256(made.xform.encode()).hexdigest(),
        languages=_languages(book["survey"]),
        questions=tuple(_questions(tree["children"], f"/{tree['name']}", 0)),
        media=tuple(sorted(set(_MEDIA.findall(made.xform)))),
    )


def _languages(survey: FormGrid) -> tuple[str, ...]:
    heads = (head.partition("::")[2] for head in survey.heads if head.startswith("label::"))
    return tuple(_code(language) for language in heads)


def _for_pyxform(book: Book) -> dict[str, Any]:
    """Return the sheets as pyxform takes them; empty rows are kept, so that it counts rows as a spreadsheet does."""
    made: dict[str, Any] = {"sheet_names": list(book)}
    for name, grid in book.items():
        rows = {row.number: row.cells for row in grid.rows}
        made[name] = [dict(rows.get(number, {})) for number in range(2, max(rows, default=1) + 1)]
        made[f"{name}_header"] = [dict.fromkeys(grid.heads)]
    return made


def _fault_of(words: str) -> Fault:
    row, sheet = _ROW.search(words), _SHEET.search(words)
    plain = " ".join(_ROW.sub("", words).split())
    return Fault(FaultKind.PYXFORM, sheet[1] if sheet else "", int(row[1]) if row else 0, values={"words": plain})


def _questions(children: list[dict[str, Any]], path: str, repeats: int) -> Iterator[Question]:
    for child in children:
        kind, here = str(child["type"]), f"{path}/{child['name']}"
        if here.endswith("/meta") and child.get("control", {}).get("bodyless"):
            continue
        yield _question(child, here, repeats)
        if kind in {"group", "repeat"}:
            yield from _questions(child.get("children", []), here, repeats + (kind == "repeat"))


def _question(child: dict[str, Any], path: str, repeats: int) -> Question:
    bind, control = child.get("bind", {}), child.get("control", {})
    itemset = str(child.get("itemset", ""))
    return Question(
        path=path,
        name=str(child["name"]),
        type=_TYPE_NAMES.get(child["type"], str(child["type"])),
        labels=_texts(child.get("label")),
        hints=_texts(child.get("hint")),
        required=_required(str(bind.get("required", ""))),
        relevant=str(bind.get("relevant", "")),
        constraint=str(bind.get("constraint", "")),
        constraint_messages=_texts(bind.get("jr:constraintMsg")),
        calculation=str(bind.get("calculate", "")),
        choices=tuple(Choice(str(one["name"]), _texts(one.get("label"))) for one in child.get("choices") or ()),
        file=itemset if itemset.endswith(_LISTS) else "",
        choice_filter=str(child.get("choice_filter", "")),
        appearance=str(control.get("appearance", "")),
        repeats=repeats,
    )


def _required(text: str) -> str:
    """Return `yes`, nothing, or the expression on which it depends."""
    plain = text.lower().removesuffix("()")
    return {"no": "", "false": "", "true": "yes", "yes": "yes"}.get(plain, text)


def _texts(value: object) -> Texts:
    if isinstance(value, Mapping):
        return {_code(str(language)): str(text) for language, text in value.items()}
    return {"": str(value)} if value else {}


def _code(language: str) -> str:
    found = _CODE.search(language)
    return found[1] if found else language
