"""The command `netral`: names its groups of commands and loads only the one that is asked for."""

import importlib
import sys
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from netral.config.errors import NetralError

INTERRUPTED = 130


class Entry(NamedTuple):
    """Where a command lives, the line `netral --help` says about it, and whether its imports need Django set up."""

    module: str
    help: str
    needs_django: bool = True


# Every module holds a Typer `app`; one that has a single command becomes that command.
COMMANDS = {
    "demo": Entry("netral.cli.demo", "The whole story with made-up people, served on loopback.", needs_django=False),
    "serve": Entry(
        "netral.cli.serve", "The site as it runs for real: web server, worker and sequencer.", needs_django=False
    ),
    "database": Entry(
        "netral.cli.database", "The database: start, stop, look, back up, restore, start over.", needs_django=False
    ),
    "ledger": Entry(
        "netral.cli.ledger.command",
        "The record of every action, and the proof that nobody changed it.",
        needs_django=False,
    ),
    "regions": Entry("netral.cli.regions", "Provinces, regencies, districts, villages and islands."),
    "institutions": Entry("netral.cli.institutions", "Who supervises, employs and decides, and where."),
    "accounts": Entry("netral.cli.accounts", "The first people of an institution, before anybody there can approve."),
    "registry": Entry("netral.cli.registry", "The roster of civil servants."),
    "supervisors": Entry("netral.cli.supervisors", "Supervisors: lists of them, and which areas have none."),
    "support": Entry("netral.cli.support", "What governments give supervisors, and who was not paid."),
    "pledges": Entry("netral.cli.pledges", "Sealing by the thousand what was pledged."),
    "catalogue": Entry("netral.cli.catalogue", "The norms, with their sources and verification status."),
    "check": Entry(
        "netral.cli.check.command", "Whether an act is neutral, from a sentence in Indonesian.", needs_django=False
    ),
    "text": Entry("netral.cli.text", "What the self-check makes of a sentence, and its training.", needs_django=False),
    "deadlines": Entry("netral.cli.deadlines", "The legal terms, and what each comes to.", needs_django=False),
    "forms": Entry(
        "netral.cli.forms", "Forms for observers in the field: check, read, start from one.", needs_django=False
    ),
    "passes": Entry("netral.cli.passes.command", "Priority passes for ferries: issue, verify, revoke."),
    "seal": Entry("netral.cli.seal.command", "Seal documents for a whole list, extract them, check seals."),
    "keys": Entry("netral.cli.keys", "The keys that institutions seal with: make, replace, revoke, publish."),
    "deploy": Entry("netral.cli.deploy", "What a web server in front has to know of this version."),
    "bench": Entry("netral.cli.bench", "Measurements, each against a limit of its own run."),
    "translations": Entry("netral.cli.translations", "Check and renew the English texts.", needs_django=False),
    "manage": Entry("netral.cli.manage", "Django's own commands, such as `netral manage migrate`.", needs_django=False),
}


class LazyGroup(TyperGroup):
    """A group that imports a command when it runs, and turns expected failures into one line."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands in the order they are listed above."""
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Describe a command without importing it."""
        entry = COMMANDS.get(cmd_name)
        return TyperCommand(cmd_name, short_help=entry.help) if entry else super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Import the command that is to run."""
        name, described, rest = super().resolve_command(ctx, args)
        if described is None or name is None:
            return name, described, rest
        entry = COMMANDS[name]
        if entry.needs_django:
            importlib.import_module("netral.cli.django_setup").set_up_django()
        command = typer.main.get_command(importlib.import_module(entry.module).app)
        command.help = command.help or entry.help
        return name, command, rest

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an expected failure is one line on standard error, and its whole story with --debug."""
        try:
            return super().invoke(ctx)
        except NetralError as error:
            if ctx.params.get("debug"):
                raise
            _say_failed(str(error))
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None


def _say_failed(message: str) -> None:
    console = importlib.import_module("rich.console").Console(stderr=True, soft_wrap=True)
    console.print(message, style="bold red", markup=False, highlight=False)


# The first page of help is plain text: its frames and colours would take longer to load than the rest of it.
app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"netral {importlib.import_module('importlib.metadata').version('netral')}\n")
        raise typer.Exit


@app.callback()
def netral(
    debug: Annotated[bool, typer.Option("--debug", help="Show the whole story of a failure.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Netral guards the neutrality and integrity of Indonesian civil servants in regional elections."""
