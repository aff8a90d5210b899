"""A form that has a fault is refused with its place and what to do; one that has none becomes an XForm."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, strategies as st
from pyxform.xls2json_backends import md_to_dict

from netral.cli.forms import SHIPPED
from netral.engines.sandbox.limits import MEGABYTE
from netral.engines.xforms.faults import WORDS, Fault, FaultKind, FormInvalid
from netral.engines.xforms.sheets import read_tables, read_workbook
from netral.engines.xforms.uploads import read_upload
from netral.engines.xforms.workbook import workbook_of
from netral.engines.xforms.xlsform import read_markdown, read_xlsx
from tests.engines.xforms.books import (
    CHOICES,
    HEADS,
    SETTINGS,
    SURVEY,
    Rows,
    markdown,
    saved,
    sheets,
    with_row,
    workbook,
    xlsx,
)  # fmt: skip

DATA = Path(__file__).parents[3] / "src" / "netral" / "apps" / "fieldwork" / "data"


def refused(content: bytes, form_id: str | None = None) -> tuple[Fault, ...]:
    with pytest.raises(FormInvalid) as error:
        read_xlsx(content, form_id)
    assert all(fault.words for fault in error.value.faults)
    assert str(error.value)
    return error.value.faults


def test_a_sound_form_has_its_questions_in_order() -> None:
    form = read_xlsx(xlsx(sheets()), "uji")
    assert (form.form_id, form.version, form.title, form.languages, form.media) == ("uji", "1", "Uji", ("id", "en"), ())
    assert [(one.path, one.type, one.repeats) for one in form.questions] == [
        ("/data/uraian", "text", 0),
        ("/data/ada", "select_one", 0),
        ("/data/saksi", "repeat", 0),
        ("/data/saksi/nama", "text", 1),
    ]
    choice = form.questions[1].choices[0]
    assert (choice.name, choice.labels) == ("ya", {"id": "Ya", "en": "Yes"})
    assert form.questions[3].relevant == "${ada} = 'ya'"
    assert "instanceID" in form.xml


@pytest.mark.parametrize(
    ("made", "kind", "place"),
    [
        (sheets(with_row("txt", "a", "A", "A")), FaultKind.UNKNOWN_TYPE, "survey 7 type"),
        (sheets(with_row("text", "a", "A", "A", "((. = ")), FaultKind.BROKEN_EXPRESSION, "survey 7 relevant"),
        (sheets(with_row("text", "a", "A", "A", "", "nosuch(.)")), FaultKind.BROKEN_EXPRESSION, "survey 7 constraint"),
        (
            sheets(with_row("calculate", "a", "", "", "", "", "1 +")),
            FaultKind.BROKEN_EXPRESSION,
            "survey 7 calculation",
        ),
        (sheets(with_row("calculate", "a")), FaultKind.NO_CALCULATION, "survey 7 calculation"),
        (sheets(with_row("text", "a", "A", "A", "${b} = 1")), FaultKind.UNKNOWN_REFERENCE, "survey 7 relevant"),
        (
            sheets(with_row("text", "a", "Halo ${b}", "A")),
            FaultKind.UNKNOWN_REFERENCE,
            "survey 7 label::Bahasa Indonesia (id)",
        ),
        (sheets(with_row("text", "ada", "A", "A")), FaultKind.NAME_TWICE, "survey 7 name"),
        (sheets(with_row("text", "1 a", "A", "A")), FaultKind.BAD_NAME, "survey 7 name"),
        (sheets(with_row("text", "", "A", "A")), FaultKind.NO_NAME, "survey 7 name"),
        (sheets(with_row("text", "instanceID", "A", "A")), FaultKind.NAME_TAKEN, "survey 7 name"),
        (sheets(with_row("text", "meta", "A", "A")), FaultKind.NAME_TAKEN, "survey 7 name"),
        (sheets(with_row("select_one lain", "a", "A", "A")), FaultKind.NO_LIST, "survey 7 type"),
        (sheets(with_row("text", "a", "A")), FaultKind.NO_LABEL, "survey 7 label::English (en)"),
        (sheets(with_row("text", "a", "", "A")), FaultKind.NO_LABEL, "survey 7 label::Bahasa Indonesia (id)"),
        (sheets(with_row("begin_group", "g", "G", "G")), FaultKind.UNPAIRED, "survey 7 type"),
        (sheets(with_row("end_group")), FaultKind.UNPAIRED, "survey 7 type"),
        (
            sheets(choices=[*CHOICES, ["ya_tidak", "ragu", "Ragu"]]),
            FaultKind.NO_LABEL,
            "choices 4 label::English (en)",
        ),
        (sheets(choices=[*CHOICES, ["ya_tidak", "ya", "Ya", "Yes"]]), FaultKind.CHOICE_TWICE, "choices 4 name"),
        (sheets(choices=[*CHOICES, ["ya_tidak", "", "Ya", "Yes"]]), FaultKind.CHOICE_WITHOUT_NAME, "choices 4 name"),
        (sheets(choices=[*CHOICES, ["", "b", "Ya", "Yes"]]), FaultKind.CHOICE_WITHOUT_LIST, "choices 4 list_name"),
        (sheets(settings=[["form_id", "version"], ["", "1"]]), FaultKind.NO_FORM_ID, "settings 2 form_id"),
        (sheets(settings=[["form_id", "version"], ["Uji!", "1"]]), FaultKind.BAD_FORM_ID, "settings 2 form_id"),
        (sheets(settings=[["form_id", "version"], ["lain", "1"]]), FaultKind.OTHER_FORM_ID, "settings 2 form_id"),
        (sheets(settings=[["form_id", "version"], ["uji", ""]]), FaultKind.NO_VERSION, "settings 2 version"),
        (sheets(settings=[["form_id", "version"], ["uji", "a b"]]), FaultKind.BAD_VERSION, "settings 2 version"),
        (
            sheets(settings=[["form_id", "version", "submission_url"], ["uji", "1", "https://jahat.example"]]),
            FaultKind.UNUSABLE_SETTING,
            "settings 2 submission_url",
        ),
        (sheets(entities=[["list_name"], ["x"]]), FaultKind.UNUSABLE_SHEET, "entities"),
        (sheets([["type", "label::English (en)"], ["text", "A"]]), FaultKind.NO_HEADS, "survey 1 name"),
        (sheets([[*HEADS, "type"], *SURVEY[1:]]), FaultKind.HEAD_TWICE, "survey 1 type"),
        (
            sheets([[*HEADS, "relevent"], *SURVEY[1:]]),
            FaultKind.HEAD_MISSPELT,
            "survey 1 relevent",
        ),
        (
            sheets(with_row("text", "a", "${ada", "A")),
            FaultKind.BROKEN_REFERENCE,
            "survey 7 label::Bahasa Indonesia (id)",
        ),
        (
            sheets(choices=[*CHOICES, ["ya_tidak", "x", "X", "${b}"]]),
            FaultKind.UNKNOWN_REFERENCE,
            "choices 4 label::English (en)",
        ),
        (sheets(choices=[["nama", "label"], ["ya", "Ya"]]), FaultKind.NO_HEADS, "choices 1 list_name"),
        (sheets(with_row("select_one ya_tidak or_other", "a", "A", "A")), FaultKind.OR_OTHER, "survey 7 type"),
        ({"Lembar1": SURVEY, "settings": SETTINGS}, FaultKind.NO_SURVEY, ""),
    ],
)
def test_a_fault_is_found_where_it_stands(made: dict[str, Rows], kind: FaultKind, place: str) -> None:
    assert (kind, place) in [(fault.kind, fault.place) for fault in refused(xlsx(made), "uji")]


def test_all_faults_are_said_at_once() -> None:
    faults = refused(xlsx(sheets([*SURVEY, ["txt", "a", "A", "A"], [], ["text", "b", "B"]])))
    assert [fault.place for fault in faults] == ["survey 7 type", "survey 9 label::English (en)"]


def test_columns_of_notes_and_texts_with_brackets_are_no_fault() -> None:
    rows: Rows = [
        [*HEADS, "default", "required", "catatan"],
        ["text", "a", "A", "A", "", "", "", "Tidak tahu (kosong)", "TRUE", "x"],
        ["text", "b", "B", "B", "", "", "", "", "no"],
        ["text", "c", "C", "C", "", "", "", "now()", "${a} = ''"],
    ]
    assert [one.required for one in read_xlsx(xlsx(sheets(rows))).questions] == ["yes", "", "${a} = ''"]


def test_what_only_pyxform_finds_is_carried_in_with_its_row() -> None:
    heads = [*HEADS, "parameters"]
    row = ["range", "a", "A", "A", "", "", "", "start=1 end=x step=1"]
    (fault,) = refused(xlsx(sheets([heads, *SURVEY[1:], row])))
    assert (fault.kind, fault.place) == (FaultKind.PYXFORM, "survey 7")
    assert fault.words.startswith("pyxform berkata: ")


def test_a_control_character_is_refused() -> None:
    with pytest.raises(FormInvalid) as error:
        read_markdown(markdown(sheets(with_row("text", "a", "A\x01", "A"))))
    (fault,) = error.value.faults
    assert (fault.kind, fault.row, fault.values["code"]) == (FaultKind.ILLEGAL_CHARACTER, 7, "U+0001")


def test_what_is_no_workbook_is_refused() -> None:
    assert refused(b"type,name\ntext,a\n")[0].kind == FaultKind.NOT_XLSX
    assert refused(b"PK\x03\x04" + b"x" * 100)[0].kind == FaultKind.DAMAGED
    assert refused(xlsx(sheets())[:-200])[0].kind == FaultKind.DAMAGED
    assert refused(b"PK\x03\x04" + b"x" * 2 * MEGABYTE)[0].kind == FaultKind.TOO_LARGE


def test_macros_are_refused() -> None:
    kept = BytesIO(xlsx(sheets()))
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert refused(kept.getvalue())[0].kind == FaultKind.MACROS


def test_nothing_of_a_form_is_hidden() -> None:
    book = workbook(sheets())
    book["choices"].sheet_state = "hidden"
    assert [(fault.kind, fault.sheet) for fault in refused(saved(book))] == [(FaultKind.HIDDEN_SHEET, "choices")]
    book = workbook(sheets())
    book["survey"].row_dimensions[2].hidden = True
    assert [(fault.kind, fault.sheet) for fault in refused(saved(book))] == [(FaultKind.HIDDEN_CELLS, "survey")]


def test_a_formula_is_no_text() -> None:
    (fault,) = refused(xlsx(sheets(with_row("text", "a", "=A1", "A"))))
    assert (fault.kind, fault.place) == (FaultKind.FORMULA, "survey 7 C")


def test_a_form_has_a_size() -> None:
    many: Rows = [["text", f"t{number}", "A", "A"] for number in range(1001)]
    assert refused(xlsx(sheets([HEADS, *many])))[0].kind == FaultKind.TOO_MANY_QUESTIONS
    rows: Rows = [["ya_tidak", f"c{number}", "A", "A"] for number in range(20_001)]
    assert refused(xlsx(sheets(choices=[*CHOICES, *rows])))[0].kind == FaultKind.TOO_MANY_CHOICES


def test_a_bomb_costs_one_refusal() -> None:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * 700 * MEGABYTE)
    assert len(kept.getvalue()) < 2 * MEGABYTE
    with pytest.raises(FormInvalid):
        read_upload(kept.getvalue())


def test_the_form_comes_out_of_the_sandbox() -> None:
    form = read_upload(xlsx(sheets()), "uji")
    assert form == read_xlsx(xlsx(sheets()))
    with pytest.raises(FormInvalid) as error:
        read_upload(xlsx(sheets(with_row("txt", "a", "A", "A"))))
    assert error.value.faults[0].kind == FaultKind.UNKNOWN_TYPE


@pytest.mark.parametrize("name", SHIPPED.values())
def test_a_shipped_form_is_the_same_as_tables_and_as_a_workbook(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    form = read_markdown(text)
    assert read_xlsx(workbook_of(text), form.form_id) == form
    assert form.media == ("villages.csv",)
    assert read_workbook(workbook_of(text)) == read_tables(text)


@pytest.mark.parametrize("name", SHIPPED.values())
def test_pyxform_reads_our_tables_as_we_do(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    theirs = md_to_dict(text)
    for sheet, grid in read_tables(text).items():
        assert [row.cells for row in grid.rows] == list(getattr(theirs, sheet, None) or theirs[sheet])


def test_the_quick_form_is_quick() -> None:
    form = read_markdown((DATA / "kejadian-cepat.md").read_text(encoding="utf-8"))
    asked = [one for one in form.questions if not one.is_container and one.type != "start" and one.name != "desa"]
    assert len(asked) < 8


def test_every_kind_has_words() -> None:
    assert set(WORDS) == set(FaultKind)


CELLS = st.text(max_size=12) | st.sampled_from(
    [
        "text", "select_one ya_tidak", "select_one_from_file a.csv", "select_one ${nama}", "begin_repeat", "end_repeat",
        "range", "rank ya_tidak", "calculate", "osm", "${ada}", "${ada", "$", "now()", "''", ".", "<b>", "&", "jr://x",
        "data", "name", "label", "start=1", "yes", "-1", "a" * 300, "😀",
        "audit", "csv-external", "xml-external", "entity",
    ]
)  # fmt: skip


@given(st.data())
def test_whatever_stands_in_a_cell_the_form_is_read_or_refused(data: st.DataObject) -> None:
    made = {name: [[*row, *[""] * (9 - len(row))] for row in rows] for name, rows in sheets().items()}
    for _time in range(data.draw(st.integers(1, 3))):
        rows = made[data.draw(st.sampled_from(sorted(made)))]
        row = data.draw(st.integers(0, len(rows) - 1))
        rows[row][data.draw(st.integers(0, 8))] = data.draw(CELLS)
    try:
        form = read_markdown(markdown(made))
    except FormInvalid as error:
        refusal = error
    else:
        fromstring(form.xml)
        return
    assert all(fault.words for fault in refusal.faults)
