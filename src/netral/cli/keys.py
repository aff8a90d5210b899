"""`netral keys`: the keys that institutions seal with."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from rich.console import Console
from rich.table import Table

from netral.cli.django_setup import database_group
from netral.config.errors import NetralError
from netral.engines.seal.certificates import load_chain
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.seals.actions import keys as actions
from netral.foundation.seals.domain import KeyStanding, runs_out_soon
from netral.foundation.seals.keyfiles import KeyUnavailable, publish_root
from netral.foundation.seals.models import KeyKind, SealKey
from netral.foundation.seals.queries import (
    KeyUnknown,
    documents_of_keys,
    key_by_fingerprint,
    keys_with_standing,
    root_key,
)
from netral.foundation.seals.sealers import revocation_list

app = database_group(__doc__)

SHOWN = 16
LONGEST_REASON = 300

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
Owner = Annotated[str, typer.Argument(metavar="INSTITUTION", help="The path of an institution, such as bawaslu.14.03.")]
Key = Annotated[str, typer.Argument(metavar="KEY", help="The beginning of a key's fingerprint, as `list` shows it.")]
Years = Annotated[int, typer.Option("--years", min=1, max=10, help="How long the certificate counts.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask first.")]


class KeysError(NetralError):
    """A key cannot be found, made, replaced or revoked."""


@app.command("list")
def list_keys(
    institution: Annotated[str, typer.Option("--institution", help="Only those of this path.")] = "",
    as_json: Json = False,
) -> None:
    """List all keys with what they are good for, and how many documents stand on each."""
    moment, counts = now(), documents_of_keys()
    found = keys_with_standing(moment, _institution(institution) if institution else None)
    if as_json:
        _print([_row(key, standing, counts.get(key.pk, 0)) for key, standing in found])
        return
    table = Table("key", "of", "kind", "standing", "until", "documents", box=None)
    for key, standing in found:
        until = f"{key.valid_to:%Y-%m-%d}{' !' if _ends_soon(key, standing, moment) else ''}"
        owner = key.institution.path if key.institution else "(root)"
        table.add_row(key.fingerprint[:SHOWN], owner, key.kind, standing.value, until, str(counts.get(key.pk, 0)))
    Console(width=None if sys.stdout.isatty() else 200).print(table)
    if any(_ends_soon(key, standing, moment) for key, standing in found):
        typer.echo("! ends within 60 days: `netral keys rotate KEY` makes its successor.", err=True)


@app.command()
def create(institution: Owner, years: Years = 3, as_json: Json = False) -> None:
    """Make a key for an institution in an encrypted file; the first also makes the root."""
    owner = _institution(institution)
    with _told():
        _report(actions.create_seal_key(institution=owner, life=_life(years), by=SYSTEM), as_json)


@app.command()
def enrol(
    institution: Owner,
    label: Annotated[str, typer.Argument(help="The label of the key in the token.")],
    generate: Annotated[bool, typer.Option("--generate", help="Make the key in the token first.")] = False,
    years: Years = 3,
    as_json: Json = False,
) -> None:
    """Give an institution a key in the PKCS#11 token that the settings name."""
    owner = _institution(institution)
    with _told():
        made = actions.enrol_key(institution=owner, label=label, generate=generate, life=_life(years), by=SYSTEM)
        _report(made, as_json)


