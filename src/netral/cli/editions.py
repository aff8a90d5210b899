"""Commands of `netral catalogue` about editions: publish, pull, compare, list, and the publisher's key."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from django.db import OperationalError, ProgrammingError

from netral.apps.catalogue import queries
from netral.apps.catalogue.actions.editions import publish_edition, receive_edition
from netral.apps.catalogue.dataset import CatalogueError, read_documents, shipped_documents
from netral.apps.catalogue.diffwords import in_words
from netral.apps.catalogue.editions import current
from netral.apps.catalogue.editions.diff import differences
from netral.apps.catalogue.editions.documents import Documents, EditionRefused
from netral.apps.catalogue.editions.download import fetch
from netral.apps.catalogue.editions.keys import own_signer
from netral.apps.catalogue.editions.ruleset_store import file_of
from netral.apps.catalogue.models import Edition
from netral.apps.catalogue.rows import Catalogue, Norm
from netral.cli.django_setup import open_database
from netral.config.cluster import control
from netral.config.errors import NetralError
from netral.foundation.ledger.actors import SYSTEM

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
Side = Annotated[
    str, typer.Argument(help="An edition's number, a folder of YAML files, `shipped`, `in-use`, or `pulled`.")
]


class EditionFailed(NetralError):
    """An edition that could not be published, pulled or found."""


def print_json(value: Any) -> None:
    """Print a value as JSON, on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def use_adopted() -> None:
    """Judge by the adopted edition where there is a database that runs, and by the shipped law otherwise."""
    if not control.status().running:
        return
    current.watch()
    try:
        current.in_use()
    except (OperationalError, ProgrammingError):
        # Nothing was installed yet, so that nothing can have been adopted.
        current.forget()


def require_adopted() -> None:
    """Judge by the adopted edition; the shipped law only counts while nothing was adopted. Raises EditionFailed."""
    open_database()
    current.watch()
    try:
        current.in_use()
    except (OperationalError, ProgrammingError) as error:
        raise EditionFailed(
            "The database cannot be asked which edition is adopted. Install it with `netral manage migrate "
            "--database owner`, or leave --adopted out."
        ) from error


def adopted_law() -> Catalogue:
    """Return the data set of the adopted edition, the shipped one while none was adopted. Raises EditionFailed."""
    require_adopted()
    return current.in_use()


def confirmed(norm: Norm) -> dict[str, Any] | None:
    """Who confirmed a norm as it stands; None when nobody has, or no database runs."""
    try:
        found = queries.confirmation_of(norm) if control.status().running else None
    except (OperationalError, ProgrammingError):
        return None
    if found is None:
        return None
    return {
        "by": found.by_name,
        "at": found.read_on or found.confirmed_at,
        "citation": found.citation,
        "page": found.page,
    }


