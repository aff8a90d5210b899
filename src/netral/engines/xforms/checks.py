"""The rules of the house for a form, each judged over the whole book, so that an officer sees all faults at once."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from netral.engines.xforms.expressions import ExpressionBroken, check_expression, references
from netral.engines.xforms.faults import Fault, FaultKind
from netral.engines.xforms.sheets import Book, FormGrid, SheetRow

MOST_QUESTIONS, MOST_CHOICES = 1000, 20_000
LANGUAGES = {"id": "Bahasa Indonesia (id)", "en": "English (en)"}
WITHOUT_TEXT = frozenset({
    "calculate", "hidden", "start", "end", "today", "deviceid", "phonenumber", "username", "email", "audit",
    "start-geopoint", "background-audio", "csv-external", "xml-external", "end_group", "end_repeat", "begin_group",
})  # fmt: skip
CHOOSING = frozenset({
    "select_one", "select_multiple", "rank", "select_one_from_file", "select_multiple_from_file",
})  # fmt: skip
TYPES = WITHOUT_TEXT | CHOOSING | frozenset({
    "text", "integer", "decimal", "date", "time", "dateTime", "note", "geopoint", "geotrace", "geoshape", "image",
    "audio", "video", "file", "barcode", "range", "acknowledge", "begin_repeat",
})  # fmt: skip
# Where a report would go elsewhere, could not be read, or would have no number of its own.
_UNUSABLE_SETTINGS = ("submission_url", "public_key", "omit_instanceID", "auto_send", "auto_delete")
_EXPRESSIONS = ("relevant", "constraint", "calculation", "choice_filter", "repeat_count", "required", "default")
_TEXTS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_HEADS = {
    "survey": (
        "type", "name", *_TEXTS, *_EXPRESSIONS, "appearance", "parameters", "read_only", "readonly", "trigger", "media",
        "image", "audio", "video", "big-image", "note", "bind", "body", "autoplay", "rows",
    ),
    "choices": ("list_name", "name", "label", "media", "image", "audio", "video", "big-image"),
    "settings": (
        "form_title", "form_id", "version", "default_language", "style", "name", "instance_name", "namespaces",
        *_UNUSABLE_SETTINGS, "allow_choice_duplicates", "prefix",
    ),
}  # fmt: skip
_TAKEN = frozenset({"instanceID", "meta", "__version__"})
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_FORM_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_VERSION = re.compile(r"[\w.\-]{1,32}")
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_CALL = re.compile(r"[\w-]\(")
_YES_NO = re.compile(r"(?i)yes|no|true|false|true\(\)|false\(\)")


def faults_of(book: Book, expected: str | None) -> Iterator[Fault]:
    """Yield every fault of a form; `expected` is the form_id it must have, if any."""
    yield from _settings(book.get("settings"), expected)
    survey = book["survey"]
    if faults := tuple(_heads(survey, ("type", "name"))):
        yield from faults
        return
    questions = len(survey.rows)
    if questions > MOST_QUESTIONS:
        values = {"count": str(questions), "most": str(MOST_QUESTIONS)}
        yield Fault(FaultKind.TOO_MANY_QUESTIONS, "survey", values=values)
        return
    choices = book.get("choices")
    if choices and len(choices.rows) > MOST_CHOICES:
        values = {"count": str(len(choices.rows)), "most": str(MOST_CHOICES)}
        yield Fault(FaultKind.TOO_MANY_CHOICES, "choices", values=values)
        return
    for grid in book.values():
        yield from _illegal(grid)
        yield from _misspelt(grid)
    yield from _survey(survey, {row.text("list_name") for row in choices.rows} if choices else set())
    if choices:
        yield from _choices(choices, {row.text("name") for row in survey.rows})


def type_words(text: str) -> tuple[str, str]:
    """Return the type of a row of the survey and the list it takes, such as `select_one` and `yes_no`."""
    head, _blank, rest = text.partition(" ")
    if head in {"begin", "end"}:
        return f"{head}_{rest.strip()}", ""
    return {"datetime": "dateTime", "int": "integer", "photo": "image", "trigger": "acknowledge"}.get(
        head, head
    ), rest.strip()


def language_head(heads: tuple[str, ...], base: str, code: str) -> str:
    """Return the head that holds a text in a language, by the code in brackets, or the head to write."""
    for head in heads:
        name, _colons, language = head.partition("::")
        if name == base and language.endswith(f"({code})"):
            return head
    return f"{base}::{LANGUAGES[code]}"


def _settings(grid: FormGrid | None, expected: str | None) -> Iterator[Fault]:
    row = grid.rows[0] if grid and grid.rows else SheetRow(2, {})
    form_id, version = row.text("form_id"), row.text("version")
    if not form_id:
        yield Fault(FaultKind.NO_FORM_ID, "settings", row.number, "form_id")
    elif not _FORM_ID.fullmatch(form_id):
        yield Fault(FaultKind.BAD_FORM_ID, "settings", row.number, "form_id", {"form_id": form_id})
    elif expected is not None and form_id != expected:
        values = {"form_id": form_id, "expected": expected}
        yield Fault(FaultKind.OTHER_FORM_ID, "settings", row.number, "form_id", values)
    if not version:
        yield Fault(FaultKind.NO_VERSION, "settings", row.number, "version")
    elif not _VERSION.fullmatch(version):
        yield Fault(FaultKind.BAD_VERSION, "settings", row.number, "version", {"version": version})
    for setting in _UNUSABLE_SETTINGS:
        if row.text(setting):
            yield Fault(FaultKind.UNUSABLE_SETTING, "settings", row.number, setting, {"setting": setting})


def _heads(grid: FormGrid, wanted: tuple[str, ...]) -> Iterator[Fault]:
    for head in wanted:
        if head not in grid.heads:
            yield Fault(FaultKind.NO_HEADS, grid.name, 1, head, {"missing": head})


def _misspelt(grid: FormGrid) -> Iterator[Fault]:
    """Yield heads that are nearly one that is read; others are an officer's own notes."""
    known = _HEADS.get(grid.name, ())
    for head in grid.heads:
        base = head.partition("::")[0]
        if base not in known and (near := get_close_matches(base.lower(), known, 1, 0.8)):
            yield Fault(FaultKind.HEAD_MISSPELT, grid.name, 1, head, {"head": base, "near": near[0]})


