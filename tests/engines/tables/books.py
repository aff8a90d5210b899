"""Workbooks of every shape, made part by part."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

HEAD = "<row><c t='inlineStr'><is><t>NIP</t></is></c></row>"
_MAIN = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def book(path: Path, *sheets: tuple[str, str, str], kinds: Sequence[str] = (), before: str = "") -> Path:
    """Write a workbook of sheets: name, state and the rows as XML; `before` goes in front of each sheet's root."""
    listed = "".join(
        f"<sheet name='{name}' sheetId='{number}' state='{state}' r:id='r{number}'/>"
        for number, (name, state, _) in enumerate(sheets, start=1)
    )
    relations = "".join(
        f"<Relationship Id='r{number}' Type='{_OFFICE}/{kind}' Target='worksheets/sheet{number}.xml'/>"
        for number, kind in enumerate([*kinds, *["worksheet"] * len(sheets)][: len(sheets)], start=1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        root = f"<workbook {_MAIN} xmlns:r='{_OFFICE}'><sheets>{listed}</sheets></workbook>"
        archive.writestr("xl/workbook.xml", root)
        start = f"<Relationship Id='r' Type='{_OFFICE}/officeDocument' Target='xl/workbook.xml'/>"
        archive.writestr("_rels/.rels", f"<Relationships>{start}</Relationships>")
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{relations}</Relationships>")
        for number, (_, _, rows) in enumerate(sheets, start=1):
            sheet = f"{before}<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>"
            archive.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
    return path
