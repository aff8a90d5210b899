"""`netral deploy`: what a web server in front has to know of this version."""

import re
import sys
from collections.abc import Iterable, Iterator

import typer
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from netral.foundation.files.bodies import limit_of

MEBIBYTE = 1024 * 1024
HEAD = """\
# Written by `netral deploy nginx`: what an ordinary form may be, then what pages that take files do.
client_max_body_size {default}m;
"""
# A form slightly too large still reaches Netral, whose page says in better words what to do.
BESIDE = 1
_PARAMETER = re.compile(r"<[^>]+>")

app = typer.Typer(no_args_is_help=True)


@app.callback()
def deploy() -> None:
    """What a web server in front has to know of this version."""


@app.command()
def nginx() -> None:
    """Write the locations with body limits of their own, as deploy/nginx/body-limits.conf holds them."""
    sys.stdout.write(body_limits())


def body_limits() -> str:
    """Return nginx's locations of all pages that take more than an ordinary form."""
    lines = [HEAD.format(default=_megabytes(settings.FORM_BYTES) + BESIDE)]
    for route, limit in sorted(_declared(get_resolver().url_patterns, "/")):
        where = f'~ "^{_PARAMETER.sub("[^/]+", route)}$"' if "<" in route else f"= {route}"
        lines.append(
            f"location {where} {{ client_max_body_size {_megabytes(limit) + BESIDE}m; include netral/proxy.conf; }}\n"
        )
    return "".join(lines)


def _declared(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, int]]:
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _declared(pattern.url_patterns, route)
        elif (limit := limit_of(pattern.callback)) > settings.FORM_BYTES:
            yield route, limit


def _megabytes(size: int) -> int:
    return -(-size // MEBIBYTE)
