"""Data as the database gives it back: what the canonical bytes of an event are made from."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def _refuse_float(text: str) -> None:
    raise TypeError(f"an event cannot hold the float {text}: write it as an integer or as text")


# Made once: an encoder of its own for every event would cost more than the encoding.
_LOOSE = DjangoJSONEncoder()
_READER = json.JSONDecoder(parse_float=_refuse_float, parse_constant=_refuse_float)


def as_json(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data as the database will give it back: dates and identifiers as text.

    Raises:
        TypeError: the data holds a float, which has no single written form; use an integer or text.
    """
    plain: dict[str, Any] = _READER.decode(_LOOSE.encode(data))
    return plain
