"""`netral bench`: measurements, each against a limit or a peer measured in the same run."""

import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from netral import bench as benchmarks
from netral.config.cluster import control
from netral.config.errors import NetralError

app = typer.Typer(add_completion=False)


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
    if url and "url" not in inspect.signature(benchmark.run).parameters:
        raise NetralError(f"The benchmark {name!r} measures no running site: leave out --url.")
    figures = _measure(benchmark, accuracy=accuracy, url=url)
    if as_json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        _show(name, figures)
    if figures.get("kept") is False:
        raise typer.Exit(1)


def _measure(benchmark: ModuleType, *, accuracy: bool, url: str) -> dict[str, object]:
    if accuracy:
        found: dict[str, object] = benchmark.accuracy()
    else:
        found = benchmark.run(url=url) if url else benchmark.run()
    return found


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
