"""`netral bench`: measurements, each against a limit or a peer measured in the same run."""

import importlib
import json
import pkgutil
import sys
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
) -> None:
    """Run one benchmark, or list those there are."""
    if not name:
        sys.stdout.write("".join(f"{each}\n" for each in names()))
        return
    if name not in names():
        raise NetralError(f"There is no benchmark {name!r}. Choose one of: {', '.join(names())}.")
    control.ensure_running()
    figures: dict[str, object] = importlib.import_module(f"{benchmarks.__name__}.{name}").run()
    if as_json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        _show(name, figures)


def _show(name: str, figures: dict[str, object]) -> None:
    table = Table("Figure", "Value", title=name)
    for figure, value in figures.items():
        table.add_row(figure, str(value))
    Console().print(table)
