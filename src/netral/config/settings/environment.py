"""Reading settings from the environment."""

import os
from datetime import datetime

from netral.config.errors import NetralError

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"", "0", "false", "no", "off"}


def flag(name: str, *, default: bool = False) -> bool:
    """Return an on/off setting.

    Raises:
        NetralError: the variable holds something else than on or off.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    raise NetralError(f"{name}={value!r} is neither on nor off. Set it to 1 or 0.")


def words(name: str, default: str) -> list[str]:
    """Return a setting of several words separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def moment(name: str) -> datetime | None:
    """Return a setting that is a moment with its offset, such as 2024-10-07T10:12+07:00.

    Raises:
        NetralError: the variable holds no moment, or one without an offset.
    """
    value = os.environ.get(name)
    if not value:
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        parsed = None
    if parsed is None or parsed.tzinfo is None:
        raise NetralError(f"{name}={value!r} is no moment. Write it with its offset: 2024-10-07T10:12+07:00.")
    return parsed
