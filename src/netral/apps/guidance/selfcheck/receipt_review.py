"""Opening a receipt again: whether it still holds to the byte, and what the law in use today would say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.selfcheck.domain import TEXT, USER
from netral.engines.json_reader import read_json
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.receipt import ReceiptError, canonical, facts_of, verdict_in
from netral.foundation.elections.queries import phase_or_shipped


@dataclass(frozen=True)
class Reopened:
    """A receipt judged again.

    `holds` is None when the catalogue it names is not kept here; `today` is None when today's cannot read its facts.
    """

    receipt: Mapping[str, Any]
    on: date
    verdict: Verdict
    holds: bool | None
    today: catalogue.Judgement | None

    @property
    def is_current(self) -> bool:
        """Whether it was judged under the catalogue now in use."""
        return self.receipt["ruleset"] in (catalogue.catalogue_version(), *catalogue.local_versions().values())


def read_receipt(content: bytes) -> dict[str, Any]:
    """A receipt from a file. Raises ReceiptError."""
    try:
        document = read_json(content.decode())
    except ValueError as error:
        raise ReceiptError(f"no JSON: {error}") from error
    if not isinstance(document, dict):
        raise ReceiptError("no JSON object")
    return document


def reopened(receipt: Mapping[str, Any]) -> Reopened:
    """Judge a receipt again, under its own catalogue and under the one in use. Raises ReceiptError."""
    verdict = verdict_in(receipt)
    try:
        on = date.fromisoformat(receipt["on"])
        holds: bool | None = canonical(catalogue.replay(receipt).receipt()) == canonical(receipt)
    except catalogue.UnknownEdition:
        holds = None
    except (KeyError, TypeError, ValueError) as error:
        raise ReceiptError(str(error)) from error
    return Reopened(receipt, on, verdict, holds, _today(receipt, on))


def _today(receipt: Mapping[str, Any], on: date) -> catalogue.Judgement | None:
    """The same act of the same day, by what a person or her text said, under the catalogue in use."""
    # A receipt names no place, but the rules of a region have a fingerprint of their own while they stand.
    region = next((code for code, version in catalogue.local_versions().items() if version == receipt["ruleset"]), None)
    said = [fact for fact in facts_of(receipt) if fact.source in (USER, TEXT)]
    try:
        declined = frozenset(receipt["declined"])
        return catalogue.judge(receipt["act"], said, on, phase=phase_or_shipped(on), declined=declined, region=region)
    except (catalogue.UnknownAct, catalogue.UnknownFact, KeyError, TypeError):
        return None
