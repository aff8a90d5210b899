"""The vectors by which other programs are tested too, such as the port officer's app."""

import base64
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from netral.engines.passes.keys import KeyRing, PublicKey
from netral.engines.passes.numbers import pass_number
from netral.engines.passes.passes import verify
from netral.engines.passes.revocations import read_revocations

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
RING = KeyRing(PublicKey(base64.b64decode(key)) for key in VECTORS["keys"])


@pytest.mark.parametrize("place", range(len(VECTORS["cases"])))
def test_each_case_is_judged_as_it_says(place: int) -> None:
    case = VECTORS["cases"][place]
    held = case["revocations"] and read_revocations(base64.b64decode(case["revocations"]), RING)
    at = datetime.fromisoformat(case["at"])
    assert verify(case["text"], RING, at=at, crossing=case["crossing"], revoked=held).reason == case["reason"]


def test_the_passes_say_what_they_say() -> None:
    for text, said in VECTORS["claims"].items():
        claims = verify(text, RING, at=datetime.fromisoformat(VECTORS["cases"][0]["at"])).claims
        assert claims is not None
        told = claims._asdict() | {"number": pass_number(claims.serial)}
        times = ("valid_from", "valid_until", "departs_at")
        assert told | {name: told[name] and int(told[name].timestamp()) for name in times} == said


def test_the_list_says_what_it_says() -> None:
    said = VECTORS["revocations"]
    held = read_revocations(base64.b64decode(said["message"]), RING)
    assert (held.sequence, int(held.issued_at.timestamp()), [*held.serials]) == (
        said["sequence"], said["issued_at"], said["serials"],
    )  # fmt: skip
