"""The law on ad hoc supervisors, read once from data/*.yaml."""

from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from netral.apps.supervisors.domain.applications import DocumentKind, Education
from netral.apps.supervisors.domain.appointments import OathText
from netral.apps.supervisors.domain.extension import ExtensionRule
from netral.apps.supervisors.domain.interviews import Criterion
from netral.apps.supervisors.domain.merit import TieRule, Weights
from netral.apps.supervisors.domain.posts import Post, PostRule
from netral.apps.supervisors.domain.recruitment import CalendarDay
from netral.apps.supervisors.domain.requirements import Requirement, RequirementCheck
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
def calendar_days() -> tuple[CalendarDay, ...]:
    """Return the calendar of recruitment of every election that is known."""
    return tuple(
        CalendarDay(
            election=row["election"],
            post=Post(row["post"]),
            kind=row["kind"],
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            title=row["title"],
            provenance=provenance_of(row),
        )
        for row in read("calendar.yaml")
    )


@cache
def extension_rules() -> tuple[ExtensionRule, ...]:
    """Return the rules by which the recruitment of an area is extended."""
    return tuple(
        ExtensionRule(
            code=row["code"],
            post=Post(row["post"]),
            area=row["area"],
            least_applicants=row["least_applicants"],
            least_women=None if row["least_women"] is None else Fraction(str(row["least_women"])),
            title=row["title"],
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            provenance=provenance_of(row),
        )
        for row in read("extension.yaml")
    )


@cache
def requirements() -> tuple[Requirement, ...]:
    """Return what somebody must meet to be a supervisor."""
    return tuple(
        Requirement(
            code=row["code"],
            check=RequirementCheck(row["check"]),
            posts=frozenset(Post(post) for post in row["posts"]),
            title=row["title"],
            years=row.get("years", 0),
            least=Education(row["least"]) if "least" in row else None,
            within=row.get("within", ""),
            paper=DocumentKind(row["paper"]) if "paper" in row else None,
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            provenance=provenance_of(row),
        )
        for row in read("requirements.yaml")
    )


@cache
def oath_texts() -> tuple[OathText, ...]:
    """Return the words of the oath."""
    return tuple(
        OathText(
            title=row["title"],
            opening=row["opening"],
            points=tuple(row["points"]),
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            provenance=provenance_of(row),
        )
        for row in read("oath.yaml")
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
