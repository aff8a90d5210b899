"""What phones show compared with what is there: sent and whole, lost, doubled, or still on the phone."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from netral.apps.fieldwork.models import Observation, ObservationContent, ObservationFile
from netral.bench.scratch.phones import Held
from netral.foundation.files.queries import content_of
from netral.foundation.files.storage import StorageBroken
from netral.foundation.institutions.scopes import elevated

_AT_ONCE = 500


@dataclass(frozen=True)
class Tally:
    """How many observations are shown as sent and whole, shown and not, there more than once, or still on the phone."""

    accepted: int
    lost: int
    doubled: int
    still_on_phone: int


def tally(held: Sequence[Held], *, among: Sequence[Held] = ()) -> Tally:
    """Compare what phones hold with what is in the database and the store.

    `among` is all that was ever made where that is more: what is there beside it counts as doubled.

    An observation is there when its number is the one shown, its content is byte for byte what was sent, and its photo
    decrypts to what was sent.
    """
    with elevated("the measurement counts what arrived"):
        shown = [each for each in held if each.number]
        accepted = sum(_whole(shown))
        return Tally(accepted, len(shown) - accepted, _doubled(among or held), len(held) - len(shown))


def _whole(shown: Sequence[Held]) -> Iterator[bool]:
    for start in range(0, len(shown), _AT_ONCE):
        some = shown[start : start + _AT_ONCE]
        identifiers = [each.instance for each in some]
        contents = ObservationContent.objects.filter(instance_id__in=identifiers).select_related("observation")
        by_identifier = {each.instance_id: each for each in contents}
        stored = ObservationFile.objects.filter(content__in=contents).select_related("stored")
        by_content = {each.content_id: each for each in stored}
        for each in some:
            content = by_identifier.get(each.instance)
            yield content is not None and _is_whole(each, content, by_content.get(content.pk))


def _is_whole(held: Held, content: ObservationContent, file: ObservationFile | None) -> bool:
    is_told = content.observation.number == held.number
    is_same = hashlib.sha256(bytes(content.xml)).hexdigest() == held.xml_sha256
    return is_told and is_same and file is not None and _sha256(file) == held.photo_sha256


def _sha256(file: ObservationFile) -> str:
    if file.stored is None:
        return ""
    found = hashlib.sha256()
    try:
        for piece in content_of(file.stored):
            found.update(piece)
    except StorageBroken:
        return ""
    return found.hexdigest()


def _doubled(held: Sequence[Held]) -> int:
    """Count what is there beyond one row, one content, one file and one number for each identifier that was made."""
    made = {each.instance for each in held}
    rows = dict(Observation.objects.values_list("pk", "instance_id"))
    strange = sum(identifier not in made for identifier in rows.values())
    kept = (ObservationContent, ObservationFile)
    more = (Counter(each.objects.values_list("observation", flat=True)) for each in kept)
    beyond = sum(number - 1 for counted in more for number in counted.values())
    numbers = Counter(each.number for each in held if each.number)
    return strange + beyond + sum(number - 1 for number in numbers.values())
