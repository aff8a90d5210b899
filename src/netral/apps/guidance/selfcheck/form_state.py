"""How a case travels from page to page: inside the form, signed, and nowhere else."""

from dataclasses import fields
from datetime import date
from typing import Any

from django.core import signing
from django.http import HttpRequest

from netral.apps.guidance.selfcheck.domain import CheckState

FIELD = "keadaan"
_SALT = "guidance.selfcheck"


def dump(case: CheckState) -> str:
    """The case as a hidden field holds it."""
    plain = {
        "text": case.text,
        "act": case.act,
        "on": case.on.isoformat() if case.on else None,
        "stated": dict(case.stated),
        "declined": sorted(case.declined),
        "asked": list(case.asked),
        "region": case.region,
        "doer": case.doer,
    }
    return signing.dumps(plain, salt=_SALT, compress=True)


def load(request: HttpRequest) -> CheckState | None:
    """The case a form brought along; None when there is none, or none of ours."""
    try:
        plain: dict[str, Any] = signing.loads(request.POST.get(FIELD, ""), salt=_SALT)
    except signing.BadSignature:
        return None
    if set(plain) != {field.name for field in fields(CheckState)}:
        # Written by an earlier release whose cases looked otherwise.
        return None
    return CheckState(
        text=plain["text"],
        act=plain["act"],
        on=date.fromisoformat(plain["on"]) if plain["on"] else None,
        stated=plain["stated"],
        declined=frozenset(plain["declined"]),
        asked=tuple(plain["asked"]),
        region=plain["region"],
        doer=plain["doer"],
    )