def publish(
    out: Annotated[Path, typer.Option("--out", help="Where to write the bundle.")],
    title: Annotated[str, typer.Option("--title", help="What the edition is called.")] = "Katalog norma",
    notes: Annotated[str, typer.Option("--notes", help="What regions should know about it.")] = "",
    folder: Annotated[
        Path | None, typer.Option("--from", help="A folder of YAML files; the shipped ones if left out.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Publish a data set as the next edition, signed with the key of this installation."""
    open_database()
    try:
        documents = read_documents(folder) if folder else shipped_documents()
        edition = publish_edition(documents=documents, title=title, notes=notes, by=SYSTEM)
    except (EditionRefused, CatalogueError) as error:
        raise EditionFailed(str(error)) from error
    _write(out, file_of(edition))
    _tell([edition], as_json, f"edition {edition.number} written to {out}")


def pull(
    source: Annotated[str, typer.Argument(help="A bundle, a folder of bundles, or an https:// address.")],
    as_json: Json = False,
) -> None:
    """Take in the next edition; what is damaged, forged or out of order is refused and changes nothing."""
    open_database()
    last = queries.last_edition()
    try:
        contents = fetch(source, last.number if last else 0)
        pulled = [receive_edition(content=content, origin=source, by=SYSTEM) for content in contents]
    except EditionRefused as error:
        raise EditionFailed(str(error)) from error
    numbers = ", ".join(str(edition.number) for edition in pulled)
    _tell(pulled, as_json, f"pulled: {numbers}" if pulled else "nothing new")


def diff(before: Side = "in-use", after: Side = "pulled", as_json: Json = False) -> None:
    """Show in plain words what one data set says otherwise than another."""
    found = differences(_documents(before), _documents(after))
    if as_json:
        rows = ({**vars(change), "fields": [vars(each) for each in change.fields]} for change in found)
        print_json(list(rows))
        return
    for heading, lines in in_words(found):
        sys.stdout.write(f"{heading}\n")
        for line in lines:
            sys.stdout.write(f"  {line.kind}: {line.key} {line.title}\n")
            for each in line.fields:
                sys.stdout.write(f"    {each.label}: {each.before} -> {each.after}\n")


def bundle(
    number: Annotated[int, typer.Argument(help="The number of an edition kept here.")],
    out: Annotated[Path, typer.Option("--out", help="Where to write the bundle.")],
) -> None:
    """Write the bundle of a kept edition again, byte for byte."""
    open_database()
    try:
        _write(out, file_of(queries.edition(number)))
    except Edition.DoesNotExist as error:
        raise EditionFailed(f"There is no edition {number} here: `netral catalogue history` lists them.") from error


def history(as_json: Json = False) -> None:
    """List the editions kept here, the newest first, and which one judges."""
    open_database()
    adopted = queries.adoption_in_use()
    rows = [{**_facts(each), "in_use": bool(adopted and adopted.edition_id == each.pk)} for each in queries.editions()]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        mark = "*" if row["in_use"] else " "
        sys.stdout.write(f"{mark} {row['number']}  {row['published_at']:%Y-%m-%d}  {row['title']}  {row['version']}\n")


def key(as_json: Json = False) -> None:
    """Print the public key that regions pin as NETRAL_PUBLISHERS to accept editions of this installation."""
    signer = own_signer()
    if as_json:
        print_json({"key_id": signer.key_id, "public_key": signer.pinned_form})
    else:
        sys.stdout.write(f"{signer.pinned_form}\n")


COMMANDS: dict[str, Callable[..., None]] = {
    "diff": diff,
    "publish": publish,
    "pull": pull,
    "bundle": bundle,
    "history": history,
    "key": key,
}


def _documents(side: str) -> Documents:
    if side == "shipped":
        return shipped_documents()
    try:
        if (folder := Path(side)).is_dir():
            return read_documents(folder)
        open_database()
        return _kept_documents(side)
    except (CatalogueError, Edition.DoesNotExist) as error:
        raise EditionFailed(f"There is no edition {side!r} here: `netral catalogue history` lists them.") from error


def _kept_documents(side: str) -> Documents:
    if side == "in-use":
        return queries.documents_in_use()
    if side == "pulled":
        newest = queries.last_edition()
        if newest is None:
            raise EditionFailed("No edition was pulled yet: `netral catalogue pull SOURCE` takes one in.")
        return newest.ruleset.documents
    if not side.isdecimal():
        raise EditionFailed(f"{side!r} is no edition: give a number, a folder, shipped, in-use or pulled.")
    return queries.edition(int(side)).ruleset.documents


def _write(out: Path, content: bytes) -> None:
    # Whoever fetches the file meanwhile gets the whole of it or nothing.
    draft = out.with_name(f".{out.name}.new")
    try:
        draft.write_bytes(content)
        draft.replace(out)
    except OSError as error:
        raise EditionFailed(
            f"{out} cannot be written: {error.strerror}. Edition kept; `netral catalogue bundle` writes it again."
        ) from error


def _facts(edition: Edition) -> dict[str, Any]:
    return {
        "number": edition.number,
        "title": edition.title,
        "published_at": edition.published_at,
        "version": edition.ruleset.version,
        "manifest": edition.manifest_hash,
        "key_id": edition.key_id,
    }


def _tell(editions: list[Edition], as_json: bool, words: str) -> None:
    if as_json:
        print_json([_facts(edition) for edition in editions])
    else:
        sys.stdout.write(f"{words}\n")
