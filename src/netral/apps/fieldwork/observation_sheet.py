"""What a page shows of an observation's content: each answer beside its question, and what a correction changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from netral.apps.fieldwork.domain.submissions import moment_of
from netral.apps.fieldwork.form_content import load
from netral.apps.fieldwork.models import FormVersion, ObservationContent, ObservationFile
from netral.apps.fieldwork.openrosa import VILLAGES
from netral.apps.fieldwork.queries.form_versions import published_form
from netral.apps.fieldwork.view_models import text_of
from netral.engines.xforms.answers import Answered, Point, answered
from netral.engines.xforms.instance import read_instance
from netral.engines.xforms.xlsform import XForm
from netral.foundation.regions.queries import full_names
from netral.foundation.ui.formats import angka, tanggal, waktu


@dataclass(frozen=True)
class ReadContent:
    """One version of an observation as it was read: its form, and its answers in the order of the form."""

    form: XForm
    answers: tuple[Answered, ...]


@dataclass(frozen=True)
class ShownAnswer:
    """An answer as a page shows it; `heading` where a group begins."""

    heading: str
    label: str
    value: str
    file: ObservationFile | None = None
    missing_name: str = ""


def read_content(content: ObservationContent, fallback: FormVersion) -> ReadContent:
    """Return the answers of a version, by the form that it was filled in."""
    instance = read_instance(bytes(content.xml))
    form = load((published_form(instance.form_id, instance.version) or fallback).content)
    return ReadContent(form, answered(form, instance))


def answers_shown(read: ReadContent, files: Mapping[str, ObservationFile], zone: ZoneInfo) -> list[ShownAnswer]:
    """Return every answer that has a question, and those that the form does not know, in words."""
    villages = _villages([read])
    shown, last = [], ""
    for each in read.answers:
        if not each.value or not _asked(each):
            continue
        heading = _heading(read.form, each)
        file = files.get(each.file) if each.file else None
        shown.append(
            ShownAnswer(
                heading=heading if heading != last else "",
                label=_label(each),
                value="" if each.file else _value(each, zone, villages),
                file=file,
                missing_name=each.file if each.file and file is None else "",
            )
        )
        last = heading
    return shown


def changes_shown(old: ReadContent, new: ReadContent, zone: ZoneInfo) -> list[dict[str, str]]:
    """Return the answers in which two versions differ, by the place of the question, in the order of the newer form."""
    villages = _villages([old, new])
    before, after = _by_place(old.answers), _by_place(new.answers)
    places = [*after, *(place for place in before if place not in after)]
    found = []
    for place in places:
        was, now = before.get(place), after.get(place)
        if (was.value if was else "") == (now.value if now else ""):
            continue
        known = now or was
        if known is not None and _asked(known):
            found.append(
                {
                    "label": _label(known),
                    "before": _value(was, zone, villages) if was else "",
                    "after": _value(now, zone, villages) if now else "",
                }
            )
    return found


def point_written(point: Point) -> str:
    """Return a place in degrees, with the accuracy that the phone told."""
    written = f"{point.latitude:.6f}, {point.longitude:.6f}"
    return written if point.accuracy is None else f"{written} (± {angka(round(point.accuracy))} m)"


def _by_place(answers: Iterable[Answered]) -> dict[tuple[str, tuple[int, ...]], Answered]:
    return {(each.path, each.repeats): each for each in answers}


def _asked(each: Answered) -> bool:
    """Say whether somebody answered this, rather than the phone by itself."""
    return each.question is None or bool(each.question.labels)


def _label(each: Answered) -> str:
    return text_of(each.question.labels) if each.question else each.path.rpartition("/")[2]


def _heading(form: XForm, each: Answered) -> str:
    above = form.question(each.path.rpartition("/")[0])
    if above is None:
        return ""
    words = text_of(above.labels) or above.name
    return f"{words} {each.repeats[-1]}" if above.type == "repeat" and each.repeats else words


def _value(each: Answered, zone: ZoneInfo, villages: Mapping[str, str]) -> str:
    if each.choices:
        return ", ".join(text_of(words) for words in each.choices)
    if each.point is not None:
        return point_written(each.point)
    kind = each.question.type if each.question else ""
    if kind in ("date", "dateTime") and (moment := moment_of(each.value)) is not None:
        return tanggal(moment, zone) if kind == "date" else waktu(moment, zone)
    return villages.get(each.value, each.value)


def _villages(contents: Sequence[ReadContent]) -> Mapping[str, str]:
    """Return the whole names of the villages that were chosen from the list on the phone, in one query."""
    codes = {
        each.value
        for read in contents
        for each in read.answers
        if each.value and each.question is not None and each.question.file == VILLAGES
    }
    return full_names(codes) if codes else {}


def context_of(contents: Sequence[ObservationContent], fallback: FormVersion, zone: ZoneInfo) -> dict[str, Any]:
    """Return what a page shows of the versions of an observation, the last of them whole."""
    read = [read_content(each, fallback) for each in contents]
    versions = [
        {"content": content, "changes": changes_shown(read[place - 1], read[place], zone) if place else []}
        for place, content in enumerate(contents)
    ]
    return {"read": read[-1], "versions": [*reversed(versions)]}
