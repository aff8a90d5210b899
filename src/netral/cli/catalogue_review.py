"""Commands of `netral catalogue` for reviewers: every row of law, the lawyer's worksheet, and taking it back."""

import getpass
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NoReturn
from zoneinfo import ZoneInfo

import typer
from django.core.files.base import ContentFile
from django.db import OperationalError, ProgrammingError
from django.utils.translation import gettext as _

from netral.apps.catalogue import queries
from netral.apps.catalogue.actions.confirmations import FilledWorksheet, confirm_rows
from netral.apps.catalogue.editions import current
from netral.apps.catalogue.editions.documents import Documents, EditionRefused
from netral.apps.catalogue.models import Confirmation
from netral.apps.catalogue.review import facts_of, review_rows
from netral.apps.catalogue.worksheet.draft import drafted, is_written, write_draft
from netral.apps.catalogue.worksheet.opinions import Answers, Opinion, read_answers
from netral.apps.catalogue.worksheet.refusals import unreadable
from netral.apps.catalogue.worksheet.workbook import write_worksheet
from netral.cli.editions import Json, print_json, require_adopted, use_adopted
from netral.config.cluster import control
from netral.config.errors import NetralError
from netral.engines.tables.form_sheets import read_form
from netral.engines.tables.rows import Unreadable
from netral.foundation.files.intake import FileRefused
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import today

ENDING = ".xlsx"
_CAPITAL = ZoneInfo("Asia/Jakarta")


class WorksheetFailed(NetralError):
    """A worksheet that could not be written or taken back."""


@dataclass(frozen=True)
class _Taking:
    """A worksheet being taken back: what it says, whether it is only looked at, and where its draft goes."""

    file: Path
    answers: Answers
    is_check: bool
    draft: Path
    institution: Institution | None

    @property
    def new(self) -> tuple[Opinion, ...]:
        """The rows agreed with that nobody has confirmed yet."""
        held = _held([each.row.fingerprint for each in self.answers.agreeing])
        return tuple(each for each in self.answers.agreeing if each.row.fingerprint not in held)

    def drafted(self) -> Documents:
        """The data set in use with her words beside the rows that differ."""
        return drafted(current.documents_of(current.in_use().version), self.answers.differing)


def review(as_json: Json = False) -> None:
    """List every row of law with subjects, window, sanctions, handler, source grade and conflicts."""
    use_adopted()
    rows = review_rows(current.in_use())
    held = _held([row.fingerprint for row in rows])
    found = [{**facts_of(row), "confirmed": _confirmed(held.get(row.fingerprint))} for row in rows]
    if as_json:
        print_json(found)
        return
    for facts in found:
        sys.stdout.write(f"{facts.pop('id')} [{facts.pop('kind')}] {facts.pop('title')}\n")
        for label, value in facts.items():
            if text := _one_line(value):
                sys.stdout.write(f"  {label}: {text}\n")


def worksheet(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Where to write it; an existing file is kept.")],
    as_json: Json = False,
) -> None:
    """Write a lawyer's worksheet (XLSX, in Indonesian): every row of law, with room for her opinion."""
    if file.suffix.lower() != ENDING:
        raise WorksheetFailed(f"{file} is no name for a worksheet: let it end with {ENDING}.")
    use_adopted()
    law = current.in_use()
    try:
        rows = write_worksheet(law, file, today(_CAPITAL))
    except FileExistsError as error:
        raise WorksheetFailed(f"{file} exists and may be filled; it was kept. Give another name.") from error
    except OSError as error:
        raise WorksheetFailed(f"{file} cannot be written: {error.strerror}. Give another place.") from error
    if as_json:
        print_json({"ok": True, "file": file, "rows": rows, "version": law.version})
    else:
        sys.stdout.write(f"{rows} rows written to {file}, version {law.version}\n")