def _illegal(grid: FormGrid) -> Iterator[Fault]:
    for row in grid.rows:
        for head, text in row.cells.items():
            if found := _ILLEGAL.search(text):
                code = f"U+{ord(found[0]):04X}"
                yield Fault(FaultKind.ILLEGAL_CHARACTER, grid.name, row.number, head, {"code": code})


def _survey(grid: FormGrid, lists: set[str]) -> Iterator[Fault]:
    names = {row.text("name") for row in grid.rows}
    yield from _nesting(grid)
    for row in grid.rows:
        yield from _type(row, lists)
        yield from _name(row)
        yield from _expressions(row, names)
        yield from _labels(grid, row, names)


def _nesting(grid: FormGrid) -> Iterator[Fault]:
    """Yield groups without an end, ends without a group, and names that stand twice in the same group."""
    opened: list[tuple[SheetRow, str, dict[str, int]]] = [(SheetRow(0, {}), "", {})]
    for row in grid.rows:
        kind = type_words(row.text("type"))[0]
        if kind.startswith("end_"):
            if opened[-1][1] != kind.removeprefix("end_"):
                yield Fault(FaultKind.UNPAIRED, "survey", row.number, "type", {"type": row.text("type")})
            elif len(opened) > 1:
                opened.pop()
            continue
        name, used = row.text("name"), opened[-1][2]
        if name and name in used:
            values = {"name": name, "first": str(used[name])}
            yield Fault(FaultKind.NAME_TWICE, "survey", row.number, "name", values)
        used.setdefault(name, row.number)
        if kind in {"begin_group", "begin_repeat"}:
            opened.append((row, kind.removeprefix("begin_"), {}))
    for row, _kind, _used in opened[1:]:
        yield Fault(FaultKind.UNPAIRED, "survey", row.number, "type", {"type": row.text("type")})


