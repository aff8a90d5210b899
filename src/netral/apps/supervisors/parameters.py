"""The law on ad hoc supervisors, read once from data/*.yaml."""

from functools import cache
from importlib.resources import files
from typing import Any

from netral.apps.supervisors.domain.interviews import Criterion
from netral.apps.supervisors.domain.merit import TieRule, Weights
from netral.apps.supervisors.domain.posts import Post, PostRule
from netral.engines.rules.dated import Provenance, Verification
from netral.engines.yaml_reader import read_yaml


@cache
def post_rules() -> tuple[PostRule, ...]:
    """Return how many supervisors an area has, who forms them, and for how long."""
    return tuple(
        PostRule(
            post=Post(row["code"]),
            seats=row["seats"],
            formed_by=row["formed_by"],
            else_formed_by=row["else_formed_by"] or "",
            written_test=row["written_test"],
            starts_before=row["starts_before"],
            ends_after=row["ends_after"],
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            provenance=provenance_of(row),
        )
        for row in read("posts.yaml")
    )


@cache
def rubric() -> tuple[Criterion, ...]:
    """Return what an interview is marked by."""
    return tuple(Criterion(row["code"], row["title"], row["weight"]) for row in read("rubric.yaml")["criteria"])


@cache
def weights_of(post: Post) -> Weights:
    """Return how much test and interview count for a post.

    Raises:
        LookupError: no weights are named for it.
    """
    rows = {row["post"]: row for row in read("rubric.yaml")["weights"]}
    return Weights(rows[post.value]["test"], rows[post.value]["interview"])


@cache
def tie_rules() -> tuple[TieRule, ...]:
    """Return what breaks a tie, in the order in which it decides."""
    return tuple(map(TieRule, read("rubric.yaml")["ties"]))


def provenance_of(row: dict[str, Any]) -> Provenance:
    """Return where a row of law comes from."""
    return Provenance(row["reference"], Verification(row["verification"]), row.get("note", ""))


def read(name: str) -> Any:
    """Return one file of data/."""
    return read_yaml((files("netral.apps.supervisors") / "data" / name).read_text(encoding="utf-8"))
