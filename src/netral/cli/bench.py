"""`netral bench`: measurements, each against a limit or a peer measured in the same run."""

import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import ModuleType
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from netral import bench as benchmarks
from netral.config.cluster import control
from netral.config.errors import NetralError

app = typer.Typer(add_completion=False)

_WITHOUT = {
    "url": "measures no running site",
    "devices": "has no phones",
    "kill": "kills nothing",
    "rounds": "kills nothing in rounds",
}


class Kill(StrEnum):
    """What a benchmark kills while it measures."""

    WEB = "web"
    DB = "db"


def names() -> list[str]:
    """Return the names of the benchmarks there are."""
    return sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.ispkg)


@app.command()
def bench(
    name: Annotated[str, typer.Argument(help="Which benchmark; leave out to list them.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")] = False,
    accuracy: Annotated[
        bool, typer.Option("--accuracy", help="Measure how right, not how fast; only some have this.")
    ] = False,
    url: Annotated[
        str, typer.Option("--url", help="Measure the site that runs at this http address; only some have this.")
    ] = "",
    devices: Annotated[
        int | None, typer.Option("--devices", help="So many phones send; only some have this.", min=1)
    ] = None,
    kill: Annotated[
        Kill | None, typer.Option("--kill", help="What is killed meanwhile, once a round; only some have this.")
    ] = None,
    rounds: Annotated[int | None, typer.Option("--rounds", help="How often it is killed.", min=1)] = None,
) -> None:
    """Run one benchmark, or list those there are. Ends with 1 when a measured promise is not kept."""
    if not name:
        sys.stdout.write("".join(f"{each}\n" for each in names()))
        return
    if name not in names():
        raise NetralError(f"There is no benchmark {name!r}. Choose one of: {', '.join(names())}.")
    control.ensure_running()
    benchmark = importlib.import_module(f"{benchmarks.__name__}.{name}")
    if accuracy and not hasattr(benchmark, "accuracy"):
        raise NetralError(f"The benchmark {name!r} measures no accuracy: leave out --accuracy.")
    given = {"url": url or None, "devices": devices, "kill": kill, "rounds": rounds}
    options = {option: value for option, value in given.items() if value is not None}
    _require_taken(name, benchmark, options, accuracy=accuracy)
    figures: dict[str, object] = benchmark.accuracy() if accuracy else benchmark.run(**options)
    if as_json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        _show(name, figures)
    if figures.get("kept") is False:
        raise typer.Exit(1)


def _require_taken(name: str, benchmark: ModuleType, options: Mapping[str, object], *, accuracy: bool) -> None:
    """Raise NetralError for an option that the benchmark does nothing with."""
    taken = {} if accuracy else inspect.signature(benchmark.run).parameters
    for option in options:
        if option not in taken:
            why = _WITHOUT[option]
            raise NetralError(f"The benchmark {name!r} {why}{' with --accuracy' * accuracy}: leave out --{option}.")


def _show(name: str, figures: dict[str, object]) -> None:
    table = Table("Figure", "Value", title=name)
    for figure, value in _flat(figures):
        table.add_row(figure, value)
    Console().print(table)


def _flat(figures: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """One row for every figure, however deep it lies; a share stands beside its interval."""
    for figure, value in figures.items():
        place = f"{above} {figure}".strip()
        if isinstance(value, Mapping) and set(value) == {"share", "interval_95"}:
            low, high = value["interval_95"]
            yield place, f"{value['share']:.3f} ({low:.3f} to {high:.3f})"
        elif isinstance(value, Mapping):
            yield from _flat(value, place)
        else:
            yield place, str(value)