@app.command()
def rotate(
    key: Key,
    label: Annotated[str, typer.Option("--label", help="The label of the successor, for a key in a token.")] = "",
    years: Years = 3,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Replace a key by a new one; the old one seals no more, and what it sealed keeps holding."""
    old = _key(key)
    if old.kind == KeyKind.PKCS11 and not label:
        raise KeysError("This key lies in a token: name its successor with --label.")
    _ask(f"{_named(old)} seals no more from now on.", yes)
    with _told():
        _report(actions.rotate_key(key=old, life=_life(years), label=label, by=SYSTEM), as_json)


@app.command()
def revoke(
    key: Key,
    reason: Annotated[str, typer.Option("--reason", help="Why; anyone may read it in the ledger's proof.")],
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Revoke a key that may be in wrong hands; a root takes all keys under it along."""
    old, words = _key(key), reason.strip()
    if not 0 < len(words) <= LONGEST_REASON:
        raise KeysError(f"Say why in 1 to {LONGEST_REASON} characters.")
    below = " and every key under it" if old.kind == KeyKind.ROOT else ""
    _ask(f"{_named(old)}{below} is revoked for ever: what it seals later, or sealed unrecorded, counts no more.", yes)
    with _told():
        _report(actions.revoke_key(key=old, reason=words, by=SYSTEM), as_json)


@app.command()
def crl(
    out: Annotated[Path, typer.Option("--out", help="The file to write, DER-encoded.")],
    root: Annotated[str, typer.Option("--root", help="The root's fingerprint; without it the one in use.")] = "",
    pem: Annotated[bool, typer.Option("--pem", help="Write PEM rather than DER.")] = False,
) -> None:
    """Write the root's list of revoked certificates (RFC 5280), which counts for 30 days."""
    issuer = _key(root) if root else root_key(now())
    if issuer is None or issuer.kind != KeyKind.ROOT:
        raise KeysError("There is no such root. `netral keys list` shows them.")
    with _told():
        made = revocation_list(issuer, now())
    out.write_bytes(x509.load_der_x509_crl(made).public_bytes(Encoding.PEM) if pem else made)
    typer.echo(f"{out}: {len(x509.load_der_x509_crl(made))} revoked certificates", err=True)


@app.command()
def roots() -> None:
    """Print the roots as PEM for `netral seal verify` elsewhere, and put them where it looks on this machine."""
    for key, standing in keys_with_standing(now()):
        if key.kind == KeyKind.ROOT and standing is not KeyStanding.REVOKED:
            publish_root(load_chain(key.certificates)[0])
            sys.stdout.write(key.certificates)


def _institution(path: str) -> Institution:
    found = Institution.objects.filter(path=path).first()
    if found is None:
        raise KeysError(f"No institution has the path {path}. `netral institutions list` shows them.")
    return found


def _key(start: str) -> SealKey:
    try:
        return key_by_fingerprint(start)
    except KeyUnknown:
        raise KeysError(f"No single key's fingerprint begins with {start!r}. `netral keys list` shows them.") from None


def _named(key: SealKey) -> str:
    owner = key.institution.name if key.institution else "the root"
    return f"Key {key.fingerprint[:SHOWN]} of {owner}"


def _life(years: int) -> timedelta:
    return timedelta(days=365 * years)


def _ends_soon(key: SealKey, standing: KeyStanding, moment: datetime) -> bool:
    return standing is KeyStanding.SEALS and runs_out_soon(key.valid_to, moment)


def _ask(consequence: str, yes: bool) -> None:
    if not yes:
        typer.confirm(f"{consequence} Go on?", abort=True, err=True)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what an action refuses into one line for the person at the keyboard."""
    try:
        yield
    except (KeyUnavailable, actions.KeyRevokedAlready, actions.KeyReplacedAlready) as error:
        raise KeysError(str(error)) from error


def _report(key: SealKey, as_json: bool) -> None:
    if as_json:
        _print(_row(key, KeyStanding.REVOKED if key.revoked_at else KeyStanding.SEALS, 0))
    else:
        sys.stdout.write(f"{key.fingerprint}\n")


def _row(key: SealKey, standing: KeyStanding, documents: int) -> dict[str, Any]:
    return {
        "fingerprint": key.fingerprint,
        "institution": key.institution.path if key.institution else None,
        "kind": key.kind,
        "standing": standing.value,
        "valid_from": key.valid_from.isoformat(),
        "valid_to": key.valid_to.isoformat(),
        "replaces": key.replaces.fingerprint if key.replaces else None,
        "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
        "reason": key.revocation_reason,
        "documents": documents,
    }


def _print(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
