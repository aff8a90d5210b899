"""Parsers of files from outside run in the sandbox: only the modules listed here may load one, each for a reason."""

import ast
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, modules

PARSERS = {
    "PIL",
    "docx",
    "fitz",
    "lxml",
    "openpyxl",
    "pikepdf",
    "pillow_heif",
    "pyhanko",
    "pypdfium2",
    "pyxform",
    "python_calamine",
}
PARSERS |= {"defusedxml", "pypdf", "tarfile", "zipfile", "zxingcpp"}

# What makes files of its own, or reads only those it made.
OWN_FILES = {
    "apps/catalogue/editions/bundle.py",
    "apps/catalogue/worksheet/workbook.py",
    "apps/learning/posters.py",
    "foundation/seals/bundles.py",
    "bench/hostile.py",
    "bench/scratch/phones.py",
    "demo/cast/citizens.py",
    "config/cluster/filecopies.py",
    "engines/seal/content.py",
    "engines/seal/pdf_template/layout.py",
    "engines/seal/pades.py",
    "engines/seal/timestamps.py",
    "engines/text/array_store.py",
    "engines/xforms/workbook.py",
    "foundation/regions/sources.py",
    "foundation/ui/workbook.py",
}
# What is called on files from outside, and only inside the sandbox or bounded before anything is opened.
BOUNDED = {
    "engines/seal/verification.py",
    "engines/metadata/images.py",
    "engines/metadata/likeness.py",
    "engines/metadata/markup.py",
    "engines/metadata/office.py",
    "engines/metadata/pdf.py",
    "engines/tables/form_sheets.py",
    "engines/tables/sheets.py",
    "engines/xforms/instance.py",
    "engines/xforms/odk_validate.py",
    "engines/xforms/xlsform.py",
    "foundation/seals/archives.py",
}
# Only this door leads from the rest of the house to pyHanko's reading of a stranger's file.
DOORS = {
    "engines/seal/verification.py:verify_pdf": {"engines/seal/bsre.py", "engines/seal/outside.py", "bench/seal.py"}
}


def test_only_listed_modules_load_a_parser() -> None:
    found = {_named(path) for path in modules() if _imported(path) & PARSERS}
    assert found == OWN_FILES | BOUNDED, "a new parser runs in netral.engines.sandbox; see its README"


@pytest.mark.parametrize("door", DOORS)
def test_a_parser_of_files_from_outside_has_one_door(door: str) -> None:
    place, function = door.split(":")
    source = "netral." + place.removesuffix(".py").replace("/", ".")
    assert {_named(path) for path in modules() if function in _names_from(path, source)} == DOORS[door]


def _named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def _names_from(path: Path, source: str) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    imports = (node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == source)
    return {alias.name for node in imports for alias in node.names}
