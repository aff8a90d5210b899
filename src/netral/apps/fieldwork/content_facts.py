"""What the office reads from an observation for itself: where, since when known, in one line what, and its files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from netral.apps.fieldwork.domain.submissions import FILE_TYPES, MEANINGS, AnswerMeaning, moment_of
from netral.apps.fieldwork.form_content import load
from netral.apps.fieldwork.models import FormVersion, Observer
from netral.engines.xforms.answers import point_of
from netral.engines.xforms.instance import Instance
from netral.foundation.regions.models import Region, Tier

_LONGEST_TITLE = 200


@dataclass(frozen=True)
class ContentFacts:
    """The columns of an observation that its answers fill, and the names of the files it mentions."""

    columns: dict[str, Any]
    files: tuple[str, ...]


def read_facts(form: FormVersion, instance: Instance, observer: Observer) -> ContentFacts:
    """Read from the answers what the office goes by; what is missing or broken stays empty."""
    known = load(form.content)
    types = {question.path: question.type for question in known.questions}
    files = [each.value for each in instance.answers if types.get(each.path) in FILE_TYPES and each.value]
    point = point_of(_first(instance, AnswerMeaning.POINT))
    region, outside = _place(_first(instance, AnswerMeaning.VILLAGE), observer)
    columns = {
        "region": region,
        "outside": outside,
        "title": " ".join(_first(instance, AnswerMeaning.SUMMARY).split())[:_LONGEST_TITLE] or known.title,
        "known_at": moment_of(_first(instance, AnswerMeaning.KNOWN_AT)),
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "accuracy": point.accuracy if point else None,
    }
    return ContentFacts(columns, tuple(dict.fromkeys(files)))


def _first(instance: Instance, meaning: AnswerMeaning) -> str:
    return next(_values(instance, meaning), "")


def _values(instance: Instance, meaning: AnswerMeaning) -> Iterator[str]:
    """Give the answers to the questions of a meaning, in the order in which their names count."""
    for name in MEANINGS[meaning]:
        for each in instance.answers:
            if each.value and each.path.rpartition("/")[2] == name:
                yield each.value


def _place(code: str, observer: Observer) -> tuple[Region, bool]:
    """Return where an observation stands, and whether the village that was named lies outside the observer's area.

    It stands at that village. One of another regency, which no phone offers, leaves it at the observer's own area:
    her institutions hold the observation, and others must not get a case about what they cannot see.
    """
    own = observer.region
    named = Region.objects.filter(code=code, tier=Tier.VILLAGE).first() if code else None
    if named is None:
        return own, False
    return named if _lies_in(named.code, _regency(own.code)) else own, not _lies_in(named.code, own.code)


def _regency(code: str) -> str:
    """Return the code of the regency that an area lies in or is; of a whole province its own."""
    return ".".join(code.split(".")[:2])


def _lies_in(code: str, area: str) -> bool:
    return f"{code}.".startswith(f"{area}.")
