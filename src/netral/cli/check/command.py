"""`netral check`: whether an act is neutral, from a sentence, and what is still to be asked."""

import importlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import IO, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import Progress

from netral.apps.catalogue.judging.judge import Judgement, UnknownFact
from netral.apps.catalogue.judging.rulebook import UnknownAct
from netral.apps.guidance.selfcheck.assessment import Assessment
from netral.apps.guidance.selfcheck.domain import CheckState, TextAnalysis, with_fact
from netral.cli.check.output import as_data, tell
from netral.config import kept_clock
from netral.config.errors import NetralError
from netral.engines.json_reader import read_json
from netral.portal.shipped_check import ShippedCourt, check_with, hear

app = typer.Typer(add_completion=False)


class NotACheck(NetralError):
    """What was given cannot be checked."""

    exit_code = 2


@app.command("check")
def check_text(
    text: Annotated[str | None, typer.Argument(help="What somebody did or plans to do, in Indonesian.")] = None,
    act: Annotated[str, typer.Option("--act", metavar="ID", help="The act meant; the likeliest if left out.")] = "",
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day of the act; today if left out.")
    ] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option("--fact", metavar="KEY=VALUE", help="A fact, by value or label, `KEY=` if unknown; repeatable."),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", exists=True, dir_okay=False, help="JSON lines: text, and act and facts.")
    ] = None,
    adopted: Annotated[
        bool, typer.Option("--adopted", help="Judge by the edition adopted here, asking the database.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")] = False,
) -> None:
    """Check an act for neutrality by the law that ships with Netral, without a database, unless --adopted is given.

    Nothing is kept: neither the text nor the answer.
    """
    if (text is None) == (file is None):
        raise NotACheck("Give one of the two: a text, or --file with JSON lines.")
    court, day = _court(adopted=adopted), _day(on)
    case = _with_facts(CheckState(text or "", act, on.date() if on else None), _facts(fact or []))
    if file is not None:
        _check_file(file, court, case, day, as_json=as_json)
        return
    try:
        found = _check(case, court, day)
    except (UnknownAct, UnknownFact) as error:
        raise NotACheck(str(error)) from error
    if as_json:
        _print(as_data(*found, _today()))
    else:
        tell(Console(), *found, _today())


def _check(case: CheckState, court: ShippedCourt, day: date) -> tuple[TextAnalysis, Assessment[Judgement]]:
    case = court.understood(case)
    court.examine(case)
    heard = hear(case.text, day)
    heard = replace(heard, doer=case.doer or heard.doer)
    return heard, check_with(case, heard, court, day)


def _check_file(file: Path, court: ShippedCourt, given: CheckState, day: date, *, as_json: bool) -> None:
    if not as_json:
        raise NotACheck("--file answers in JSON lines: add --json.")
    today = _today()
    with file.open("rb") as lines:
        for number, line in enumerate(_watched(lines, file.stat().st_size), start=1):
            try:
                result = as_data(*_check(_case(line, given), court, day), today)
            except (UnknownAct, UnknownFact, ValueError) as error:
                result = {"error": f"Baris {number}: {_complaint(error)}"}
            _print(result)


def _complaint(error: Exception) -> str:
    """What is wrong with a line, and what to do, in Indonesian."""
    match error:
        case UnknownAct():
            return f"perbuatan {error.act!r} tidak dikenal. Yang dikenal: {', '.join(error.known)}."
        case UnknownFact(value=None):
            return f"keadaan {error.code!r} tidak dikenal. Yang dikenal: {', '.join(error.known)}."
        case UnknownFact():
            return f"{error.code} tidak bisa {error.value!r}. Pilihannya: {', '.join(error.known)}."
        case json.JSONDecodeError() | UnicodeDecodeError():
            return 'bukan JSON. Tulis satu objek JSON per baris, misalnya {"text": "..."}.'
    return str(error)


def _court(*, adopted: bool) -> ShippedCourt:
    if not adopted:
        return ShippedCourt()
    # Only who asks for the adopted edition waits for Django and the database.
    importlib.import_module("netral.cli.django_setup").set_up_django()
    return ShippedCourt(importlib.import_module("netral.cli.check.adopted").adopted_rules())


def _watched(lines: IO[bytes], size: int) -> Iterator[bytes]:
    """The lines, with a bar on standard error where a person looks at it."""
    if not sys.stderr.isatty():
        yield from lines
        return
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Checking", total=size)
        for line in lines:
            yield line
            bar.advance(task, len(line))


def _case(line: bytes, given: CheckState) -> CheckState:
    """The case of one line; what the line does not say comes from the command. Raises ValueError."""
    row = read_json(line.decode())
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError('tidak ada teksnya. Tulis satu objek JSON dengan "text" berisi kalimat.')
    act, facts = row.get("act") or given.act, row.get("facts") or {}
    if not isinstance(act, str) or not isinstance(facts, dict):
        raise ValueError('"act" harus teks, dan "facts" harus objek.')
    on = _day_of(str(row["on"])) if row.get("on") else given.on
    return _with_facts(replace(given, text=row["text"], act=act, on=on), facts)


def _day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"tanggal {text!r} tidak terbaca. Tulis seperti 2024-10-07.") from error


def _with_facts(case: CheckState, facts: Mapping[str, Any]) -> CheckState:
    for code, value in facts.items():
        case = with_fact(case, code.strip(), str(value or "").strip())
    return case


def _facts(given: Iterable[str]) -> dict[str, str]:
    """The facts of the command line; an empty value says that nobody knows. Raises NotACheck."""
    pairs = [each.partition("=") for each in given]
    if wrong := [f"{code}{sign}" for code, sign, _ in pairs if not sign or not code.strip()]:
        raise NotACheck(f"--fact {wrong[0]}: write KEY=VALUE.")
    return {code: value for code, _, value in pairs}


def _day(on: datetime | None) -> date:
    return on.date() if on else _today()


def _today() -> date:
    return kept_clock.now().astimezone(ZoneInfo("Asia/Jakarta")).date()


def _print(data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False)
    # Half a character, from an argument that was no text, stays a JSON escape.
    sys.stdout.write(text.encode(errors="backslashreplace").decode() + "\n")
    sys.stdout.flush()
