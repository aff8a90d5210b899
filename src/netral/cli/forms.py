"""`netral forms`: whether a form can go to the phones, how it reads, and a workbook to start from."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from netral.cli.django_setup import open_database, set_up_django
from netral.config.errors import NetralError
from netral.engines.xforms.faults import Fault, FaultKind, FormInvalid
from netral.engines.xforms.odk_validate import NoJava, validate
from netral.engines.xforms.preview import lines_of
from netral.engines.xforms.uploads import read_upload
from netral.engines.xforms.workbook import workbook_of
from netral.engines.xforms.xlsform import XForm, read_markdown

app = typer.Typer(no_args_is_help=True, help=__doc__)
notes = Console(stderr=True)

SHIPPED = {"form_a": "form-a.md", "kejadian_cepat": "kejadian-cepat.md"}

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]


class FormNotRead(NetralError):
    """A file could not be read, or the form in it has faults."""


@app.command("validate")
def validate_forms(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="FILE...", help="Workbooks (.xlsx) or .md.")] = None,
    shipped: Annotated[bool, typer.Option("--shipped", help="The forms that ship with Netral.")] = False,
    as_json: Json = False,
) -> None:
    """Check forms by the rules of the house, pyxform and ODK Validate: a line for each fault, exit 1 if any."""
    named = [(path.name, path) for path in paths or []]
    named += [(name, Path(str(_data() / name))) for name in SHIPPED.values() if shipped]
    if not named:
        raise FormNotRead("No form was named: give files, or --shipped.")
    faults, asked = [], True
    for name, path in named:
        found, java = _faults(path)
        faults += [(name, fault) for fault in found]
        asked = asked and java
    if as_json:
        listed = [_as_json(name, fault) for name, fault in faults]
        told = {"forms": len(named), "odk_validate": asked, "faults": listed}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(faults, len(named)))
    if not asked:
        notes.print("Java is missing, so ODK Validate was not asked: apt-get install openjdk-17-jre-headless")
    if faults:
        raise typer.Exit(1)


@app.command()
def preview(path: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook (.xlsx) or .md.")]) -> None:
    """Show every question in both languages, when it is asked, what it accepts, and its choices."""
    try:
        form = _read(path)
    except FormInvalid as error:
        raise FormNotRead(f"{path.name} has {len(error.faults)} faults: see netral forms validate.") from error
    sys.stdout.writelines(f"{line}\n" for line in lines_of(form))


@app.command()
def template(
    path: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Where to write; nothing there is replaced.")],
    form: Annotated[str, typer.Option("--form", help=f"One of {', '.join(SHIPPED)}.")] = "form_a",
) -> None:
    """Write a shipped form as a workbook, to be changed in Excel or LibreOffice."""
    if form not in SHIPPED:
        raise FormNotRead(f"There is no shipped form {form}: it is one of {', '.join(SHIPPED)}.")
    content = workbook_of((_data() / SHIPPED[form]).read_text(encoding="utf-8"))
    try:
        with path.open("xb") as stream:
            stream.write(content)
    except OSError as error:
        raise FormNotRead(f"{path} was not written ({error.strerror}): name another file.") from error


@app.command()
def publish(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook (.xlsx) or .md.")],
    valid_from: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The first day it is valid.")],
    by: Annotated[str, typer.Option(metavar="EMAIL", help="Who proposes it.")],
    second: Annotated[str, typer.Option(metavar="EMAIL", help="Who publishes it: somebody else.")],
) -> None:
    """Publish a form in the name of two people who may; both steps stand in the ledger."""
    found, _java = _faults(path)
    if found:
        raise FormNotRead(f"{path.name} has {len(found)} faults: see netral forms validate {path}.")
    form = _read(path)
    sheet = workbook_of(path.read_text(encoding="utf-8")) if path.suffix.lower() == ".md" else path.read_bytes()
    set_up_django()
    open_database()
    # Loaded here, because it needs Django, and checking a form does not.
    publication = import_module("netral.cli.form_publication")
    name = publication.publish_form(form, sheet, valid_from.date(), by=by, second=second)
    sys.stdout.write(f"{name} is published, valid from {valid_from.date()}\n")


def _data() -> Path:
    return Path(str(files("netral.apps.fieldwork") / "data"))


def _read(path: Path) -> XForm:
    """Return the form in a file; a workbook is a stranger's and is parsed in the sandbox."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FormNotRead(f"{path} cannot be read ({error.strerror}).") from error
    if path.suffix.lower() == ".md":
        try:
            return read_markdown(content.decode())
        except UnicodeDecodeError as error:
            raise FormInvalid((Fault(FaultKind.NOT_TEXT),)) from error
    return read_upload(content)


def _faults(path: Path) -> tuple[tuple[Fault, ...], bool]:
    """Return the faults of a form, and whether ODK Validate had its say where it had to."""
    try:
        form = _read(path)
    except FormInvalid as error:
        return error.faults, True
    try:
        return validate(form.xml), True
    except NoJava:
        return (), False


def _lines(faults: list[tuple[str, Fault]], forms: int) -> Iterator[str]:
    for name, fault in faults:
        place = f" {fault.place}" if fault.place else ""
        yield f"{name}:{place}: {' '.join(fault.words.split())}"
    if not faults:
        yield f"{forms} forms, no fault"


def _as_json(name: str, fault: Fault) -> dict[str, object]:
    return {
        "file": name,
        "kind": str(fault.kind),
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "message": fault.message % fault.values,
        "remedy": fault.remedy % fault.values,
    }
