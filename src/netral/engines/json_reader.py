"""Reading of JSON that strangers sent."""

import json
from typing import Any

# Nothing that Netral exchanges nests half as deep.
MOST_DEPTH = 100


def read_json(text: str | bytes) -> Any:
    """Return what a JSON text says.

    Raises:
        ValueError: it is no JSON, or it nests so deep that whoever walks through it would run out of stack.
    """
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    level, depth = [found], 0
    while level := [inner for each in level for inner in _inside(each)]:
        depth += 1
        if depth > MOST_DEPTH:
            raise ValueError("nested too deep")
    return found


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value.values()]
    return value if isinstance(value, list) else []