def _type(row: SheetRow, lists: set[str]) -> Iterator[Fault]:
    kind, rest = type_words(row.text("type"))
    if kind not in TYPES:
        yield Fault(FaultKind.UNKNOWN_TYPE, "survey", row.number, "type", {"type": row.text("type")})
    elif rest.endswith("or_other"):
        yield Fault(FaultKind.OR_OTHER, "survey", row.number, "type")
    elif kind in {"select_one", "select_multiple", "rank"} and rest not in lists and "${" not in rest:
        yield Fault(FaultKind.NO_LIST, "survey", row.number, "type", {"list": rest})
    if kind == "calculate" and not row.text("calculation"):
        yield Fault(FaultKind.NO_CALCULATION, "survey", row.number, "calculation")


def _name(row: SheetRow) -> Iterator[Fault]:
    name = row.text("name")
    if not name:
        if not row.text("type").startswith("end") and type_words(row.text("type"))[0] != "audit":
            yield Fault(FaultKind.NO_NAME, "survey", row.number, "name")
    elif name in _TAKEN:
        yield Fault(FaultKind.NAME_TAKEN, "survey", row.number, "name", {"name": name})
    elif not _NAME.fullmatch(name):
        better = re.sub(r"\W+", "_", name.lower()).strip("_0123456789") or "uraian"
        yield Fault(FaultKind.BAD_NAME, "survey", row.number, "name", {"name": name, "better": better})


def _expressions(row: SheetRow, names: set[str]) -> Iterator[Fault]:
    for head in _EXPRESSIONS:
        text = row.text(head)
        if (
            not text
            or (head == "required" and _YES_NO.fullmatch(text))
            or (head == "default" and not _CALL.search(text))
        ):
            continue
        try:
            check_expression(text)
        except ExpressionBroken as error:
            values = {"expression": text, "near": error.near}
            yield Fault(FaultKind.BROKEN_EXPRESSION, "survey", row.number, head, values)
        yield from _unknown("survey", row, head, names)


def _unknown(sheet: str, row: SheetRow, head: str, names: set[str]) -> Iterator[Fault]:
    found = tuple(references(row.text(head)))
    if row.text(head).count("${") > len(found):
        yield Fault(FaultKind.BROKEN_REFERENCE, sheet, row.number, head)
    for name in found:
        if name not in names:
            yield Fault(FaultKind.UNKNOWN_REFERENCE, sheet, row.number, head, {"name": name})


def _labels(grid: FormGrid, row: SheetRow, names: set[str]) -> Iterator[Fault]:
    kind = type_words(row.text("type"))[0]
    for base in _TEXTS:
        heads = [language_head(grid.heads, base, code) for code in LANGUAGES]
        needed = base == "label" and kind in TYPES - WITHOUT_TEXT
        for head in heads:
            if not row.text(head) and (needed or any(row.text(other) for other in (*heads, base))):
                yield Fault(FaultKind.NO_LABEL, grid.name, row.number, head, {"column": head})
            yield from _unknown("survey", row, head, names)


def _choices(grid: FormGrid, names: set[str]) -> Iterator[Fault]:
    if faults := tuple(_heads(grid, ("list_name", "name"))):
        yield from faults
        return
    first: dict[tuple[str, str], int] = {}
    for row in grid.rows:
        name, owner = row.text("name"), row.text("list_name")
        if not name:
            yield Fault(FaultKind.CHOICE_WITHOUT_NAME, "choices", row.number, "name")
        if not owner:
            yield Fault(FaultKind.CHOICE_WITHOUT_LIST, "choices", row.number, "list_name")
        if name and first.setdefault((owner, name), row.number) != row.number:
            values = {"name": name, "list": owner, "first": str(first[owner, name])}
            yield Fault(FaultKind.CHOICE_TWICE, "choices", row.number, "name", values)
        for code in LANGUAGES:
            head = language_head(grid.heads, "label", code)
            if not row.text(head):
                yield Fault(FaultKind.NO_LABEL, "choices", row.number, head, {"column": head})
            yield from _unknown("choices", row, head, names)
