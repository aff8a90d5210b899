"""A form that leads to a look, and what the look asks to confirm."""

import re
from typing import Any

from django.test import Client

from netral.foundation.workflow.look import SEEN

_MARK = re.compile(rf'name="{SEEN}" value="(\w+)"')


def mark_in(page: str) -> str:
    """Return the mark by which a look is confirmed; empty where the page is none."""
    found = _MARK.search(page)
    return found[1] if found else ""


def send_through(client: Client, url: str, data: dict[str, Any]) -> Any:
    """Post a form, look at what it will leave behind, and confirm it."""
    answer = client.post(url, data)
    if not (mark := mark_in(answer.content.decode()) if answer.status_code == 200 else ""):
        return answer
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return client.post(url, {**data, SEEN: mark})
