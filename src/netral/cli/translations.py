"""`netral translations`: the English texts beside the Indonesian ones that the code is written in."""

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path

import typer
from django.core.management import call_command

from netral.cli.django_setup import set_up_django
from netral.config import paths
from netral.config.errors import NetralError

app = typer.Typer(no_args_is_help=True)

_SOURCE = Path("locale/en/LC_MESSAGES/django.po")


class TranslationsIncomplete(NetralError):
    """Texts of the interface lack an English translation."""


@app.callback()
def translations() -> None:
    """Check and renew the English texts; the Indonesian ones are the source."""
    for program in ("xgettext", "msgfmt"):
        if shutil.which(program) is None:
            raise NetralError(f"{program} is missing. Install it: apt-get install gettext.")
    set_up_django()


@app.command()
def renew() -> None:
    """Gather the texts of code and templates into the catalogue, and compile what is translated."""
    _gather()
    _source().with_suffix(".mo").write_bytes(_compiled())


@app.command()
def check() -> None:
    """Fail when a text is missing from the catalogue, untranslated, uncertain, or not compiled."""
    before = _source().read_bytes()
    known = _texts()
    try:
        _gather()
        new = _texts() - known
    finally:
        _source().write_bytes(before)
    missing = [line for line in _run("msgattrib", "--untranslated", "--no-wrap").splitlines() if _is_text(line)]
    uncertain = [line for line in _run("msgattrib", "--only-fuzzy", "--no-wrap").splitlines() if _is_text(line)]
    if wanting := sorted({*new, *missing, *uncertain}):
        sys.stderr.write("".join(f"{line}\n" for line in wanting))
        raise TranslationsIncomplete(
            f"{len(wanting)} texts have no English. Run `netral translations renew`, translate them in {_SOURCE}."
        )
    if _source().with_suffix(".mo").read_bytes() != _compiled():
        raise TranslationsIncomplete("The compiled catalogue is old. Run `netral translations renew`.")
    sys.stdout.write("Every text has its English translation.\n")


def _source() -> Path:
    return paths.package() / _SOURCE


def _gather() -> None:
    with contextlib.chdir(paths.package()):
        call_command("makemessages", locale=["en"], no_location=True, no_wrap=True, no_obsolete=True, verbosity=0)


def _texts() -> set[str]:
    return {line for line in _run("msgattrib", "--no-obsolete", "--no-wrap").splitlines() if _is_text(line)}


def _is_text(line: str) -> bool:
    return line.startswith("msgid ") and line != 'msgid ""'


def _compiled() -> bytes:
    # Without a hash table the bytes follow from the source alone, whichever gettext compiled them.
    command = ["msgfmt", "--check", "--no-hash", "--output-file=-", str(_source())]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _run(program: str, *options: str) -> str:
    return subprocess.run([program, *options, str(_source())], check=True, capture_output=True, text=True).stdout