def confirm(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="A filled worksheet.")],
    draft: Annotated[
        Path | None,
        typer.Option("--draft", help="Where differing rows go as a draft edition; beside FILE if left out."),
    ] = None,
    institution: Annotated[
        str, typer.Option("--institution", help="The code of the institution whose people may open the worksheet.")
    ] = "",
    check: Annotated[bool, typer.Option("--check", help="Say what would happen, and change nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Take a filled worksheet back: what she agrees with is confirmed, what differs is drafted; all or nothing."""
    use_adopted() if check else require_adopted()
    try:
        answers = read_answers(read_form(file), current.in_use(), today(_CAPITAL))
    except Unreadable as error:
        _refuse([{"cell": "", "reason": unreadable(error)}], as_json)
    if answers.faults:
        _refuse([{"cell": fault.place, "reason": fault.reason} for fault in answers.faults], as_json)
    place = draft or file.with_name(f"{file.stem}-draf")
    taking = _Taking(file, answers, check, place, _institution(institution))
    new = taking.new
    try:
        if not check:
            _take(taking, new)
        elif taking.answers.differing:
            is_written(taking.drafted(), taking.draft)
    except (EditionRefused, FileRefused, OSError) as error:
        raise WorksheetFailed(str(error)) from error
    _tell(taking, new, as_json)


COMMANDS: dict[str, Callable[..., None]] = {"review": review, "worksheet": worksheet, "confirm": confirm}


def _take(taking: _Taking, new: Sequence[Opinion]) -> None:
    # The draft stands before anything is confirmed: it can be removed again, a confirmation cannot.
    is_new_draft = bool(taking.answers.differing) and write_draft(taking.drafted(), taking.draft)
    if not new:
        return
    try:
        sheet = ContentFile(taking.file.read_bytes(), name=taking.file.name)
        confirm_rows(opinions=new, worksheet=FilledWorksheet(sheet, _operator(), taking.institution), by=SYSTEM)
    except BaseException:
        if is_new_draft:
            shutil.rmtree(taking.draft)
        raise


def _tell(taking: _Taking, new: Sequence[Opinion], as_json: bool) -> None:
    answers = taking.answers
    draft = taking.draft if answers.differing else None
    already = len(answers.agreeing) - len(new)
    if as_json:
        found = {
            "ok": True,
            "check": taking.is_check,
            "agreed": len(answers.agreeing),
            "confirmed": [each.row.key for each in new],
            "already_confirmed": already,
            "differing": [each.row.key for each in answers.differing],
            "blank": answers.blank,
            "refused": 0,
            "faults": [],
            "draft": draft,
        }
        print_json(found)
        return
    counted = {"agreed": len(answers.agreeing), "new": len(new), "already": already}
    lines = [
        _("setuju: %(agreed)s (%(new)s baru, %(already)s sudah diverifikasi sebelumnya)") % counted,
        _("berbeda: %(number)s") % {"number": len(answers.differing)},
        _("kosong: %(number)s") % {"number": answers.blank},
        _("ditolak: %(number)s") % {"number": 0},
    ]
    if draft:
        words = _("konsep terbitan: %(folder)s. Ubah barisnya, lalu `netral catalogue publish --from %(folder)s`.")
        lines.append(words % {"folder": draft})
    if taking.is_check:
        lines.append(_("Hanya diperiksa: tidak ada yang dicatat."))
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _refuse(faults: Sequence[Mapping[str, str]], as_json: bool) -> NoReturn:
    if as_json:
        print_json({"ok": False, "refused": len(faults), "faults": list(faults)})
    lines = (f"{fault['cell']}: {fault['reason']}" if fault["cell"] else fault["reason"] for fault in faults)
    head = _("ditolak: %(number)s. Tidak ada yang dicatat. Perbaiki, lalu jalankan lagi:") % {"number": len(faults)}
    raise WorksheetFailed("\n".join((head, *lines)))


def _operator() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container's user may have a number and no name.
        return str(os.getuid())


def _institution(code: str) -> Institution | None:
    if not code:
        return None
    found = Institution.objects.filter(code=code).first()
    if found is None:
        raise WorksheetFailed(f"No institution has the code {code}. `netral institutions list` shows them.")
    return found


def _held(fingerprints: Sequence[str]) -> Mapping[str, Confirmation]:
    """Return who confirmed rows as they stand; nobody where no database runs."""
    try:
        return queries.confirmations_of_rows(fingerprints) if control.status().running else {}
    except (OperationalError, ProgrammingError):
        return {}


def _confirmed(found: Confirmation | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"by": found.by_name, "on": found.read_on or found.confirmed_at.date(), "citation": found.citation}


def _one_line(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_one_line(part)}" for key, part in value.items() if _one_line(part))
    if isinstance(value, list):
        return "; ".join(map(_one_line, value))
    return str(value) if value else ""
