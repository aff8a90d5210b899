"""`netral seal`: documents for a whole list of people, sealed, stored, extracted and checked, without a database."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils.translation import activate
from rich.console import Console

from netral.cli.option_groups import with_groups
from netral.cli.progress import progress_bar
from netral.cli.seal import extraction, local_keys, verification
from netral.cli.seal.batch_folder import REFUSED
from netral.cli.seal.extraction import Archive
from netral.cli.seal.people import left_out
from netral.cli.seal.production import Order, make as make_documents
from netral.cli.seal.sheets import PRINTED, wanted
from netral.config.errors import NetralError
from netral.foundation.ledger.clock import now

app = typer.Typer(no_args_is_help=True)
notes = Console(stderr=True, highlight=False, soft_wrap=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `netral seal make` filled.")]
MOST_PROCESSES = 64


class SealBroken(NetralError):
    """A seal that does not hold, or a folder whose documents are not all whole."""


@app.callback()
def seal() -> None:
    """Seal documents for a whole list of people, extract them, and check seals."""
    activate(settings.LANGUAGE_CODE)


@dataclass(frozen=True)
class Listed:
    """The list of people: a file, and of a workbook its sheet."""

    people: Annotated[
        Path,
        typer.Option(exists=True, dir_okay=False, readable=True, help="CSV or XLSX: nip,name,unit,position,date."),
    ]
    sheet: Annotated[str, typer.Option(metavar="NAME", help="Which sheet of a workbook that has several.")] = ""


@app.command()
@with_groups
def make(
    listed: Listed,
    out: Annotated[Path, typer.Option(file_okay=False, help="The folder to write; run again to continue.")],
    form: Annotated[str, typer.Option(help="Which text, such as ikrar_netralitas:1; the pledge if left out.")] = "",
    words: Annotated[
        list[str] | None,
        typer.Option("--print", metavar="WHAT=TEXT", help=f"What is printed for all: {', '.join(PRINTED)}."),
    ] = None,
    pem: Annotated[
        list[Path] | None,
        typer.Option("--key", "--cert", exists=True, dir_okay=False, help="A P-256 key and its chain, in PEM."),
    ] = None,
    processes: Annotated[int, typer.Option(min=1, max=MOST_PROCESSES, help="How many seal at once.")] = 2,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Seal the right rows; write the others to refused.csv.")
    ] = False,
) -> None:
    """Seal one document for each row of a list. Nothing is written while a row is wrong, unless --skip-bad.

    Ends with 1 when a row was left out, and names it.
    """
    moment = now()
    credential = local_keys.given_credential(pem) if pem else local_keys.workbench_credential(moment)
    asked = wanted(form, words or [])
    order = Order(listed.people, listed.sheet, out, asked, credential, processes, skip_bad)
    with progress_bar(f"Sealing {listed.people.name}") as bar:
        made = make_documents(order, moment=moment, progress=bar)
    sys.stdout.write(f"{made.documents} documents in {out}, {made.sealed} of them sealed now")
    sys.stdout.write(f"; {made.refused} rows in {out / REFUSED}\n" if made.refused else "\n")
    for doubt in made.doubts:
        sys.stderr.write(f"{doubt}\n")
    if made.refused:
        raise left_out(made.left_out, made.refused, out / REFUSED)


@app.command()
def extract(
    folder: Folder,
    number: Annotated[int | None, typer.Argument(metavar="N", help="Which document, from 1 on.")] = None,
    code: Annotated[str, typer.Option(help="Which document, by the code printed on it.")] = "",
    out: Annotated[Path | None, typer.Option(dir_okay=False, help="The file to write instead.")] = None,
    everything: Annotated[
        Path | None, typer.Option("--all", file_okay=False, help="Write every document to this folder.")
    ] = None,
) -> None:
    """Write one sealed PDF to standard output, or all of them to a folder."""
    with Archive.open(folder) as archive:
        if everything is not None:
            with progress_bar("Extracting") as bar:
                sys.stdout.write(f"{extraction.extract_all(archive, everything, bar)} documents in {everything}\n")
            return
        pdf = archive.pdf(extraction.chosen(archive, number, code))
    if out is not None:
        extraction.write_new(out, pdf)
        return
    if is_terminal():
        raise NetralError(f"A PDF is no text for a terminal: add `> {number or code}.pdf`, or --out FILE.")
    sys.stdout.buffer.write(pdf)


def is_terminal() -> bool:
    """Whether standard output is looked at by a person."""
    return sys.stdout.isatty()


@app.command("list")
def list_documents(folder: Folder, as_json: Json = False) -> None:
    """List the documents of a folder: number, NIP, name, code."""
    with Archive.open(folder) as archive:
        for entry in archive.entries():
            if as_json:
                sys.stdout.write(json.dumps(entry.as_data(), ensure_ascii=False) + "\n")
            else:
                sys.stdout.write(f"{entry.number}\t{entry.nip}\t{entry.name}\t{entry.shown_code}\n")


@app.command()
def check(folder: Folder, as_json: Json = False) -> None:
    """Open every record of a folder, put every PDF together, and verify every seal."""
    with Archive.open(folder) as archive, progress_bar("Checking") as bar:
        found = extraction.check_all(archive, local_keys.roots([folder / "roots.pem"]), now(), bar)
    if as_json:
        sys.stdout.write(json.dumps(found.as_data()) + "\n")
    else:
        sys.stdout.write(f"{found.documents} documents, {found.holding} seals hold\n")
    if not found.ok:
        raise SealBroken(f"{folder} is not whole: {'; '.join(found.faults)}.")


@app.command()
def verify(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="PDF files, or ZIPs of them.")],
    roots: Annotated[
        list[Path] | None, typer.Option(exists=True, dir_okay=False, help="Roots to trust besides, in PEM.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Tell what the seals of files prove; ends with 1 when one does not hold. JSON comes one object a line."""
    trusted = local_keys.roots(roots or [])
    broken = number = 0
    for path in files:
        for found in verification.check(path, trusted, now()):
            number += 1
            broken += not found.holds
            if as_json:
                sys.stdout.write(json.dumps(found.as_data(), ensure_ascii=False) + "\n")
            else:
                sys.stdout.write("\n  ".join(found.in_words()) + "\n")
    if broken:
        raise SealBroken(f"{broken} of {number} seals do not hold.")
