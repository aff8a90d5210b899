"""The draft edition that a worksheet leads to: the data set in use, with the lawyer's words beside the rows she doubts.

It judges nobody. An editor changes the rows and publishes the folder as an edition, which regions read and adopt.
"""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from netral.apps.catalogue.dataset import CatalogueError, read_documents
from netral.apps.catalogue.editions.documents import UNWORKED, Documents, EditionRefused, editable, plain
from netral.apps.catalogue.worksheet.opinions import Opinion
from netral.engines.steps.table import gettext_noop as _

_PROCEDURE = ("conditions", "rules", "forms")
# Data sets published before these were thought of have none; a folder has a file for each.
_LATER_FILES: Documents = {"statuses": [], "others": [], "advice": None}


def drafted(documents: Mapping[str, Any], differing: Iterable[Opinion]) -> Documents:
    """The rows that stand, each doubted one with what it should say in its note, to be worked in."""
    made = {**_LATER_FILES, **plain(documents)}
    for opinion in differing:
        row = _rows(made, opinion.row.kind)[opinion.row.place]
        said = f"{UNWORKED} {opinion.name}, {opinion.document}, {opinion.day:%d-%m-%Y}: {opinion.right_text}"
        row["note"] = " ".join(filter(None, (row.get("note"), said)))
    return editable(made)


def write_draft(documents: Documents, folder: Path) -> bool:
    """Write documents as a folder of YAML and say whether it is new; the same draft once more changes nothing.

    Raises:
        EditionRefused: the folder holds something else already, or cannot be written.
    """
    if is_written(documents, folder):
        return False
    draft = folder.with_name(f".{folder.name}.new")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        (draft / "rules").mkdir(parents=True)
        for name, document in documents.items():
            if name != "rules":
                _write(draft / f"{name}.yaml", document)
        for rows in documents["rules"]:
            _write(draft / "rules" / f"{rows['act']}.yaml", rows)
        draft.rename(folder)
    except OSError as error:
        raise EditionRefused(
            _("Konsep terbitan tidak dapat ditulis ke %(folder)s: %(reason)s. Pilih folder lain dengan --draft."),
            folder=folder,
            reason=error.strerror,
        ) from error
    return True


def is_written(documents: Documents, folder: Path) -> bool:
    """Say whether a folder holds this draft already; False where nothing is.

    Raises:
        EditionRefused: it holds something else.
    """
    if not folder.exists():
        return False
    try:
        is_same = plain(read_documents(folder)) == documents
    except (CatalogueError, OSError):
        is_same = False
    if not is_same:
        raise EditionRefused(
            _("%(folder)s sudah ada dan isinya lain. Tidak ada yang ditimpa. Pilih folder lain dengan --draft."),
            folder=folder,
        )
    return True


def _rows(documents: Documents, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = documents["procedure"][kind] if kind in _PROCEDURE else documents[kind]
    return found


def _write(path: Path, document: Any) -> None:
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120)
    path.write_text(text, encoding="utf-8")
